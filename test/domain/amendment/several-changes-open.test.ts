/**
 * Several changes in a row, of which a party refuses one: taking back takes back just that, and what the others
 * wished stays, wherever that can be told apart.
 */
import { lastMessageOf } from '../../../domain/parties/message-id';
import { DEMO_DELIVERY_WAYS } from '../../../domain/policy/demo-delivery-ways';
import type { Policy } from '../../../domain/policy/policy';
import { orderTotals } from '../../../domain/order/money/totals';
import {
  aShopInMemory,
  aWantedLine,
  choicesIn,
  DELIVERY,
  eventsOf,
  moment,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const [WAREHOUSE, COURIER] = [1, 2];
const rub = (amount: number): object => ({ amount: amount * 100, currency: 'RUB' });
const ADD_BELT = {
  type: 'add_line',
  line: { sku: 'BELT', title: 'Belt', quantity: 1, price: rub(400) },
};
const SATURDAY = { from: moment('2026-11-28 11:00'), to: moment('2026-11-28 15:00') };
const deliver = (changed: object): object => ({
  type: 'change_delivery',
  delivery: { ...DELIVERY, ...changed },
});
const ON_SATURDAY = deliver({ window: SATURDAY });
const ELSEWHERE = deliver({ addressId: 'adr_2' });
const setQuantity = (lineId: string, quantity: number): object => ({
  ...{ type: 'set_quantity', lineId, quantity },
});

const wishes = (order: OrderInMemory, ...changes: object[]): Promise<unknown> =>
  order.hears('amend', { changes });
/** Answers what was told last, by its name. */
function says(order: OrderInMemory, number: number, said: object): Promise<unknown> {
  const instructionId = `ins_1_${String(number)}`;
  const instruction = order.now().instructions.find(({ id }) => id === instructionId);
  const message = instruction && lastMessageOf(instruction);
  return order.hears('answerInstruction', { instructionId, message, ...said });
}
const agrees = (order: OrderInMemory, number: number): Promise<unknown> =>
  says(order, number, { to: 'revision', answer: 'accepted' });
const refuses = (order: OrderInMemory, number: number): Promise<unknown> =>
  says(order, number, { to: 'revision', answer: 'refused', reason: 'cannot_in_time' });
const decides = (order: OrderInMemory, decision: string): Promise<unknown> =>
  order.hears('decideAmendment', { amendmentId: order.now().amendment?.id, decision });

/** Pieces of each line, the place and the local day. */
function wished(order: OrderInMemory): readonly (string | number | null)[] {
  const { lines, delivery } = order.now().wish;
  const pieces = lines.map((line) => (line.removed ? 0 : line.quantity));
  return [...pieces, delivery.addressId, delivery.window?.from.slice(8, 10) ?? null];
}

const takenBackBy = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'AmendmentSettled')
    .filter(({ state }) => state === 'reverted')
    .map(({ amendmentId }) => amendmentId);

async function instructed(
  partlyRefused: Policy['partlyRefused'] = 'ask',
  lines = [aWantedLine()],
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory({ policy: { partlyRefused } });
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await says(order, WAREHOUSE, { answer: 'accepted' });
  await says(order, COURIER, { answer: 'accepted' });
  return { shop, order };
}

/** The courier agrees to bring the belt too, then cannot come on Saturday. */
async function laterDayRefused(
  policy: Policy['partlyRefused'] = 'ask',
): ReturnType<typeof instructed> {
  const given = await instructed(policy);
  await wishes(given.order, ADD_BELT);
  await agrees(given.order, COURIER);
  await wishes(given.order, ON_SATURDAY);
  await agrees(given.order, WAREHOUSE);
  await refuses(given.order, COURIER);
  return given;
}

/** It was told of the first change alone; what it said to that is asked once more of the wish as it is now. */
async function refusesTwice(order: OrderInMemory, number: number): Promise<void> {
  await refuses(order, number);
  await refuses(order, number);
}

/** The warehouse has not got the belt packed in time; the other address is nothing to it. */
async function earlierLineRefused(): ReturnType<typeof instructed> {
  const given = await instructed();
  await wishes(given.order, ADD_BELT);
  await wishes(given.order, ELSEWHERE);
  await agrees(given.order, COURIER);
  await refusesTwice(given.order, WAREHOUSE);
  return given;
}

describe('the courier agreed to the first change and refuses the second', () => {
  test('when the shop takes such changes back, then only the day goes back and the belt stays', async () => {
    const { order } = await laterDayRefused('revert');
    expect(wished(order)).toEqual([1, 1, 'adr_1', '27']);
    expect(takenBackBy(order)).toEqual(['amd_1_2']);
    // Who agreed to the belt and Friday before is told nothing more; the warehouse was told of Saturday.
    expect(order.now().instructions.map((one) => one.pending?.kind ?? null)).toEqual([
      'revision',
      null,
    ]);
    await agrees(order, WAREHOUSE);
    expect(order.now().amendment).toBeNull();
    expect(eventsOf(order, 'AmendmentSettled').at(-1)).toMatchObject({ state: 'accepted' });
    expect(orderTotals(order.now())).toMatchObject({ total: 330_000, due: 330_000 });
  });

  test('when a person decides, then the task says what goes back, what it costs and for which day', async () => {
    const { order, shop } = await laterDayRefused();
    const [choice] = await choicesIn(shop, order.id);
    expect(choice).toMatchObject({
      ...{ decision: 'revert', day: '2026-11-27', toCollect: 0, toRefund: 0 },
      ...{ takesBack: [{ id: 'amd_1_2', version: 3 }], totals: { total: 330_000 } },
    });
    await decides(order, 'revert');
    expect(wished(order)).toEqual([1, 1, 'adr_1', '27']);
  });

  test('when it is the sum that he refuses, then a price he had agreed to stays', async () => {
    const { order } = await instructed();
    await wishes(order, ADD_BELT, { type: 'set_price', lineId: 'line-1', price: rub(2500) });
    await agrees(order, COURIER);
    await wishes(order, setQuantity('line-1', 2));
    await agrees(order, WAREHOUSE);
    await refuses(order, COURIER);
    await decides(order, 'revert');
    expect(wished(order)).toEqual([1, 1, 'adr_1', '27']);
    expect(order.now().wish.lines[0]?.price).toBe(250_000);
  });

  test('when the warehouse then refuses the way back to Friday, then a person decides on that alone', async () => {
    const { order, shop } = await laterDayRefused('revert');
    await refuses(order, WAREHOUSE);
    expect(order.now().tasks.map(({ kind }) => kind)).toEqual(['decide_partial_refusal']);
    const choices = await choicesIn(shop, order.id);
    expect(choices.map(({ decision, takesBack }) => [decision, takesBack])).toEqual([
      ['revert', [{ id: 'amd_1_3', version: 4 }]],
    ]);
  });
});

describe('the warehouse refuses the first change, to which the second is nothing', () => {
  test('when it is taken back, then the belt goes and the other address stays', async () => {
    const { order, shop } = await earlierLineRefused();
    const choices = await choicesIn(shop, order.id);
    expect(choices.find(({ decision }) => decision === 'revert')).toMatchObject({
      ...{ takesBack: [{ id: 'amd_1_1', version: 2 }], totals: { total: 290_000 } },
    });
    await decides(order, 'revert');
    expect(wished(order)).toEqual([1, 0, 'adr_2', '27']);
    expect(takenBackBy(order)).toEqual(['amd_1_1']);
    expect(order.now().instructions.map((one) => one.pending?.kind ?? null)).toEqual([
      null,
      'revision',
    ]);
  });

  test('when the courier then refuses to go without the belt, then only that is in question again', async () => {
    const { order, shop } = await earlierLineRefused();
    await decides(order, 'revert');
    await refuses(order, COURIER);
    const choices = await choicesIn(shop, order.id);
    expect(choices.map(({ takesBack }) => takesBack)).toEqual([[{ id: 'amd_1_3', version: 4 }]]);
  });

  test('when what it changed was set anew by the second, then that stays as the second set it', async () => {
    const { order } = await instructed();
    await wishes(order, ADD_BELT, { type: 'set_price', lineId: 'line-1', price: rub(2500) });
    await wishes(order, { type: 'set_price', lineId: 'line-1', price: rub(2400) });
    await agrees(order, COURIER);
    await refusesTwice(order, WAREHOUSE);
    await decides(order, 'revert');
    expect(order.now().wish.lines.map(({ price, removed }) => [price, removed])).toEqual([
      [240_000, false],
      [40_000, true],
    ]);
  });
});

describe('what cannot be told apart goes back together', () => {
  test('when the courier answered neither and refuses what he was told last, then both go back', async () => {
    const { order, shop } = await instructed();
    await wishes(order, ADD_BELT);
    await agrees(order, WAREHOUSE);
    await wishes(order, ON_SATURDAY);
    await agrees(order, WAREHOUSE);
    await refuses(order, COURIER);
    const choices = await choicesIn(shop, order.id);
    expect(choices.find(({ decision }) => decision === 'revert')?.takesBack).toEqual([
      { id: 'amd_1_1', version: 2 },
      { id: 'amd_1_2', version: 3 },
    ]);
    await decides(order, 'revert');
    expect(wished(order)).toEqual([1, 0, 'adr_1', '27']);
  });

  test('when the rest would cost more than can be counted, then both go back', async () => {
    const dear = { amount: 1_000_000_000_000, currency: 'RUB' };
    const lines = [aWantedLine({ price: dear, quantity: 9 }), aWantedLine()];
    const { order } = await instructed('ask', lines);
    const price = (lineId: string, amount: object): object => ({
      ...{ type: 'set_price', lineId, price: amount },
    });
    await wishes(order, ADD_BELT, price('line-1', rub(1)));
    await wishes(order, price('line-2', dear));
    await wishes(order, setQuantity('line-3', 2));
    await agrees(order, COURIER);
    await refuses(order, WAREHOUSE);
    await decides(order, 'revert');
    expect(order.now().wish.lines.map((line) => line.price)).toEqual([
      ...[dear.amount, 260_000, 40_000],
    ]);
  });

  test('when the way to pay that a later change chose does not fit the first way of delivery, then both go back', async () => {
    const { order } = await instructed();
    const pay = (method: string): object => ({ type: 'change_payment', method });
    await wishes(order, deliver({ method: 'post' }), pay('prepaid'));
    await wishes(order, pay('cod_post'));
    await says(order, COURIER, { to: 'call_off', answer: 'accepted' });
    await says(order, 3, { answer: 'accepted' });
    await agrees(order, 3);
    await refusesTwice(order, WAREHOUSE);
    expect(order.now().amendment?.state).toBe('partly_refused');
    await decides(order, 'revert');
    const { delivery, payment } = order.now().wish;
    expect([delivery.method, payment]).toEqual(['courier', 'cash']);
    expect(takenBackBy(order)).toEqual(['amd_1_2']);
  });
});

test('when goods that go back into the order do not go the way that is wished since, then both changes go back together', async () => {
  const offer = [{ party: 'supplier-north', price: 50_000, term: 1 }];
  const offers = { VASE: offer, FILTER: offer };
  // What cannot wait does not go to the region: that takes up to two days.
  const deliveryWays = { ...DEMO_DELIVERY_WAYS, urgentDays: 1 };
  const shop = aShopInMemory({ policy: { partlyRefused: 'ask', deliveryWays }, offers });
  const vase = aWantedLine({ sku: 'VASE', group: 'baby-food' });
  const lines = [aWantedLine(), vase, aWantedLine({ sku: 'FILTER' })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  /** The supplier says one thing, everybody else agrees. */
  const answered = async (ofSupplier: object): Promise<void> => {
    for (const { id: instructionId, party, pending, state } of order.now().instructions) {
      const to = pending?.kind ?? 'instruction';
      if (!pending && state !== 'sent') continue;
      const said = party === 'supplier-north' ? ofSupplier : { answer: 'accepted' };
      await order.hears('answerInstruction', { instructionId, to, ...said });
    }
  };
  await answered({ answer: 'accepted' });
  await wishes(order, { type: 'remove_line', lineId: 'line-2' });
  await answered({ answer: 'refused', reason: 'already_handed_over' });
  await wishes(order, deliver({ addressId: 'adr_2', zone: 'moscow-region' }));
  await answered({ answer: 'refused', reason: 'already_handed_over' });
  const choices = await choicesIn(shop, order.id);
  expect(choices.find(({ decision }) => decision === 'revert')?.takesBack).toHaveLength(2);
  await decides(order, 'revert');
  expect(wished(order)).toEqual([1, 1, 1, 'adr_1', '27']);
});
