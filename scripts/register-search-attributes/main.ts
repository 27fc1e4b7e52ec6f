// Registers Ordo's search attributes with the Temporal server that the environment names: once for each new server.
// `npm start` does the same by itself for its own server.
import { Connection } from '@temporalio/client';
import { registerSearchAttributes } from '../../config/search-attributes';
import { temporalTarget } from '../../config/temporal';

async function register(): Promise<void> {
  const { connectionOptions, namespace } = temporalTarget();
  const connection = await Connection.connect(connectionOptions);
  try {
    await registerSearchAttributes(connection, namespace);
    console.log(`The search attributes of Ordo are registered in the namespace ${namespace}.`);
  } finally {
    await connection.close();
  }
}

register().catch((error: unknown) => {
  console.error(
    `The search attributes could not be registered: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
});
