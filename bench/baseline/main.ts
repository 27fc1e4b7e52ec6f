/**
 * The baseline's worker as a process of its own: `main ADDRESS STAND-IN-URL API-KEY`, started by the
 * bench with a channel on which it tells what its workflows heard.
 */
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { createGateways } from '../../gateways/create-gateways';
import { baselineActivities } from './activities';
import type { BaselineNews, BaselineSinks } from './sinks';

const say = (news: BaselineNews): void => void process.send?.(news);

async function main([address = '', baseUrl = '', apiKey = '']: readonly string[]): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
  const connection = await NativeConnection.connect({ address });
  const { email } = createGateways({
    twilio: { accountSid: 'none', authToken: 'none', from: 'none' },
    sendgrid: { apiKey, from: 'shop@example.com', baseUrl },
  });
  const tell =
    (what: 'heard' | 'sent') =>
    (_info: unknown, workflowId: string): void =>
      say({ what, workflowId });
  const sinks = { news: { heard: { fn: tell('heard') }, sent: { fn: tell('sent') } } };
  const worker = await Worker.create({
    connection,
    taskQueue: 'baseline',
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: require.resolve('./workflow'),
      logger: new DefaultLogger('WARN'),
    }),
    activities: { ...baselineActivities(email) },
    sinks: sinks satisfies Record<keyof BaselineSinks, unknown>,
    maxCachedWorkflows: 1_000,
  });
  const stop = (): void => worker.shutdown();
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
  const running = worker.run();
  say({ ready: true });
  await running;
  await connection.close();
  process.exit(0);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the baseline failed'}\n`);
  process.exit(1);
});
