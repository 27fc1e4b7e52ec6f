/**
 * Stories 35 to 38, 42b and 42c: the day after. What did not arrive is found out, with a reason and a word with
 * the customer; what will be late is told before anybody asks.
 */
import { anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

async function underWay(): Promise<string> {
  await shop.time('tue 11:00');
  const { id } = await shop.place(anOrder(shop.window('wed 10:00', 'wed 14:00')));
  await shop.time('tue 11:20');
  await shop.confirms(id);
  await shop.bothAccept(id);
  return id;
}

test.each([
  ['says "not received"', true],
  ['does not answer in two working hours', false],
])(
  'when nothing was delivered and the customer %s, then a person finds out why and plans anew',
  async (_how, answers) => {
    const id = await underWay();
    await shop.time('thu 11:59');
    expect(await shop.purposes(id)).toEqual(['order_received']);
    await shop.time('thu 12:00');
    expect((await shop.purposes(id)).at(-1)).toBe('delivery_check');
    expect(await shop.openTasks(id)).toEqual([]);
    if (answers) await shop.taps(id, { answer: 'not_received' });
    else await shop.time('thu 14:01');
    expect(await shop.openTasks(id)).toEqual(['find_out_why']);

    const window = shop.window('sat 11:00', 'sat 15:00');
    const bare = await shop.outcome(id, 'find_out_why', { outcome: 'new_date', data: { window } });
    expect(bare.status).toBe(422);
    expect(bare.body).toMatchObject({
      type: '/problems/task-conditions',
      refusal: 'task_conditions',
      missing: ['reason', 'contact_with_customer'],
    });
    const data = { window, reason: 'courier_ill' };
    const silent = await shop.outcome(id, 'find_out_why', { outcome: 'new_date', data });
    expect(silent.status).toBe(422);
    expect(silent.body.missing).toEqual(['contact_with_customer']);
    await shop.calls(id, 'reached');
    const planned = await shop.outcome(id, 'find_out_why', { outcome: 'new_date', data });
    expect(planned.status).toBe(200);
    expect(await shop.openTasks(id)).toEqual([]);
    const courier = (await shop.order(id)).instructions.find((one) => one.party === 'own-couriers');
    expect(courier?.pending).toBe('revision');
    await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted' });
    await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted' });
    expect((await shop.purposes(id)).at(-1)).toBe('order_amended');
    await shop.time('fri 13:00');
    expect((await shop.order(id)).stage).toBe('delivering');
    await shop.time('sat 12:30');
    await shop.report(id, { status: 'delivered' });
    await shop.pays(id, 2900);
    await shop.time('mon+1 11:59');
    expect((await shop.order(id)).closed).toBeNull();
    await shop.time('mon+1 12:01');
    expect((await shop.order(id)).stage).toBe('completed');
  },
);

test('when it comes late but before the check, then nobody is bothered', async () => {
  const id = await underWay();
  await shop.time('thu 09:30');
  await shop.report(id, { status: 'delivered' });
  await shop.time('thu 12:01');
  expect(await shop.purposes(id)).toEqual(['order_received']);
  expect(await shop.happened(id)).not.toContain('TaskOpened:find_out_why');
  expect((await shop.order(id)).stage).toBe('settling');
});

test('when the report comes during the task, then the task closes itself', async () => {
  const id = await underWay();
  await shop.time('thu 14:01');
  expect(await shop.openTasks(id)).toEqual(['find_out_why']);
  await shop.report(id, { status: 'delivered' });
  expect(await shop.openTasks(id)).toEqual([]);
  const withdrawn = (await shop.timeline(id)).find((row) => row.type === 'TaskWithdrawn');
  expect(withdrawn?.data).toMatchObject({ why: 'delivered_late' });
});

async function plansAnew(id: string, words: readonly [string, string]): Promise<void> {
  await shop.calls(id, 'reached');
  const data = { reason: 'nobody_home', window: shop.window(...words) };
  const planned = await shop.outcome(id, 'find_out_why', { outcome: 'new_date', data });
  expect(planned.status).toBe(200);
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted' });
}

test('when the third attempt has failed, then it is taken back, the goods to stock, and the customer is told', async () => {
  const before = await shop.stock('DRESS-RED-42');
  const id = await underWay();
  await shop.time('wed 09:30');
  await shop.report(id, { status: 'handed_over' });
  for (const [day, next] of [
    ['wed', 'thu'],
    ['thu', 'fri'],
  ]) {
    await shop.time(`${day ?? ''} 13:01`);
    await shop.report(id, { status: 'attempt_failed', reason: 'nobody_home' });
    expect(await shop.openTasks(id)).toEqual(['find_out_why']);
    await plansAnew(id, [`${next ?? ''} 10:00`, `${next ?? ''} 14:00`]);
    await shop.report(id, { status: 'in_transit' });
  }
  await shop.time('fri 13:01');
  await shop.report(id, { status: 'attempt_failed', reason: 'nobody_home' });
  const ending = await shop.order(id);
  expect(ending.stage).toBe('cancelling');
  expect((await shop.purposes(id)).at(-1)).toBe('order_closed');
  await shop.answer(id, 'own-couriers', { to: 'call_off', answer: 'accepted' });
  await shop.report(id, { status: 'returned' });
  expect(await shop.order(id)).toMatchObject({
    stage: 'cancelled',
    closed: { reason: 'undeliverable' },
    totals: { total: { amount: 0 }, due: { amount: 0 }, overpaid: { amount: 0 } },
  });
  expect(await shop.stock('DRESS-RED-42')).toMatchObject({
    onHand: before.onHand,
    reserved: before.reserved,
  });
  expect(await shop.openTasks(id)).toEqual([]);
});

test('when the parcel is lost, then others are sent on another day and the lost ones written off', async () => {
  const before = await shop.stock('DRESS-RED-42');
  const id = await underWay();
  await shop.time('wed 13:01');
  await shop.report(id, { status: 'handed_over' });
  await shop.report(id, { status: 'lost' });
  expect(await shop.openTasks(id)).toEqual(['find_out_why']);
  await shop.calls(id, 'reached');
  const data = { reason: 'lost', window: shop.window('fri 10:00', 'fri 14:00') };
  await shop.outcome(id, 'find_out_why', { outcome: 'new_date', data });
  await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted' });
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted' });
  const [, second] = (await shop.order(id)).parcels;
  await shop.ask('courier', `/v1/parcels/${second?.id ?? ''}/reports`, {
    body: { status: 'delivered' },
  });
  await shop.quiet();
  expect((await shop.order(id)).stage).toBe('settling');
  expect((await shop.stock('DRESS-RED-42')).onHand).toBe(before.onHand - 2);
});

test('when another way is chosen while the courier has it, then it is called back and goes by post', async () => {
  const id = await underWay();
  await shop.report(id, { status: 'handed_over' });
  await shop.time('wed 13:01');
  await shop.report(id, { status: 'attempt_failed' });
  await shop.calls(id, 'reached');
  const way = { outcome: 'new_way', data: { reason: 'moved_away', method: 'post' } };
  expect((await shop.outcome(id, 'find_out_why', way)).status).toBe(200);
  await shop.answer(id, 'own-couriers', { to: 'call_off', answer: 'accepted' });
  await shop.answer(id, 'post', { answer: 'accepted' });
  await shop.report(id, { status: 'returned' });
  expect((await shop.order(id)).closed).toBeNull();
  await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted' });
  expect((await shop.order(id)).parcels[1]).toMatchObject({ carrier: 'post', state: 'announced' });
});

test('when the courier foresees a delay, then the customer hears the same day, once for each new date, and the check waits', async () => {
  const id = await underWay();
  const late = (expected: string): object => ({
    answer: 'accepted',
    reason: 'cannot_in_time',
    expectedAt: shop.moment(expected),
  });
  await shop.time('tue 15:01');
  await shop.answer(id, 'own-couriers', late('fri 12:00'));
  expect(await shop.purposes(id)).toEqual(['order_received', 'delivery_delayed']);
  expect((await shop.sent(id)).at(-1)).toMatchObject({ channel: 'sms' });
  await shop.answer(id, 'own-couriers', late('fri 14:00'));
  expect(await shop.purposes(id)).toHaveLength(2);
  await shop.time('wed 11:01');
  await shop.report(id, { status: 'in_transit', expectedAt: shop.moment('sat 12:00') });
  expect((await shop.purposes(id)).slice(2)).toEqual(['delivery_delayed']);
  await shop.time('mon+1 11:59');
  expect(await shop.purposes(id)).toHaveLength(3);
  await shop.time('mon+1 12:01');
  expect((await shop.purposes(id)).at(-1)).toBe('delivery_check');
});

test('when three holidays follow the promised day, then calls, check, question and task fall on the first working day after', async () => {
  const path = '/v1/shops/demo/policy';
  const { body } = await shop.ask<{ policy: { calendar: object } }>('admin', path);
  const dates = ['thu', 'fri', 'sat'].map((day) => shop.moment(`${day} 12:00`).slice(0, 10));
  const put = (holidays: readonly string[]): Promise<unknown> => {
    const calendar = { ...body.policy.calendar, holidays };
    return shop.ask('admin', path, { method: 'PUT', body: { ...body.policy, calendar } });
  };
  await put(dates);
  const id = await underWay();
  await shop.time('wed 19:01');
  const { id: late } = await shop.place(anOrder(null));
  await put([]);
  await shop.time('mon+1 09:59');
  expect(await shop.happened(late)).not.toContain('TaskOpened');
  await shop.time('mon+1 10:01');
  expect(await shop.openTasks(late)).toEqual(['call_customer']);
  await shop.time('mon+1 11:59');
  expect(await shop.purposes(id)).toEqual(['order_received']);
  await shop.time('mon+1 12:01');
  expect((await shop.purposes(id)).at(-1)).toBe('delivery_check');
  await shop.time('mon+1 13:59');
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.time('mon+1 14:01');
  expect(await shop.openTasks(id)).toEqual(['find_out_why']);
});
