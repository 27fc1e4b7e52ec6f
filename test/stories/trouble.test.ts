/**
 * Stories 50, 54, 55 and 56: Temporal away, a typing mistake in its UI, the night of a clock change,
 * and a year's worth of changes.
 */
import { advance, presentMoment } from '../support/advance';
import { aCustomer, anOrder } from '../support/an-order';
import { addDays, fromLocal, localDate } from '../support/clock';
import { eventually } from '../support/eventually';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

interface PolicySeen {
  readonly policy: { readonly calendar: object };
}

/** The next local date on which the clocks of the zone are changed. */
function dayOfClockChange(from: string, zone: string): string {
  const today = localDate(from, zone);
  const hours = (date: string): number =>
    (Date.parse(fromLocal({ date: addDays(date, 1), time: '00:00' }, zone)) -
      Date.parse(fromLocal({ date, time: '00:00' }, zone))) /
    3_600_000;
  const days = Array.from({ length: 370 }, (_, ahead) => addDays(today, ahead + 2));
  const change = days.find((date) => hours(date) !== 24);
  if (!change) throw new Error(`the clocks of ${zone} never change`);
  return change;
}

describe('with an engine that may be stopped', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
    await shop.time('thu 11:00');
  });
  afterAll(() => shop.close());

  test('when nobody takes orders up, then an order is accepted all the same and lives as soon as somebody does', async () => {
    await shop.world.stopWorker();
    const body = anOrder(shop.window('fri 10:00', 'fri 14:00'));
    const placed = await shop.ask<{ id: string; stage: string }>('storefront', '/v1/orders', {
      body,
    });
    expect(placed.status).toBe(201);
    expect(placed.body.stage).toBe('received');
    const { id } = placed.body;
    expect((await shop.order(id)).lines[0]?.reserved).toBe(1);
    const refused = await shop.ask('manager', `/v1/orders/${id}/confirmation`, {
      body: { channel: 'phone' },
      key: 'the-same-key',
    });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBeTruthy();
    await shop.world.startWorker();
    await shop.quiet();
    expect(await shop.purposes(id)).toEqual(['order_received']);
    const again = await shop.ask('manager', `/v1/orders/${id}/confirmation`, {
      body: { channel: 'phone' },
      key: 'the-same-key',
    });
    expect(again.status).toBe(200);
    const agreed = (await shop.happened(id)).filter((type) => type === 'OrderAgreed');
    expect(agreed).toHaveLength(1);
  });

  test('when somebody terminates the workflow, then the next command starts it again and is carried out', async () => {
    const { id, number } = await shop.place(anOrder(shop.window('fri 10:00', 'fri 14:00')));
    const handle = shop.world.server.client.workflow.getHandle(`order/demo/${number}`);
    await handle.terminate('by mistake');
    expect((await shop.confirms(id)).status).toBe(200);
    const agreed = (await shop.happened(id)).filter((type) => type === 'OrderAgreed');
    expect(agreed).toHaveLength(1);
  });

  test('when a manager mistypes a signal in the Temporal UI, then it is on the timeline and nothing else happens', async () => {
    const body = anOrder(shop.window('fri 10:00', 'fri 14:00'));
    const { id, number } = await shop.place(body);
    const handle = shop.world.server.client.workflow.getHandle(`order/demo/${number}`);
    await handle.signal('confirm', { chanel: 'phone' });
    const rows = await eventually(async () => {
      const found = (await shop.timeline(id)).filter((row) => row.type === 'Refused');
      return found.length > 0 && found;
    }, 'the refusal');
    expect(rows[0]?.data).toMatchObject({ command: 'confirm', refusal: 'malformed' });
    expect((await shop.order(id)).stage).toBe('agreeing');
    await handle.signal('confirm', { channel: 'operator' });
    await eventually(async () => (await shop.order(id)).stage === 'instructing', 'it is agreed');
  });
});

test('when the clocks change overnight, then the next morning is still ten o’clock', async () => {
  const zone = 'Europe/Berlin';
  const shop = await openShop({}, zone);
  const path = '/v1/shops/demo/policy';
  const policy = (await shop.ask<PolicySeen>('admin', path)).body.policy;
  const calendar = { ...policy.calendar, zone };
  const body = { ...policy, calendar };
  expect((await shop.ask('admin', path, { method: 'PUT', body })).status).toBe(200);
  const sunday = dayOfClockChange(await presentMoment(shop.world), zone);
  const on = (days: number, time: string): string =>
    fromLocal({ date: addDays(sunday, days), time }, zone);
  await advance(shop.world, on(-1, '16:30'));
  const customer = aCustomer({ timeZone: zone });
  const window = { from: on(3, '10:00'), to: on(3, '14:00') };
  const { id } = await shop.place(anOrder(window, { customer }));
  await advance(shop.world, on(1, '09:59'));
  expect(await shop.openTasks(id)).toEqual([]);
  await advance(shop.world, on(1, '10:00'));
  expect(await shop.openTasks(id)).toEqual(['call_customer']);
  await shop.close();
});
