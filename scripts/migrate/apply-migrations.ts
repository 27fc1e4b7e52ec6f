// Brings a database up to the migrations in the repository and tells which were new.
// It fills the same table as `prisma migrate deploy`, so both may be used on one database.
import { migrationsFolder, readMigrations } from './migrations-folder';
import type { Migration } from './migrations-folder';
import { withSchemaEngine } from './schema-engine';

/**
 * Applies what the database lacks, in order, and resolves to the names of what was applied.
 * Throws where a migration fails; later ones are then not tried.
 */
export async function applyMigrations(
  databaseUrl: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<string[]> {
  if (migrations.length === 0) return [];
  return withSchemaEngine(databaseUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: migrationsFolder(),
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  });
}
