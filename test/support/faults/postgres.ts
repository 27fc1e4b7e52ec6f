/**
 * A PostgreSQL of a test's own, with Ordo's tables and demo shops, that can really be stopped and
 * started under whatever uses it.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { seed } from '../../../database/seed';
import { anyFreePort } from '../../../scripts/start/free-port';
import { startPostgres } from '../../../scripts/start/postgres';
import { TEST_KEYS } from '../test-keys';

export interface OwnPostgres {
  readonly url: string;
  readonly stop: () => Promise<void>;
  /** Starts it again at the same address with the same data. */
  readonly startAgain: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const ROOT = join(__dirname, '..', '..', '..');

/** Starts a server whose data outlive its stops; throws where the migrations fail. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const port = await anyFreePort();
  const dataDirectory = join(
    ROOT,
    '.cache',
    `faults-postgres-${String(process.pid)}-${String(port)}`,
  );
  const start = () => startPostgres({ dataDirectory, port, persistent: true });
  let running = await start();
  const { url } = running;
  const migrated = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/migrate/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url },
    encoding: 'utf8',
  });
  if (migrated.status !== 0) throw new Error(`migrations failed: ${migrated.stderr}`);
  const pool = new Pool({ connectionString: url, max: 1 });
  await seed(pool, TEST_KEYS);
  await pool.end();
  return {
    url,
    stop: () => running.stop(),
    startAgain: async () => {
      running = await start();
    },
    close: async () => {
      await running.stop();
      rmSync(running.dataDirectory, { recursive: true, force: true });
      rmSync(`${running.dataDirectory}.log`, { force: true });
    },
  };
}
