/**
 * What the database can keep: text without NUL and without halves of characters, of bounded depth.
 * Looks at everything that comes in, before any schema does.
 */
import type { FieldError } from '../problems';

const DEEPEST = 40;

const NUL = String.fromCharCode(0);

function isStorableText(text: string): boolean {
  return !text.includes(NUL) && !/\p{Surrogate}/u.test(text);
}

/** The first thing that cannot be kept, with its JSON Pointer, or null. Never recurses. */
export function unstorable(value: unknown): FieldError | null {
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
