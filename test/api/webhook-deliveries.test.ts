/**
 * What really arrives at a storefront's own server while calls fail, workers share the work and senders die.
 */
import { commitWithin } from '../../database/commit';
import { onConnection } from '../../database/database';
import { writeDeliveries } from '../../database/webhooks/write-deliveries';
import { openText } from '../../config/sealing';
import { signedPost } from '../../gateways/webhooks/signed-post';
import { createLog } from '../../api/log';
import { startEars } from '../../worker/ears';
import type { Beat } from '../../worker/beat';
import { createWebhookSender } from '../../worker/webhook-sender';
import { aLine, anOrder } from '../support/an-order';
import { eventually } from '../support/eventually';
import { openApi, TEST_CODEC } from './open-api';
import type { Api, Asking, Reply } from './open-api';
import { isSignedBy, openStorefront } from '../support/storefront';
import type { Storefront } from '../support/storefront';

let api: Api;
const ears: Beat[] = [];
const open: Storefront[] = [];
const log = createLog('silent');
const PAUSES = [0, 0, 0];

/** One worker's ears; storefronts of tests are on this machine. */
function listen(more: { allowPrivate?: boolean } = {}): void {
  const { allowPrivate = true } = more;
  const post = (call: Parameters<Parameters<typeof createWebhookSender>[0]['post']>[0]) =>
    signedPost({
      ...call,
      secrets: call.secrets.map((sealed) => openText(sealed, TEST_CODEC)),
      ...{ allowPrivate, milliseconds: 5_000 },
    });
  ears.push(startEars({ database: api.database, log, post, pauses: PAUSES, leaseSeconds: 1 }));
}

beforeAll(async () => {
  api = await openApi();
});
afterEach(async () => {
  for (const shop of open.splice(0)) shop.close();
  await Promise.all(ears.splice(0).map((one) => one.stop()));
  await api.database.pool.query('DELETE FROM webhook_endpoint; DELETE FROM webhook_delivery');
});
afterAll(() => api.close());

const admin = (path: string, asking: Asking = {}): Promise<Reply> =>
  api.ask(`/v1/webhook-endpoints${path}`, { role: 'admin', ...asking });

interface EndpointSeen {
  readonly secret?: string;
  readonly secrets: readonly { readonly id: string }[];
  readonly deliveries: { readonly waiting: number; readonly dead: number };
}

const seen = ({ body }: Reply): EndpointSeen => body as unknown as EndpointSeen;

const ALL = ['order.stage_changed', 'order.amended', 'parcel.state_changed', 'order.closed'];

async function hears(id: string, events: readonly string[] = ALL) {
  const storefront = await openStorefront();
  open.push(storefront);
  const body = { url: storefront.url, events };
  const made = await admin(`/${id}`, { method: 'PUT', body });
  expect(made.status).toBe(201);
  return { storefront, secret: seen(made).secret ?? '' };
}

async function place(fields: object = {}): Promise<string> {
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null, fields) });
  expect(placed.status).toBe(201);
  return placed.body.id;
}

async function cancel(id: string): Promise<void> {
  const body = { reason: 'changed_mind' };
  expect((await api.ask(`/v1/orders/${id}/cancellation`, { body })).status).toBe(202);
}

const typesOf = ({ calls }: Storefront, orderId: string): readonly string[] =>
  calls.filter(({ event }) => event.order.id === orderId).map(({ event }) => event.type);

const untilClosed = (storefront: Storefront, orderId: string): Promise<unknown> =>
  eventually(
    () => Promise.resolve(typesOf(storefront, orderId).includes('order.closed')),
    'the end of the order',
  );

const deliveries = (id: string, query = ''): Promise<Reply> => admin(`/${id}/deliveries${query}`);

const untilState = (id: string, state: string, many: number): Promise<unknown> =>
  eventually(
    async () => (await deliveries(id, `?state=${state}`)).body.items.length >= many,
    `${String(many)} ${state}`,
  );

test('when an order lives, then the storefront hears of it in order, signed, without a word of people, and of nothing before', async () => {
  const before = await place();
  const { storefront, secret } = await hears('site');
  listen();
  const id = await place();
  await cancel(id);
  await untilClosed(storefront, id);
  const types = typesOf(storefront, id);
  expect(types[0]).toBe('order.stage_changed');
  expect(types.at(-1)).toBe('order.closed');
  expect(typesOf(storefront, before)).toEqual([]);
  for (const call of storefront.calls) {
    expect(isSignedBy(call, secret)).toBe(true);
    expect(call.body).not.toMatch(/Анна|79161234567|anna|Мясницкая/);
  }
  const { event } = storefront.calls.at(-1)!;
  expect(event).toMatchObject({
    order: { stage: 'cancelled', closed: { reason: 'changed_mind' } },
  });
  await untilState('site', 'delivered', types.length);
  const listed = (await deliveries('site', `?orderId=${id}`)).body.items;
  expect(listed.map((one) => one.id).toReversed()).toEqual(storefront.calls.map((c) => c.event.id));
});

test('when it hears only of ends, then it is told of ends alone, and after a change of what it hears', async () => {
  const { storefront } = await hears('site', ['order.closed']);
  listen();
  const id = await place();
  await cancel(id);
  await untilClosed(storefront, id);
  expect(typesOf(storefront, id)).toEqual(['order.closed']);
  const body = { url: storefront.url, events: ['order.stage_changed'] };
  const changed = await admin('/site', { method: 'PUT', body });
  expect(changed.status).toBe(200);
  expect(seen(changed).secret).toBeUndefined();
});

test('when it answers 500 twice, then the same call comes again, later ones of the order wait and other orders go on', async () => {
  const { storefront } = await hears('site');
  const failed = await place();
  let left = 2;
  storefront.answers(({ event }) => {
    if (event.order.id !== failed || left === 0) return 200;
    left -= 1;
    return 500;
  });
  await cancel(failed);
  const other = await place();
  await cancel(other);
  listen();
  await untilClosed(storefront, failed);
  await untilClosed(storefront, other);
  const calls = storefront.calls.filter(({ event }) => event.order.id === failed);
  expect(new Set(calls.slice(0, 3).map(({ body }) => body)).size).toBe(1);
  expect(calls.filter(({ event }) => event.type === 'order.closed')).toHaveLength(1);
  const firstClosed = storefront.calls.findIndex(({ event }) => event.type === 'order.closed');
  expect(firstClosed).toBeGreaterThan(0);
  const seqs = calls.slice(2).map(({ event }) => event.order.seq);
  expect(seqs).toEqual([...seqs].sort((one, two) => one - two));
});

test('when it never takes an event, then that is dead and seen, later ones go on, and it comes again by command', async () => {
  const { storefront } = await hears('site', ['order.closed']);
  storefront.answers(() => 404);
  const [one, two] = [await place(), await place()];
  await cancel(one);
  await cancel(two);
  listen();
  await untilState('site', 'dead', 2);
  expect(storefront.calls).toHaveLength(2 * (PAUSES.length + 1));
  expect(seen(await admin('/site')).deliveries).toEqual({ waiting: 0, dead: 2 });
  const [dead] = (await deliveries('site', `?state=dead&orderId=${one}`)).body.items;
  expect(dead).toMatchObject({ code: 'http_404', nextAt: null });
  storefront.answers(() => 200);
  const again = await admin(`/site/deliveries/${dead?.id ?? ''}/redelivery`, { method: 'POST' });
  expect(again).toMatchObject({ status: 202, body: { state: 'waiting' } });
  await untilState('site', 'delivered', 1);
  expect(storefront.calls.at(-1)!.event.id).toBe(dead?.id);
  const range = { from: '2020-01-01T00:00:00Z', to: '2120-01-01T00:00:00Z' };
  const rest = await admin('/site/redelivery', { body: { ...range, state: 'dead' } });
  expect(rest).toMatchObject({ status: 202, body: { deliveries: 1 } });
  await untilState('site', 'delivered', 2);
});

test('when the secret is changed, then both sign for a day, and the old one alone no longer', async () => {
  const { storefront, secret } = await hears('site', ['order.closed']);
  const fresh = seen(await admin('/site/secrets', { method: 'POST' })).secret ?? '';
  expect(fresh).not.toBe(secret);
  expect(seen(await admin('/site')).secrets).toHaveLength(2);
  expect(JSON.stringify((await admin('/site')).body)).not.toContain('whsec_');
  listen();
  await cancel(await place());
  await eventually(() => Promise.resolve(storefront.calls.length === 1), 'one call');
  const [call] = storefront.calls;
  expect([isSignedBy(call, secret), isSignedBy(call, fresh)]).toEqual([true, true]);
  await admin('/site/secrets', { method: 'POST' });
  await cancel(await place());
  await eventually(() => Promise.resolve(storefront.calls.length === 2), 'another call');
  const last = storefront.calls[1];
  expect([isSignedBy(last, secret), isSignedBy(last, fresh)]).toEqual([false, true]);
});

test('when a commit becomes visible long after later ones, then it is told all the same', async () => {
  const { storefront } = await hears('site', ['order.closed']);
  listen();
  // Of other goods: the open transaction holds the stock of its own.
  const late = await place({ lines: [aLine({ sku: 'VASE' })] });
  const early = await place();
  await onConnection(api.database, async (client) => {
    await client.query('BEGIN');
    const now = new Date().toISOString();
    const inputs = [{ cause: 'late', at: now, name: 'cancel', command: { reason: 'other' } }];
    await commitWithin(client, { lifeId: late, inputs, now, wall: now });
    await cancel(early);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(storefront.calls).toEqual([]);
    await client.query('COMMIT');
  });
  await untilClosed(storefront, early);
  await untilClosed(storefront, late);
});

test('when the database was restored where transactions are counted anew, then it is told from then on', async () => {
  const { storefront } = await hears('site', ['order.closed']);
  await api.database.pool.query('UPDATE webhook_cursor SET tx = 900000000000000');
  listen();
  await eventually(async () => {
    const found = await api.database.pool.query(
      'SELECT 1 FROM webhook_cursor WHERE tx < 900000000',
    );
    return found.rows.length === 1;
  }, 'a cursor of this database');
  const id = await place();
  await cancel(id);
  await untilClosed(storefront, id);
});

test('when two workers listen, then each event comes once and no order twice at a time', async () => {
  const { storefront } = await hears('site');
  storefront.answers(() => new Promise((resolve) => setTimeout(resolve, 20, 200)));
  listen();
  listen();
  const orders = await Promise.all(Array.from({ length: 6 }, () => place()));
  await Promise.all(orders.map(cancel));
  for (const id of orders) await untilClosed(storefront, id);
  const ids = storefront.calls.map(({ event }) => event.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(storefront.most()).toBe(1);
});

test('when one storefront hangs, then another hears at once', async () => {
  const { storefront: slow } = await hears('slow');
  const { storefront: quick } = await hears('quick');
  slow.answers(() => null);
  listen();
  const orders = await Promise.all(Array.from({ length: 6 }, () => place()));
  await Promise.all(orders.map(cancel));
  for (const id of orders) await untilClosed(quick, id);
  expect(slow.calls.length).toBeGreaterThan(0);
  slow.close();
});

test('when a sender dies with a call in its hands, then another makes the same call when the lease is over', async () => {
  const { storefront } = await hears('site', ['order.closed']);
  const id = await place();
  await cancel(id);
  const taken: string[] = [];
  const dying = createWebhookSender({
    ...{ database: api.database, log, leaseSeconds: 1 },
    post: ({ body }) => {
      taken.push((JSON.parse(body) as { id: string }).id);
      return new Promise(() => undefined);
    },
  });
  await eventually(async () => {
    await writeDeliveries(api.database);
    await dying.send();
    return taken.length === 1;
  }, 'the dying sender has it');
  listen();
  await untilClosed(storefront, id);
  expect(storefront.calls.at(-1)!.event.id).toBe(taken[0]);
});

test('when the address is private where that is not allowed, then nobody connects and it is dead in the end', async () => {
  const { storefront } = await hears('site', ['order.closed']);
  await api.database.pool.query(`UPDATE webhook_endpoint SET url = 'https://127.0.0.1:9/'`);
  listen({ allowPrivate: false });
  await cancel(await place());
  await untilState('site', 'dead', 1);
  const [dead] = (await deliveries('site')).body.items;
  expect(dead).toMatchObject({ code: 'PRIVATE_ADDRESS' });
  expect(storefront.calls).toEqual([]);
});
