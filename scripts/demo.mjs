// The command `npm run demo`: what is asked for, set-up, then the shop's day.
// Plain Node, because the packages may not be there yet when it begins.
import { createRequire } from 'node:module';
import { HELP, readOptions } from './demo/options.mjs';
import { checkNode } from './setup/node-version.mjs';

checkNode();
const options = readOptions(process.argv.slice(2));
if (options.problem !== undefined) {
  console.error(options.problem);
  process.exit(1);
}
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
// With --json, standard output belongs to the one document.
const out = options.json ? process.stderr : process.stdout;
const { setUp } = await import('./setup/set-up.mjs');
if (await setUp({ needs: process.env.TEMPORAL_ADDRESS ? [] : ['cli'], out })) {
  const require = createRequire(import.meta.url);
  require('tsx/cjs/api').register();
  const { runDemo } = require('./demo/run-demo.ts');
  process.exit(await runDemo(options));
} else {
  process.exitCode = 1;
}
