// Connections to Temporal for client and worker, from TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY and TEMPORAL_TLS_….
// It registers nothing and starts nothing.
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { dataConverter } from './data-converter';
import type { Environment, Variables } from './environment';

/** What a worker needs besides its own options; whoever connects closes the connection. */
export interface WorkerConnection {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
}

/** Where Temporal is. A personal configuration file is read only where TEMPORAL_CONFIG_FILE or TEMPORAL_PROFILE asks for it. */
export function temporalTarget(source: Variables = process.env): {
  readonly connectionOptions: NativeConnectionOptions;
  readonly namespace: string;
} {
  const set = Object.entries(source).filter((pair): pair is [string, string] => !!pair[1]);
  const overrideEnvVars = Object.fromEntries(set);
  const { connectionOptions, namespace } = loadClientConnectConfig({
    overrideEnvVars,
    disableFile: !(
      'TEMPORAL_CONFIG_FILE' in overrideEnvVars || 'TEMPORAL_PROFILE' in overrideEnvVars
    ),
  });
  return { connectionOptions, namespace: namespace ?? 'default' };
}

/** A connected client; throws when Temporal does not answer within ten seconds. */
export async function connectClient(
  environment: Pick<Environment, 'codec'>,
  source: Variables = process.env,
): Promise<Client> {
  const { connectionOptions, namespace } = temporalTarget(source);
  const connection = await Connection.connect(connectionOptions);
  return new Client({ connection, namespace, dataConverter: dataConverter(environment.codec) });
}

/** A client that connects with its first call, for processes that must come up while Temporal is away. */
export function lazyClient(
  environment: Pick<Environment, 'codec'>,
  source: Variables = process.env,
): Client {
  const { connectionOptions, namespace } = temporalTarget(source);
  const connection = Connection.lazy(connectionOptions);
  return new Client({ connection, namespace, dataConverter: dataConverter(environment.codec) });
}

/** A worker's connection; throws when Temporal does not answer. */
export async function connectWorker(
  environment: Pick<Environment, 'codec'>,
  source: Variables = process.env,
): Promise<WorkerConnection> {
  const { connectionOptions, namespace } = temporalTarget(source);
  const connection = await NativeConnection.connect(connectionOptions);
  return { connection, namespace, dataConverter: dataConverter(environment.codec) };
}
