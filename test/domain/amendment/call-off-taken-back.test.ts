/**
 * A change calls a courier off who will not be: one person decides on it once, and where the change is taken back the
 * courier is wanted again and is told so.
 */
import type { Policy } from '../../../domain/policy/policy';
import { lastMessageOf } from '../../../domain/parties/message-id';
import { aShopInMemory, DELIVERY, eventsOf, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const [WAREHOUSE, COURIER, OTHER] = [1, 2, 3];
const TO_POINT = {
  type: 'change_delivery',
  delivery: { ...DELIVERY, method: 'pickup', addressId: null, pickupPointId: 'point-1' },
};

/** Answers what was told last. */
function says(order: OrderInMemory, number: number, answer: string): Promise<unknown> {
  const instructionId = `ins_1_${String(number)}`;
  const told = order.now().instructions.find(({ id }) => id === instructionId);
  const said = { message: told && lastMessageOf(told), reason: 'already_handed_over' };
  return order.hears('answerInstruction', { instructionId, answer, ...said });
}
const kinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map(({ kind }) => kind);
const asked = (order: OrderInMemory): readonly string[] =>
  order
    .now()
    .instructions.flatMap((one) => (one.pending ? [`${one.party} ${one.pending.kind}`] : []));
const decides = (order: OrderInMemory): Promise<unknown> =>
  order.hears('decideAmendment', { amendmentId: order.now().amendment?.id, decision: 'revert' });

async function onItsWay(partlyRefused: Policy['partlyRefused']): Promise<OrderInMemory> {
  const order = await aShopInMemory({ policy: { partlyRefused } }).order({
    agreed: { channel: 'phone' },
  });
  await says(order, WAREHOUSE, 'accepted');
  await says(order, COURIER, 'accepted');
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  return order;
}

/** The customer would rather fetch it, and the courier who has it will not turn back. */
async function wontTurnBack(partlyRefused: Policy['partlyRefused']): Promise<OrderInMemory> {
  const order = await onItsWay(partlyRefused);
  await order.hears('amend', { changes: [TO_POINT] });
  await says(order, COURIER, 'refused');
  return order;
}

test('when the courier will not be called off, then one person decides on the change and nobody else is asked', async () => {
  const order = await wontTurnBack('ask');
  expect(kinds(order)).toEqual(['decide_partial_refusal']);
  expect(eventsOf(order, 'TaskOpened').map(({ kind }) => kind)).toEqual(['decide_partial_refusal']);
});

test('when the change is then taken back, then nothing is refused any more and the courier is told to go on', async () => {
  const order = await wontTurnBack('ask');
  await decides(order);
  expect(kinds(order)).toEqual([]);
  expect(asked(order)).toEqual(['own-couriers revision', 'pickup-network call_off']);
  await says(order, COURIER, 'accepted');
  await says(order, OTHER, 'accepted');
  expect(order.now().amendment).toBeNull();
  expect(order.life().turn.wait).toMatchObject({
    ...{ for: 'carrier', party: 'own-couriers', what: { key: 'wait.deliver' } },
  });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  expect(order.now().deliveredAt).not.toBeNull();
});

test('when he does turn back, then it is said that he brings it back, and only then who delivers it', async () => {
  const order = await onItsWay('ask');
  await order.hears('amend', { changes: [TO_POINT] });
  for (const number of [WAREHOUSE, COURIER, OTHER]) await says(order, number, 'accepted');
  const wait = (): unknown => order.life().turn.wait;
  expect(wait()).toMatchObject({ party: 'own-couriers', what: { key: 'wait.bring_back' } });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'returned' });
  for (const task of order.now().tasks) {
    await order.hears('closeTask', { taskId: task.id, outcome: 'restock' });
  }
  await says(order, WAREHOUSE, 'accepted');
  await says(order, OTHER, 'accepted');
  expect(wait()).toMatchObject({ party: 'pickup-network', what: { key: 'wait.hand_over' } });
});

test('when the shop takes such changes back by itself, then nobody is asked at all', async () => {
  const order = await wontTurnBack('revert');
  expect(order.now().wish.delivery.method).toBe('courier');
  expect(order.types()).not.toContain('TaskOpened');
  expect(asked(order)).toContain('own-couriers revision');
});

test('when the customer himself wants the courier after all, then nothing is refused any more either', async () => {
  const order = await wontTurnBack('ask');
  await order.hears('amend', { changes: [{ type: 'change_delivery', delivery: DELIVERY }] });
  expect(kinds(order)).toEqual([]);
  expect(asked(order)).toContain('own-couriers revision');
});

test('when another carrier was chosen by a person and the first will not be called off, then that is no matter of a change made meanwhile', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await says(order, WAREHOUSE, 'accepted');
  await order.until('2026-11-27 14:00');
  const data = { party: 'city-courier' };
  const taskId = taskOf(order, 'party_overdue');
  await order.hears('closeTask', { taskId, outcome: 'replaced', data });
  await says(order, OTHER, 'accepted');
  await says(order, WAREHOUSE, 'accepted');
  await order.hears('amend', {
    changes: [{ type: 'set_price', lineId: 'line-1', price: { amount: 250_000, currency: 'RUB' } }],
  });
  // What he said of the order before the change is asked of it as it is now.
  await says(order, COURIER, 'refused');
  await says(order, COURIER, 'refused');
  await says(order, OTHER, 'accepted');
  expect(kinds(order)).toEqual(['party_refused']);
  expect(order.now().amendment).toBeNull();
});

test('when a person had chosen who brings it, then it is he who is wanted again', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await says(order, WAREHOUSE, 'accepted');
  await says(order, COURIER, 'refused');
  const taskId = taskOf(order, 'party_refused');
  await order.hears('closeTask', { taskId, outcome: 'replaced', data: { party: 'city-courier' } });
  await says(order, OTHER, 'accepted');
  await says(order, WAREHOUSE, 'accepted');
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  await order.hears('amend', { changes: [TO_POINT] });
  await says(order, OTHER, 'refused');
  await decides(order);
  expect(asked(order)).toContain('city-courier revision');
  expect(order.now().carrier).toBe('city-courier');
});
