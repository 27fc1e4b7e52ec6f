// The SQL that leads from one Prisma schema to another, computed without any database.
// It knows nothing of what was written into migrations by hand.
import type { SchemaEngine } from './schema-engine';

type DiffTarget = Parameters<SchemaEngine['diff']>[0]['from'];

/** The script from the schema `before` (null: an empty database) to `after`; empty where they make the same tables. */
export async function schemaDiff(
  engine: SchemaEngine,
  before: string | null,
  after: string,
): Promise<string> {
  const { stdout } = await engine.diff({
    from: before === null ? { tag: 'empty' } : datamodel(before),
    to: datamodel(after),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const script = stdout ?? '';
  return script.includes('This is an empty migration') ? '' : script;
}

function datamodel(content: string): DiffTarget {
  return { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] };
}
