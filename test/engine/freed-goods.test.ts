/**
 * The stock ledger over a real PostgreSQL with many orders at once: nothing is promised twice, nothing that
 * comes free is forgotten, and the oldest line that lacks it has it.
 */
import { randomUUID } from 'node:crypto';
import { commit } from '../../database/commit';
import { closeDatabase, inTransaction, openDatabase } from '../../database/database';
import type { Database } from '../../database/database';
import { correctStock } from '../../database/stock/stock-levels';
import { setFreedAside } from '../../database/stock/stock-set-aside';
import { heldQuantity } from '../../domain/order/goods/goods';
import type { Order } from '../../domain/order/order';
import { aWantedLine } from '../support/an-order-in-memory';
import { freshDatabase, persistently } from '../support/database';
import type { FreshDatabase } from '../support/database';
import { placeLines } from '../support/place-rows';

let fresh: FreshDatabase;
let database: Database;
let minutes = 0;
beforeEach(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url, { connections: 12 });
});
afterEach(async () => {
  await closeDatabase(database);
  await fresh.drop();
});

const SKU = 'VASE';

/** Each call is a minute later, so that who waits longer is never in doubt. */
function later(): string {
  minutes += 1;
  return new Date(Date.parse('2026-11-26T08:00:00.000Z') + minutes * 60_000).toISOString();
}

const places = (quantity: number, sku = SKU): Promise<string> =>
  placeLines(database, later(), { lines: [aWantedLine({ sku, quantity })] });

async function hears(lifeId: string, name: string, command: object): Promise<void> {
  const at = later();
  const inputs = [{ cause: randomUUID(), at, name, command }];
  await persistently(() => commit(database, { lifeId, inputs, now: at }));
}

const cancels = (id: string): Promise<void> => hears(id, 'cancel', { reason: 'changed_mind' });

async function brings(pieces: number, sku = SKU, place = 'warehouse-main'): Promise<void> {
  const at = later();
  for (;;) {
    const found = await database.pool.query<{ hand: number }>(
      `SELECT on_hand AS hand FROM stock WHERE shop_id = 'demo' AND place = $1 AND sku = $2`,
      [place, sku],
    );
    const expected = found.rows[0]?.hand ?? 0;
    const correction = { shop: 'demo', place, sku, onHand: expected + pieces, expected, at };
    if ((await persistently(() => correctStock(database, correction))).corrected) return;
  }
}

/** Every order reads its inbox, as the relay would have it, until nothing is unread. */
async function allRead(): Promise<void> {
  for (;;) {
    const unread = await database.pool.query<{ life: string }>(
      'SELECT DISTINCT life_id AS life FROM inbox WHERE NOT read',
    );
    if (unread.rows.length === 0) return;
    const now = later();
    await Promise.all(
      unread.rows.map(({ life: lifeId }) =>
        persistently(() => commit(database, { lifeId, inputs: [], now })),
      ),
    );
  }
}

async function stateOf(id: string): Promise<Order> {
  const found = await database.pool.query<{ state: Order }>(
    'SELECT state FROM life WHERE id = $1',
    [id],
  );
  const state = found.rows[0]?.state;
  if (!state) throw new Error(`there is no order ${id}`);
  return state;
}

async function heldBy(ids: readonly string[]): Promise<readonly number[]> {
  const states = await Promise.all(ids.map(stateOf));
  return states.map(({ goods }) =>
    Object.values(goods).reduce((sum, one) => sum + heldQuantity(one), 0),
  );
}

interface Counted {
  readonly hand: number;
  readonly reserved: number;
  readonly ledgerHand: number;
  readonly ledgerReserved: number;
}

/** The counters and what the rows of the ledger add up to. */
async function counted(sku = SKU): Promise<Counted> {
  const found = await database.pool.query<Counted>(
    `SELECT sum(s.on_hand)::int AS hand, sum(s.reserved)::int AS reserved,
      sum(m.hand)::int AS "ledgerHand", sum(m.reserved)::int AS "ledgerReserved"
     FROM stock s LEFT JOIN (SELECT place,
         sum(CASE WHEN kind IN ('correction', 'restock') THEN quantity
           WHEN kind IN ('ship', 'missing') THEN -quantity ELSE 0 END) AS hand,
         sum(CASE WHEN kind IN ('reserve', 'set_aside') THEN quantity
           WHEN kind IN ('release', 'ship', 'missing') THEN -quantity ELSE 0 END) AS reserved
       FROM stock_move WHERE shop_id = 'demo' AND sku = $1 GROUP BY place) AS m USING (place)
     WHERE s.shop_id = 'demo' AND s.sku = $1`,
    [sku],
  );
  return found.rows[0] ?? { hand: 0, reserved: 0, ledgerHand: 0, ledgerReserved: 0 };
}

async function expectTrue(ids: readonly string[], sku = SKU): Promise<Counted> {
  const stock = await counted(sku);
  expect([stock.ledgerHand, stock.ledgerReserved]).toEqual([stock.hand, stock.reserved]);
  const held = (await heldBy(ids)).reduce((sum, one) => sum + one, 0);
  expect(held).toBe(stock.reserved);
  const lacking = await database.pool.query(
    `SELECT 1 FROM stock_short WHERE shop_id = 'demo' AND sku = $1`,
    [sku],
  );
  // Nothing lies free while anybody lacks it.
  expect(stock.hand > stock.reserved && lacking.rows.length > 0).toBe(false);
  return stock;
}

test('when two wait and a third orders as the goods come free, then the oldest has them and the third has not', async () => {
  const holder = await places(1);
  const [first, second] = [await places(1), await places(1)];
  await cancels(holder);
  const third = await places(1);
  expect(await heldBy([first, second, third])).toEqual([0, 0, 0]);
  await allRead();
  expect(await heldBy([first, second, third])).toEqual([1, 0, 0]);
  await expectTrue([holder, first, second, third]);
});

test('when who has goods set aside is cancelled before it hears of them, then the next one has them', async () => {
  const holder = await places(1);
  const [first, second] = [await places(1), await places(1)];
  await cancels(holder);
  await cancels(first);
  await allRead();
  expect(await heldBy([first, second])).toEqual([0, 1]);
  await expectTrue([holder, first, second]);
});

test('when who has goods set aside is closed before they are set aside for good, then the next one has them', async () => {
  const holder = await places(1);
  const [first, second] = [await places(1), await places(1)];
  await inTransaction(database, async (client) => {
    await client.query(
      `INSERT INTO stock_move (shop_id, place, sku, kind, quantity, at)
       VALUES ('demo', 'warehouse-main', $1, 'correction', 1, $2)`,
      [SKU, later()],
    );
    await client.query(
      `UPDATE stock SET on_hand = on_hand + 1 WHERE shop_id = 'demo' AND sku = $1`,
      [SKU],
    );
    await setFreedAside(client, {
      ...{ shop: 'demo', skus: [SKU], at: later(), lifeId: null, waiting: [] },
    });
    // Another transaction, which has seen nothing of it.
    await cancels(first);
  });
  await allRead();
  expect(await heldBy([holder, first, second])).toEqual([1, 0, 1]);
  await expectTrue([holder, first, second]);
});

test('when more comes free before the first has heard, then the next one has it, not the first one twice', async () => {
  const holder = await places(1);
  const [first, second] = [await places(1), await places(1)];
  await cancels(holder);
  await brings(1);
  const told = await database.pool.query<{ life: string }>(
    'SELECT life_id AS life FROM inbox WHERE NOT read ORDER BY id',
  );
  expect(told.rows.map((row) => row.life)).toEqual([first, second]);
  await allRead();
  expect(await heldBy([first, second])).toEqual([1, 1]);
  expect((await expectTrue([holder, first, second])).hand).toBe(2);
});

test('when the first shelf of goods is made while an order finds none, then one of the two sees the other', async () => {
  for (let n = 0; n < 8; n += 1) {
    const sku = `NEW-${String(n)}`;
    const [id] = await Promise.all([places(1, sku), brings(1, sku)]);
    await allRead();
    expect(await heldBy([id])).toEqual([1]);
  }
});

test('when another shelf is made while orders compete for the first, then nothing stays free that somebody lacks', async () => {
  const sku = 'SHOES-38';
  for (let n = 0; n < 4; n += 1) {
    await database.pool.query(
      `INSERT INTO party (shop_id, id, kind, body) VALUES ('demo', $1, 'warehouse', '{}')`,
      [`warehouse-${String(n)}`],
    );
  }
  const ids = await Promise.all([
    ...Array.from({ length: 14 }, () => places(1, sku)),
    ...Array.from({ length: 4 }, (_, n) => brings(1, sku, `warehouse-${String(n)}`).then(() => '')),
  ]);
  await allRead();
  const stock = await expectTrue(
    ids.filter((id) => id !== ''),
    sku,
  );
  expect([stock.hand, stock.reserved]).toEqual([12, 12]);
});

test('when fifty orders, cancellations and deliveries of goods meet at once, then nothing is promised twice and nothing is forgotten', async () => {
  await brings(9);
  const early = await Promise.all(Array.from({ length: 25 }, () => places(1)));
  await expectTrue(early);
  const [late] = await Promise.all([
    Promise.all(Array.from({ length: 15 }, (_, n) => places(1 + (n % 3)))),
    ...early.slice(0, 12).map(cancels),
    ...Array.from({ length: 4 }, () => brings(2)),
    allRead(),
  ]);
  await allRead();
  const stock = await expectTrue([...early, ...late]);
  expect([stock.hand, stock.reserved]).toEqual([18, 18]);
}, 60_000);

test('when the warehouse cannot find it, then shelf and ledger say so, and what others hold is theirs', async () => {
  const sku = 'SHOES-38';
  const [other, order] = [await places(2, sku), await places(1, sku)];
  await hears(order, 'confirm', { channel: 'phone' });
  const told = (await stateOf(order)).instructions.find((one) => one.kind === 'pack');
  const reason = { answer: 'refused', reason: 'out_of_stock' };
  await hears(order, 'answerInstruction', { instructionId: told?.id ?? '', ...reason });
  expect(await heldBy([other, order])).toEqual([2, 0]);
  const stock = await expectTrue([other, order], sku);
  expect([stock.hand, stock.reserved]).toEqual([2, 2]);
});
