/**
 * What is told of every kind of problem. Which kinds there are stands in the tables.
 */

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly about: string;
}

/** An entry of a table of problems: status, title, and what the caller can do about it. */
export const kind = (status: number, title: string, about: string): ProblemKind => ({
  status,
  title,
  about,
});
