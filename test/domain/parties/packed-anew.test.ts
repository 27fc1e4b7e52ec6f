/**
 * What a change means to who has packed already: a yes is a promise and no parcel, what has left is not packed twice,
 * and what goes with somebody else is to be in a parcel of its own.
 */
import { toldFacts } from '../../../domain/messages/told-text';
import { revisedIn } from '../../../domain/parties/difference';
import { toDo } from '../../../domain/parties/instruction';
import { aShopInMemory, aWantedLine, DELIVERY, POST } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const BELT = {
  sku: 'BELT',
  title: 'Belt',
  quantity: 1,
  price: { amount: 40_000, currency: 'RUB' },
};
const MORE = { type: 'add_line', line: BELT };

const WAREHOUSE = 'ins_1_1';
const COURIER = 'ins_1_2';
const says = (order: OrderInMemory, instructionId: string, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId, ...said });
const agrees = (order: OrderInMemory, instructionId: string): Promise<unknown> =>
  says(order, instructionId, { to: 'revision', answer: 'accepted' });
const packer = (order: OrderInMemory) =>
  order.now().instructions.find(({ id }) => id === WAREHOUSE);
const parcels = (order: OrderInMemory): readonly string[] =>
  order
    .now()
    .parcels.map(
      ({ state, lines }) =>
        `${state}: ${lines.map(({ lineId, quantity }) => `${lineId} ${String(quantity)}`).join(', ')}`,
    );
const asked = (order: OrderInMemory): readonly string[] => {
  const content = packer(order)?.pending?.content;
  return content ? toDo(content).map(({ sku, quantity }) => `${sku} ${String(quantity)}`) : [];
};

async function packed(policy = {}, quantity = 1): Promise<OrderInMemory> {
  const lines = [aWantedLine({ quantity })];
  const order = await aShopInMemory({ policy }).order({ lines, agreed: { channel: 'phone' } });
  await says(order, COURIER, { answer: 'accepted' });
  await says(order, WAREHOUSE, { answer: 'done' });
  return order;
}

test('when who has packed says yes to one thing more, then it is not packed before it says so', async () => {
  const order = await packed();
  await order.hears('amend', { changes: [MORE] });
  await agrees(order, WAREHOUSE);
  expect(packer(order)?.state).toBe('accepted');
  expect(parcels(order)).toEqual(['announced: line-1 1, line-2 1']);
  await says(order, WAREHOUSE, { answer: 'done' });
  expect(packer(order)?.state).toBe('done');
  expect(parcels(order)).toEqual(['packed: line-1 1, line-2 1']);
});

test('when who has packed says at once that the change is done, then it is packed', async () => {
  const order = await packed();
  await order.hears('amend', { changes: [MORE] });
  await says(order, WAREHOUSE, { to: 'revision', answer: 'done' });
  expect(parcels(order)).toEqual(['packed: line-1 1, line-2 1']);
});

test('when only the hour changes, then what is packed stays packed', async () => {
  const order = await packed();
  const window = { from: '2026-11-27T12:00:00.000Z', to: '2026-11-27T16:00:00.000Z' };
  const delivery = { ...DELIVERY, window };
  await order.hears('amend', { changes: [{ type: 'change_delivery', delivery }] });
  await agrees(order, WAREHOUSE);
  expect(packer(order)).toMatchObject({ state: 'done', pending: null });
  expect(parcels(order)).toEqual(['packed: line-1 1']);
});

test('when a part has left, then the packer is told what is still to be done, and nothing of what has left', async () => {
  const order = await packed();
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  expect(packer(order)?.pending).toBeNull();
  await order.hears('amend', { changes: [MORE] });
  expect(asked(order)).toEqual(['BELT 1']);
  await agrees(order, WAREHOUSE);
  expect(parcels(order)).toEqual(['handed_over: line-1 1', 'announced: line-2 1']);
});

test('when a parcel comes back to go out by another carrier, then it is to be packed once and not twice', async () => {
  const order = await packed({}, 2);
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  const delivery = { ...POST, addressId: 'adr_2' };
  const way = { type: 'change_delivery', delivery };
  const payment = { type: 'change_payment', method: 'cod_post' };
  await order.hears('amend', { changes: [way, payment] });
  await says(order, COURIER, { to: 'call_off', answer: 'accepted' });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'returned' });
  expect(asked(order)).toEqual(['DRESS 2']);
  const told = packer(order);
  expect(told && revisedIn(told)[0]).toEqual({
    ...{ what: 'pieces', title: 'Dress', before: 0, after: 2 },
  });
});

test('when both are in one box and the courier takes only what it knows of, then the packer is told to part them', async () => {
  const order = await packed({ partlyRefused: 'second_parcel' });
  await order.hears('amend', { changes: [MORE] });
  await says(order, WAREHOUSE, { to: 'revision', answer: 'done' });
  await says(order, COURIER, { to: 'revision', answer: 'refused', reason: 'already_handed_over' });
  expect(packer(order)?.pending?.content).toMatchObject({
    apart: [{ lineId: 'line-1', quantity: 1 }],
  });
  const around = {
    locale: 'en',
    zone: 'Europe/Moscow',
    currency: 'RUB',
    titles: new Map(),
  } as const;
  const content = packer(order)?.pending?.content;
  expect(content && toldFacts(content, around)).toContainEqual([
    'In a parcel of its own',
    'Dress × 1',
  ]);
  expect(asked(order)).toEqual(['DRESS 1', 'BELT 1']);
  expect(parcels(order)).toEqual(['announced: line-1 1', 'announced: line-2 1']);
  await agrees(order, WAREHOUSE);
  expect(packer(order)?.pending).toBeNull();
  expect(parcels(order)).toEqual(['announced: line-1 1', 'announced: line-2 1']);
  await says(order, WAREHOUSE, { answer: 'done' });
  expect(parcels(order)).toEqual(['packed: line-1 1', 'packed: line-2 1']);
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  await order.hears('reportParcel', { parcelId: 'par_1_2', status: 'handed_over' });
  expect(packer(order)?.pending).toBeNull();
});
