// The database alone, for commands that need nothing else of the settings, such as migrating.
import type { Variables } from './environment';

/** DATABASE_URL, or null where it is not set. */
export function readDatabaseUrl(source: Variables = process.env): string | null {
  return source['DATABASE_URL'] || null;
}
