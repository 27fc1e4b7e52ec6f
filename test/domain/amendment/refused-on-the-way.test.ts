/**
 * Part of an order is refused while it is on its way (R115): the carrier is told to give less and to take less money,
 * and what is wanted no more comes back with him.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import type { Policy } from '../../../domain/policy/policy';
import {
  aShopInMemory,
  aWantedLine,
  choicesIn,
  eventsOf,
  refusalOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const answer = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
const report = (order: OrderInMemory, status: string): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status });
const less = (order: OrderInMemory): ReturnType<OrderInMemory['hears']> =>
  order.hears('amend', { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }] });

async function accepted(
  partlyRefused: Policy['partlyRefused'] = 'ask',
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory({ policy: { partlyRefused } });
  const lines = [aWantedLine({ quantity: 2 })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await answer(order, 1, { answer: 'accepted' });
  await answer(order, 2, { answer: 'accepted' });
  return { shop, order };
}

test('when one of two is refused on the way and the courier agrees, then he gives one, takes its price and brings one back', async () => {
  const { shop, order } = await accepted();
  await report(order, 'handed_over');
  expect(refusalOf(await less(order))).toBeNull();
  expect(order.now().instructions.map((one) => one.pending?.content.collect)).toEqual([
    undefined,
    290_000,
  ]);
  await answer(order, 2, { to: 'revision', answer: 'accepted' });
  expect(order.now()).toMatchObject({ amendment: null, tasks: [] });
  expect(eventsOf(order, 'MessageNoted').at(-1)?.purpose).toBe('order_amended');
  await report(order, 'delivered');
  expect(order.now().deliveredAt).not.toBeNull();
  expect(order.now().parcels[0]?.state).toBe('partly_delivered');
  expect(orderTotals(order.now())).toMatchObject({ total: 290_000, due: 290_000 });
  await report(order, 'returned');
  await order.hears('closeTask', { taskId: taskOf(order, 'inspect_return'), outcome: 'restock' });
  expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 9, reserved: 0 });
});

test('when the courier cannot, then a person decides, and it may still be taken back at the door', async () => {
  const { shop, order } = await accepted();
  await report(order, 'handed_over');
  await less(order);
  await answer(order, 2, { to: 'revision', answer: 'refused', reason: 'other' });
  const decisions = (await choicesIn(shop, order.id)).map(({ decision }) => decision);
  expect(decisions).toEqual(['take_back', 'revert']);
});

test('when the parcel leaves before the packer has answered, then the shop that takes back does so without asking', async () => {
  const { order } = await accepted('take_back');
  await less(order);
  await report(order, 'handed_over');
  await answer(order, 2, { to: 'revision', answer: 'accepted' });
  // Asked once more since the parcel left: what of it is not to be given away.
  await answer(order, 2, { to: 'revision', answer: 'accepted' });
  expect(order.now()).toMatchObject({ amendment: null, tasks: [] });
  expect(eventsOf(order, 'AmendmentSettled').at(-1)?.state).toBe('accepted');
});

test('when it has reached the customer already, then it is too late', async () => {
  const { order } = await accepted();
  await order.hears('amend', {
    changes: [
      {
        type: 'add_line',
        line: {
          sku: 'BELT',
          title: 'Belt',
          quantity: 1,
          price: { amount: 40_000, currency: 'RUB' },
        },
      },
    ],
  });
  await report(order, 'delivered');
  expect(order.now().deliveredAt).toBeNull();
  expect(refusalOf(await less(order))).toBe('too_late');
});
