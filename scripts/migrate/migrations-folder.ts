// The folder prisma/migrations as data, in the order in which its migrations are applied.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';

/** One migration as it stands in the repository. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Where migrations are written to. */
export function migrationsFolder(): string {
  return join(projectRoot(), 'prisma', 'migrations');
}

/** All migrations, oldest first. */
export function readMigrations(folder = migrationsFolder()): Migration[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }));
}
