/**
 * Tasks of people: kinds, roles and the outcomes each allows, as one table.
 * Opened and closed only by commit; nothing here knows who is on duty.
 */
import type { Instant } from '../calendar/instant';

export const ROLES = [
  ...(['storefront', 'manager', 'senior_manager', 'dispatcher', 'warehouse'] as const),
  ...(['courier', 'cashier', 'finance', 'admin', 'auditor'] as const),
] as const;

export type Role = (typeof ROLES)[number];

export type TaskKind =
  | 'call_customer'
  | 'fix_contact'
  | 'find_alternative'
  | 'customer_wants_change'
  | 'party_overdue'
  | 'party_refused'
  | 'courier_request'
  | 'doubtful_report'
  | 'find_out_why'
  | 'decide_partial_refusal'
  | 'message_undeliverable'
  | 'hand_in_overdue'
  | 'approve_refund'
  | 'inspect_return'
  | 'system_trouble';

/** A task that waits for a person; `about` names what it is about (a party, an instruction, a message). */
export interface OpenTask {
  readonly id: string;
  readonly kind: TaskKind;
  readonly role: Role;
  readonly about: string | null;
  readonly openedAt: Instant;
  readonly dueBy: Instant | null;
  readonly escalated: boolean;
  /** Absent until it was overdue and its people were reminded. */
  readonly remindedAt?: Instant;
  /** When the senior manager gets it; absent where it is not overdue or nobody stands above. */
  readonly raiseAt?: Instant;
  /** Who works it, as the journal names people; absent where nobody does. */
  readonly takenBy?: string;
  readonly handOffs?: number;
}

/**
 * Raised once; people with nobody above them are not. What is money's stays with the people of money: it is
 * shown as raised, but who may ask for money never comes to decide on it (R98).
 */
export const RAISED_TO: Readonly<Partial<Record<Role, Role>>> = {
  manager: 'senior_manager',
  dispatcher: 'senior_manager',
  warehouse: 'senior_manager',
  cashier: 'cashier',
  finance: 'finance',
};

interface TaskRule {
  readonly role: Role;
  readonly outcomes: readonly string[];
}

const CONTACT_OUTCOMES = ['reached', 'no_answer', 'busy', 'wrong_number', 'call_back', 'declined'];

/** Who works each kind of task and how it may end. */
export const TASK_RULES: Readonly<Record<TaskKind, TaskRule>> = {
  call_customer: { role: 'manager', outcomes: [...CONTACT_OUTCOMES, 'confirmed'] },
  fix_contact: { role: 'manager', outcomes: ['fixed', 'declined'] },
  find_alternative: { role: 'manager', outcomes: ['substituted', 'removed', 'declined'] },
  customer_wants_change: { role: 'manager', outcomes: ['amended', 'kept'] },
  party_overdue: { role: 'dispatcher', outcomes: ['chased', 'replaced', 'cancelled'] },
  party_refused: {
    role: 'dispatcher',
    // `deliver`: who will not be called off may bring it; `second_parcel`: what was found later goes by itself.
    outcomes: ['chased', 'replaced', 'cancelled', 'deliver', 'second_parcel'],
  },
  courier_request: { role: 'dispatcher', outcomes: ['granted', 'refused'] },
  doubtful_report: { role: 'dispatcher', outcomes: ['cleared_up'] },
  find_out_why: {
    role: 'dispatcher',
    outcomes: ['new_date', 'new_address', 'new_way', 'delivered_after_all', 'take_back'],
  },
  decide_partial_refusal: {
    role: 'dispatcher',
    outcomes: ['second_parcel', 'take_back', 'revert'],
  },
  message_undeliverable: { role: 'manager', outcomes: ['reached_otherwise', 'given_up'] },
  hand_in_overdue: { role: 'cashier', outcomes: ['settled', 'written_off'] },
  approve_refund: { role: 'finance', outcomes: ['approved', 'refused'] },
  inspect_return: { role: 'warehouse', outcomes: ['restock', 'write_off'] },
  system_trouble: { role: 'admin', outcomes: ['solved'] },
};
