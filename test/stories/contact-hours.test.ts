/**
 * Stories 6, 7 and 7a: when customers are called: as they asked, where both are awake, and what happens
 * when nobody calls at all.
 */
import { aCustomer, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

interface CallTask {
  readonly kind: string;
  readonly role: string;
  readonly data: {
    readonly callBack?: { readonly askedFor: string; readonly at: string; readonly text: string };
  };
}

async function placed(customer: object = {}): Promise<string> {
  const window = shop.window('wed+1 10:00', 'wed+1 14:00');
  return (await shop.place(anOrder(window, { customer: aCustomer(customer) }))).id;
}

async function callTask(id: string): Promise<CallTask> {
  const path = `/v1/tasks?orderId=${id}&state=open&kind=call_customer`;
  const [task] = (await shop.ask<{ items: CallTask[] }>('manager', path)).body.items;
  if (!task) throw new Error('nobody is to call');
  return task;
}

test('when the customer says "call me at 16:00 tomorrow", then the call is for just then and no e-mail comes first', async () => {
  await shop.time('thu 11:00');
  const id = await placed();
  await shop.time('thu 11:16');
  await shop.calls(id, 'call_back', { callBackAt: shop.moment('fri 16:00') });
  await shop.time('fri 15:59');
  expect(await shop.openTasks(id)).toEqual([]);
  expect((await shop.order(id)).waiting?.until).toBe(shop.moment('fri 16:00'));
  await shop.time('fri 16:00');
  const { data } = await callTask(id);
  expect(data.callBack).toMatchObject({
    askedFor: shop.moment('fri 16:00'),
    at: shop.moment('fri 16:00'),
    why: 'as_asked',
  });
  expect(await shop.purposes(id)).toEqual(['order_received']);
  await shop.confirms(id);
  expect(await shop.openTasks(id)).toEqual([]);
});

test('when the hour asked for is outside the shop’s, then the call is for the nearest inside both, and the manager sees why', async () => {
  await shop.time('fri 11:00');
  const id = await placed();
  await shop.time('fri 11:16');
  await shop.calls(id, 'call_back', { callBackAt: shop.moment('fri 20:30') });
  await shop.time('sat 10:59');
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.time('sat 11:00');
  const { data } = await callTask(id);
  expect(data.callBack).toMatchObject({ at: shop.moment('sat 11:00'), why: 'shop_closed' });
  expect(data.callBack?.text).toMatch(/20:30; магазин в это время закрыт, поэтому звоним .*11:00/);
  const card = await shop.ask<CallTask['data']>('manager', `/v1/orders/${id}/call-card`);
  expect(card.body.callBack?.text).toBe(data.callBack?.text);
});

test('when the order says "call after 18:00", then every attempt falls after it', async () => {
  await shop.time('thu 11:00');
  const id = await placed({ contactHours: { from: '18:00', to: '21:00' } });
  await shop.time('thu 17:59');
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.time('thu 18:01');
  await shop.calls(id, 'no_answer');
  await shop.time('fri 17:59');
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.time('fri 18:00');
  expect(await shop.openTasks(id)).toEqual(['call_customer']);
});

test('when the customer lives in Vladivostok, then the call waits for a morning in Moscow; in Los Angeles the e-mail goes at once', async () => {
  await shop.time('thu 13:50');
  const vladivostok = await placed({ timeZone: 'Asia/Vladivostok' });
  const losAngeles = await placed({ timeZone: 'America/Los_Angeles', channel: 'email' });
  expect([...(await shop.purposes(losAngeles))].sort()).toEqual([
    'confirm_by_email',
    'order_received',
  ]);
  await shop.time('fri 09:59');
  expect(await shop.openTasks(vladivostok)).toEqual([]);
  await shop.time('fri 10:00');
  expect(await shop.openTasks(vladivostok)).toEqual(['call_customer']);
  await shop.time('fri 18:00');
  expect((await shop.tasks(losAngeles)).map(({ kind }) => kind)).not.toContain('call_customer');
});

test('when nobody works the call task, then the senior manager has it and the e-mail goes all the same', async () => {
  await shop.time('fri 18:40');
  const id = await placed();
  await shop.time('sat 11:30');
  expect(await callTask(id)).toMatchObject({ role: 'manager' });
  await shop.time('sat 12:01');
  expect(await callTask(id)).toMatchObject({ role: 'senior_manager' });
  await shop.time('mon+1 09:59');
  expect(await shop.purposes(id)).toEqual(['order_received']);
  await shop.time('mon+1 10:00');
  expect(await shop.purposes(id)).toEqual(['order_received', 'confirm_by_email']);
  await shop.time('wed+1 16:01');
  expect((await shop.order(id)).closed).toMatchObject({ reason: 'customer_silent' });
  expect(await shop.openTasks(id)).toEqual([]);
});
