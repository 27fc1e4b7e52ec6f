/**
 * What every check of the simulator ends in. It knows nothing of orders.
 */

/** Throws what was found where something does not hold that must. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
