// The command `npm run shop -- …`.
import { readDatabaseUrl } from '../../config/database-url';
import { closeDatabase, openDatabase } from '../../database/database';
import type { Database } from '../../database/database';
import { Problem } from '../start/problem';
import { runShop } from './run-shop';

let opened: Database | null = null;

function database(): Database {
  const url = readDatabaseUrl();
  if (url === null) throw new Problem('Set DATABASE_URL to the database of the shop.');
  return (opened ??= openDatabase(url));
}

async function main(): Promise<number> {
  const terminal = {
    out: (text: string) => void process.stdout.write(text),
    err: (text: string) => void process.stderr.write(text),
  };
  try {
    return await runShop(process.argv.slice(2), { terminal, database });
  } finally {
    if (opened) await closeDatabase(opened);
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const why = error instanceof Error && error.message ? error.message : String(error);
    console.error(`The database cannot be used: ${why.split('\n')[0] ?? ''}`);
    process.exitCode = 1;
  },
);
