/**
 * What is in a parcel and wanted no more is not to be given away: who brings it is told so, piece by piece.
 */
import { instructionDocument } from '../../../domain/parties/instruction-document';
import type { InstructionContent } from '../../../domain/parties/instruction';
import { aShopInMemory, aWantedLine, eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const BELT = {
  ...{ sku: 'BELT', title: 'Belt', quantity: 1, attributes: {}, prepaidOnly: false },
  price: { amount: 40_000, currency: 'RUB' },
};
const answer = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
const agrees = (order: OrderInMemory, number: number): Promise<unknown> =>
  answer(order, number, { to: 'revision', answer: 'accepted' });
const refuses = (order: OrderInMemory, number: number): Promise<unknown> =>
  answer(order, number, { to: 'revision', answer: 'refused', reason: 'other' });
const report = (order: OrderInMemory, status: string): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status });
const told = (order: OrderInMemory): InstructionContent | undefined => {
  const courier = order.now().instructions.find((one) => one.id === 'ins_1_2');
  return courier?.pending?.content ?? courier?.content;
};
const brings = (order: OrderInMemory): object => ({
  lines: told(order)?.lines.map(({ lineId, quantity }) => [lineId, quantity]),
  takeBack: told(order)?.takeBack?.map(({ lineId, quantity }) => ({ lineId, quantity })),
  collect: told(order)?.collect,
});

/** Two dresses and a belt, packed; the shop takes back at the door what comes too late. */
async function packed(): Promise<OrderInMemory> {
  const shop = aShopInMemory({ policy: { partlyRefused: 'take_back' } });
  const lines = [aWantedLine({ quantity: 2 }), BELT];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await answer(order, 1, { answer: 'done' });
  await answer(order, 2, { answer: 'accepted' });
  return order;
}
const withoutBelt = (order: OrderInMemory): Promise<unknown> =>
  order.hears('amend', { changes: [{ type: 'remove_line', lineId: 'line-2' }] });
const ONE_BELT = [{ lineId: 'line-2', quantity: 1 }];

test('when a courier who is on the way refuses to bring less, then he is told what not to give away', async () => {
  const order = await packed();
  await report(order, 'handed_over');
  await withoutBelt(order);
  await refuses(order, 2);
  const dresses = { lines: [['line-1', 2]], takeBack: ONE_BELT, collect: 550_000 };
  expect(order.now()).toMatchObject({ amendment: null });
  expect(order.now().instructions[1]?.pending?.kind).toBe('revision');
  expect(brings(order)).toEqual(dresses);
  await agrees(order, 2);
  expect(order.now().instructions[1]?.pending).toBeNull();
  expect(brings(order)).toEqual(dresses);
  await report(order, 'delivered');
  expect(order.now().goods['line-2']).toMatchObject({ delivered: 0, refused: 1 });
  expect(order.now().deliveredAt).not.toBeNull();
  const courier = order.now().instructions[1];
  const around = { shop: 'demo', orderId: order.id, kind: 'own_couriers', currency: 'RUB' };
  const document =
    courier &&
    instructionDocument(courier, { ...around, isToSend: false, recipient: null, parcels: [] });
  expect(document?.takeBack).toEqual([expect.objectContaining({ sku: 'BELT', quantity: 1 })]);
});

test('when he agrees to bring less, then he was told in the same message what stays with him', async () => {
  const order = await packed();
  await report(order, 'handed_over');
  await withoutBelt(order);
  expect(brings(order)).toMatchObject({ lines: [['line-1', 2]], takeBack: ONE_BELT });
  await agrees(order, 2);
  const told = eventsOf(order, 'RevisionWritten').length;
  await report(order, 'delivered');
  expect(eventsOf(order, 'RevisionWritten')).toHaveLength(told);
});

test('when the packer will not take it out again, then the courier is told before he leaves', async () => {
  const order = await packed();
  await withoutBelt(order);
  await agrees(order, 2);
  expect(brings(order)).toMatchObject({ takeBack: undefined });
  await refuses(order, 1);
  expect(brings(order)).toMatchObject({ lines: [['line-1', 2]], takeBack: ONE_BELT });
});

test('when still less is wanted afterwards, then that is taken back too', async () => {
  const order = await packed();
  await report(order, 'handed_over');
  await withoutBelt(order);
  await refuses(order, 2);
  await agrees(order, 2);
  await order.hears('amend', {
    changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }],
  });
  expect(brings(order)).toMatchObject({
    ...{ lines: [['line-1', 1]], takeBack: [{ lineId: 'line-1', quantity: 1 }, ...ONE_BELT] },
  });
});
