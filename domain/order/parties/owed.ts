/**
 * What a supplier that said yes still owes: to deliver, and to say so, in the term it offered (R21, R33). Whom to
 * remind and when a person is asked is the stage's business.
 */
import type { Instant } from '../../calendar/instant';
import { latest } from '../../calendar/instant';
import type { Instruction } from '../../parties/instruction';
import { partyOf } from '../../policy/policy';
import type { Terms } from '../../policy/policy';
import { dueAfter } from '../../policy/shop-hours';
import { endOfSupply, promisedBySupplier } from '../goods/supplied-day';
import type { Order } from '../order';
import { isOutOfHand } from './in-hand';

/** Whether a supplier agreed to deliver what has not left it yet and says nothing more of it. */
export function owesGoods(order: Order, instruction: Instruction): boolean {
  const { kind, state, pending, callOffRefused } = instruction;
  if (order.closing || order.closed || order.deliveredAt) return false;
  const isPromised = kind === 'supply' && state === 'accepted' && pending === null;
  return isPromised && !callOffRefused && !isOutOfHand(order, instruction);
}

/** By when it must have: the end of its offered term, or its own later word, and then the time it has for an answer. */
export function goodsDue(order: Order, terms: Terms, instruction: Instruction): Instant {
  const { party, content, expectedAt, agreedAt, askedAt } = instruction;
  const { calendar: shops } = terms.policy;
  const days = content.lines.flatMap(
    ({ lineId }) => promisedBySupplier(order, { party, lineId }, shops.zone) ?? [],
  );
  const last = days.sort().at(-1);
  const term = last === undefined ? askedAt : endOfSupply(last, shops.zone);
  const { calendar, deadlines } = partyOf(terms, party);
  const since = latest(term, agreedAt, expectedAt ?? undefined);
  return dueAfter(calendar ?? shops, since, deadlines.answerMinutes);
}
