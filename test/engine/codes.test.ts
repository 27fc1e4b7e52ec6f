/**
 * The register of codes over a real PostgreSQL with orders that ask at once: never more is held of a certificate
 * than it is worth, and what is given back can be held again.
 */
import { randomUUID } from 'node:crypto';
import { storeCertificate } from '../../database/codes/codes';
import { commit } from '../../database/commit';
import { closeDatabase, openDatabase } from '../../database/database';
import type { Database } from '../../database/database';
import { aWantedLine } from '../support/an-order-in-memory';
import { freshDatabase, persistently } from '../support/database';
import type { FreshDatabase } from '../support/database';
import { placeLines } from '../support/place-rows';

let fresh: FreshDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url, { connections: 12 });
});
afterAll(async () => {
  await closeDatabase(database);
  await fresh.drop();
});

const AT = '2026-11-26T08:00:00.000Z';

const places = (): Promise<string> =>
  placeLines(database, AT, { lines: [aWantedLine({ sku: 'BELT-BLACK' })] });

async function amends(lifeId: string, change: object): Promise<unknown> {
  const cause = randomUUID();
  const inputs = [{ cause, at: AT, name: 'amend', command: { changes: [change] } }];
  const turn = await persistently(() => commit(database, { lifeId, inputs, now: AT }));
  return turn.answers[cause];
}

async function heldOf(code: string): Promise<unknown> {
  const found = await database.pool.query<{ held: number; by: number; paid: number }>(
    `SELECT c.held, coalesce(sum(h.held), 0)::int AS by,
       (SELECT sum((state -> 'money' ->> 'certificates')::bigint) FROM life)::int AS paid
     FROM certificate c LEFT JOIN certificate_hold h USING (shop_id, code) WHERE c.code = $1 GROUP BY c.held`,
    [code],
  );
  return found.rows[0];
}

test('when eight orders ask for one certificate at once, then together they hold what it is worth and no more', async () => {
  const gift = { shop: 'demo', code: 'GIFT', currency: 'RUB', amount: 500_000, validUntil: null };
  await storeCertificate(database, gift, AT);
  const ids = await Promise.all(Array.from({ length: 8 }, places));
  const apply = { type: 'apply_certificate', code: 'gift' };
  const answers = await Promise.all(ids.map((id) => amends(id, apply)));
  // 2,900 each: the first has all it costs, the second what is left, and nobody else anything.
  const refused = answers.filter((answer) => JSON.stringify(answer).includes('code_used'));
  expect(refused).toHaveLength(6);
  expect(await heldOf('GIFT')).toEqual({ held: 500_000, by: 500_000, paid: 500_000 });
  const remove = { type: 'remove_certificate', code: 'GIFT' };
  await Promise.all(ids.map((id) => amends(id, remove)));
  expect(await heldOf('GIFT')).toEqual({ held: 0, by: 0, paid: 0 });
});
