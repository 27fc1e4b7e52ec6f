/**
 * Histories of orders already agreed and instructed, where parties often refuse changes, parcels get lost or
 * come back, and people decide what becomes of it: what histories from the beginning seldom reach.
 */
import { plus } from '../../domain/calendar/instant';
import { paidInstead } from '../../domain/order/money/payable-by';
import { isLive } from '../../domain/parties/instruction';
import { lastMessageOf } from '../../domain/parties/message-id';
import { happens, pick } from './dice';
import type { Dice } from './dice';
import type { Happening } from './happening';
import { atTheDoor } from './at-the-door';
import { heardBy, passTime } from './history';
import { providerAnswers } from './machines';
import type { OpenMarket } from './market';
import { carrierReports, packs, partyAnswers, partyAnswersLate } from './parties';
import { cancels, decidesOnAmendment, pays, worksTask } from './people';
import { randomRequest } from './random-request';

const actor = 'manager:1';
const money = (amount: number): object => ({ amount, currency: 'RUB' });

/** One change: a piece more or fewer, another line, price, way to pay, day, place or way. */
export const changesMind: Happening = ({ life, dice, market }) => {
  const { wish } = life.order;
  const { id: lineId, quantity } = pick(dice, wish.lines);
  const { price, ...delivery } = wish.delivery;
  const from = plus(market.now, `P${String(1 + dice.below(3))}D`);
  const window = { from, to: plus(from, 'PT4H') };
  const line = { sku: 'BELT', title: 'BELT', quantity: 1 + dice.below(2), price: money(40_000) };
  const anew = (changed: object): object => ({
    type: 'change_delivery',
    delivery: { ...delivery, price: money(price), ...changed },
  });
  const toDoor = { addressId: `adr_${String(dice.below(9))}`, pickupPointId: null };
  const change = pick<object>(dice, [
    { type: 'set_quantity', lineId, quantity: quantity + 1 },
    { type: 'set_quantity', lineId, quantity: Math.max(1, quantity - 1) },
    { type: 'remove_line', lineId },
    { type: 'set_price', lineId, price: money(30_000 + 10_000 * dice.below(3)) },
    { type: 'change_payment', method: pick(dice, ['cash', 'card_on_delivery']) },
    { type: 'apply_promo_code', code: 'TEN' },
    { type: 'remove_promo_code', code: 'TEN' },
    { type: 'apply_certificate', code: pick(dice, ['GIFT-1', 'GIFT-2']) },
    { type: 'remove_certificate', code: 'GIFT-1' },
    { type: 'add_line', line },
    { type: 'add_line', line },
    { type: 'substitute_line', lineId, line },
    anew({ window }),
    anew({ method: pick(dice, ['courier', 'transport', 'post']), ...toDoor }),
  ]);
  return [{ name: 'amend', command: { changes: [change], actor } }];
};

/** What is asked otherwise comes too late as often as not. */
export const refusesChange: Happening = ({ life, dice }) => {
  const asked = life.order.instructions.filter((one) => isLive(one) && one.pending !== null);
  if (asked.length === 0) return [];
  const found = pick(dice, asked);
  const answer = pick(dice, ['refused', 'refused', 'accepted']);
  const reason =
    answer === 'refused' ? pick(dice, ['already_packed', 'already_handed_over']) : null;
  const { id: instructionId, pending } = found;
  const message = lastMessageOf(found);
  const about = message !== null && happens(dice, 70) ? { message } : { to: pending?.kind };
  const said = { instructionId, ...about, answer, reason, actor: 'party' };
  return [{ name: 'answerInstruction', command: said }];
};

/** A parcel leaves, gets lost, comes back, or is tried in vain. */
const goesWrong: Happening = ({ life, dice }) => {
  if (life.order.parcels.length === 0) return [];
  const { id: parcelId } = pick(dice, life.order.parcels);
  const status = pick(dice, [
    ...['handed_over', 'handed_over', 'attempt_failed', 'in_transit'],
    ...['lost', 'returning', 'returned'],
  ]);
  return [{ name: 'reportParcel', command: { parcelId, status, actor: 'party' } }];
};

const HAPPENINGS: readonly Happening[] = [
  ...[changesMind, changesMind, changesMind, refusesChange, refusesChange, refusesChange],
  ...[goesWrong, goesWrong, carrierReports, partyAnswers, partyAnswers, packs, pays],
  ...[partyAnswersLate, partyAnswersLate, atTheDoor],
  ...[worksTask, worksTask, worksTask, decidesOnAmendment, decidesOnAmendment],
  ...[providerAnswers, cancels],
];

const MOST_ORDERS = 2;

/** One thing happens to one of a few orders that are on their way. */
export async function happenOnTheWay(market: OpenMarket, dice: Dice): Promise<void> {
  const { lives, now } = market.state();
  if (lives.length === 0 || (lives.length < MOST_ORDERS && happens(dice, 5))) {
    const agreed = { channel: 'phone' };
    const request = randomRequest(dice, lives.length + 1, now);
    const payment = pick(dice, ['cash', 'card_on_delivery'] as const);
    const { method } = request.delivery;
    await market.place({ ...request, agreed, payment: paidInstead(method, payment) });
    return;
  }
  if (happens(dice, 15)) return passTime(market, dice);
  await heardBy(market, dice, pick(dice, HAPPENINGS));
}
