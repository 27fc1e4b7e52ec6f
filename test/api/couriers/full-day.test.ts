/**
 * A courier's page on a full day: it is opened at the door, often with a poor connection, and must stay small.
 */
import { openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import { faultsOf } from '../pages/page-checks';
import { couriersAt, DAY, WHOLE_DAY } from './couriers-at-work';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

const { store, dispatcher, aVisit, linkOf } = couriersAt(() => api);

const MOST_BYTES = 30_000;

/** Twice what the couriers of the demo shop take on a day. */
const FULL_DAY = 40;

/** What nobody drives in a day, and a courier may be stored with all the same. */
const TOO_MUCH = 70;

async function isStocked(): Promise<void> {
  const [{ onHand: expected }] = (await dispatcher('/v1/stock?sku=DRESS-RED-42')).body
    .items as unknown as [{ readonly onHand: number }];
  const body = { onHand: 1_000, expected };
  const path = '/v1/stock/warehouse-main/DRESS-RED-42';
  expect((await api.ask(path, { role: 'admin', method: 'PUT', body })).status).toBe(200);
}

async function isPlanned(visits: number, before = 0): Promise<void> {
  await store('busy', { windows: [{ ...WHOLE_DAY, capacity: visits }] });
  for (let nth = before; nth < visits; nth += 1) await aVisit();
  expect((await dispatcher('/v1/routes/planning', { date: DAY })).status).toBe(200);
}

/** The orders a page shows, and where it goes on. */
async function shown(url: string, more = ''): Promise<{ orders: string[]; next: string | null }> {
  const answer = await fetch(`${url}${more}`);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
  expect(await faultsOf(text)).toEqual([]);
  const orders = [...text.matchAll(/href="[^"]+\/(ins_[^"]+)"/g)].map(([, id = '']) => id);
  return { orders, next: /(\?from=\d+)"/.exec(text)?.[1] ?? null };
}

test('when a courier has a full day, then one page of 30 KB shows all of it; what is more is on a next one', async () => {
  await isStocked();
  await isPlanned(FULL_DAY);
  const url = await linkOf('busy');
  const full = await shown(url);
  expect(full).toMatchObject({ orders: { length: FULL_DAY }, next: null });
  await isPlanned(TOO_MUCH, FULL_DAY);
  const first = await shown(url);
  expect(first.orders.length).toBeGreaterThan(FULL_DAY);
  const second = await shown(url, first.next ?? 'nowhere');
  expect(second.next).toBeNull();
  expect(new Set([...first.orders, ...second.orders]).size).toBe(TOO_MUCH);
  expect(first.orders.length + second.orders.length).toBe(TOO_MUCH);
  expect(await shown(url, '?from=9999')).toEqual(first);
}, 90_000);

test('when others have added something to the link, then the courier sees his route all the same', async () => {
  const url = await linkOf('busy');
  const asGiven = await shown(url);
  for (const added of ['?fbclid=1', '?from=abc', '?from=1&from=2']) {
    expect(await shown(url, added)).toEqual(asGiven);
  }
});
