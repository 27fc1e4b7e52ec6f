/**
 * After all tests: PostgreSQL stops and its data go.
 */
// eslint-disable-next-line no-restricted-syntax -- Jest takes the default export.
export default async function globalTeardown(): Promise<void> {
  await globalThis.ordoPostgres?.stop();
}
