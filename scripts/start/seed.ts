// Fills a fresh database with the two demo shops, their couriers and the keys of this installation; safe to repeat at every start.
// What the shops hold is written in database/, not here.
import { Pool } from 'pg';
import { seedDemoCouriers } from '../../database/couriers/demo-couriers';
import { seed } from '../../database/seed';
import type { ApiKeys } from './development-secrets';

/** Seeds the database of `databaseUrl`; changes nothing that is there already. */
export async function seedDemoShops(databaseUrl: string, apiKeys: ApiKeys): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl });
  pool.on('error', () => undefined);
  try {
    await seed(pool, apiKeys);
    await seedDemoCouriers(pool);
  } finally {
    await pool.end();
  }
}
