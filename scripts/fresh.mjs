// The command `npm run fresh`: does the README hold on a fresh machine? Clones the last commit into an empty folder, with a
// home and caches of its own, and runs the README's blocks that are marked for it, word by word.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshBlocks } from './fresh/fresh-blocks.mjs';
import { processesIn } from './fresh/processes-in.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const UP_WITHIN_MS = 10 * 60_000;
const GONE_WITHIN_MS = 30_000;

const base = mkdtempSync(join(tmpdir(), 'ordo-fresh-'));
// Where this runs as root, the database's own user must reach it.
chmodSync(base, 0o755);
const clone = join(base, 'ordo');
let passed = 0;
let failed = 0;
process.exitCode = 1;
try {
  await main();
} finally {
  rmSync(base, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

async function main() {
  const cloned = spawnSync('git', ['clone', '--quiet', ROOT, clone], { encoding: 'utf8' });
  if (!check('the last commit can be cloned', cloned.status === 0, cloned.stderr)) return;
  const readme = join(clone, 'README.md');
  const blocks = existsSync(readme) ? freshBlocks(readFileSync(readme, 'utf8')) : [];
  if (!check('the README has blocks marked <!-- fresh -->', blocks.length > 0)) return;
  let running = null;
  for (const block of blocks) {
    if (/^npm start\b/m.test(block)) running = await start(block);
    else await runBlock(block);
  }
  if (running !== null) await stop(running);
  const left = processesIn(clone);
  check('no process is left', left.length === 0, left.join('\n'));
}

/** The block that starts Ordo keeps running, so it is over when the note of its addresses is there. */
async function start(block) {
  const child = shell(block);
  const note = join(clone, '.ordo', 'running.json');
  const upBy = Date.now() + UP_WITHIN_MS;
  while (!existsSync(note) && child.exitCode === null && Date.now() < upBy) await pause(200);
  check(block, existsSync(note));
  return child;
}

/** As a terminal does on Ctrl-C: the signal goes to the whole group. */
async function stop(child) {
  if (child.exitCode === null) process.kill(-child.pid, 'SIGINT');
  const goneBy = Date.now() + GONE_WITHIN_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < goneBy) {
    await pause(100);
  }
  check('Ctrl-C ends it', child.exitCode !== null || child.signalCode !== null);
  check('the note of its addresses is gone', !existsSync(join(clone, '.ordo', 'running.json')));
}

async function runBlock(block) {
  const child = shell(block);
  const code = await new Promise((resolve) => child.on('close', resolve));
  check(block, code === 0, `exit code ${code}`);
}

function shell(script) {
  // The clone that a reader makes is this one already, and he is in it.
  const commands = script.replace(/^(git clone|cd) .*$/gm, '');
  const home = join(base, 'home');
  mkdirSync(home, { recursive: true });
  const { PATH, LANG, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, HTTPS_PROXY, HTTP_PROXY, NO_PROXY } =
    process.env;
  const kept = {
    PATH,
    LANG,
    NODE_EXTRA_CA_CERTS,
    SSL_CERT_FILE,
    HTTPS_PROXY,
    HTTP_PROXY,
    NO_PROXY,
  };
  // How this machine reaches its package registries is not a cache; without it nothing could be fetched.
  const reach = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_registry|PIP_.*)$/i.test(name),
  );
  return spawn('/bin/sh', ['-euc', commands], {
    cwd: clone,
    detached: true,
    stdio: 'inherit',
    env: {
      ...kept,
      ...Object.fromEntries(reach),
      HOME: home,
      npm_config_cache: join(home, '.npm'),
      PIP_CACHE_DIR: join(home, '.pip'),
      XDG_CACHE_HOME: join(home, '.cache'),
    },
  });
}

function check(what, holds, why = '') {
  if (holds) passed += 1;
  else failed += 1;
  const line = what.trim().split('\n').join('; ');
  console.log(`${holds ? 'passed' : 'FAILED'}: ${line}${holds || !why ? '' : `\n${why}`}`);
  return holds;
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
