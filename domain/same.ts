/**
 * Whether two pieces of JSON data say the same. The order of keys says nothing: a database may keep
 * objects with their keys in another order.
 */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && sameLists(one, other);
  }
  return sameRecords(one as Fields, other as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

// Loops, because every look at an order compares much: calls for each field would cost twice as much.
function sameLists(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) {
    if (!same(one[index], other[index])) return false;
  }
  return true;
}

function sameRecords(one: Fields, other: Fields): boolean {
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(other, key) || !same(one[key], other[key])) return false;
  }
  return true;
}
