// The command `npm run setup`, also run before every test: brings this folder to the point where Ordo can run.
// Only the version of Node is judged here, because every other file may use what an older Node cannot read.
import { checkNode } from './setup/node-version.mjs';

checkNode();
const { setUp } = await import('./setup/set-up.mjs');
const again = process.argv.includes('--again');
process.exitCode = (await setUp({ needs: ['cli', 'testServer'], again })) ? 0 : 1;
