/**
 * An order whose journal cannot be told, as a rule of ours is broken: it is kept, it holds up nobody else, and it is
 * told from where it stood, in order, as soon as the rule works again.
 */
import { inTransaction } from '../../database/database';
import { eventually } from '../support/eventually';
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
