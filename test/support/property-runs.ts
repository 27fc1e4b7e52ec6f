/**
 * How many histories a property test tells: few in every run of the tests, very many when asked for.
 */

/** The number asked for by ORDO_PROPERTY_RUNS, else the usual one. */
export function propertyRuns(usual: number): number {
  const asked = Number(process.env.ORDO_PROPERTY_RUNS);
  return Number.isSafeInteger(asked) && asked > 0 ? asked : usual;
}

/** The same histories in every usual run, so that a change is judged by them; new ones when many are asked for. */
export function propertySeed(): { readonly seed?: number } {
  return process.env.ORDO_PROPERTY_RUNS === undefined ? { seed: 20_261_122 } : {};
}
