/**
 * A party that will not do its work at all may say so while it is asked to do it otherwise: an explicit no to the
 * instruction itself is the most urgent answer there is.
 */
import { lastMessageOf } from '../../../domain/parties/message-id';
import { aShopInMemory, eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const courier = (order: OrderInMemory) => {
  const found = order.now().instructions.find((one) => one.id === 'ins_1_2');
  if (!found) throw new Error('the courier was told nothing');
  return found;
};
const says = (order: OrderInMemory, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: 'ins_1_2', ...said });
const no = { answer: 'refused', reason: 'other' };

/** A courier who has said yes and is told of another price. */
async function toldAnew(): Promise<OrderInMemory> {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await order.hears('answerInstruction', { instructionId: 'ins_1_1', answer: 'accepted' });
  await says(order, { answer: 'accepted' });
  const price = { amount: 200_000, currency: 'RUB' };
  await order.hears('amend', { changes: [{ type: 'set_price', lineId: 'line-1', price }] });
  expect(courier(order).pending?.kind).toBe('revision');
  return order;
}

test('when the newest message is answered with a no to the whole, then it counts and a person looks for another', async () => {
  const order = await toldAnew();
  const message = lastMessageOf(courier(order));
  await says(order, { ...no, to: 'instruction', message });
  expect(courier(order)).toMatchObject({ state: 'refused', pending: null });
  expect(order.now().tasks.map(({ kind }) => kind)).toContain('party_refused');
});

test('when it does not say that it means the whole, then it is a no to the change alone', async () => {
  const order = await toldAnew();
  const message = lastMessageOf(courier(order));
  await says(order, { ...no, message });
  expect(courier(order)).toMatchObject({ state: 'accepted', pending: null, refusedVersion: 2 });
});

test('when it names an older message, then it may not know of the change and is asked still', async () => {
  const order = await toldAnew();
  await says(order, { ...no, to: 'instruction', message: 'ins_1_2.1' });
  expect(courier(order)).toMatchObject({ state: 'accepted', pending: { kind: 'revision' } });
  expect(eventsOf(order, 'PartyAnswered').at(-1)?.counts).toBe(false);
});

test('when it is being called off, then a no to the whole is none to stopping', async () => {
  const order = await toldAnew();
  await order.hears('cancel', { reason: 'price' });
  const message = lastMessageOf(courier(order));
  await says(order, { ...no, to: 'instruction', message });
  expect(courier(order)).toMatchObject({ state: 'accepted', pending: { kind: 'call_off' } });
});
