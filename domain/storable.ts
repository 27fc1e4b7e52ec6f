/**
 * What the database can keep: text without NUL and without halves of characters, of bounded depth.
 * Looks at everything that comes in, over HTTP or as a signal, before any schema does.
 */

/** Where in a value something cannot be kept, as a JSON Pointer, and what is wrong with it. */
export interface Unstorable {
  readonly pointer: string;
  readonly detail: string;
}

const DEEPEST = 40;

const NUL = String.fromCharCode(0);

function isStorableText(text: string): boolean {
  return !text.includes(NUL) && !/\p{Surrogate}/u.test(text);
}

/** The same text with a sign in place of whatever cannot be kept. */
export function asStorable(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll(NUL, '\uFFFD');
}

/** The first thing that cannot be kept, with its JSON Pointer, or null. Never recurses. */
export function unstorable(value: unknown): Unstorable | null {
  const open: { readonly value: unknown; readonly path: readonly string[] }[] = [
    { value, path: [] },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: here, path } = next;
    if (typeof here === 'string' && !isStorableText(here)) {
      return { pointer: pointerOf(path), detail: 'has characters that cannot be stored' };
    }
    if (typeof here !== 'object' || here === null) continue;
    if (path.length >= DEEPEST) return { pointer: '', detail: 'is nested too deeply' };
    for (const [name, inner] of Object.entries(here)) {
      if (!isStorableText(name) || name === '__proto__') {
        return { pointer: pointerOf(path), detail: 'has a field whose name cannot be stored' };
      }
      open.push({ value: inner, path: [...path, name] });
    }
  }
  return null;
}

/** A path as a JSON Pointer (RFC 6901). */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
