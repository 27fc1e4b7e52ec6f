/**
 * Stories 26, 30 and 31: what the shop itself does with a refused change, a line added and taken out again, changes of
 * what has been sent already, the same goods taken instead, and a sum that a courier will not take.
 */
import { aLine, anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { ProblemSeen, Reply, Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

const BELT = { sku: 'BELT-BLACK', title: 'Ремень', price: roubles(700) };
const ADD_BELT = { type: 'add_line', line: aLine(BELT) };

async function instructed(fields: object = {}): Promise<string> {
  await shop.time('wed 11:00');
  const window = shop.window('thu 10:00', 'thu 14:00');
  const { id } = await shop.place(anOrder(window, fields));
  await shop.time('wed 11:20');
  await shop.confirms(id);
  await shop.bothAccept(id);
  return id;
}

async function amends(id: string, change: object): Promise<Reply<ProblemSeen & { id: string }>> {
  const { version } = await shop.order(id);
  const body = { changes: [change], by: 'manager' };
  const path = `/v1/orders/${id}/amendments`;
  // Prices are the senior manager's.
  const reply = await shop.ask<ProblemSeen & { id: string }>('senior_manager', path, {
    body,
    version,
  });
  await shop.quiet();
  return reply;
}

async function shopDecides(partlyRefused: string): Promise<void> {
  const path = '/v1/shops/demo/policy';
  const { body } = await shop.ask<{ policy: object }>('admin', path);
  await shop.ask('admin', path, { method: 'PUT', body: { ...body.policy, partlyRefused } });
}

async function told(id: string, party: string): Promise<readonly { collect: object | null }[]> {
  const path = `/v1/instructions?orderId=${id}&party=${party}`;
  return (await shop.ask<{ items: readonly { collect: object | null }[] }>('dispatcher', path)).body
    .items;
}

/** What the task says may be done with a refused change. */
async function choices(id: string): Promise<readonly object[] | undefined> {
  const tasks = await shop.ask<{ items: readonly { data: { choices: readonly object[] } }[] }>(
    'dispatcher',
    `/v1/tasks?orderId=${id}&kind=decide_partial_refusal`,
  );
  return tasks.body.items[0]?.data.choices;
}

/** The warehouse packs the belt, the courier is on his way without it. */
async function courierHasLeft(): Promise<string> {
  const id = await instructed();
  await shop.time('thu 10:31');
  await shop.report(id, { status: 'handed_over' });
  await amends(id, ADD_BELT);
  const version = { to: 'revision', wishVersion: 2 };
  await shop.answer(id, 'warehouse-main', { ...version, answer: 'accepted' });
  await shop.answer(id, 'own-couriers', {
    ...{ ...version, answer: 'refused', reason: 'already_handed_over' },
  });
  return id;
}

describe('the warehouse accepts an added line, the courier has handed over', () => {
  afterAll(() => shopDecides('ask'));

  test('when the shop asks, then a task shows each choice that makes sense with its sums, and one of them closes it', async () => {
    const id = await courierHasLeft();
    // There is nothing to be taken back at the door: only more is wanted.
    expect(await choices(id)).toMatchObject([
      { decision: 'second_parcel', totals: { total: roubles(3600) } },
      { decision: 'revert', totals: { total: roubles(2900) } },
    ]);
    await shop.outcome(id, 'decide_partial_refusal', { outcome: 'second_parcel' });
    expect(await shop.openTasks(id)).toEqual([]);
    expect((await told(id, 'own-couriers')).map(({ collect }) => collect)).toEqual([
      roubles(2900),
      roubles(700),
    ]);
  });

  test('when the shop sends second parcels, then nobody is asked, and the customer hears of it once', async () => {
    await shopDecides('second_parcel');
    const id = await courierHasLeft();
    expect(await shop.openTasks(id)).toEqual([]);
    expect((await told(id, 'own-couriers')).map(({ collect }) => collect)).toEqual([
      roubles(2900),
      roubles(700),
    ]);
    expect((await shop.purposes(id)).filter((one) => one === 'order_amended')).toHaveLength(1);
    const path = `/v1/orders/${id}/amendments`;
    const list = await shop.ask<{ items: readonly object[] }>('manager', path);
    expect(list.body.items).toMatchObject([{ state: 'accepted' }]);
  });

  test('when the shop takes such changes back, then the wish is the first again and the warehouse is told', async () => {
    await shopDecides('revert');
    const id = await courierHasLeft();
    expect(await shop.openTasks(id)).toEqual([]);
    expect(await shop.order(id)).toMatchObject({ version: 3, totals: { total: roubles(2900) } });
    await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted', wishVersion: 3 });
    const list = await shop.ask<{ items: readonly { state: string; reason: string | null }[] }>(
      'manager',
      `/v1/orders/${id}/amendments`,
    );
    expect(list.body.items).toMatchObject([
      { state: 'reverted', reason: null },
      { state: 'accepted', reason: 'reverted' },
    ]);
    expect((await shop.purposes(id)).filter((one) => one === 'order_amended')).toHaveLength(1);
  });
});

test('when the courier agrees to the belt and refuses another day, then the task names the day alone, and so it goes back', async () => {
  const id = await instructed();
  await amends(id, ADD_BELT);
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted', wishVersion: 2 });
  const { delivery } = await shop.order(id);
  const { method, address } = delivery as { method: string; address: object };
  const window = shop.window('fri 10:00', 'fri 14:00');
  const day = { type: 'change_delivery', delivery: { method, address, window } };
  const later = await amends(id, day);
  await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted', wishVersion: 3 });
  await shop.answer(id, 'own-couriers', {
    ...{ to: 'revision', answer: 'refused', reason: 'cannot_in_time', wishVersion: 3 },
  });
  expect(await choices(id)).toMatchObject([
    {
      ...{ decision: 'revert', takesBack: [{ id: later.body.id, version: 3 }] },
      totals: { total: roubles(3600) },
    },
  ]);
  await shop.outcome(id, 'decide_partial_refusal', { outcome: 'revert' });
  const states = async (): Promise<readonly string[]> => {
    const path = `/v1/orders/${id}/amendments`;
    const list = await shop.ask<{ items: readonly { state: string }[] }>('manager', path);
    return list.body.items.map(({ state }) => state);
  };
  // The belt is being told still, as the warehouse has yet to agree to the first day again.
  expect(await states()).toEqual(['telling', 'reverted', 'telling']);
  await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted', wishVersion: 4 });
  expect(await states()).toEqual(['accepted', 'reverted', 'accepted']);
  expect((await shop.order(id)).totals).toMatchObject({ total: roubles(3600) });
});

test('when a refused change is followed by one that all agree to, then both are accepted', async () => {
  const id = await courierHasLeft();
  expect(await shop.openTasks(id)).toEqual(['decide_partial_refusal']);
  await amends(id, { type: 'set_price', lineId: 'line-1', price: roubles(2500) });
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted', wishVersion: 3 });
  expect(await shop.openTasks(id)).toEqual([]);
  const path = `/v1/orders/${id}/amendments`;
  const list = await shop.ask<{ items: readonly { state: string }[] }>('manager', path);
  expect(list.body.items.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
});

test('when a line is added and taken out again unpaid, then all are back at the start and no money moves', async () => {
  const before = await shop.stock('BELT-BLACK');
  const id = await instructed();
  await amends(id, ADD_BELT);
  await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted', wishVersion: 2 });
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted', wishVersion: 2 });
  expect((await shop.stock('BELT-BLACK')).reserved).toBe(before.reserved + 1);
  await amends(id, { type: 'remove_line', lineId: 'line-2' });
  await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted', wishVersion: 3 });
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted', wishVersion: 3 });
  const { totals } = await shop.order(id);
  expect(totals).toMatchObject({ total: roubles(2900), due: roubles(2900), refunded: roubles(0) });
  expect((await told(id, 'own-couriers')).map(({ collect }) => collect)).toEqual([roubles(2900)]);
  expect((await shop.stock('BELT-BLACK')).reserved).toBe(before.reserved);
  expect(await shop.happened(id)).not.toContain('RefundAsked');
});

test('when a line that has been sent gets another price, then no stock moves; more pieces of it reserve just those', async () => {
  const id = await instructed();
  await shop.time('thu 09:31');
  await shop.report(id, { status: 'handed_over' });
  const before = await shop.stock('DRESS-RED-42');
  await amends(id, { type: 'set_price', lineId: 'line-1', price: roubles(2500) });
  expect(await shop.stock('DRESS-RED-42')).toEqual(before);
  const [, courier] = (await shop.order(id)).instructions;
  expect(courier).toMatchObject({ party: 'own-couriers', pending: 'revision' });
  await amends(id, { type: 'set_quantity', lineId: 'line-1', quantity: 2 });
  expect((await shop.stock('DRESS-RED-42')).reserved).toBe(before.reserved + 1);
  // One of two has been sent.
  await amends(id, { type: 'set_quantity', lineId: 'line-1', quantity: 4 });
  const { onHand, reserved } = await shop.stock('DRESS-RED-42');
  expect([onHand, reserved]).toEqual([before.onHand, before.reserved + 3]);
});

test('when the one vase being packed is taken at another price, then nobody looks for another vase, and all go on with this one', async () => {
  const vase = aLine({ sku: 'VASE', title: 'Ваза' });
  const id = await instructed({ lines: [vase] });
  const before = await shop.stock('VASE');
  expect(before.onHand).toBe(before.reserved);
  const cheaper = { ...vase, price: roubles(2400) };
  const change = { type: 'substitute_line', lineId: 'line-1', line: cheaper };
  const preview = await shop.ask<{ stock: readonly object[] }>(
    'manager',
    `/v1/orders/${id}/amendments/preview`,
    { body: { changes: [change] } },
  );
  expect(preview.body.stock).toEqual([]);
  await amends(id, change);
  const shown = async (): Promise<readonly object[]> =>
    (await shop.order(id)).lines.map(({ reserved, short, state }) => ({ reserved, short, state }));
  const onlyTheNew = [
    { reserved: 0, short: 0, state: 'removed' },
    { reserved: 1, short: 0, state: 'reserved' },
  ];
  // It is the packer's to agree still: until then no other order gets the vase.
  expect(await shown()).toEqual(onlyTheNew);
  expect(await shop.stock('VASE')).toEqual(before);
  for (const party of ['warehouse-main', 'own-couriers']) {
    await shop.answer(id, party, { to: 'revision', answer: 'accepted', wishVersion: 2 });
  }
  expect(await shown()).toEqual(onlyTheNew);
  expect(await shop.openTasks(id)).toEqual([]);
  const happened = await shop.happened(id);
  for (const trouble of ['GoodsShort', 'CallOffWritten']) expect(happened).not.toContain(trouble);
  expect((await told(id, 'own-couriers')).map(({ collect }) => collect)).toEqual([roubles(2700)]);
  await shop.time('thu 10:31');
  await shop.report(id, { status: 'handed_over' });
  expect(await shop.stock('VASE')).toMatchObject({
    ...{ onHand: before.onHand - 1, reserved: before.reserved - 1 },
  });
});

test('when the courier will not take the new sum after a payment, then the dispatcher talks to him, and he does', async () => {
  const id = await instructed();
  await shop.pays(id, 1000);
  await shop.answer(id, 'own-couriers', {
    ...{ to: 'revision', answer: 'refused', reason: 'already_handed_over' },
  });
  expect(await shop.openTasks(id)).toEqual(['party_refused']);
  await shop.outcome(id, 'party_refused', { outcome: 'chased' });
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted' });
  expect((await told(id, 'own-couriers')).map(({ collect }) => collect)).toEqual([roubles(1900)]);
  expect(await shop.openTasks(id)).toEqual([]);
});

test('when an order is changed twice in a night, then the morning brings one SMS, and it asks for the money as well', async () => {
  const id = await instructed();
  await shop.time('wed 22:31');
  const changed = async (change: object, wishVersion: number): Promise<void> => {
    await amends(id, change);
    for (const party of ['warehouse-main', 'own-couriers']) {
      await shop.answer(id, party, { to: 'revision', answer: 'accepted', wishVersion });
    }
  };
  const mug = aLine({ sku: 'MUG-PRINT', title: 'Кружка', price: roubles(500) });
  await changed({ type: 'add_line', line: mug }, 2);
  await changed({ type: 'add_line', line: aLine(BELT) }, 3);
  await shop.time('thu 09:01');
  const letters = (await shop.sent(id)).filter(({ purpose }) => purpose === 'order_amended');
  expect(letters).toHaveLength(1);
  expect(letters[0]?.text).toMatch(/изменён.*\. Сначала оплатите 500,00 ₽/);
});
