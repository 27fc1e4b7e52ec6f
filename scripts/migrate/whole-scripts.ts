// Sends each migration to PostgreSQL as one script. Prisma's adapter would cut it at every semicolon,
// also inside the functions and triggers that are written by hand.
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';

/** The same factory, whose adapters run a script whole: all of it or, where a statement fails, nothing. */
export function wholeScripts(
  factory: SqlMigrationAwareDriverAdapterFactory,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => withWholeScripts(await factory.connect()),
    connectToShadowDb: async () => withWholeScripts(await factory.connectToShadowDb()),
  };
}

function withWholeScripts(adapter: SqlDriverAdapter): SqlDriverAdapter {
  // Without arguments the driver uses the protocol that takes several statements in one implicit transaction.
  adapter.executeScript = async (script) => {
    await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
  };
  return adapter;
}
