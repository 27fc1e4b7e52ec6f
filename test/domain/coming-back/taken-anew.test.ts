/**
 * The second trip of a parcel: who brought it back and takes it out again may say so, who has it with him need not.
 */
import { toTake } from '../../../domain/couriers/to-take';
import { visitsOf } from '../../../domain/couriers/visit';
import { aShopInMemory, DELIVERY, moment, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const WINDOW = { from: moment('2026-11-28 12:00'), to: moment('2026-11-28 15:00') };

async function agreed(): Promise<{ readonly shop: ShopInMemory; readonly order: OrderInMemory }> {
  const shop = aShopInMemory();
  const order = await shop.order({ agreed: { channel: 'phone' } });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  await order.until('2026-11-26 19:00');
  return { shop, order };
}

const says = (order: OrderInMemory, status: string) =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status });

const words = ({ shop, order }: Awaited<ReturnType<typeof agreed>>): readonly string[] =>
  visitsOf(order.now(), shop.market.state().terms).flatMap((visit) =>
    toTake(visit).map(({ status }) => status),
  );

async function newDate(order: OrderInMemory, window: object = WINDOW): Promise<void> {
  await order.hears('recordContact', { outcome: 'reached' });
  const taskId = taskOf(order, 'find_out_why');
  const data = { reason: 'other', window };
  await order.hears('closeTask', { taskId, outcome: 'new_date', data });
}

test('when it was not delivered and comes another day, then it may be taken anew, once, and tried again', async () => {
  const of = await agreed();
  expect(words(of)).toEqual(['handed_over']);
  await says(of.order, 'handed_over');
  expect(words(of)).toEqual([]);
  await of.order.until('2026-11-27 12:00');
  await says(of.order, 'attempt_failed');
  expect(words(of)).toEqual([]);
  await newDate(of.order);
  expect(words(of)).toEqual(['in_transit']);
  await of.order.until('2026-11-28 10:00');
  await says(of.order, 'in_transit');
  expect(of.order.now().parcels[0]?.state).toBe('in_transit');
  expect(words(of)).toEqual([]);
  await says(of.order, 'attempt_failed');
  expect(of.order.now().check.failed).toBe(2);
});

test('when it comes again in the window it had, then it may be taken anew as well; who has it need not', async () => {
  const of = await agreed();
  await says(of.order, 'handed_over');
  await of.order.until('2026-11-27 11:00');
  await says(of.order, 'attempt_failed');
  await newDate(of.order, DELIVERY.window ?? {});
  expect(words(of)).toEqual(['in_transit']);
  await says(of.order, 'delivered');
  expect(words(of)).toEqual([]);
  expect(of.order.now().deliveredAt).not.toBeNull();
});

test('when it is put off while it is with its courier, then it may be taken anew on its day', async () => {
  const of = await agreed();
  await says(of.order, 'handed_over');
  await of.order.until('2026-11-26 19:30');
  const changes = [{ type: 'change_delivery', delivery: { ...DELIVERY, window: WINDOW } }];
  await of.order.hears('amend', { changes });
  expect(words(of)).toEqual(['in_transit']);
});
