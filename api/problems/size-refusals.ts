/**
 * Refusals of what is more than an order may hold: a part of the table of problems, told in its words.
 */
import { kind } from './problem-kind';
import type { ProblemKind } from './problem-kind';

/** By their codes, as those of all other refusals. */
export const SIZE_REFUSALS = {
  sum_too_large: kind(
    422,
    'The sum is too large',
    'An order costs at most ten million million minor units of its currency.',
  ),
  too_many_lines: kind(
    422,
    'The order has too many lines',
    'An order has at most 1,000 lines in all its life, those that were removed or replaced included. Set the quantity of a line that is there, or place another order.',
  ),
} as const satisfies Record<string, ProblemKind>;
