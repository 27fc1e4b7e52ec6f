// The migrations, written partly by hand, and schema.prisma, from which the client is made, must describe the same tables.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { projectRoot } from '../../scripts/project-root';
import { anyFreePort } from '../../scripts/start/free-port';
import { startPostgres } from '../../scripts/start/postgres';
import type { RunningPostgres } from '../../scripts/start/postgres';

let folder: string;
let postgres: RunningPostgres;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ordo-migrations-'));
  postgres = await startPostgres({
    dataDirectory: join(folder, 'postgres', 'data'),
    port: await anyFreePort(),
    persistent: false,
    logFile: join(folder, 'postgres.log'),
  });
});

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('migrations', () => {
  test('when all are applied to an empty database, then it has the tables and columns of schema.prisma', async () => {
    const migrated = await database('migrated');
    const drawn = await database('drawn');
    await migrate(migrated);
    await query(drawn, await command(['script'], drawn));
    expect(await columns(migrated)).toEqual(await columns(drawn));
  });

  test('when they are applied a second time, then nothing is left to apply', async () => {
    const twice = await database('twice');
    await migrate(twice);
    expect(await migrate(twice)).toContain('up to date');
  });
});

const migrate = (url: string) => command([], url);

/** The command as people run it, in a process of its own. */
async function command(words: string[], url: string): Promise<string> {
  const args = ['--import', 'tsx', 'scripts/migrate/main.ts', ...words];
  const options = { cwd: projectRoot(), env: { DATABASE_URL: url } };
  return (await promisify(execFile)(process.execPath, args, options)).stdout;
}

interface Column {
  readonly table_name: string;
}

async function columns(url: string): Promise<Column[]> {
  return (await query(
    url,
    `SELECT table_name, column_name, udt_name, is_nullable, column_default,
            character_maximum_length, numeric_precision, numeric_scale, datetime_precision
       FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
      ORDER BY table_name, column_name`,
  )) as Column[];
}

async function database(name: string): Promise<string> {
  await query(postgres.url, `CREATE DATABASE ${name}`);
  return postgres.url.replace(/\/ordo$/, `/${name}`);
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
