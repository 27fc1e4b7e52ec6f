/**
 * After all tests: PostgreSQL stops, and its data and log go, with the bundle of workflows.
 */
import { rmSync } from 'node:fs';

// eslint-disable-next-line no-restricted-syntax -- Jest takes the default export.
export default async function globalTeardown(): Promise<void> {
  const postgres = globalThis.ordoPostgres;
  if (!postgres) return;
  await postgres.stop();
  for (const made of ['log', 'bundle.js']) {
    rmSync(`${postgres.dataDirectory}.${made}`, { force: true });
  }
}
