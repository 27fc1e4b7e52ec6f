/**
 * The worker as a process: settings from the environment, until it is told to stop.
 */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { readEnvironment } from '../config/environment';
import { startWorker } from './start';

async function main(): Promise<void> {
  const environment = readEnvironment();
  const log = pino({ level: environment.logLevel, base: { program: 'worker' } });
  const { metricsPort } = environment.worker;
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message }) => {
      log.warn({ temporal: level }, message);
    }),
    shutdownSignals: [],
    ...(metricsPort === undefined
      ? {}
      : {
          telemetryOptions: {
            metrics: { prometheus: { bindAddress: `0.0.0.0:${String(metricsPort)}` } },
          },
        }),
  });
  const running = await startWorker(environment, log);
  log.info('ready');
  const stop = (): void => {
    void running.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await running.ended;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the worker failed'}\n`);
  process.exit(1);
});
