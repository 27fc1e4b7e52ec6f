/**
 * Mutation twins: takes each guard away in a copy of the repository and runs the test that stands for
 * it; a test that still passes guards nothing. `npm run twins [-- words of a guard, its file or its test]
 * [--from N] [--json]`, where N is the number a run that was interrupted had come to.
 */
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../project-root';

interface Twin {
  readonly guard: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
  readonly test: string;
  readonly name: string;
}

/** `broken`: the test could not be run at all, or not to its end, which proves nothing. */
type Verdict = 'guarded' | 'survived' | 'not found' | 'broken';

const LIMIT_MILLIS = 180_000;
const LINKED = ['node_modules', '.cache'];
const LEFT_OUT = [...LINKED, '.git', '.ordo', 'dist', 'coverage'];

function copyRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'ordo-twins-'));
  const root = projectRoot();
  cpSync(root, copy, {
    recursive: true,
    filter: (source) => !LEFT_OUT.some((name) => source === join(root, name)),
  });
  for (const name of LINKED) symlinkSync(join(root, name), join(copy, name));
  return copy;
}

interface JestResult {
  readonly numRuntimeErrorTestSuites: number;
  readonly numFailedTests: number;
  readonly numPassedTests: number;
}

/** Runs the named test in the copy; only a test that ran and failed guards anything. */
async function tried(copy: string, twin: Twin): Promise<Verdict> {
  const result = join(copy, 'result-twin.json');
  rmSync(result, { force: true });
  const pattern = twin.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // A guard that is gone may leave something running that would keep Jest from ending.
  const reported = ['--testTimeout', '30000', '--forceExit', '--json', '--outputFile', result];
  const args = ['node_modules/.bin/jest', twin.test, '-t', pattern, ...reported];
  const jest = spawn(process.execPath, args, { cwd: copy, stdio: 'ignore' });
  const limit = setTimeout(() => jest.kill('SIGTERM'), LIMIT_MILLIS);
  await new Promise((resolve) => jest.once('exit', resolve));
  clearTimeout(limit);
  if (!existsSync(result)) return 'broken';
  const outcome = JSON.parse(readFileSync(result, 'utf8')) as JestResult;
  if (outcome.numFailedTests > 0) return 'guarded';
  return outcome.numRuntimeErrorTestSuites > 0 || outcome.numPassedTests === 0
    ? 'broken'
    : 'survived';
}

async function judge(copy: string, twin: Twin): Promise<Verdict> {
  const file = join(copy, twin.file);
  const whole = readFileSync(file, 'utf8');
  if (whole.split(twin.find).length !== 2) return 'not found';
  writeFileSync(
    file,
    whole.replace(twin.find, () => twin.put),
  );
  try {
    return await tried(copy, twin);
  } finally {
    writeFileSync(file, whole);
  }
}

function chosen(words: readonly string[]): readonly Twin[] {
  const listed = readFileSync(join(projectRoot(), 'test', 'twins', 'twins.json'), 'utf8');
  return (JSON.parse(listed) as Twin[]).filter(({ guard, file, test }) =>
    words.every((word) => `${guard} ${file} ${test}`.includes(word)),
  );
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, from: { type: 'string', default: '1' } },
  });
  const twins = chosen(positionals);
  const copy = copyRepository();
  const verdicts: { readonly guard: string; readonly verdict: Verdict }[] = [];
  try {
    for (let number = Number(values.from); number <= twins.length; number += 1) {
      const twin = twins[number - 1];
      if (!twin) break;
      const since = Date.now();
      const verdict = await judge(copy, twin);
      verdicts.push({ guard: twin.guard, verdict });
      if (values.json) continue;
      const place = `${String(number)}/${String(twins.length)}`;
      const seconds = String(Math.round((Date.now() - since) / 1000));
      process.stdout.write(`${place} ${verdict}: ${twin.guard} (${seconds} s)\n`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  const bad = verdicts.filter(({ verdict }) => verdict !== 'guarded');
  if (values.json) process.stdout.write(`${JSON.stringify(verdicts, null, 2)}\n`);
  for (const { guard, verdict } of bad) process.stdout.write(`${verdict}: ${guard}\n`);
  const good = verdicts.length - bad.length;
  process.stdout.write(`${String(good)} passed, ${String(bad.length)} failed\n`);
  process.exitCode = bad.length === 0 && good > 0 ? 0 : 1;
}

void main();
