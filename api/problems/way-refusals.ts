/**
 * Refusals of what the shop's ways of delivery do not take: a part of the table of problems, told in its words.
 */
import { kind } from './problem-kind';
import type { ProblemKind } from './problem-kind';

/** By their codes, as those of all other refusals. */
export const WAY_REFUSALS = {
  no_way_there: kind(
    422,
    'The shop has no way there',
    'None of the shop’s ways of this method leads to the place. `POST /v1/delivery-options` tells which do.',
  ),
  goods_do_not_fit: kind(
    422,
    'The goods do not go this way',
    'The shop’s way does not take goods of this kind there. `POST /v1/delivery-options` with the lines tells which ways do.',
  ),
} as const satisfies Record<string, ProblemKind>;
