/**
 * Decides whether an order may be ended early. Standing everybody down is the business of plan.
 */
import type { CommandOf } from './commands/command-schemas';
import { isPartlyDelivered } from './goods/goods';
import type { Decision, Scene } from './scene';

/** Refused once anything was delivered, when the order is closed, or being ended already. */
export function cancel({ order }: Scene, command: CommandOf<'cancel'>): Decision {
  if (isPartlyDelivered(order)) return { refusal: 'already_delivered' };
  if (order.closed) return { refusal: 'already_closed' };
  if (order.closing) return { refusal: 'not_allowed_now' };
  return [{ type: 'ClosingBegun', reason: command.reason, noteId: command.noteId }];
}
