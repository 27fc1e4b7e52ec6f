/**
 * Before all tests: one PostgreSQL for the run with a migrated and seeded template, and the bundle of
 * workflows. Every test file makes its own database from the template.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { seed } from '../../database/seed';
import { anyFreePort } from '../../scripts/start/free-port';
import { startPostgres } from '../../scripts/start/postgres';
import type { RunningPostgres } from '../../scripts/start/postgres';
import { bundleWorkflows } from '../../worker/create-worker';
import { TEST_KEYS } from './test-keys';

const ROOT = join(__dirname, '..', '..');
const CACHE = join(ROOT, '.cache');
/** Rules alone need neither a database nor workflows: `npx jest test/domain/…` begins at once. */
const RULES_ALONE = 'test/domain';
export const TEMPLATE = 'ordo_template';

/** What Jest says it was asked for; scripts that want all of it say nothing. */
interface AskedOfJest {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
}

declare global {
  var ordoPostgres: RunningPostgres | undefined;
}

// eslint-disable-next-line no-restricted-syntax -- Jest takes the default export.
export default async function globalSetup(asked?: AskedOfJest): Promise<void> {
  const patterns = asked?.testPathPatterns.patterns ?? [];
  if (patterns.length > 0 && patterns.every((pattern) => pattern.includes(RULES_ALONE))) return;
  mkdirSync(CACHE, { recursive: true });
  forgetKilledRuns();
  const port = await anyFreePort();
  const dataDirectory = join(CACHE, `test-postgres-${String(process.pid)}`);
  const postgres = await startPostgres({ dataDirectory, port, persistent: false });
  globalThis.ordoPostgres = postgres;
  process.env.ORDO_TEST_POSTGRES = postgres.url;
  await makeTemplate(postgres.url);
  const { code } = await bundleWorkflows();
  // Of this run alone: a twin beside it bundles other workflows.
  const bundle = `${dataDirectory}.bundle.js`;
  writeFileSync(bundle, code);
  process.env.ORDO_TEST_BUNDLE = bundle;
}

/** A run that was killed could not clean up after itself. */
function forgetKilledRuns(): void {
  for (const name of readdirSync(CACHE)) {
    const [, pid] = /^test-postgres-(\d+)/.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) {
      rmSync(join(CACHE, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // Signal 0 only asks; there is no such process.
    return false;
  }
}

async function makeTemplate(url: string): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const template = url.replace(/\/ordo$/, `/${TEMPLATE}`);
  const migrated = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/migrate/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: template },
    encoding: 'utf8',
  });
  if (migrated.status !== 0) throw new Error(`migrations failed: ${migrated.stderr}`);
  const pool = new Pool({ connectionString: template, max: 1 });
  await seed(pool, TEST_KEYS);
  await pool.end();
}
