/**
 * What an answer of a party does in every state of the conversation, and what silence does (R21).
 */
import type { InstructionState } from '../../../domain/parties/instruction';
import { takenFor } from '../../../domain/order/parties/answered-message';
import type { Instruction } from '../../../domain/parties/instruction';
import {
  aShopInMemory,
  eventsOf,
  moment,
  momentsOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

type Answer = 'accepted' | 'refused' | 'done';
type To = 'instruction' | 'revision' | 'call_off';

const CONTENT = {
  task: 'pack',
  lines: [],
  addressId: null,
  pickupPointId: null,
  window: null,
  collect: null,
} as const;

function instructionIn(
  state: InstructionState,
  pending: 'revision' | 'call_off' | null,
): Instruction {
  return {
    id: 'ins_1_1',
    party: 'warehouse-main',
    kind: 'pack',
    state,
    wishVersion: 1,
    content: CONTENT,
    pending: pending && { kind: pending, wishVersion: 2, content: CONTENT },
    askedAt: moment('2026-11-26 11:00'),
    dueBy: null,
    remindedAt: null,
    overdue: false,
    reason: null,
    refusedVersion: null,
    callOffRefused: false,
    stands: false,
    goesOn: false,
    expectedAt: null,
  };
}

function isCounted(
  state: InstructionState,
  pending: 'revision' | 'call_off' | null,
  said: { readonly to: To; readonly answer: Answer; readonly wishVersion?: number },
): boolean {
  const nothing = { tracking: null, reason: null, expectedAt: null, noteId: null, actor: 'party' };
  const instruction = instructionIn(state, pending);
  const told = { instruction, at: instruction.askedAt, isDesk: true, refused: null };
  return takenFor(told, { ...nothing, instructionId: 'ins_1_1', ...said }).counts;
}

describe('an answer to the instruction itself', () => {
  test.each<[InstructionState, Answer, boolean]>([
    ['sent', 'accepted', true],
    ['sent', 'refused', true],
    ['sent', 'done', true],
    ['accepted', 'accepted', false],
    ['accepted', 'refused', true],
    ['accepted', 'done', true],
    ['refused', 'accepted', true],
    ['refused', 'refused', false],
    ['refused', 'done', true],
    ['done', 'accepted', false],
    ['done', 'refused', false],
    ['done', 'done', false],
    ['called_off', 'accepted', false],
    ['called_off', 'refused', false],
    ['called_off', 'done', false],
  ])('when it is %s and the party says %s, then it counts: %s', (state, answer, expected) => {
    expect(isCounted(state, null, { to: 'instruction', answer })).toBe(expected);
  });
});

describe('an answer to a revision or a call-off', () => {
  const answers: readonly Answer[] = ['accepted', 'refused', 'done'];
  const conversations: readonly (readonly ['revision' | 'call_off' | null, To, boolean])[] = [
    [null, 'revision', false],
    [null, 'call_off', false],
    ['revision', 'revision', true],
    ['revision', 'call_off', false],
    ['call_off', 'call_off', true],
    ['call_off', 'revision', false],
  ];
  const table = conversations.flatMap(([pending, to, expected]) =>
    answers.map((answer) => [pending, to, answer, expected] as const),
  );

  test.each(table)(
    'when asked for %s and answered to %s with %s, then it counts: %s',
    (pending, to, answer, expected) => {
      for (const state of ['sent', 'accepted', 'done'] as const) {
        expect(isCounted(state, pending, { to, answer })).toBe(expected);
      }
    },
  );

  test('story 34: when the answer names another version than the one asked, then it never counts', () => {
    expect(
      isCounted('accepted', 'revision', { to: 'revision', answer: 'accepted', wishVersion: 1 }),
    ).toBe(false);
    expect(
      isCounted('accepted', 'revision', { to: 'revision', answer: 'accepted', wishVersion: 2 }),
    ).toBe(true);
  });

  test('when a change is being asked, then a late “refused” to what was accepted long ago does not count', () => {
    expect(isCounted('accepted', 'revision', { to: 'instruction', answer: 'refused' })).toBe(false);
  });
});

async function anInstructedOrder(): Promise<OrderInMemory> {
  return aShopInMemory().order({ agreed: { channel: 'phone' } });
}

const say = (
  order: OrderInMemory,
  number: number,
  answer: Answer,
  more: object = {},
): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, answer, ...more });

describe('story 20: the warehouse is silent', () => {
  test('when the deadline passes, then it is reminded; at the second, then a task names it; a late yes closes the task', async () => {
    const order = await anInstructedOrder();
    await say(order, 2, 'accepted');
    await order.until('2026-11-26 13:00');
    expect(momentsOf(order, 'PartyReminded')).toEqual([moment('2026-11-26 13:00')]);
    await order.until('2026-11-26 15:00');
    expect(order.now().tasks).toMatchObject([
      { kind: 'party_overdue', about: 'ins_1_1', role: 'dispatcher' },
    ]);
    await say(order, 1, 'accepted');
    expect(order.now().tasks).toEqual([]);
  });

  test('when it answers a minute before the deadline, then nobody is reminded', async () => {
    const order = await anInstructedOrder();
    await say(order, 2, 'accepted');
    await order.until('2026-11-26 12:59');
    await say(order, 1, 'accepted');
    await order.until('2026-11-27 10:00');
    expect(order.types()).not.toContain('PartyReminded');
  });
});

describe('story 21: answers in the wrong order', () => {
  test('when done comes before accepted, then the goods are packed and the late yes changes nothing', async () => {
    const order = await anInstructedOrder();
    await say(order, 1, 'done');
    expect(order.now().parcels).toMatchObject([{ state: 'packed' }]);
    await say(order, 1, 'accepted');
    expect(order.now().instructions[0]?.state).toBe('done');
  });

  test('when accepted comes twice, then the second one is kept and does not count', async () => {
    const order = await anInstructedOrder();
    await say(order, 1, 'accepted');
    await say(order, 1, 'accepted');
    expect(eventsOf(order, 'PartyAnswered').map((event) => event.counts)).toEqual([true, false]);
  });

  test('when nobody knows the instruction, then the answer is kept and changes nothing', async () => {
    const order = await anInstructedOrder();
    const before = order.now();
    await say(order, 9, 'accepted');
    expect(eventsOf(order, 'PartyAnswered')).toMatchObject([{ party: 'unknown', counts: false }]);
    expect({ ...order.now(), at: before.at }).toEqual(before);
  });

  test('when who was called off answers yes to the order of yesterday, then it stays called off', async () => {
    const order = await anInstructedOrder();
    await order.hears('cancel', { reason: 'price' });
    await say(order, 1, 'accepted', { to: 'call_off' });
    await say(order, 1, 'accepted');
    expect(order.now().instructions[0]?.state).toBe('called_off');
  });
});

describe('a party that changes its mind', () => {
  test('when a packer refuses with a change still asked, then it need not answer the change', async () => {
    const order = await anInstructedOrder();
    await order.hears('amend', {
      changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }],
    });
    await say(order, 1, 'refused', { reason: 'other' });
    expect(order.now().instructions[0]).toMatchObject({ state: 'refused', pending: null });
    expect(order.now().parcels).toMatchObject([{ state: 'cancelled' }]);
  });

  test('when a packer refuses and then says done, then its goods travel in a new parcel', async () => {
    const order = await anInstructedOrder();
    await say(order, 1, 'refused', { reason: 'other' });
    await say(order, 1, 'done');
    expect(order.now().parcels.map((parcel) => parcel.state)).toEqual(['cancelled', 'announced']);
    expect(order.now().tasks).toEqual([]);
  });
});

describe('a packer that says no when it is too late', () => {
  async function handedOver(): Promise<OrderInMemory> {
    const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
    await answers(order, 1, { answer: 'accepted' });
    await answers(order, 2, { answer: 'accepted' });
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
    return order;
  }
  const answers = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
    order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
  const packed = (order: OrderInMemory): readonly (readonly [string, number | undefined])[] =>
    order
      .now()
      .instructions.filter((one) => one.kind === 'pack')
      .map(({ id, content }) => [id, content.lines[0]?.quantity]);

  test.each(['out_of_stock', 'other'])(
    'when it has handed everything over (%s), then that is kept, and nobody packs it twice',
    async (reason) => {
      const order = await handedOver();
      const before = order.now();
      await answers(order, 1, { answer: 'refused', reason });
      expect(eventsOf(order, 'PartyAnswered').at(-1)).toMatchObject({ reason, counts: false });
      expect(order.now().instructions).toEqual(before.instructions);
      expect(order.now().tasks).toEqual([]);
    },
  );

  test('when one piece has left and it cannot find the other, then only that one is looked for', async () => {
    const order = await handedOver();
    await order.hears('amend', {
      changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }],
    });
    await answers(order, 1, { to: 'revision', answer: 'accepted' });
    await answers(order, 1, { answer: 'refused', reason: 'out_of_stock' });
    expect(packed(order)).toEqual([]);
    expect(order.now().tasks.map((task) => task.kind)).toEqual(['find_alternative']);
    expect(order.now().parcels.map((parcel) => parcel.state)).toEqual(['handed_over', 'cancelled']);
  });

  test('when one piece has left and it is asked anew, then it is told of the other one only', async () => {
    const order = await handedOver();
    await order.hears('amend', {
      changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }],
    });
    await answers(order, 1, { to: 'revision', answer: 'accepted' });
    await answers(order, 1, { answer: 'refused', reason: 'other' });
    const taskId = taskOf(order, 'party_refused');
    await order.hears('closeTask', { taskId, outcome: 'chased' });
    expect(packed(order)).toEqual([['ins_1_3', 1]]);
    await answers(order, 3, { answer: 'accepted' });
    const { parcels } = order.now();
    expect(parcels.map(({ state, lines }) => [state, lines[0]?.quantity])).toEqual([
      ['handed_over', 1],
      ['cancelled', 1],
      ['announced', 1],
    ]);
    await order.hears('reportParcel', { parcelId: 'par_1_3', status: 'delivered' });
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
    expect(order.now().goods['line-1']).toMatchObject({ shipped: 2, delivered: 2, held: [] });
    expect(packed(order)).toEqual([['ins_1_3', 1]]);
  });
});
