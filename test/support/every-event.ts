/**
 * One event of every type, as a journal may hold it: names of the shop are Russian or numbers, so that any other
 * word in a text comes from the program. Data only.
 */
import type { EventOf, OrderFact } from '../../domain/order/events';
import type { QuestionEvent } from '../../domain/parties/question';

const AT = '2026-11-26T08:00:00.000Z';
const party = 'склад-1';
const place = party;
const [lineId, parcelId, instructionId, taskId] = ['line-1', 'par_01_2', 'ins_01_1', 'tsk_01_1'];
const messageId = 'msg_01_1';
const quantity = 2;
const amount = 149_900;
const code = 'СКИДКА-10';
const content = {
  ...({ task: 'pack', lines: [], addressId: null, pickupPointId: null } as const),
  ...{ window: null, collect: null },
};
const written = { instructionId, party, content, wishVersion: 2, dueBy: AT } as const;
const asked = { instructionId, party };
const told = { ...asked, number: 1, attempt: 1, channel: 'webhook' };
const goods = { lineId, place, quantity };
const inParcel = { parcelId, ...goods };
const wish = {} as EventOf<'OrderPlaced'>['wish'];
const message = { messageId, purpose: 'order_amended', version: 2, channel: 'sms' } as const;

type AnyEvent = OrderFact | QuestionEvent;

type FieldsOf<Type, One = AnyEvent> = One extends { readonly type: infer Types }
  ? Type extends Types
    ? Omit<One, 'type'>
    : never
  : never;

type Every = { readonly [Type in AnyEvent['type']]: FieldsOf<Type> };

/** By type; the compiler sees to it that none is left out. */
export const EVERY_EVENT: Every = {
  OrderPlaced: {
    ...{ id: 'ord_01', shop: 'demo', number: '1001', source: 'site', campaign: null, wish },
    noteId: null,
  },
  WorkflowStarted: {},
  DeadlinePassed: { key: `task:${taskId}` },
  Refused: {
    ...{ command: 'recordContact', refusal: 'not_allowed_now', pointer: null, missing: [] },
  },
  NoteTaken: { noteId: 'per_1' },
  PartyAnsweredQuestion: { questionId: 'que_1', party, noteId: 'per_1' },
  OperatorAskedToCancel: {},
  TroubleMet: { what: 'TypeError', commands: [] },
  GoodsReserved: goods,
  GoodsSourced: { lineId, party, quantity },
  GoodsGrouped: { lineId, group: 'dresses' },
  GoodsShort: { lineId, quantity },
  GoodsSetAside: goods,
  GoodsMissing: goods,
  PrepaymentNeeded: { lineId },
  GoodsFreed: { sku: '104' },
  GoodsReleased: goods,
  SourceDropped: { lineId, party, quantity, why: 'silent' },
  GoodsShipped: inParcel,
  GoodsBack: inParcel,
  GoodsSentAnew: inParcel,
  GoodsLost: inParcel,
  ContactAttempted: { outcome: 'wrong_number', callBackAt: null, reason: null, noteId: null },
  OrderAgreed: { channel: 'phone', version: 1 },
  VoiceCallEnded: { messageId, outcome: 'wants_change' },
  AlreadyAgreed: { channel: 'link' },
  AmendmentMade: {
    ...{ amendmentId: 'amd_1', version: 2, wish, changes: [], reason: null, noteId: null },
  },
  AmendmentSettled: { amendmentId: 'amd_1', version: 2, state: 'partly_refused' },
  InstructionWritten: written,
  RevisionWritten: written,
  CallOffWritten: written,
  PartyAnswered: {
    ...{ instructionId, party, to: 'call_off', answer: 'refused', wishVersion: 1, counts: true },
    ...{ reason: 'already_packed', tracking: null, noteId: null },
  },
  PartyReminded: { ...asked, dueBy: AT },
  PartyTold: told,
  PartyTellingPutOff: { ...told, code: 'http_503', notBefore: AT },
  PartyTellingFailed: { ...told, code: 'http_503' },
  InstructionOverdue: asked,
  InstructionSetAside: asked,
  InstructionStands: asked,
  CarrierGoesOn: asked,
  CarrierChosen: { party },
  ParcelAnnounced: { parcelId, source: party, carrier: party, lines: [] },
  ParcelReported: {
    ...{ parcelId, status: 'at_pickup_point', reportedAt: AT, reason: null, tracking: null },
    ...{ lines: [], counts: true },
  },
  CourierAsked: { parcelId, wish: 'change_sum', noteId: null },
  OrderDelivered: {},
  DeliveryCheckPassed: {},
  DeliveryFoundMissing: {},
  CustomerSaidOfDelivery: { received: false },
  StorageTold: { parcelId, day: 3 },
  StorageOver: { parcelId, party },
  ReturnChased: { parcelId, party },
  SentTold: { parcelId },
  LossTold: { parcelId },
  BackTold: { parcelId, version: 1, givenBack: 0, notTaken: 260_000 },
  HandOverMissed: { parcelId, party },
  ParcelTakenForLost: { parcelId, party },
  ParcelTakenBack: { parcelId },
  CarrierAsked: { parcelId, party, attempt: 1, found: 'unreachable', code: null },
  CarrierUnreachable: { parcelId, party },
  ReturnInspected: { parcelId, lines: [] },
  DeliveryCostBooked: { parcelId, amount },
  DelayForeseen: { day: '2026-11-28', expectedAt: AT },
  DeliveryPlannedAnew: { reason: 'customer_postponed' },
  PaymentRecorded: { paymentId: 'pay_1', method: 'cod_post', amount, reference: null },
  PaymentToldAgain: { paymentId: 'pay_1' },
  PrepaymentAsked: {},
  PrepaymentMet: {},
  RefundAsked: { amount, reason: 'overpaid' },
  RefundMade: { amount },
  RefundWithdrawn: { amount },
  RefundRefused: { amount },
  PromoCodeTaken: { code },
  PromoCodeGivenBack: { code },
  CertificateHeld: { code, amount, version: 1 },
  CertificateReleased: { code, amount },
  CertificateSpent: { code, amount },
  MessageNoted: { ...message, notBefore: AT },
  MessageSent: { messageId, channel: 'email', attempt: 1, providerId: null, learnt: 'answer' },
  MessagePutOff: { messageId, attempt: 1, code: 'twilio_20429', notBefore: AT },
  MessageChannelFailed: { ...message, code: 'twilio_21610', next: null, notBefore: AT },
  MessageUnknown: { messageId, attempt: 1, code: 'no_answer' },
  ProviderAsked: { messageId, found: 'cannot_tell' },
  MessageRepeated: { messageId },
  MessageGivenUp: { messageId, purpose: 'payment_asked', why: 'unknown' },
  MessageWithdrawn: { messageId },
  TaskOpened: { taskId, kind: 'find_out_why', role: 'senior_manager', about: null, dueBy: null },
  TaskDone: { taskId, outcome: 'delivered_after_all', noteId: null },
  TaskReopened: { taskId },
  TaskTaken: { taskId, person: 'manager:7' },
  TaskReleased: { taskId },
  TaskHandedOff: { taskId, to: 'senior_manager', person: null, noteId: null },
  TaskReminded: { taskId, raiseAt: null },
  TaskWithdrawn: { taskId, why: 'delivered_late' },
  TaskEscalated: { taskId, role: 'senior_manager' },
  ClosingBegun: { reason: 'changed_mind', noteId: null },
  OrderClosed: { reason: 'not_paid' },
  QuestionAsked: { party, by: 'manager:7' },
  QuestionAnswered: { party, by: 'party:1' },
  QuestionExpired: { party, by: 'ordo' },
};
