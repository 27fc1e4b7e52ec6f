// The commands `npm run migrate` (apply what the database lacks; with `-- script`: print the tables of schema.prisma)
// and `npm run migration -- NAME` (write the next migration).
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readDatabaseUrl } from '../../config/database-url';
import { projectRoot } from '../project-root';
import { applyMigrations } from './apply-migrations';
import { newMigration } from './new-migration';
import { schemaDiff } from './schema-diff';
import { withoutDatabase } from './schema-engine';

async function migrate(): Promise<void> {
  const url = readDatabaseUrl();
  if (url === null) {
    fail('Set DATABASE_URL to the database to migrate. (`npm start` migrates its own by itself.)');
    return;
  }
  const applied = await applyMigrations(url);
  console.log(
    applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`,
  );
}

async function writeNext([name, ...options]: string[]): Promise<void> {
  if (name === undefined || !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) {
    fail('Say what changes, in lower-case words: npm run migration -- add_courier_debts');
    return;
  }
  const file = await withoutDatabase((engine) =>
    newMigration(engine, { name, at: new Date(), empty: options.includes('--empty') }),
  );
  console.log(
    file === null
      ? 'prisma/schema.prisma has not changed since the last migration (add --empty to write one by hand).'
      : `Wrote ${relative(process.cwd(), file)}: read it, and add by hand what Prisma cannot say.`,
  );
}

/** The whole of schema.prisma as one script, for reading and comparing. */
async function printScript(): Promise<void> {
  const schema = readFileSync(join(projectRoot(), 'prisma', 'schema.prisma'), 'utf8');
  console.log(await withoutDatabase((engine) => schemaDiff(engine, null, schema)));
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

function run([command, ...words]: string[]): Promise<void> {
  if (command === 'new') return writeNext(words);
  if (command === 'script') return printScript();
  return migrate();
}

void run(process.argv.slice(2))
  .catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))
  // The engine leaves a timer of ten seconds behind, which would keep the command waiting.
  .finally(() => process.exit());
