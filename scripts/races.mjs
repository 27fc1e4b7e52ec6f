// Runs very many races between amendments and everything else: `npm run races -- --races 5000`. Where Go is found,
// the answers of every race are then checked by porcupine; where it is not, that is said.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = 'npm run races -- [--races <how many>]';
const checker = fileURLToPath(new URL('races', import.meta.url));

function askedFor() {
  try {
    return parseArgs({ options: { races: { type: 'string', default: '5000' } } }).values.races;
  } catch {
    return '';
  }
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { stdio: 'inherit', ...options }).status ?? 1;
}

function main() {
  const races = askedFor();
  if (!/^[1-9]\d*$/.test(races)) {
    console.error(USAGE);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'ordo-races-'));
  const history = join(folder, 'history.jsonl');
  try {
    const env = { ...process.env, ORDO_RACES: races, ORDO_RACES_HISTORY: history };
    const raced = run('npx', ['jest', 'test/engine/races.test.ts'], { env });
    if (raced !== 0) return raced;
    if (spawnSync('go', ['version']).status !== 0) {
      console.log('Go is not installed: the pick lists were checked, porcupine was not asked.');
      return 0;
    }
    return run('go', ['run', '.', history], { cwd: checker });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = main();
