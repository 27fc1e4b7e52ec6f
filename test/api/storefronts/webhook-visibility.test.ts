/**
 * Which part of the journal a storefront hears: what becomes visible after its endpoint was made, each of it once,
 * whenever the transaction began.
 */
import type { PoolClient } from 'pg';
import { commitWithin } from '../../../database/commit';
import { onConnection } from '../../../database/database';
import { aLine } from '../../support/an-order';
import { eventually } from '../../support/eventually';
import { openEars, typesOf, untilClosed } from './open-ears';
import type { Ears } from './open-ears';

let ears: Ears;

beforeAll(async () => {
  ears = await openEars();
});
afterEach(() => ears.forget());
afterAll(() => ears.close());

/** Leaves the cancellation in an open transaction. */
async function beginToCancel(client: PoolClient, lifeId: string): Promise<void> {
  await client.query('BEGIN');
  const now = new Date().toISOString();
  const inputs = [{ cause: 'late', at: now, name: 'cancel', command: { reason: 'other' } }];
  await commitWithin(client, { lifeId, inputs, now, wall: now });
}

test('when an endpoint is made while an older commit is open, then it hears of that one and of nothing that was there already', async () => {
  const late = await ears.place({ lines: [aLine({ sku: 'VASE' })] });
  await onConnection(ears.database, async (client) => {
    await beginToCancel(client, late);
    const before = await ears.place();
    const { storefront } = await ears.hears('site');
    ears.listen();
    await client.query('COMMIT');
    await untilClosed(storefront, late);
    expect(typesOf(storefront, before)).toEqual([]);
  });
});

test('when a commit becomes visible long after later ones, then it is told all the same', async () => {
  const { storefront } = await ears.hears('site', ['order.closed']);
  ears.listen();
  // Of other goods: the open transaction holds the stock of its own.
  const late = await ears.place({ lines: [aLine({ sku: 'VASE' })] });
  const early = await ears.place();
  await onConnection(ears.database, async (client) => {
    await beginToCancel(client, late);
    await ears.cancel(early);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(storefront.calls).toEqual([]);
    await client.query('COMMIT');
  });
  await untilClosed(storefront, early);
  await untilClosed(storefront, late);
});

test('when the database was restored where transactions are counted anew, then it is told from then on', async () => {
  const { storefront } = await ears.hears('site', ['order.closed']);
  await ears.database.pool.query('UPDATE webhook_cursor SET tx = 900000000000000');
  ears.listen();
  await eventually(async () => {
    const found = await ears.database.pool.query(
      'SELECT 1 FROM webhook_cursor WHERE tx < 900000000',
    );
    return found.rows.length === 1;
  }, 'a cursor of this database');
  const id = await ears.place();
  await ears.cancel(id);
  await untilClosed(storefront, id);
});
