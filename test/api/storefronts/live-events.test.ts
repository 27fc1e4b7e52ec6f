/**
 * Live events over HTTP: in order, each once, whoever comes late or comes back, and only of one's own shops.
 */
import { connect } from 'node:net';
import { createEventFeed } from '../../../api/events/event-feed';
import { eventStream } from '../../../api/events/event-stream';
import { createLog } from '../../../api/log';
import { onConnection } from '../../../database/database';
import { presentPosition } from '../../../database/orders/live-events';
import { anOrder } from '../../support/an-order';
import { eventually } from '../../support/eventually';
import { followEvents } from '../../support/event-reader';
import type { EventReader } from '../../support/event-reader';
import { testKey } from '../../support/test-keys';
import { openApi } from '../open-api';
import type { Api } from '../open-api';

let api: Api;
const open: EventReader[] = [];
beforeAll(async () => {
  api = await openApi();
});
afterEach(() => {
  for (const reader of open.splice(0)) reader.hangUp();
});
afterAll(() => api.close());

/** Nothing written is still to be told: while any older transaction is open, even in another database, it is. */
const isAllTold = async (): Promise<boolean> => {
  const { tx } = await presentPosition(api.database);
  const found = await api.database.pool.query('SELECT 1 FROM journal WHERE tx >= $1 LIMIT 1', [tx]);
  return found.rows.length === 0;
};

async function follow(lastId = '', query = '', shop = 'demo'): Promise<EventReader> {
  if (lastId === '') await eventually(isAllTold, 'all that was written is told');
  const url = `${api.url}/v1/events${query}`;
  const reader = await followEvents(url, testKey(shop, 'manager'), lastId);
  open.push(reader);
  return reader;
}

/** Holds within some seconds, or says what does not. */
async function soon(holds: () => void, milliseconds = 8_000): Promise<void> {
  const limit = Date.now() + milliseconds;
  for (;;) {
    try {
      holds();
      return;
    } catch (error) {
      if (Date.now() > limit) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function place(shop = 'demo'): Promise<string> {
  const placed = await api.ask('/v1/orders', { role: 'storefront', shop, body: anOrder(null) });
  expect(placed.status).toBe(201);
  return placed.body.id;
}

const places = (many: number): Promise<readonly string[]> =>
  Promise.all(Array.from({ length: many }, () => place()));

/** Every row of the orders' journals, as "order/number". */
async function written(orders: readonly string[]): Promise<readonly string[]> {
  const found = await api.database.pool.query<{ row: string }>(
    `SELECT life_id || '/' || seq AS row FROM journal WHERE life_id = ANY($1)`,
    [orders],
  );
  return found.rows.map(({ row }) => row).sort();
}

const rows = (...readers: readonly EventReader[]): readonly string[] =>
  readers.flatMap(({ heard }) => heard.map(({ data }) => `${data.orderId}/${String(data.seq)}`));

test('when two follow while orders are placed, then both hear every event once, in one order', async () => {
  const [one, other] = [await follow(), await follow()];
  const orders = await places(15);
  const all = await written(orders);
  await soon(() => {
    expect(rows(one)).toHaveLength(all.length);
    expect(rows(other)).toEqual(rows(one));
  });
  expect([...rows(one)].sort()).toEqual(all);
  const numbers = orders.map((id) => one.heard.filter(({ data }) => data.orderId === id));
  for (const ofOne of numbers) {
    const seqs = ofOne.map(({ data }) => data.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  }
  expect(one.heard[0]).toMatchObject({ type: 'OrderPlaced', data: { shop: 'demo' } });
  expect(one.raw()).not.toMatch(/Анна|79161234567|anna-|Мясницкая/);
});

test('when a reader hangs up and comes back again and again, then nothing is lost and nothing told twice', async () => {
  const readers = [await follow()];
  const placed = { isDone: false };
  const placing = (async () => {
    const orders: string[] = [];
    for (let round = 0; round < 8; round += 1) orders.push(...(await places(4)));
    placed.isDone = true;
    return orders;
  })();
  while (!placed.isDone) {
    const reader = readers.at(-1)!;
    const before = reader.heard.length;
    await soon(() => {
      expect(reader.heard.length > before || placed.isDone).toBe(true);
    });
    reader.hangUp();
    await reader.ended;
    readers.push(await follow(reader.lastId()));
  }
  const all = await written(await placing);
  await soon(() => expect(rows(...readers)).toHaveLength(all.length));
  expect([...rows(...readers)].sort()).toEqual(all);
});

test('when a transaction commits long after later ones, then its events are not passed over', async () => {
  const late = await place();
  const reader = await follow();
  const early = await onConnection(api.database, async (client) => {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO journal (life_id, seq, cause, part, at, type, by, data)
       VALUES ($1, 900, 'late', 0, now(), 'NoteTaken', 'ordo', '{"noteId":"n"}')`,
      [late],
    );
    const placed = await place();
    await new Promise((resolve) => setTimeout(resolve, 700));
    // Told now, it would be the last id of a reader who comes back, and the open one would be lost.
    expect(rows(reader)).toEqual([]);
    await client.query('COMMIT');
    return placed;
  });
  const all = [...(await written([early])), `${late}/900`].sort();
  await soon(() => expect([...rows(reader)].sort()).toEqual(all));
});

test('when it happens in another shop, then it is not heard, from now on or from before', async () => {
  const start = await follow();
  const parts = await follow('', '', 'parts');
  await place('parts');
  const mine = await place();
  await soon(() => expect(parts.heard.length).toBeGreaterThan(0));
  await soon(() => expect(rows(start)).toContain(`${mine}/1`));
  const again = await follow(parts.lastId().replace(/^\d+/, '1'));
  await soon(() => expect(rows(again)).toContain(`${mine}/1`));
  for (const reader of [start, again]) {
    expect(new Set(reader.heard.map(({ data }) => data.shop))).toEqual(new Set(['demo']));
  }
  expect(new Set(parts.heard.map(({ data }) => data.shop))).toEqual(new Set(['parts']));
  expect((await api.ask('/v1/events?shop=parts')).status).toBe(404);
});

test('when one order is followed, then only it is heard', async () => {
  const id = await place();
  const reader = await follow('', `?orderId=${id}`);
  await place();
  await api.ask(`/v1/orders/${id}/notes`, { body: { text: 'позвонить соседу' } });
  await soon(() => expect(reader.heard.map(({ type }) => type)).toContain('NoteTaken'));
  expect(new Set(reader.heard.map(({ data }) => data.orderId))).toEqual(new Set([id]));
  expect(reader.raw()).not.toContain('соседу');
});

test('when the last id is none of ours, then it is refused', async () => {
  for (const id of ['7', 'x.y.z', '999999999999999..0']) {
    const asked = await api.ask('/v1/events', { headers: { 'last-event-id': id } });
    expect(asked).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/Last-Event-ID' }] },
    });
  }
});

/** Many rows at once, as a busy day writes them. */
async function writeMany(order: string, from: number, many: number): Promise<void> {
  await api.database.pool.query(
    `INSERT INTO journal (life_id, seq, cause, part, at, type, by, data)
     SELECT $1, n, 'many-' || n, 0, now(), 'NoteTaken', 'ordo', '{"noteId":"n"}'
     FROM generate_series($2::int, $2::int + $3::int - 1) n`,
    [order, from, many],
  );
}

test('when a reader takes nothing, then it is let go while others hear on', async () => {
  const order = await place();
  const awake = await follow('', `?orderId=${order}`);
  const { hostname, port } = new URL(api.url);
  const asleep = connect({ host: hostname, port: Number(port) });
  asleep.pause();
  const isGone = new Promise<void>((resolve) => asleep.once('close', () => resolve()));
  asleep.on('error', () => undefined);
  asleep.write(
    `GET /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${testKey('demo', 'manager')}\r\n\r\n`,
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (let page = 0; page < 9; page += 1) {
    await writeMany(order, 1_000 + page * 4_000, 4_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await soon(() => expect(awake.heard.length).toBeGreaterThanOrEqual(36_000), 60_000);
  asleep.resume();
  await isGone;
}, 90_000);

test('when a reader takes nothing at all, then no more than a bounded part waits for it', async () => {
  const order = await place();
  const { database } = api;
  const databaseUrl = 'postgresql://nobody@127.0.0.1:1/none';
  const feed = createEventFeed({ database, databaseUrl, log: createLog('silent') });
  const after = await presentPosition(database);
  const stream = eventStream(feed, {
    ...{ shops: ['demo'], orderId: order, after, readers: new Map() },
  });
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, stream.readableLength)), 1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await writeMany(order, 100_000, 20_000);
  await soon(() => expect(stream.destroyed).toBe(true));
  clearInterval(watch);
  expect(most).toBeLessThan(512 * 1024);
  await feed.close();
});

test('when the API closes, then the streams end', async () => {
  const own = await openApi();
  const reader = await followEvents(`${own.url}/v1/events`, testKey('demo', 'manager'));
  await own.close();
  await reader.ended;
});
