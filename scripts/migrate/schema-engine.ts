// Prisma's schema engine as WebAssembly, loaded by hand: it works without the program that `prisma migrate` downloads.
// What is asked of the engine is elsewhere.
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type * as Bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { projectRoot } from '../project-root';
import { noDatabase } from './no-database';
import { wholeScripts } from './whole-scripts';

/** The engine over one database. */
export type SchemaEngine = Bindings.SchemaEngine;

type Exports = Record<string, () => void>;

interface Loadable {
  __wbg_set_wasm(exports: Exports): void;
}

/** The typings of Node do not name it without those of a browser. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }>;
  };
};

let loaded: Promise<typeof Bindings> | undefined;

/** Gives `task` an engine that works on the database of `databaseUrl`, and closes its connections afterwards. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  task: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  // Our own pool, because the engine never closes its connections; one connection, because it holds the lock on migrations.
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  pool.on('error', () => undefined);
  try {
    return await withAdapters(wholeScripts(new PrismaPg(pool)), task);
  } finally {
    await pool.end();
  }
}

/** Gives `task` an engine for what needs no database. */
export async function withoutDatabase<T>(task: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  return withAdapters(noDatabase, task);
}

async function withAdapters<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  task: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  const { SchemaEngine } = await loaded;
  const schema = join(projectRoot(), 'prisma', 'schema.prisma');
  const engine = await SchemaEngine.new(
    { datamodels: [[schema, await readFile(schema, 'utf8')]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await task(engine);
  } finally {
    engine.free();
  }
}

async function load(): Promise<typeof Bindings> {
  const name = '@prisma/schema-engine-wasm/schema_engine_bg';
  const bindings =
    (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as typeof Bindings & Loadable;
  const { instance } = await WebAssembly.instantiate(
    await readFile(require.resolve(name).replace(/\.js$/, '.wasm')),
    { './schema_engine_bg.js': bindings },
  );
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports['__wbindgen_start']?.();
  return bindings;
}
