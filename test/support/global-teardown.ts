/**
 * After all tests: PostgreSQL stops, and its data and log go.
 */
import { rmSync } from 'node:fs';

// eslint-disable-next-line no-restricted-syntax -- Jest takes the default export.
export default async function globalTeardown(): Promise<void> {
  const postgres = globalThis.ordoPostgres;
  if (!postgres) return;
  await postgres.stop();
  rmSync(`${postgres.dataDirectory}.log`, { force: true });
}
