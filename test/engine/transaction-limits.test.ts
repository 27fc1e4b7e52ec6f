/**
 * A transaction that outlasts its limit is ended by the server; whoever runs it gets an error to try
 * again by, and the process lives on.
 */
import {
  closeDatabase,
  inTransaction,
  isDatabaseTrouble,
  openDatabase,
} from '../../database/database';
import type { Database } from '../../database/database';
import { freshDatabase } from '../support/database';
import type { FreshDatabase } from '../support/database';

let fresh: FreshDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url, { connections: 1 });
});
afterAll(async () => {
  await closeDatabase(database);
  await fresh.drop();
});

test('when a transaction dawdles past its limit, then it fails as trouble of the database and the next one works', async () => {
  const dawdling = inTransaction(
    database,
    async (client) => {
      await client.query('SELECT 1');
      await new Promise((resolve) => setTimeout(resolve, 400));
      return client.query('SELECT 2');
    },
    { statementMillis: 100 },
  );
  const error: unknown = await dawdling.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(isDatabaseTrouble(error)).toBe(true);
  const next = await inTransaction(database, (client) => client.query('SELECT 3 AS three'));
  expect(next.rows).toEqual([{ three: 3 }]);
});
