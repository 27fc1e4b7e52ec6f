/**
 * Who may do what: one table, role by operation. What is not in it is denied.
 * Which shop a key may see is checked by every query, not here.
 */
import type { Role } from '../../domain/tasks/task';

const MANAGERS = ['manager', 'senior_manager', 'admin'] as const;
const MONEY = ['cashier', 'finance', 'admin'] as const;
const PARTIES = ['warehouse', 'courier', 'dispatcher', 'senior_manager', 'admin'] as const;
const DISPATCH = ['dispatcher', 'senior_manager', 'admin'] as const;
const READERS = [
  ...['storefront', 'manager', 'senior_manager', 'dispatcher'],
  ...['cashier', 'finance', 'admin', 'auditor'],
] as const satisfies readonly string[] as readonly Role[];
const STAFF: readonly Role[] = [
  ...MANAGERS,
  ...(['dispatcher', 'warehouse', 'cashier', 'finance', 'auditor'] as const),
];
const EVERYBODY: readonly Role[] = [...READERS, 'warehouse', 'courier'];

/** Roles by operation; the names are the operation ids of the OpenAPI document. */
export const PERMISSIONS = {
  placeOrder: ['storefront', ...MANAGERS],
  searchOrders: READERS,
  readOrder: READERS,
  readTimeline: READERS,
  readCallCard: [...MANAGERS, 'dispatcher', 'auditor'],
  confirmOrder: MANAGERS,
  recordContactAttempt: [...MANAGERS, 'dispatcher'],
  previewAmendment: [...MANAGERS, 'dispatcher'],
  amendOrder: [...MANAGERS, 'dispatcher'],
  setPrice: ['senior_manager', 'admin'],
  listAmendments: READERS,
  readAmendment: READERS,
  decideAmendment: [...MANAGERS, 'dispatcher'],
  cancelOrder: MANAGERS,
  recordPayment: MONEY,
  askRefund: ['manager', 'senior_manager'],
  approveRefund: ['finance'],
  makeCertificate: ['senior_manager', 'finance', 'admin'],
  readCertificate: READERS,
  makePromoCode: ['senior_manager', 'admin'],
  readPromoCode: READERS,
  takeNote: [...MANAGERS, 'dispatcher'],
  resendMessage: MANAGERS,
  readProduct: EVERYBODY,
  listProducts: EVERYBODY,
  storeProduct: ['storefront', 'senior_manager', 'admin'],
  importProducts: ['storefront', 'senior_manager', 'admin'],
  listStock: EVERYBODY,
  correctStock: ['warehouse', 'senior_manager', 'admin'],
  findDeliveryOptions: ['storefront', ...MANAGERS, 'dispatcher'],
  listPickupPoints: EVERYBODY,
  readPickupPoint: EVERYBODY,
  storePickupPoint: ['storefront', 'senior_manager', 'admin'],
  listParties: [...STAFF, 'courier'],
  storeParty: ['admin'],
  linkParty: DISPATCH,
  makePartySecret: ['admin'],
  listPartySecrets: ['admin'],
  endPartySecret: ['admin'],
  listInstructions: [...PARTIES, 'manager', 'auditor'],
  readInstruction: [...PARTIES, 'manager', 'auditor'],
  answerInstruction: PARTIES,
  reportParcel: PARTIES,
  askQuestion: [...MANAGERS, 'dispatcher'],
  listQuestions: [...PARTIES, 'manager', 'auditor'],
  readQuestion: [...PARTIES, 'manager', 'auditor'],
  answerQuestion: PARTIES,
  requestOfParcel: ['courier', ...DISPATCH],
  listCouriers: STAFF,
  storeCourier: DISPATCH,
  linkCourier: DISPATCH,
  readRoutes: STAFF,
  readUnplanned: STAFF,
  planRoutes: DISPATCH,
  moveRoute: DISPATCH,
  assignCourier: DISPATCH,
  printPickingList: ['warehouse', ...DISPATCH],
  printPackingSlip: ['warehouse', ...DISPATCH],
  printRouteSheet: DISPATCH,
  listTasks: STAFF,
  readTask: STAFF,
  closeTask: STAFF,
  nextTask: STAFF,
  handOffTask: STAFF,
  releaseTask: STAFF,
  undoTask: STAFF,
  followEvents: READERS,
  listWebhookEndpoints: ['admin', 'auditor'],
  readWebhookEndpoint: ['admin', 'auditor'],
  storeWebhookEndpoint: ['admin'],
  removeWebhookEndpoint: ['admin'],
  rotateWebhookSecret: ['admin'],
  listWebhookDeliveries: ['admin', 'auditor'],
  redeliverWebhook: ['admin'],
  redeliverWebhooks: ['admin'],
  readPolicy: STAFF,
  changePolicy: ['admin'],
  readMailbox: EVERYBODY,
  fastForward: EVERYBODY,
  readQuiet: EVERYBODY,
  addFault: EVERYBODY,
  tellCallee: EVERYBODY,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Operation = keyof typeof PERMISSIONS;

/** Whether a role may do an operation at all. */
export function mayDo(role: Role, operation: Operation): boolean {
  return (PERMISSIONS[operation] as readonly Role[]).includes(role);
}

/** Whether a role may speak for a party by its task: packers' people for packers, couriers for carriers, others for all. */
export function maySpeakFor(role: Role, task: 'supply' | 'pack' | 'deliver' | null): boolean {
  if (task === null) return role !== 'courier' && role !== 'warehouse';
  if (role === 'courier') return task === 'deliver';
  return role !== 'warehouse' || task !== 'deliver';
}

/** Whether a role may report a carrier's word: who keeps a warehouse may say of it only what came back there. */
export function mayReport(role: Role, word: string): boolean {
  return maySpeakFor(role, 'deliver') || (role === 'warehouse' && word === 'returned');
}

/** The role whose work a party does that packs, supplies or brings. */
export function roleOf(task: 'supply' | 'pack' | 'deliver'): 'warehouse' | 'courier' {
  return task === 'deliver' ? 'courier' : 'warehouse';
}

/** Whether a role may close tasks of another: its own, a senior manager those raised to it, an administrator all but money's. */
export function mayWorkFor(role: Role, worker: Role): boolean {
  if (role === worker) return true;
  if (role === 'senior_manager') return worker === 'manager' || worker === 'dispatcher';
  return role === 'admin' && worker !== 'finance' && worker !== 'cashier';
}
