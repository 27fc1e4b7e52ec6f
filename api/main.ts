/**
 * The API process: reads the settings, starts, and stops when it is told to.
 */
import { readEnvironment } from '../config/environment';
import { startApi } from './start';

async function main(): Promise<void> {
  const api = await startApi(readEnvironment());
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    api.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The API could not be started.');
  process.exit(1);
});
