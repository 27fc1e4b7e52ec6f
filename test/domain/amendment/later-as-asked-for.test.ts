/**
 * A change that only a supplier can serve makes an order later: the customer asked for that, and hears of it with the
 * change; nobody apologises. A change that needs the supplier no more promises the earlier day at once.
 */
import { previewAmendment } from '../../../domain/order/amendment/preview';
import { promisedDay } from '../../../domain/order/delivery/promise';
import type { Policy } from '../../../domain/policy/policy';
import type { Offer } from '../../../domain/stock/offers';
import { aShopInMemory, aWantedLine, eventsOf, forSaleIn } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const offers: Readonly<Record<string, readonly Offer[]>> = {
  DRESS: [{ party: 'supplier-north', price: 30_000, term: 2, quality: 1 }],
};
const pieces = (quantity: number): object => ({
  changes: [{ type: 'set_quantity', lineId: 'line-1', quantity }],
});
const says = (order: OrderInMemory, party: string, said: object): Promise<unknown> => {
  const instructionId = order.now().instructions.find((one) => one.party === party)?.id;
  return order.hears('answerInstruction', { instructionId, ...said });
};
const purposes = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose);

/** Two dresses for Friday, all that there are; the supplier has more by Saturday. */
async function accepted(
  partlyRefused: Policy['partlyRefused'] = 'ask',
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shelves = [{ place: 'warehouse-main', sku: 'DRESS', onHand: 2 }];
  const shop = aShopInMemory({ shelves, offers, policy: { partlyRefused } });
  const lines = [aWantedLine({ quantity: 2 })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  for (const { party } of order.now().instructions)
    await says(order, party, { answer: 'accepted' });
  return { shop, order };
}

async function allAgree(order: OrderInMemory): Promise<void> {
  for (const { party, pending, state } of order.now().instructions) {
    const to = pending?.kind ?? 'instruction';
    if (pending || state === 'sent') await says(order, party, { to, answer: 'accepted' });
  }
}

test('when the customer wants more than there is, then the later day is told with the change and nobody apologises', async () => {
  const { shop, order } = await accepted();
  await order.hears('amend', pieces(4));
  expect(promisedDay(order.now(), shop.market.state().terms)).toBe('2026-11-28');
  expect(purposes(order)).not.toContain('delivery_delayed');
  await allAgree(order);
  expect(order.now().amendment).toBeNull();
  expect(purposes(order).filter((one) => one.includes('amended'))).toEqual(['order_amended']);
  expect(purposes(order)).not.toContain('delivery_delayed');
  await order.carriesOut();
  expect(purposes(order)).not.toContain('delivery_delayed');
});

test('when the courier foresees a delay while a change is open, then that is ours and is told', async () => {
  const { order } = await accepted();
  const price = { amount: 100_000, currency: 'RUB' };
  await order.hears('amend', { changes: [{ type: 'set_price', lineId: 'line-1', price }] });
  await says(order, 'own-couriers', {
    ...{ to: 'revision', answer: 'refused', reason: 'cannot_in_time' },
    expectedAt: '2026-11-29T10:00:00.000Z',
  });
  expect(order.now().amendment).not.toBeNull();
  expect(purposes(order)).toContain('delivery_delayed');
});

test('when the supplier is needed no more, then preview and promise say the earlier day', async () => {
  const { shop, order } = await accepted();
  await order.hears('amend', pieces(4));
  await allAgree(order);
  const { terms, now: at } = shop.market.state();
  expect(promisedDay(order.now(), terms)).toBe('2026-11-28');
  const preview = previewAmendment(order.now(), terms, {
    ...(pieces(2) as { readonly changes: Parameters<typeof previewAmendment>[2]['changes'] }),
    ...{ at, forSale: forSaleIn(shop, { offers }) },
  });
  expect(preview.delivery.to.day).toBe('2026-11-27');
  await order.hears('amend', pieces(2));
  await allAgree(order);
  expect(promisedDay(order.now(), terms)).toBe('2026-11-27');
});

test("when the supplier will not be called off, then its day is the order's again", async () => {
  const { shop, order } = await accepted();
  await order.hears('amend', pieces(4));
  await allAgree(order);
  await order.hears('amend', pieces(2));
  await says(order, 'supplier-north', {
    to: 'call_off',
    answer: 'refused',
    reason: 'already_packed',
  });
  expect(promisedDay(order.now(), shop.market.state().terms)).toBe('2026-11-28');
});
