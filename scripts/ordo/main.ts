// The command `npm run ordo -- …`.
import { join } from 'node:path';
import { readOperatorSettings } from '../../config/operator-settings';
import { projectRoot } from '../project-root';
import { runOrdo } from './run-ordo';

void runOrdo(process.argv.slice(2), {
  terminal: {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  },
  settings: readOperatorSettings(),
  stateFolder: join(projectRoot(), '.ordo'),
}).then((code) => {
  process.exitCode = code;
});
