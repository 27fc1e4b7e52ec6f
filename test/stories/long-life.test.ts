/**
 * An order that lives through far more than a history can hold (story 56): it goes on in new runs of its
 * workflow, and nobody who acts on it notices.
 */
import { aLine, anOrder } from '../support/an-order';
import { isLongRun } from '../support/long-tests';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

/** `npm run soak` tells it whole; every run of the tests tells a tenth of it. */
const [AMENDMENTS, REPORTS] = isLongRun ? [300, 2_000] : [30, 200];
const AT_ONCE = 20;

jest.setTimeout(600_000);

async function amendMany(shop: Shop, id: string): Promise<void> {
  for (let version = 1; version <= AMENDMENTS; version += 1) {
    const quantity = version % 2 === 0 ? 2 : 1;
    const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity }];
    const amended = await shop.ask('manager', `/v1/orders/${id}/amendments`, {
      body: { changes, by: 'customer' },
      version,
    });
    expect(amended.status).toBe(202);
  }
}

/** Many couriers' words at once, each of its own moment, each acknowledged. */
async function reportMany(shop: Shop, parcel: string): Promise<void> {
  const begins = Date.parse(shop.moment('thu 11:30'));
  const numbers = Array.from({ length: REPORTS }, (_, number) => number);
  const report = async (number: number): Promise<void> => {
    const body = { status: 'in_transit', at: new Date(begins + number * 1_000).toISOString() };
    const told = await shop.ask('courier', `/v1/parcels/${parcel}/reports`, { body });
    expect(told.status).toBe(200);
  };
  const worker = async (): Promise<void> => {
    for (let next = numbers.shift(); next !== undefined; next = numbers.shift()) await report(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

test('when an order has very many changes and reports, then it lives on through new runs unnoticed', async () => {
  const shop = await openShop({ historyLimit: AMENDMENTS });
  await shop.time('thu 11:00');
  const lines = [aLine({ quantity: 2 })];
  const { id, number } = await shop.place(
    anOrder(shop.window('fri 11:00', 'fri 15:00'), { lines }),
  );
  await amendMany(shop, id);
  await shop.confirms(id);
  await shop.bothAccept(id);
  const before = await shop.order(id);
  expect(before).toMatchObject({ version: AMENDMENTS + 1, stage: 'delivering' });
  await reportMany(shop, before.parcels[0]?.id ?? '');
  await shop.report(id, { status: 'delivered', at: shop.moment('thu 12:30') });
  await shop.pays(id, before.totals.due.amount / 100);
  await shop.time('sat 12:01');
  expect(await shop.order(id)).toMatchObject({
    stage: 'completed',
    totals: { due: { amount: 0 } },
  });
  const happened = await shop.happened(id);
  const count = (type: string): number => happened.filter((one) => one === type).length;
  expect(count('AmendmentMade')).toBe(AMENDMENTS);
  expect(count('WorkflowStarted')).toBeGreaterThan(3);
  const { historyLength } = await shop.world.server.client.workflow
    .getHandle(`order/demo/${number}`)
    .describe();
  expect(historyLength).toBeLessThan(2 * AMENDMENTS + 200);
  await shop.close();
});
