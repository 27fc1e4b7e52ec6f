/**
 * Sends a value through the form in which a database keeps it: JSON text whose objects have their keys
 * in the database's order. A rule that leans on the order of keys, or on anything that is no JSON, breaks.
 */

/** The same data as it comes back from a jsonb column: shorter keys first, then by their bytes. */
export function asStored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(reordered(value))) as Value;
}

function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(
    ([one], [other]) => one.length - other.length || (one < other ? -1 : 1),
  );
  return Object.fromEntries(entries.map(([key, entry]) => [key, reordered(entry)]));
}
