/**
 * The reason for which an outcome ends an order, read from its data. Whether the order may end is decided elsewhere.
 */
import type { Refusal } from '../../life/life';
import { closingReason } from '../commands/shape-schemas';
import type { CommandOf, OutcomeData } from '../commands/command-schemas';

type Reason = CommandOf<'cancel'>['reason'];

/** The reason given, the usual one where none is, or a refusal of words that are no closing reason. */
export function closingReasonIn(
  { reason }: OutcomeData,
  usual: Reason,
): { readonly reason: Reason } | Refusal {
  if (reason === undefined) return { reason: usual };
  const read = closingReason.safeParse(reason);
  return read.success ? { reason: read.data } : { refusal: 'malformed', pointer: '/data/reason' };
}
