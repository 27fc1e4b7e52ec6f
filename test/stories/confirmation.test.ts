/**
 * Stories 7b, 8, 9 and 10: how an order comes to be agreed, by whom, and with what changes.
 */
import { aCustomer, aDelivery, aLine, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { OrderSeen, Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await shop.week();
  await shop.time('thu 11:00');
});

const tomorrow = (): { from: string; to: string } => shop.window('fri 10:00', 'fri 14:00');
const count = (things: readonly unknown[], what: unknown): number =>
  things.filter((one) => one === what).length;

describe('when the order is taken on the phone', () => {
  async function taken(quantity: number): Promise<OrderSeen> {
    const agreed = { channel: 'phone', at: shop.moment('thu 11:00') };
    const lines = [aLine({ sku: 'VASE', title: 'Ваза', quantity })];
    const body = anOrder(tomorrow(), { source: 'phone', agreed, lines });
    const placed = await shop.ask<OrderSeen>('manager', '/v1/orders', { body });
    expect(placed).toMatchObject({ status: 201, body: { agreed: { channel: 'phone' } } });
    await shop.quiet();
    return placed.body;
  }

  test('then goods are looked at at once, all are instructed, and nobody calls', async () => {
    const { id, lines } = await taken(1);
    expect(lines[0]).toMatchObject({ reserved: 1, short: 0 });
    const { instructions } = await shop.order(id);
    expect(instructions.map(({ party }) => party)).toContain('warehouse-main');
    await shop.time('fri 18:00');
    expect((await shop.tasks(id)).map(({ kind }) => kind)).not.toContain('call_customer');
    const [first] = await shop.sent(id);
    expect(first?.text).not.toMatch(/Подтвердить/);
  });

  test('and goods are short, then the answer says so while the customer is on the line', async () => {
    const { lines } = await taken(9);
    expect(lines[0]?.short).toBeGreaterThan(0);
  });
});

test('when a known customer has paid for goods that are there, then nobody calls; a stranger is called', async () => {
  const customer = aCustomer({ phone: '+7 916 200 00 04' });
  const paid = { payment: { method: 'prepaid' } };
  const before = await shop.place(anOrder(tomorrow(), { customer }));
  expect(before.customer.known).toBe(false);
  await shop.confirms(before.id);
  await shop.bothAccept(before.id);
  await shop.time('fri 12:30');
  await shop.report(before.id, { status: 'delivered' });
  await shop.pays(before.id, 2900);
  await shop.time('sat 12:01');
  expect((await shop.order(before.id)).stage).toBe('completed');
  const written = aCustomer({ phone: '8 916 2000004', email: undefined });
  const window = shop.window('wed+1 10:00', 'wed+1 14:00');
  const again = await shop.place(anOrder(window, { ...paid, customer: written }));
  const stranger = await shop.place(
    anOrder(window, { ...paid, customer: aCustomer({ phone: '+7 916 200 00 05' }) }),
  );
  for (const { id } of [again, stranger]) await shop.pays(id, 2900);
  expect(await shop.order(again.id)).toMatchObject({
    customer: { known: true },
    agreed: { channel: 'auto' },
  });
  await shop.time('sat 12:20');
  expect((await shop.tasks(again.id)).map(({ kind }) => kind)).not.toContain('call_customer');
  expect(await shop.openTasks(stranger.id)).toEqual(['call_customer']);
});

test('when one of two dresses is taken and a belt added in the call, then it is one act, one message, and just these goods', async () => {
  const dresses = await shop.stock('DRESS-RED-42');
  const belts = await shop.stock('BELT-BLACK');
  const { id } = await shop.place(anOrder(tomorrow(), { lines: [aLine({ quantity: 2 })] }));
  await shop.time('thu 11:16');
  const changes = [
    { type: 'set_quantity', lineId: 'line-1', quantity: 1 },
    { type: 'add_line', line: aLine({ sku: 'BELT-BLACK', title: 'Ремень' }) },
  ];
  const path = `/v1/orders/${id}/confirmation`;
  const body = { channel: 'phone', changes, note: 'позвонить за час' };
  expect((await shop.ask('manager', path, { body })).status).toBe(428);
  expect((await shop.ask('manager', path, { body, version: 7 })).status).toBe(412);
  const key = 'the-call-of-thursday';
  const done = await shop.ask<OrderSeen>('manager', path, { body, version: 1, key });
  expect(done).toMatchObject({ status: 200, body: { version: 2, agreed: { version: 2 } } });
  const twice = await shop.ask<OrderSeen>('manager', path, { body, version: 1, key });
  expect(twice.headers.get('idempotency-replayed')).toBe('true');
  await shop.quiet();
  const happened = await shop.happened(id);
  expect(count(happened, 'AmendmentMade')).toBe(1);
  expect(count(happened, 'OrderAgreed')).toBe(1);
  expect(await shop.purposes(id)).toEqual(['order_received', 'order_amended']);
  expect((await shop.stock('DRESS-RED-42')).reserved).toBe(dresses.reserved + 1);
  expect((await shop.stock('BELT-BLACK')).reserved).toBe(belts.reserved + 1);
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.bothAccept(id);
  await shop.time('thu 18:00');
  expect(await shop.purposes(id)).toEqual(['order_received', 'order_amended']);
});

test('when the call task is closed as confirmed with the changes, then it is the same act', async () => {
  const { id } = await shop.place(anOrder(tomorrow(), { lines: [aLine({ quantity: 2 })] }));
  await shop.time('thu 11:16');
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }];
  const closed = await shop.outcome(id, 'call_customer', {
    outcome: 'confirmed',
    data: { changes },
  });
  expect(closed.status).toBe(200);
  expect(await shop.order(id)).toMatchObject({ version: 2, agreed: { channel: 'phone' } });
  expect(await shop.purposes(id)).toEqual(['order_received', 'order_amended']);
});

test('when the last line is dropped in the call, then nothing is agreed and the order ends', async () => {
  const { id } = await shop.place(anOrder(tomorrow()));
  await shop.time('thu 11:16');
  const changes = [{ type: 'remove_line', lineId: 'line-1' }];
  const path = `/v1/orders/${id}/confirmation`;
  const body = { channel: 'phone', changes };
  expect((await shop.ask('manager', path, { body, version: 1 })).status).toBe(200);
  await shop.quiet();
  expect(await shop.order(id)).toMatchObject({ agreed: null, closed: { reason: 'changed_mind' } });
});

test('when the customer taps the link in the second of "no answer", then it is agreed once and no e-mail goes', async () => {
  const delivery = aDelivery(shop.window('sat 11:00', 'sat 15:00'));
  const { id } = await shop.place(anOrder(null, { delivery }));
  await shop.time('thu 11:16');
  await Promise.all([shop.calls(id, 'no_answer'), shop.taps(id, { answer: 'confirm' })]);
  await shop.time('fri 18:00');
  const happened = await shop.happened(id);
  expect(count(happened, 'OrderAgreed')).toBe(1);
  expect(count(happened, 'ContactAttempted')).toBe(1);
  expect(await shop.purposes(id)).toEqual(['order_received']);
  expect((await shop.tasks(id)).filter(({ kind }) => kind === 'call_customer')).toHaveLength(1);
});
