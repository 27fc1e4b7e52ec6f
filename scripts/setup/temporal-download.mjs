// Temporal's own download address, asked the way its SDK asks: first for the archive's address, then for the archive.
// Fails fast where the address cannot be reached, because the wheel may still do.
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { run } from './run.mjs';

const ADDRESS = 'https://temporal.download';
const ANSWER_WITHIN = 5_000;
const ARCHIVE_WITHIN = 5 * 60_000;

/** Puts the release's program at `target` and resolves to null, or to the reason why it could not. */
export async function download(release, target, address = ADDRESS) {
  const folder = await mkdtemp(join(dirname(target), 'download-'));
  try {
    const { archiveUrl, fileToExtract } = await findArchive(release, address);
    const archive = join(folder, 'archive.tar.gz');
    const answer = await fetch(archiveUrl, { signal: AbortSignal.timeout(ARCHIVE_WITHIN) });
    if (!answer.ok || answer.body === null)
      return `${new URL(archiveUrl).host} answered ${answer.status}`;
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(archive));
    const { code, output } = await run('tar', ['-xzf', archive, '-C', folder, fileToExtract]);
    if (code !== 0) return `the archive could not be unpacked (${output.trim()})`;
    await chmod(join(folder, fileToExtract), 0o755);
    await rename(join(folder, fileToExtract), target);
    return null;
  } catch (error) {
    return `${new URL(address).host} could not be reached (${error.cause?.code ?? error.message})`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findArchive(release, address) {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const query = new URLSearchParams({ arch, platform: process.platform, format: 'tar.gz' });
  const answer = await fetch(`${address}/${release.artifact}/v${release.version}?${query}`, {
    signal: AbortSignal.timeout(ANSWER_WITHIN),
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}
