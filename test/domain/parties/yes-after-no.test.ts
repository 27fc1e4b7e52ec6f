/**
 * A party that said no and says yes after all: while nobody has decided to go another way, that counts, and what was
 * opened for its no ends by itself.
 */
import { aShopInMemory, eventsOf, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const TWO = { type: 'set_quantity', lineId: 'line-1', quantity: 2 };
const REVISION = { to: 'revision', wishVersion: 2 };
const NO = { answer: 'refused', reason: 'already_packed' };
const YES = { answer: 'accepted' };

const says = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
const kinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map(({ kind }) => kind);
const lastCounts = (order: OrderInMemory): boolean | undefined =>
  eventsOf(order, 'PartyAnswered').at(-1)?.counts;

async function accepted(): Promise<OrderInMemory> {
  const order = await aShopInMemory({ policy: { partlyRefused: 'ask' } }).order({
    agreed: { channel: 'phone' },
  });
  await says(order, 1, YES);
  await says(order, 2, YES);
  return order;
}

async function wontBeCalledOff(): Promise<OrderInMemory> {
  const order = await accepted();
  await order.hears('cancel', { reason: 'changed_mind' });
  await says(order, 2, { to: 'call_off', ...YES });
  await says(order, 1, { to: 'call_off', ...NO });
  expect(kinds(order)).toEqual(['party_refused']);
  return order;
}

/** One dress more is wanted; the warehouse has packed, the courier agrees. */
async function wontPackMore(): Promise<OrderInMemory> {
  const order = await accepted();
  await order.hears('amend', { changes: [TWO] });
  await says(order, 2, { ...REVISION, ...YES });
  await says(order, 1, { ...REVISION, ...NO });
  expect(kinds(order)).toEqual(['decide_partial_refusal']);
  return order;
}

describe('a call-off', () => {
  test.each([
    ['names the message', { message: 'ins_1_1.2' }],
    ['says only what it is to', { to: 'call_off' }],
  ])('when the yes %s, then the task is gone and the order is closed', async (_how, about) => {
    const order = await wontBeCalledOff();
    await says(order, 1, { ...about, ...YES });
    expect([lastCounts(order), kinds(order)]).toEqual([true, []]);
    expect(order.now().closed?.reason).toBe('changed_mind');
  });

  test('when the carrier may bring it all the same by then, then his yes comes too late', async () => {
    const order = await accepted();
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
    await order.hears('cancel', { reason: 'changed_mind' });
    await says(order, 2, { to: 'call_off', ...NO });
    const taskId = taskOf(order, 'party_refused');
    await order.hears('closeTask', { taskId, outcome: 'deliver' });
    await says(order, 2, { to: 'call_off', ...YES });
    expect(lastCounts(order)).toBe(false);
    expect(order.now().instructions.at(-1)).toMatchObject({ state: 'accepted', goesOn: true });
  });
});

describe('a revision', () => {
  test.each([
    ['names the message', { message: 'ins_1_1.2' }],
    ['says the version', REVISION],
  ])('when the yes %s, then the change is agreed and nobody need decide', async (_how, about) => {
    const order = await wontPackMore();
    await says(order, 1, { ...about, ...YES });
    expect([lastCounts(order), kinds(order), order.now().amendment]).toEqual([true, [], null]);
    expect(eventsOf(order, 'AmendmentSettled').map(({ state }) => state)).toEqual([
      ...['partly_refused', 'accepted'],
    ]);
    expect(order.now().instructions[0]).toMatchObject({ wishVersion: 2, refusedVersion: null });
    expect(order.now().parcels.map(({ lines }) => lines[0]?.quantity)).toEqual([2]);
    // What is done from now on is what it has agreed to.
    await says(order, 1, { message: 'ins_1_1.1', answer: 'done' });
    expect(order.now().instructions[0]?.state).toBe('accepted');
    await says(order, 1, { message: 'ins_1_1.2', answer: 'done' });
    expect(order.now().instructions[0]?.state).toBe('done');
  });

  test.each(['second_parcel', 'revert'])(
    'when it was decided by then (%s), then the yes comes too late',
    async (decision) => {
      const order = await wontPackMore();
      const amendmentId = order.now().amendment?.id;
      await order.hears('decideAmendment', { amendmentId, decision });
      const before = order.now().instructions[0];
      await says(order, 1, { ...REVISION, ...YES });
      expect(lastCounts(order)).toBe(false);
      expect(order.now().instructions[0]).toEqual(before);
    },
  );

  test('when it says no once more, then that is nothing new', async () => {
    const order = await wontPackMore();
    await says(order, 1, { ...REVISION, ...NO });
    expect([lastCounts(order), kinds(order)]).toEqual([false, ['decide_partial_refusal']]);
  });

  test('when an older message waits for its answer still, then a yes without a name may be to that one', async () => {
    const order = await accepted();
    const pays = (amount: number): Promise<unknown> =>
      order.hears('recordPayment', { method: 'card', amount: { amount, currency: 'RUB' } });
    await pays(10_000);
    await pays(20_000);
    await says(order, 2, { message: 'ins_1_2.3', ...NO });
    await says(order, 2, { to: 'revision', ...YES });
    expect([lastCounts(order), kinds(order)]).toEqual([false, ['party_refused']]);
    await says(order, 2, { message: 'ins_1_2.3', ...YES });
    expect([lastCounts(order), kinds(order)]).toEqual([true, []]);
    expect(order.now().instructions[1]?.content.collect).toBe(260_000);
  });
});
