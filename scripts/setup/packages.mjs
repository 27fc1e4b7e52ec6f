// The npm packages: installs them when what lies in node_modules is not what the lockfile names.
// Compares the two lockfiles themselves, so an install made by hand or a changed branch is seen without any mark of ours.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { problem } from './problem.mjs';
import { run } from './run.mjs';

const WANTED = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');

export const packages = { title: 'Packages', isDone, run: install };

function isDone() {
  if (!existsSync(INSTALLED)) return false;
  const installed = readPackages(INSTALLED);
  return Object.entries(readPackages(WANTED)).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch (error) {
    if (file === INSTALLED) return {};
    throw problem(
      `package-lock.json cannot be read (${error.code ?? 'not JSON'}): restore it with \`git checkout package-lock.json\`.`,
    );
  }
}

async function install() {
  const fresh = !existsSync(INSTALLED);
  // Install scripts are not needed: set-up itself does the one thing that matters (see postgres-files), the same way under every npm.
  const args = [
    fresh ? 'ci' : 'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  if (!fresh) args.push('--no-save');
  const npm = process.env.npm_execpath;
  const { code, output } =
    npm === undefined || !npm.endsWith('.js')
      ? await run('npm', args, { cwd: ROOT })
      : await run(process.execPath, [npm, ...args], { cwd: ROOT });
  if (code === 0) return;
  const reason = output
    .split('\n')
    .find((line) => /^npm error (?!code|errno|syscall|A complete)/.test(line));
  throw problem(
    `npm could not install the packages (${reason?.replace('npm error ', '').trim() ?? `exit ${code}`}): check the connection to the registry, then try \`npm ci\`.`,
  );
}
