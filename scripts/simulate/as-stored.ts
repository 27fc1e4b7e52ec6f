/**
 * Sends a value through the form in which a database keeps it: JSON whose objects have their keys in the
 * database's order. A rule that leans on the order of keys, or on anything that is no JSON, breaks.
 */

/** What has come out: it is frozen, so that a rule that changed it would break too, and need not go through again. */
const KEPT = new WeakSet();

/** The same data as it comes back from a jsonb column: shorter keys first, then by their bytes. */
export function asStored<Value>(value: Value): Value {
  return stored(value) as Value;
}

function stored(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return storedScalar(value);
  if (KEPT.has(value)) return value;
  const kept = Object.freeze(Array.isArray(value) ? storedList(value) : storedRecord(value));
  KEPT.add(kept);
  return kept;
}

function storedList(values: readonly unknown[]): unknown[] {
  return values.map((one) => stored(one === undefined ? null : one));
}

function storedRecord(value: object): Readonly<Record<string, unknown>> {
  if (Object.getPrototypeOf(value) !== Object.prototype) throw new Error('what is no JSON is lost');
  const source = value as Readonly<Record<string, unknown>>;
  const kept = { ...blankOf(Object.keys(value).filter((key) => source[key] !== undefined)) };
  for (const key in kept) kept[key] = stored(source[key]);
  return kept;
}

/** Records without their values, by their keys. */
const BLANKS = new Map<string, Readonly<Record<string, unknown>>>();

/**
 * The record of some keys in the database's order: a copy of it is filled several times faster than keys are sorted
 * and added one by one, and what came to be so is slow to read and to copy for good.
 */
function blankOf(keys: readonly string[]): Readonly<Record<string, unknown>> {
  const shape = keys.join('\n');
  const known = BLANKS.get(shape);
  if (known) return known;
  const blank = { ...Object.fromEntries([...keys].sort(byStorage).map((key) => [key, null])) };
  BLANKS.set(shape, blank);
  return blank;
}

function storedScalar(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value === undefined) return undefined;
  throw new Error(`a ${typeof value} is lost in a database`);
}

function byStorage(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}
