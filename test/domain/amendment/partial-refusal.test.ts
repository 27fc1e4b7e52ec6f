/**
 * A change that some party refused (story 26): the wish stays and the rest goes in a second parcel, what is
 * wanted no more is taken back at the door, or the wish goes back; by the shop's policy or by a person.
 */
import type { Policy } from '../../../domain/policy/policy';
import { orderTotals } from '../../../domain/order/money/totals';
import {
  choicesIn,
  DELIVERY,
  eventsOf,
  moment,
  refusalOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';
import { agrees, answer, beingPacked, cannot } from '../../support/refused-change';
import { report } from '../../support/two-parcels';

const rub = (amount: number): object => ({ amount: amount * 100, currency: 'RUB' });
const BELT = { sku: 'BELT', title: 'Belt', quantity: 1, price: rub(400) };
const decide = (order: OrderInMemory, decision: string): ReturnType<OrderInMemory['hears']> =>
  order.hears('decideAmendment', { amendmentId: order.now().amendment?.id, decision });
const brings = (order: OrderInMemory): readonly object[] =>
  order
    .now()
    .instructions.filter((one) => one.kind === 'deliver')
    .map(({ id, content }) => ({
      id,
      collect: content.collect,
      lines: content.lines.map((line) => `${line.sku} ${String(line.quantity)}`),
    }));

/** The warehouse adds the belt, the courier has left without it. */
async function courierHasLeft(
  partlyRefused: Policy['partlyRefused'],
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const given = await beingPacked(partlyRefused);
  await report(given.order, 1, 'handed_over');
  await given.order.hears('amend', { changes: [{ type: 'add_line', line: BELT }] });
  await agrees(given.order, 1);
  await cannot(given.order, 2, 'already_handed_over');
  return given;
}

describe('story 26: the warehouse accepts an added line, the courier has handed over', () => {
  test('when the policy is "second parcel", then a new instruction goes out for the added line alone', async () => {
    const { shop, order } = await courierHasLeft('second_parcel');
    expect(eventsOf(order, 'AmendmentSettled').at(-1)?.state).toBe('accepted');
    expect(brings(order)).toEqual([
      { id: 'ins_1_2', collect: 290_000, lines: ['DRESS 1'] },
      { id: 'ins_1_3', collect: 40_000, lines: ['BELT 1'] },
    ]);
    expect(order.now().parcels.map((parcel) => parcel.lines.map((line) => line.lineId))).toEqual([
      ['line-1'],
      ['line-2'],
    ]);
    await answer(order, 3, { answer: 'accepted' });
    await report(order, 1, 'delivered');
    expect(order.now().deliveredAt).toBeNull();
    await report(order, 2, 'delivered');
    expect(order.now().deliveredAt).not.toBeNull();
    expect(orderTotals(order.now())).toMatchObject({ total: 330_000, due: 330_000 });
    expect(shop.market.state().stock.items).toMatchObject([
      { sku: 'DRESS', onHand: 9, reserved: 0 },
      { sku: 'BELT', onHand: 2, reserved: 0 },
    ]);
  });

  test('when the courier says so before any report came, then what was packed for it is parted all the same', async () => {
    const { order } = await beingPacked('second_parcel');
    await order.hears('amend', { changes: [{ type: 'add_line', line: BELT }] });
    await agrees(order, 1);
    await cannot(order, 2, 'already_handed_over');
    expect(order.now().parcels.map((parcel) => parcel.lines.map((line) => line.lineId))).toEqual([
      ['line-1'],
      ['line-2'],
    ]);
    expect(brings(order)).toHaveLength(2);
  });

  test('when the first parcel is paid for, then the second still takes its own sum and no more', async () => {
    const { order } = await courierHasLeft('second_parcel');
    await answer(order, 3, { answer: 'accepted' });
    await report(order, 1, 'delivered');
    await order.hears('recordPayment', { method: 'cash', amount: rub(2900) });
    expect(brings(order)[1]).toMatchObject({ collect: 40_000 });
    expect(order.now().instructions[2]?.pending).toBeNull();
  });

  test('when the first parcel is refused at the door, then the second takes what is still owed', async () => {
    const { order } = await courierHasLeft('second_parcel');
    await answer(order, 3, { answer: 'accepted' });
    await report(order, 1, 'returned');
    expect(order.now().closing).toBeNull();
    // The belt and the delivery.
    expect(order.now().instructions[2]?.pending?.content.collect).toBe(70_000);
  });

  test('when the date is moved afterwards, then both instructions are told of it', async () => {
    const { order } = await courierHasLeft('second_parcel');
    const window = { from: moment('2026-11-28 11:00'), to: moment('2026-11-28 15:00') };
    const delivery = { ...DELIVERY, window };
    await order.hears('amend', { changes: [{ type: 'change_delivery', delivery }] });
    const deliver = order.now().instructions.filter((one) => one.kind === 'deliver');
    expect(deliver.map((one) => one.pending?.content.window)).toEqual([window, window]);
    expect(deliver.map((one) => one.pending?.content.lines.length)).toEqual([1, 1]);
  });

  test('when it is cancelled afterwards, then both instructions are called off', async () => {
    const { order } = await courierHasLeft('second_parcel');
    await order.hears('cancel', { reason: 'price' });
    const off = order.now().instructions.filter((one) => one.pending?.kind === 'call_off');
    expect(off.map((one) => one.id).sort()).toEqual(['ins_1_1', 'ins_1_2', 'ins_1_3']);
  });

  test('when the policy is "ask", then a task offers what makes sense, the second parcel and the way back, and one of them closes it', async () => {
    const { order, shop } = await courierHasLeft('ask');
    const taskId = taskOf(order, 'decide_partial_refusal');
    const choices = await choicesIn(shop, order.id);
    // Nothing is to be taken back; the belt costs 400, and without it 400 less is to be collected.
    expect(choices.map(({ decision, totals }) => [decision, totals.due])).toEqual([
      ['second_parcel', 330_000],
      ['revert', 290_000],
    ]);
    expect(choices.map(({ day }) => day)).toEqual(['2026-11-27', '2026-11-27']);
    await order.hears('closeTask', { taskId, outcome: 'second_parcel' });
    expect(order.now().tasks).toEqual([]);
    expect(brings(order)).toHaveLength(2);
  });

  test('when the policy is "take back" and nothing is to be taken back, then the belt goes separately', async () => {
    const { order } = await courierHasLeft('take_back');
    expect(order.now().tasks).toEqual([]);
    expect(brings(order)).toHaveLength(2);
  });

  test('when the policy is "revert", then the wish is back, the warehouse told again and the customer too', async () => {
    const { order } = await courierHasLeft('revert');
    expect(order.now().wish).toMatchObject({ version: 3 });
    expect(order.now().wish.lines[1]?.removed).toBe(true);
    expect(order.now().instructions[0]?.pending).toMatchObject({ kind: 'revision' });
    await agrees(order, 1);
    expect(eventsOf(order, 'MessageNoted').at(-1)?.purpose).toBe('order_amended');
  });
});

test('when the warehouse takes a piece out of a parcel closed up for its courier, then just the rest leaves', async () => {
  const { shop, order } = await beingPacked('second_parcel', 2);
  await order.hears('amend', { changes: [{ type: 'add_line', line: BELT }] });
  await agrees(order, 1);
  await cannot(order, 2, 'already_handed_over');
  await agrees(order, 1);
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
  await order.hears('amend', { changes });
  await agrees(order, 1);
  expect(order.now().parcels[0]?.lines).toMatchObject([{ lineId: 'line-1', quantity: 1 }]);
  await report(order, 1, 'handed_over');
  expect(eventsOf(order, 'GoodsShipped')).toMatchObject([{ lineId: 'line-1', quantity: 1 }]);
  expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 9, reserved: 0 });
});

test('when the warehouse has packed already and the courier has time, then the warehouse packs a second parcel', async () => {
  const { order } = await beingPacked('second_parcel');
  await order.hears('amend', { changes: [{ type: 'add_line', line: BELT }] });
  await cannot(order, 1, 'already_packed');
  await agrees(order, 2);
  const packs = order.now().instructions.filter((one) => one.kind === 'pack');
  expect(packs.map((one) => one.content.lines.map((line) => line.sku))).toEqual([
    ['DRESS'],
    ['BELT'],
  ]);
  expect(brings(order)).toMatchObject([{ collect: 330_000, lines: ['DRESS 1', 'BELT 1'] }]);
  await answer(order, 3, { answer: 'done' });
  await answer(order, 1, { answer: 'done' });
  expect(order.now().parcels.map(({ state, lines }) => [state, lines.length])).toEqual([
    ['packed', 1],
    ['packed', 1],
  ]);
});

describe('fewer are wanted than were packed', () => {
  async function tooManyPacked(policy: Policy['partlyRefused']): ReturnType<typeof beingPacked> {
    const given = await beingPacked(policy, 2);
    const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
    await given.order.hears('amend', { changes });
    await cannot(given.order, 1, 'already_packed');
    await agrees(given.order, 2);
    return given;
  }

  test('when the parcel leaves with the surplus, then the courier is not told to give it away', async () => {
    const { order } = await tooManyPacked('take_back');
    await report(order, 1, 'handed_over');
    await agrees(order, 2);
    expect(order.now().instructions.map((one) => one.pending)).toEqual([null, null]);
    expect(brings(order)).toEqual([{ id: 'ins_1_2', collect: 290_000, lines: ['DRESS 1'] }]);
  });

  test('when the policy is "take back", then the surplus is taken back at the door, to stock, and never charged', async () => {
    const { shop, order } = await tooManyPacked('take_back');
    expect(eventsOf(order, 'AmendmentSettled').at(-1)?.state).toBe('accepted');
    await report(order, 1, 'delivered');
    expect(order.now().deliveredAt).not.toBeNull();
    expect(order.now().parcels[0]?.state).toBe('partly_delivered');
    expect(orderTotals(order.now())).toMatchObject({ total: 290_000, due: 290_000 });
    await report(order, 1, 'returned');
    const taskId = taskOf(order, 'inspect_return');
    await order.hears('closeTask', { taskId, outcome: 'restock' });
    expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 9, reserved: 0 });
  });

  test('when the courier leaves later goods to a second parcel too, then what is packed stays one parcel', async () => {
    const { order } = await tooManyPacked('take_back');
    await order.hears('amend', { changes: [{ type: 'add_line', line: BELT }] });
    await answer(order, 3, { answer: 'accepted' });
    await cannot(order, 2, 'already_handed_over');
    expect(
      order.now().parcels.map(({ lines }) => lines.map((one) => [one.lineId, one.quantity])),
    ).toEqual([[['line-1', 2]], [['line-2', 1]]]);
  });

  test('when the policy is "second parcel", then it makes no sense and a person decides', async () => {
    const { order, shop } = await tooManyPacked('second_parcel');
    expect(order.now().tasks.map((task) => task.kind)).toEqual(['decide_partial_refusal']);
    expect(refusalOf(await decide(order, 'second_parcel'))).toBe('not_allowed_now');
    const decisions = (await choicesIn(shop, order.id)).map((one) => one.decision);
    expect(decisions).toEqual(['take_back', 'revert']);
    expect(refusalOf(await decide(order, 'take_back'))).toBeNull();
  });

  test('when it is reverted, then both are wanted again', async () => {
    const { order } = await tooManyPacked('ask');
    await decide(order, 'revert');
    expect(order.now().wish.lines[0]?.quantity).toBe(2);
  });
});

test('when the courier refuses another address, then no second parcel would help and only the way back is left', async () => {
  const { order } = await beingPacked('second_parcel');
  const delivery = { ...DELIVERY, addressId: 'adr_2' };
  await order.hears('amend', { changes: [{ type: 'change_delivery', delivery }] });
  await cannot(order, 2, 'already_handed_over');
  expect(order.now().tasks.map((task) => task.kind)).toEqual(['decide_partial_refusal']);
  expect(refusalOf(await decide(order, 'second_parcel'))).toBe('not_allowed_now');
  expect(refusalOf(await decide(order, 'take_back'))).toBe('not_allowed_now');
  expect(refusalOf(await decide(order, 'revert'))).toBeNull();
  expect(order.now().wish.delivery.addressId).toBe('adr_1');
});

test('when the day before has passed meanwhile, then reverting promises no day that is over', async () => {
  const { order, shop } = await beingPacked('ask');
  const window = { from: moment('2026-11-28 11:00'), to: moment('2026-11-28 15:00') };
  const change = { type: 'change_delivery', delivery: { ...DELIVERY, window } };
  await order.hears('amend', { changes: [change] });
  await agrees(order, 1);
  await order.until('2026-11-27 18:00');
  await cannot(order, 2, 'cannot_in_time');
  const choices = await choicesIn(shop, order.id);
  expect(choices.map(({ decision, day }) => [decision, day])).toEqual([['revert', '2026-11-28']]);
  await decide(order, 'revert');
  expect(order.now().wish.delivery.window).toBeNull();
  expect(order.now().instructions.map((one) => one.pending?.content.window)).toEqual([null, null]);
});

test('story 34: when a party is told twice quickly, then its answer to the first never counts for the second', async () => {
  const { order } = await beingPacked('ask');
  const set = (quantity: number): Promise<unknown> =>
    order.hears('amend', { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity }] });
  await set(2);
  await set(3);
  for (const said of ['accepted', 'refused']) {
    await answer(order, 1, { to: 'revision', answer: said, wishVersion: 2 });
    expect(order.now().instructions[0]?.pending?.wishVersion).toBe(3);
    expect(eventsOf(order, 'PartyAnswered').at(-1)?.counts).toBe(false);
  }
  await answer(order, 1, { to: 'revision', answer: 'accepted', wishVersion: 3 });
  expect(order.now().instructions[0]).toMatchObject({ pending: null, wishVersion: 3 });
});
