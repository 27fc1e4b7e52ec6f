/**
 * Refusals of what cannot be meant as it was said: a part of the table of problems, told in its words.
 */
import { kind } from './problem-kind';
import type { ProblemKind } from './problem-kind';

/** By their codes, as those of all other refusals. */
export const UNCLEAR_REFUSALS = {
  reference_used: kind(
    422,
    'The reference stands for another sum',
    'The order has a payment of another amount with this method and reference. Correct the amount or the reference.',
  ),
  payment_does_not_fit: kind(
    422,
    'The way to pay does not fit the delivery',
    'Cash and card are taken by who hands the order over, `cod_post` by the post alone; `prepaid` fits every way.',
  ),
  pieces_unaccounted: kind(
    422,
    'Some pieces are neither accepted nor refused',
    'Of every line that is named, `accepted` and `refused` together are its pieces in the parcel.',
  ),
  unknown_outcome: kind(
    422,
    'The task cannot end like this',
    '`allowed` of the task names the outcomes of its kind.',
  ),
  moment_out_of_range: kind(
    422,
    'Nobody can call at this moment',
    'It is past already, or more than a year ahead.',
  ),
} as const satisfies Record<string, ProblemKind>;
