/**
 * Story 28 and its neighbours: another address, zone or way of delivery, what it costs and who brings it.
 */
import { previewAmendment } from '../../../domain/order/amendment/preview';
import type { Change } from '../../../domain/order/commands/shape-schemas';
import { checkAt } from '../../../domain/order/delivery/promise';
import { orderTotals } from '../../../domain/order/money/totals';
import type { OrderRequest } from '../../../domain/order/place';
import {
  aShopInMemory,
  DELIVERY,
  eventsOf,
  forSaleIn,
  moment,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const rub = (amount: number): object => ({ amount: amount * 100, currency: 'RUB' });

async function anOrderInMoscow(
  fields: Partial<OrderRequest> = {},
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory();
  const delivery = { ...DELIVERY, window: null, zone: 'moscow' };
  const order = await shop.order({ delivery, agreed: { channel: 'phone' }, ...fields });
  return { shop, order };
}

const elsewhere = (fields: object = {}): Change => ({
  type: 'change_delivery',
  delivery: {
    method: 'courier',
    addressId: 'adr_2',
    pickupPointId: null,
    window: null,
    zone: 'moscow-region',
    ...fields,
  },
});

const amend = (order: OrderInMemory, ...changes: readonly object[]): Promise<unknown> =>
  order.hears('amend', { changes });

test('story 28: when the new address is in a dearer zone, then the preview shows it and the difference is collected', async () => {
  const { shop, order } = await anOrderInMoscow();
  const { terms, now: at } = shop.market.state();
  const preview = previewAmendment(order.now(), terms, {
    ...{ changes: [elsewhere()], at, forSale: forSaleIn(shop) },
  });
  expect(preview).toMatchObject({
    toCollect: 25_000,
    toRefund: 0,
    delivery: { to: { delivery: { zone: 'moscow-region', price: 55_000 } } },
    totals: { before: { delivery: 30_000 }, after: { delivery: 55_000 } },
  });
  await amend(order, elsewhere());
  expect(orderTotals(order.now())).toEqual(preview.totals.after);
  const carrier = order.now().instructions.find(({ kind }) => kind === 'deliver');
  expect(carrier?.pending?.content).toMatchObject({ collect: 315_000, addressId: 'adr_2' });
});

test('story 28: when it is cheaper there and all was paid, then the difference is asked back', async () => {
  const delivery = {
    ...DELIVERY,
    zone: 'moscow-region',
    price: { amount: 55_000, currency: 'RUB' },
  };
  const { order } = await anOrderInMoscow({ delivery, payment: 'prepaid' });
  await order.hears('recordPayment', { method: 'prepaid', amount: rub(3150) });
  await amend(order, elsewhere({ zone: 'moscow', window: DELIVERY.window }));
  // Once all have agreed to it.
  for (const { id: instructionId, pending } of order.now().instructions) {
    const to = pending?.kind ?? 'instruction';
    await order.hears('answerInstruction', { instructionId, to, answer: 'accepted' });
  }
  expect(eventsOf(order, 'RefundAsked')).toMatchObject([{ amount: 25_000 }]);
});

test('when only the date or the flat in the same zone changes, then the price stays as it was agreed', async () => {
  const delivery = { ...DELIVERY, zone: 'moscow', price: { amount: 12_300, currency: 'RUB' } };
  const { order } = await anOrderInMoscow({ delivery });
  const window = { from: moment('2026-11-28 12:00'), to: moment('2026-11-28 15:00') };
  await amend(order, elsewhere({ addressId: 'adr_1', zone: 'moscow', window }));
  await amend(order, elsewhere({ zone: 'moscow', window }));
  expect(order.now().wish).toMatchObject({ version: 3, delivery: { price: 12_300 } });
});

test('when a price is named with the change, then it is that', async () => {
  const { order } = await anOrderInMoscow();
  await amend(order, elsewhere({ price: rub(1) }));
  expect(order.now().wish.delivery.price).toBe(100);
});

test('when goods are added in the same breath, then they count for what travels free', async () => {
  const { order } = await anOrderInMoscow();
  await amend(order, { type: 'set_quantity', lineId: 'line-1', quantity: 6 }, elsewhere());
  expect(order.now().wish.delivery.price).toBe(0);
});

test('when another carrier brings it there, then the one is called off and the other told', async () => {
  const { order } = await anOrderInMoscow();
  await amend(order, elsewhere({ zone: 'russia' }));
  const carriers = order.now().instructions.filter(({ kind }) => kind === 'deliver');
  expect(carriers.map(({ party, pending }) => [party, pending?.kind ?? null])).toEqual([
    ['own-couriers', 'call_off'],
    ['city-courier', null],
  ]);
});

test('when it is to be fetched instead, then the courier is called off and the network told, and back again', async () => {
  const { order } = await anOrderInMoscow();
  const toPoint = elsewhere({ method: 'pickup', addressId: null, pickupPointId: 'point-1' });
  await amend(order, {
    ...toPoint,
    delivery: { ...('delivery' in toPoint && toPoint.delivery), zone: 'moscow' },
  });
  expect(order.now().wish.delivery.price).toBe(15_000);
  const courier = order.now().instructions.find(({ party }) => party === 'own-couriers');
  expect(courier?.pending?.kind).toBe('call_off');
  const network = order.now().instructions.find(({ party }) => party === 'pickup-network');
  expect(network?.content).toMatchObject({ pickupPointId: 'point-1', addressId: null });
});

test('when the zone is farther, then the promised day and its check move with it', async () => {
  const { shop, order } = await anOrderInMoscow();
  const { terms } = shop.market.state();
  expect(checkAt(order.now(), terms)).toBe(moment('2026-11-28 12:00'));
  await amend(order, elsewhere());
  expect(checkAt(order.now(), terms)).toBe(moment('2026-11-30 12:00'));
});
