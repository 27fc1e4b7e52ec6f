/**
 * Why an order waits: for whom, for what, since and until when, and what happens then.
 * Words are keys of the catalogue; names of people are filled in where they may be read.
 */
import type { Instant } from '../calendar/instant';

export type WaitingFor =
  | 'customer'
  | 'warehouse'
  | 'supplier'
  | 'carrier'
  | 'manager'
  | 'dispatcher'
  | 'cashier'
  | 'finance'
  | 'admin'
  | 'payment'
  | 'clock';

export interface Phrase {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Wait {
  readonly for: WaitingFor;
  /** A party's id where a party is waited for, else null. */
  readonly party: string | null;
  /** Who stands above those usually waited for, where the task was raised. */
  readonly role?: 'senior_manager';
  readonly what: Phrase;
  readonly since: Instant;
  readonly until: Instant | null;
  readonly then: Phrase;
}

export function phrase(key: string, values: Readonly<Record<string, string>> = {}): Phrase {
  return { key, values };
}
