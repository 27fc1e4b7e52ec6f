/**
 * Story 35: the day after. What did not arrive is found out, with a reason and a word with the customer.
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
    expect(bare.body).toMatchObject({ refusal: 'task_conditions' });
    const data = { window, reason: 'courier_ill' };
    const silent = await shop.outcome(id, 'find_out_why', { outcome: 'new_date', data });
    expect(silent.status).toBe(422);
    await shop.calls(id, 'reached');
    const planned = await shop.outcome(id, 'find_out_why', { outcome: 'new_date', data });
    expect(planned.status).toBe(200);
    expect(await shop.openTasks(id)).toEqual([]);
    const courier = (await shop.order(id)).instructions.find((one) => one.party === 'own-couriers');
    expect(courier?.pending).toBe('revision');
    await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted' });
    await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted' });
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
});
