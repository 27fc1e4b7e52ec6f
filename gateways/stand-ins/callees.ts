// What people do when the stand-in of Twilio calls them, number by number. Until somebody says otherwise
// nobody answers: a development shop is not to confirm orders by itself.

export const CALLEE_WAYS = ['answers', 'no_answer', 'busy', 'line_fails'] as const;

export interface Callee {
  readonly does: (typeof CALLEE_WAYS)[number];
  /** Who answers presses these keys, one at each question; nothing where they have run out. */
  readonly keys: string;
}

export interface Callees {
  /** What the callee does from now on; all who were not told of by number where `to` is left out. */
  tell(callee: Callee & { readonly to?: string | undefined }): void;
  of(to: string): Callee;
  clear(): void;
}

const NOBODY: Callee = { does: 'no_answer', keys: '' };

/** Callees who do not answer. */
export function createCallees(): Callees {
  const known = new Map<string, Callee>();
  let others = NOBODY;
  return {
    tell: ({ to, does, keys }) => {
      if (to === undefined) others = { does, keys };
      else known.set(to, { does, keys });
    },
    of: (to) => known.get(to) ?? others,
    clear: () => {
      known.clear();
      others = NOBODY;
    },
  };
}
