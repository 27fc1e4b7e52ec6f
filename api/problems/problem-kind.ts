/**
 * What every kind of problem says: its status, its title, and what the caller can do about it.
 */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly about: string;
}

/** One kind, as a line of a table. */
export const kind = (status: number, title: string, about: string): ProblemKind => ({
  status,
  title,
  about,
});
