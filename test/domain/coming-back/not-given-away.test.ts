/**
 * Two parcels of one line, or one of two taken back, with a carrier that stands as it was told: nobody is told to give
 * away too much or too little, and the customer owes for what he gets.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import { aShopInMemory, aWantedLine } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import {
  allAgree,
  bothOnTheirWay,
  carriersTold,
  decides,
  DELIVERY,
  DRESS,
  report,
} from '../../support/two-parcels';

const POLICY = { policy: { partlyRefused: 'second_parcel' as const } };
const answer = (order: OrderInMemory, instructionId: string, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId, ...said });

/** What is refused by who has left goes in a parcel of its own, and both are on their way. */
async function bothOut(order: OrderInMemory, change: object): Promise<void> {
  await order.hears('amend', { changes: [change] });
  for (const { id, pending } of order.now().instructions) {
    const refused = { to: 'revision', answer: 'refused', reason: 'already_handed_over' };
    if (pending) await answer(order, id, refused);
  }
  for (const { id, state, kind } of order.now().instructions) {
    if (state === 'sent')
      await answer(order, id, { answer: kind === 'pack' ? 'done' : 'accepted' });
  }
  for (const { id: parcelId, state } of order.now().parcels) {
    const isHere = state === 'packed' || state === 'announced';
    if (isHere) await order.hears('reportParcel', { parcelId, status: 'handed_over' });
  }
}

/** Two dresses are on their way with one who stands, and a third in a parcel of its own. */
async function twoAndOne(): Promise<OrderInMemory> {
  const lines = [aWantedLine({ quantity: 2 })];
  const order = await aShopInMemory(POLICY).order({ lines, agreed: { channel: 'phone' } });
  await answer(order, 'ins_1_1', { answer: 'done' });
  await answer(order, 'ins_1_2', { answer: 'accepted' });
  await report(order, 1, 'handed_over');
  await bothOut(order, { type: 'set_quantity', lineId: 'line-1', quantity: 3 });
  return order;
}

describe('two and one are on their way, and two are wanted after all', () => {
  test('when all agree, then the two are given and the one comes back', async () => {
    const order = await twoAndOne();
    await order.hears('amend', {
      changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }],
    });
    await allAgree(order);
    expect(carriersTold(order)).toEqual([
      { lines: [['line-1', 2]], takeBack: [], collect: 2 * DRESS + DELIVERY },
    ]);
  });

  test.each([
    ['the two arrive first', [1, 2]],
    ['the one is back first', [2, 1]],
  ])('when %s, then the customer has two and owes for two', async (_what, turns) => {
    const order = await twoAndOne();
    await order.hears('amend', {
      changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }],
    });
    await allAgree(order);
    for (const turn of turns) await report(order, turn, turn === 1 ? 'delivered' : 'returned');
    expect(order.now().goods['line-1']?.delivered).toBe(2);
    expect(orderTotals(order.now())).toMatchObject({ due: 2 * DRESS + DELIVERY });
  });
});

test('when one of two is taken back from a carrier that stands, then he is told to bring the other alone', async () => {
  const order = await bothOnTheirWay();
  const price = { amount: 40_000, currency: 'RUB' };
  await bothOut(order, {
    type: 'add_line',
    line: { sku: 'BELT', title: 'Belt', quantity: 1, price },
  });
  await report(order, 1, 'attempt_failed');
  await decides(order, 'take_back');
  expect(carriersTold(order)[0]).toEqual({
    ...{ lines: [['line-2', 1]], takeBack: [['line-1', 1]] },
    collect: DRESS + DELIVERY,
  });
  await allAgree(order);
  const agreed = carriersTold(order)[0];
  await report(order, 1, 'returned');
  expect(carriersTold(order)[0]).toEqual(agreed);
});
