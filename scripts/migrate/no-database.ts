// Stands where the schema engine wants a database although its task needs none, such as comparing two schemas.
// It answers every question with nothing, and must never be used for a task that changes a database.
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';

const adapter: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'no-database',
  queryRaw: async () => ({ columnTypes: [], columnNames: [], rows: [] }),
  executeRaw: async () => 0,
  executeScript: async () => undefined,
  startTransaction: async () => {
    throw new Error('A task that needs a database was given none.');
  },
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  dispose: async () => undefined,
};

/** A factory of that adapter, in place of one that connects. */
export const noDatabase: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'no-database',
  connect: async () => adapter,
  connectToShadowDb: async () => adapter,
};
