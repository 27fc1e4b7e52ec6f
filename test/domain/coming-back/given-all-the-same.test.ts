/**
 * A courier gives away what it was agreed to take back at the door, and says so piece by piece: what is said of pieces
 * is a fact, and a person looks after its price.
 */
import { surplusInParcel } from '../../../domain/order/delivery/coming-back/surplus-in-parcel';
import { orderTotals } from '../../../domain/order/money/totals';
import { aShopInMemory, aWantedLine } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const answer = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });

const report = (order: OrderInMemory, status: string, taken?: number): Promise<unknown> => {
  const lines = [{ lineId: 'line-1', accepted: taken, refused: 2 - (taken ?? 0) }];
  const named = taken === undefined ? {} : { lines };
  return order.hears('reportParcel', { parcelId: 'par_1_1', status, ...named });
};

/** One of two is wanted no more while both are on their way, and the courier has agreed to take it back. */
async function oneToTakeBack(): Promise<OrderInMemory> {
  const lines = [aWantedLine({ quantity: 2 })];
  const order = await aShopInMemory().order({ lines, agreed: { channel: 'phone' } });
  await answer(order, 1, { answer: 'done' });
  await answer(order, 2, { answer: 'accepted' });
  await report(order, 'handed_over');
  await order.hears('amend', {
    changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }],
  });
  await answer(order, 2, { to: 'revision', answer: 'accepted' });
  expect(order.now()).toMatchObject({ amendment: null, tasks: [] });
  return order;
}

const tasks = (order: OrderInMemory): readonly object[] =>
  order.now().tasks.map(({ kind, about }) => ({ kind, about }));
const DOUBTFUL = { kind: 'doubtful_report', about: 'par_1_1' };

test.each(['delivered', 'partly_delivered'])(
  'when he says piece by piece that he gave both (%s), then both are with the customer and a person looks into it',
  async (status) => {
    const order = await oneToTakeBack();
    await report(order, status, 2);
    expect(order.now().goods['line-1']).toMatchObject({ delivered: 2, refused: 0 });
    expect(order.now().parcels[0]).toMatchObject({ lines: [{ delivered: 2 }] });
    expect(order.now().deliveredAt).not.toBeNull();
    expect(tasks(order)).toEqual([DOUBTFUL]);
    // What it costs is nobody's guess: the sum that was agreed stays until a person says otherwise.
    expect(orderTotals(order.now())).toMatchObject({ total: 290_000, due: 290_000 });
  },
);

test('when his form is filled in for him, then by what was agreed, and not by what he has with him', async () => {
  const order = await oneToTakeBack();
  const [parcel] = order.now().parcels;
  expect(parcel && surplusInParcel(order.now(), parcel, 'line-1')).toBe(1);
  expect(parcel && surplusInParcel(order.now(), { ...parcel, sealedBy: [] }, 'line-1')).toBe(0);
});

test('when he says that he gave the one that is wanted, then that is as it was agreed', async () => {
  const order = await oneToTakeBack();
  await report(order, 'partly_delivered', 1);
  expect(order.now().goods['line-1']).toMatchObject({ delivered: 1, refused: 1 });
  expect(tasks(order)).toEqual([]);
});

test('when he says no more than that it is delivered, then he has taken back what was agreed', async () => {
  const order = await oneToTakeBack();
  await report(order, 'delivered');
  expect(order.now().goods['line-1']).toMatchObject({ delivered: 1, refused: 1 });
  expect(tasks(order)).toEqual([]);
});

test('when the customer refuses more than was agreed, then that is so', async () => {
  const order = await oneToTakeBack();
  await report(order, 'partly_delivered', 0);
  expect(order.now().closing?.reason).toBe('declined');
  expect(tasks(order)).toEqual([]);
});
