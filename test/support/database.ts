/**
 * A database of its own for a test file, made from the migrated and seeded template in a moment.
 */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { isDatabaseTrouble } from '../../database/database';

export interface FreshDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

function adminUrl(): string {
  const url = process.env.ORDO_TEST_POSTGRES;
  if (!url) throw new Error('the global set-up of the tests did not run');
  return url;
}

/** Makes the database; `drop` removes it with whatever is still connected. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ordo_template STRATEGY FILE_COPY`);
  return {
    url: adminUrl().replace(/\/ordo$/, `/${name}`),
    drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** Two orders may wait for each other and one be turned away; it comes again, as the worker's does. */
export async function persistently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseTrouble(error)) throw error;
    }
  }
}
