/**
 * Which commands the order would take now: the buttons of the desk and the `allowed` of the API.
 */
import { isPartlyDelivered } from './goods/goods';
import { refundable } from './money/totals';
import type { Order } from './order';

export type AllowedCommand =
  | 'confirm'
  | 'amend'
  | 'cancel'
  | 'record_contact'
  | 'record_payment'
  | 'ask_refund'
  | 'decide_amendment'
  | 'note';

/** Commands that would not be refused for the stage the order is in. */
export function allowedCommands(order: Order): readonly AllowedCommand[] {
  const open = !order.closed && !order.closing;
  const undelivered = open && !order.deliveredAt;
  const rules: readonly (readonly [AllowedCommand, boolean])[] = [
    ['confirm', open && !order.agreement],
    ['amend', undelivered],
    ['cancel', open && !isPartlyDelivered(order)],
    ['record_contact', !order.closed],
    ['record_payment', true],
    ['ask_refund', refundable(order) > 0],
    ['decide_amendment', open && order.amendment?.state === 'partly_refused'],
    ['note', true],
  ];
  return rules.filter(([, allowed]) => allowed).map(([command]) => command);
}
