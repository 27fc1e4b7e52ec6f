/**
 * A delay that a party foresees is told to the customer the same day, once for each new date (R113, story 38).
 */
import { letterData } from '../../../domain/messages/letter';
import { checkAt, foreseenDelay } from '../../../domain/order/delivery/promise';
import {
  aShopInMemory,
  aWantedLine,
  CONTACT,
  DELIVERY,
  eventsOf,
  moment,
  momentsOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

async function promisedForFriday(
  more: object = {},
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory();
  const order = await shop.order({ agreed: { channel: 'phone' }, ...more });
  return { shop, order };
}
const answer = (order: OrderInMemory, number: number, expectedAt: string): Promise<unknown> =>
  order.hears('answerInstruction', {
    instructionId: `ins_1_${String(number)}`,
    answer: 'accepted',
    reason: 'cannot_in_time',
    expectedAt: moment(expectedAt),
  });
const toldOf = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'DelayForeseen').map((event) => event.day);
const letters = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted')
    .filter((event) => event.purpose === 'delivery_delayed')
    .map((event) => event.channel);

test.each([
  ['before the window ends', '2026-11-27 13:59', false],
  ['at the very end of the window', '2026-11-27 14:00', false],
  ['a minute after it', '2026-11-27 14:01', true],
  ['a day later', '2026-11-28 09:00', true],
])('when the courier can %s, then it is a delay: %s', async (_, at, isLate) => {
  const { shop, order } = await promisedForFriday();
  await answer(order, 2, at);
  expect(foreseenDelay(order.now(), shop.market.state().terms)).toBe(isLate ? moment(at) : null);
  expect(letters(order)).toEqual(isLate ? ['sms'] : []);
});

test('when whoever packs it needs longer, then the customer hears the same day, by e-mail where that was agreed', async () => {
  const { order } = await promisedForFriday({ contact: { ...CONTACT, channel: 'email' } });
  await order.until('2026-11-26 16:00');
  await answer(order, 1, '2026-12-01 12:00');
  expect(letters(order)).toEqual(['email']);
  expect(momentsOf(order, 'DelayForeseen')).toEqual([moment('2026-11-26 16:00')]);
});

test('when the same date is said again, then the customer is told once; of a newer one, once more', async () => {
  const { order } = await promisedForFriday();
  await answer(order, 2, '2026-11-28 12:00');
  await answer(order, 2, '2026-11-28 15:00');
  expect(toldOf(order)).toEqual(['2026-11-28']);
  await answer(order, 2, '2026-12-01 12:00');
  expect(toldOf(order)).toEqual(['2026-11-28', '2026-12-01']);
  expect(letters(order)).toHaveLength(2);
});

test('when a delay was foreseen, then the check waits for the new date and nobody is asked before', async () => {
  const { shop, order } = await promisedForFriday();
  await answer(order, 2, '2026-11-30 12:00');
  const { terms } = shop.market.state();
  expect(checkAt(order.now(), terms)).toBe(moment('2026-12-01 12:00'));
  await order.until('2026-12-01 11:59');
  expect(order.types()).not.toContain('DeliveryFoundMissing');
  await order.until('2026-12-01 12:00');
  expect(order.types()).toContain('DeliveryFoundMissing');
});

test('when the carrier says so of its parcel, in words that are new or not, then that is a delay too', async () => {
  const { order } = await promisedForFriday();
  const parcelId = 'par_1_1';
  await order.hears('reportParcel', { parcelId, status: 'in_transit' });
  const expectedAt = moment('2026-11-29 12:00');
  await order.hears('reportParcel', { parcelId, status: 'in_transit', expectedAt });
  expect(toldOf(order)).toEqual(['2026-11-29']);
});

test('when no window was promised, then a day later than the promised days is a delay', async () => {
  const { order } = await promisedForFriday({ delivery: { ...DELIVERY, window: null } });
  await answer(order, 2, '2026-11-27 18:00');
  expect(toldOf(order)).toEqual([]);
  await answer(order, 2, '2026-11-28 10:00');
  expect(toldOf(order)).toEqual(['2026-11-28']);
});

test('when the date is moved to what was foreseen and the courier agrees, then nothing is late any more', async () => {
  const { shop, order } = await promisedForFriday();
  await answer(order, 2, '2026-11-30 12:00');
  const { wish } = order.now();
  const window = { from: moment('2026-11-30 10:00'), to: moment('2026-11-30 14:00') };
  const price = { amount: wish.delivery.price, currency: 'RUB' };
  const changes = [{ type: 'change_delivery', delivery: { ...wish.delivery, window, price } }];
  await order.hears('amend', { changes });
  expect(foreseenDelay(order.now(), shop.market.state().terms)).toBeNull();
  expect(letters(order)).toHaveLength(1);
});

test('when it has come meanwhile or is cancelled, then a late word of delay is told to nobody', async () => {
  const { order } = await promisedForFriday();
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  await answer(order, 2, '2026-12-01 12:00');
  expect(letters(order)).toEqual([]);
});

test('when the next supplier needs longer, then the letter names the day', async () => {
  const shop = aShopInMemory({
    shelves: [],
    offers: {
      OIL: [
        { party: 'supplier-north', price: 100, term: 1 },
        { party: 'supplier-south', price: 200, term: 9 },
      ],
    },
  });
  const order = await shop.order({
    agreed: { channel: 'phone' },
    lines: [aWantedLine({ sku: 'OIL' })],
  });
  const instructionId = order.now().instructions.find((one) => one.kind === 'supply')?.id;
  await order.hears('answerInstruction', { instructionId, answer: 'refused', reason: 'other' });
  expect(toldOf(order)).toEqual(['2026-12-05']);
  const nowhere = { address: null, point: null, keptUntil: null };
  const to = { name: 'Anna', link: '', shop: 'Demo', ...nowhere };
  expect(letterData(order.now(), to)['expected']).toBe('05.12');
});

test('when it was promised anew before the message of the delay went, then it does not go', async () => {
  const shop = aShopInMemory();
  const order = await shop.order({ agreed: { channel: 'phone' } });
  const instructionId = 'ins_1_2';
  const late = { answer: 'accepted', expectedAt: moment('2026-11-28 12:00') };
  const window = { from: moment('2026-11-30 10:00'), to: moment('2026-11-30 14:00') };
  const delivery = { ...DELIVERY, window };
  await order.hears('answerInstruction', { instructionId, ...late });
  const waiting = (): readonly string[] =>
    order.now().messages.flatMap(({ purpose, state }) => (state === 'waiting' ? [purpose] : []));
  expect(waiting()).toContain('delivery_delayed');
  await order.hears('amend', { changes: [{ type: 'change_delivery', delivery }] });
  expect(waiting()).not.toContain('delivery_delayed');
  expect(order.now().check).not.toHaveProperty('delayedUntil');
});
