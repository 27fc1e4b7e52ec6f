/**
 * Mutation twins: takes each guard away in a copy of the repository and runs the test that stands for
 * it; a test that still passes guards nothing. `npm run twins [-- words of a guard] [--json]`.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../project-root';

interface Twin {
  readonly guard: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
  readonly test: string;
  readonly name: string;
}

type Verdict = 'guarded' | 'survived' | 'not found';

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

/** Whether the named test passes in the copy; a run that finds no test counts as passed. */
async function passes(copy: string, twin: Twin): Promise<boolean> {
  const pattern = twin.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const args = ['node_modules/.bin/jest', twin.test, '-t', pattern, '--testTimeout', '30000'];
  const jest = spawn(process.execPath, args, { cwd: copy, stdio: 'ignore' });
  const limit = setTimeout(() => jest.kill('SIGTERM'), 180_000);
  const code = await new Promise<number | null>((resolve) => jest.once('exit', resolve));
  clearTimeout(limit);
  return code === 0;
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
    return (await passes(copy, twin)) ? 'survived' : 'guarded';
  } finally {
    writeFileSync(file, whole);
  }
}

async function main(): Promise<void> {
  const isJson = process.argv.includes('--json');
  const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const listed = readFileSync(join(projectRoot(), 'test', 'twins', 'twins.json'), 'utf8');
  const twins = (JSON.parse(listed) as Twin[]).filter((twin) =>
    words.every((word) => twin.guard.includes(word)),
  );
  const copy = copyRepository();
  const verdicts: { guard: string; verdict: Verdict }[] = [];
  try {
    for (const [index, twin] of twins.entries()) {
      const verdict = await judge(copy, twin);
      verdicts.push({ guard: twin.guard, verdict });
      if (!isJson) {
        const place = `${String(index + 1)}/${String(twins.length)}`;
        process.stdout.write(`${place} ${verdict}: ${twin.guard}\n`);
      }
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  const good = verdicts.filter(({ verdict }) => verdict === 'guarded').length;
  if (isJson) process.stdout.write(`${JSON.stringify(verdicts, null, 2)}\n`);
  process.stdout.write(`${String(good)} passed, ${String(verdicts.length - good)} failed\n`);
  process.exitCode = good === verdicts.length && good > 0 ? 0 : 1;
}

void main();
