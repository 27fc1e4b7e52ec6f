/**
 * The Temporal servers of tests: where their programs are, and a time-skipping environment with the
 * search attributes registered.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { dataConverter } from '../../config/data-converter';
import { SEARCH_ATTRIBUTES } from '../../config/search-attributes';
import { temporalPrograms } from '../../scripts/start/temporal';

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

/** A server of its own with one clock that can be moved. */
export async function skippingServer(): Promise<TestWorkflowEnvironment> {
  quietTemporal();
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: temporalPrograms().testServer } },
    client: { dataConverter: dataConverter(null) },
  });
  // This server can add attributes but not list them, so the registration of production cannot be used.
  await environment.connection.operatorService.addSearchAttributes({
    namespace: environment.namespace ?? 'default',
    searchAttributes: SEARCH_ATTRIBUTES,
  });
  return environment;
}

/** The bundle of workflows that the whole test run shares. */
export function testBundle(): { readonly codePath: string } {
  return { codePath: process.env.ORDO_TEST_BUNDLE ?? '' };
}
