/**
 * The Temporal server of a test, with one of two clocks: the time-skipping server has one for all
 * workflows, the development server one for each. Rules of passing time stand in advance.ts.
 */
import { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { randomBytes } from 'node:crypto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { dataConverter } from '../../config/data-converter';
import { SEARCH_ATTRIBUTES } from '../../config/search-attributes';
import { temporalPrograms } from '../../scripts/start/temporal';
import { startDevServer } from './dev-server';

let isInstalled = false;

/** Quietens Temporal's own log, once for a test file. */
export function quietTemporal(): void {
  if (isInstalled) return;
  isInstalled = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
}

/** A server of its own. */
export interface TestServer {
  readonly client: Client;
  readonly nativeConnection: NativeConnection;
  readonly namespace: string;
  readonly dataConverter: DataConverter;
  /** Its one clock; null where every workflow has its own. */
  readonly clock: {
    readonly now: () => Promise<number>;
    readonly pass: (millis: number) => Promise<void>;
  } | null;
  readonly close: () => Promise<void>;
}

/** Stories are told once more by the clock of each workflow: `npm run test:clocks`. */
export function startTestServer(isEncrypted: boolean): Promise<TestServer> {
  quietTemporal();
  const keys = new Map([['test', randomBytes(32)]]);
  const converter = dataConverter(isEncrypted ? { keys, defaultKeyId: 'test' } : null);
  return process.env.ORDO_TEST_CLOCK === 'workflow'
    ? serverOfManyClocks(converter)
    : serverOfOneClock(converter);
}

async function serverOfOneClock(converter: DataConverter): Promise<TestServer> {
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: temporalPrograms().testServer } },
    client: { dataConverter: converter },
  });
  const { client, nativeConnection } = environment;
  const namespace = environment.namespace ?? 'default';
  // This server can add attributes but not list them, so the registration of production cannot be used.
  await environment.connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: SEARCH_ATTRIBUTES,
  });
  return {
    ...{ client, nativeConnection, namespace, dataConverter: converter },
    clock: {
      now: () => environment.currentTimeMs(),
      pass: (millis) => environment.sleep(millis),
    },
    close: () => environment.teardown(),
  };
}

async function serverOfManyClocks(converter: DataConverter): Promise<TestServer> {
  const server = await startDevServer();
  const { address } = server;
  const client = new Client({ connection: server.client.connection, dataConverter: converter });
  const nativeConnection = await NativeConnection.connect({ address });
  return {
    ...{ client, nativeConnection, namespace: 'default', dataConverter: converter, clock: null },
    close: async () => {
      await nativeConnection.close();
      await server.close();
    },
  };
}

/** The bundle of workflows that the whole test run shares. */
export function testBundle(): { readonly codePath: string } {
  return { codePath: process.env.ORDO_TEST_BUNDLE ?? '' };
}
