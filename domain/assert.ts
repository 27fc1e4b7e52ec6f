/**
 * Assertions: a broken one is a bug, never an expected no.
 */

/** Throws where something that must hold does not. The text must not quote personal data. */
export function assert(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(`assertion failed: ${what}`);
}

/** Makes a forgotten case a compile error, and a bug at run time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`);
}
