// The command `npm start`: set-up first, then everything that Ordo needs, until Ctrl-C.
// Plain Node, because the packages may not be there yet when it begins.
import { createRequire } from 'node:module';
import { checkNode } from './setup/node-version.mjs';

checkNode();
const { setUp } = await import('./setup/set-up.mjs');
if (await setUp({ needs: process.env.TEMPORAL_ADDRESS ? [] : ['cli'] })) {
  const require = createRequire(import.meta.url);
  require('tsx/cjs/api').register();
  const { startOrdo } = require('./start/start-ordo.ts');
  process.exit(await startOrdo(process.env));
} else {
  process.exitCode = 1;
}
