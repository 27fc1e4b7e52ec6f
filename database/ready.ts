/**
 * Whether the database answers at all.
 */
import type { Database } from './database';

/** True where a question is answered within a second. */
export async function isDatabaseThere(database: Database): Promise<boolean> {
  const asked = database.pool.query('SELECT 1').then(
    () => true,
    // Whatever is wrong, it is not there for us, which is the answer.
    () => false,
  );
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), 1_000);
  });
  return Promise.race([asked, tooLong]).finally(() => clearTimeout(timer));
}
