// Writes the next migration: the difference between the schema of the last one and today's schema.prisma.
// The file is meant to be read and completed by hand (CHECKs, partial indexes, triggers) before it is committed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';
import { migrationsFolder } from './migrations-folder';
import { schemaDiff } from './schema-diff';
import type { SchemaEngine } from './schema-engine';

/** Today's schema as the newest migration left it; written with each migration and committed beside it. */
const LAST_SCHEMA = 'schema.last.prisma';

/**
 * Writes `<at>_<name>/migration.sql` and returns its path, or null where the schema has not changed.
 * `at` is an instant; the name is lower-case words. Pass `empty` for a migration written wholly by hand.
 */
export async function newMigration(
  engine: SchemaEngine,
  { name, at, empty }: { readonly name: string; readonly at: Date; readonly empty: boolean },
): Promise<string | null> {
  const folder = migrationsFolder();
  const last = join(folder, LAST_SCHEMA);
  const today = readFileSync(join(projectRoot(), 'prisma', 'schema.prisma'), 'utf8');
  const before = existsSync(last) ? readFileSync(last, 'utf8') : null;
  const sql = await schemaDiff(engine, before, today);
  if (sql === '' && !empty) return null;
  const stamp = at.toISOString().replace(/\D/g, '').slice(0, 14);
  const file = join(folder, `${stamp}_${name}`, 'migration.sql');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, sql);
  writeFileSync(last, today);
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  return file;
}
