// Where set-up finds and keeps things, so that no other file spells a path of the project.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the project. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What set-up may throw away and get again; git ignores it. */
export const CACHE = join(ROOT, '.cache');

/** The two Temporal programs and where each came from. */
export const TEMPORAL_CACHE = join(CACHE, 'temporal');
