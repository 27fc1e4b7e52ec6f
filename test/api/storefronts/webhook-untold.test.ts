/**
 * An order whose journal cannot be told, as a rule of ours is broken or as it takes too long: it is kept, it holds up nobody else, and it is
 * told from where it stood, in order, as soon as the rule works again.
 */
import { inTransaction } from '../../../database/database';
import { lookAtUntold } from '../../../database/webhooks/untold';
import { writeDeliveries } from '../../../database/webhooks/write-deliveries';
import { eventually } from '../../support/eventually';
import { openEars, typesOf, untilClosed } from './open-ears';
import type { Ears } from './open-ears';

let ears: Ears;

beforeAll(async () => {
  ears = await openEars();
});
afterEach(() => ears.forget());
afterAll(() => ears.close());

const placed = `life_id = $1 AND type = 'OrderPlaced'`;

/** From here on no rule can read the journal of the order; gives back what mends it. */
async function breaks(id: string): Promise<() => Promise<unknown>> {
  const { pool } = ears.database;
  const found = await pool.query<{ data: object }>(`SELECT data FROM journal WHERE ${placed}`, [
    id,
  ]);
  const change = (data: object): Promise<unknown> =>
    inTransaction(ears.database, async (client) => {
      // The journal is only ever added to, but for a test that plays a broken rule.
      await client.query('SET LOCAL session_replication_role = replica');
      await client.query(`UPDATE journal SET data = $2 WHERE ${placed}`, [
        id,
        JSON.stringify(data),
      ]);
    });
  await change({});
  return () => change(found.rows[0]?.data ?? {});
}

const untold = async (): Promise<readonly (readonly [string, number])[]> => {
  const text = 'SELECT life_id AS id, seq FROM webhook_untold ORDER BY life_id';
  const { rows } = await ears.database.pool.query<{ id: string; seq: number }>(text);
  return rows.map(({ id, seq }) => [id, seq]);
};

const laterOn = (): Promise<unknown> =>
  ears.database.pool.query(`UPDATE webhook_untold SET next_at = now() - interval '1 minute'`);

const isPutOff = async (): Promise<boolean> => {
  const text = 'SELECT 1 FROM webhook_untold WHERE next_at > now()';
  return (await ears.database.pool.query(text)).rowCount === 1;
};

test.each([
  [
    'a worker begins',
    () => {
      ears.listen();
      return Promise.resolve();
    },
  ],
  ['it is looked at again after a while', laterOn],
])(
  'when the rule works again and %s, then it is told whole and in order, and others never waited for it',
  async (_name, happens) => {
    const { storefront } = await ears.hears('site');
    const broken = await ears.place();
    const mend = await breaks(broken);
    ears.listen();
    const other = await ears.place();
    await ears.cancel(other);
    await untilClosed(storefront, other);
    await eventually(async () => (await untold()).length === 1, 'the order is kept');
    await laterOn();
    await eventually(isPutOff, 'it is looked at in vain');
    await mend();
    // What happens later waits behind it, though it could be told.
    await ears.cancel(broken);
    const another = await ears.place();
    await ears.cancel(another);
    await untilClosed(storefront, another);
    expect(await untold()).toEqual([[broken, 1]]);
    expect(typesOf(storefront, broken)).toEqual([]);
    await happens();
    await untilClosed(storefront, broken);
    expect(typesOf(storefront, broken)).toEqual(typesOf(storefront, other));
    expect(await untold()).toEqual([]);
  },
);

/** So many rows that nobody reads and folds them in less than half a second. */
const ENDLESS = 120_000;

test('when one order takes too long to tell, then it alone is put aside, and it is told when there is time', async () => {
  await ears.hears('site', ['order.closed']);
  const { pool } = ears.database;
  const endless = await ears.place();
  // As if written long ago: that much is not new, but has to be folded all the same.
  await pool.query(
    `WITH life AS (UPDATE life SET seq = seq + $2 WHERE id = $1 RETURNING seq - $2 AS last)
     INSERT INTO journal (life_id, seq, cause, part, at, type, by, data, tx)
     SELECT $1, life.last + n, 'test:' || n, 0, now(), 'NoteTaken', 'test', '{}', 1
     FROM life, generate_series(1, $2) AS n`,
    [endless, ENDLESS],
  );
  await ears.cancel(endless);
  const other = await ears.place();
  await ears.cancel(other);
  const told = async (): Promise<readonly string[]> => {
    const text = 'SELECT life_id AS id FROM webhook_delivery ORDER BY place';
    return (await pool.query<{ id: string }>(text)).rows.map(({ id }) => id);
  };

  const brief = { turnMillis: 100, statementMillis: 400 };
  expect(await writeDeliveries(ears.database, brief)).toMatchObject({
    ...{ failed: [endless], isAll: false },
  });
  expect(await told()).toEqual([]);
  await eventually(async () => {
    const { isAll, failed } = await writeDeliveries(ears.database, brief);
    return isAll && failed.length === 0;
  }, 'everything else is told');
  expect(await told()).toEqual([other]);
  expect(await untold()).toEqual([[endless, 1]]);

  // Looked at again, it harms nobody either; with time enough it is told.
  await lookAtUntold(ears.database);
  const another = await ears.place();
  await ears.cancel(another);
  await eventually(async () => {
    await writeDeliveries(ears.database, brief);
    return (await told()).includes(another);
  }, 'another is told');
  expect(await untold()).toEqual([[endless, 1]]);
  await lookAtUntold(ears.database);
  const patient = { turnMillis: 1_000, statementMillis: 60_000 };
  await writeDeliveries(ears.database, patient);
  expect(await told()).toEqual([other, another, endless]);
  expect(await untold()).toEqual([]);
});

test('when several orders cannot be told, then one of them is looked at again in a turn: each may take as long as that', async () => {
  await ears.hears('site');
  const orders = [await ears.place(), await ears.place()];
  const mends = await Promise.all(orders.map(breaks));
  expect((await writeDeliveries(ears.database)).failed).toHaveLength(2);
  await laterOn();
  const first = await writeDeliveries(ears.database);
  const second = await writeDeliveries(ears.database);
  expect([first.failed, second.failed].map((failed) => failed.length)).toEqual([1, 1]);
  expect([...first.failed, ...second.failed].sort()).toEqual([...orders].sort());
  await Promise.all(mends.map((mend) => mend()));
});

test('when there is more to tell than one turn has time for, then the next goes on where it stopped', async () => {
  await ears.hears('site', ['order.closed']);
  const orders: string[] = [];
  for (let count = 0; count < 4; count += 1) {
    const id = await ears.place();
    await ears.cancel(id);
    orders.push(id);
  }
  const noTime = { turnMillis: 0, statementMillis: 5_000 };
  const first = await writeDeliveries(ears.database, noTime);
  expect(first).toMatchObject({ deliveries: 1, isAll: false, failed: [] });
  await eventually(
    async () => (await writeDeliveries(ears.database, noTime)).isAll,
    'everything is told',
  );
  const text = 'SELECT life_id AS id FROM webhook_delivery ORDER BY place';
  const { rows } = await ears.database.pool.query<{ id: string }>(text);
  expect(rows.map(({ id }) => id)).toEqual(orders);
});
