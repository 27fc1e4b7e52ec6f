/**
 * Whether somebody decides on what a party has refused, for the checks of what parties were told. It looks at the
 * order alone, and asks no rule.
 */
import type { Order } from '../../domain/order/order';
import type { Instruction } from '../../domain/parties/instruction';

/** Who refuses keeps to what it was told only while an amendment or a task is open about it. */
export function isDecidedOn(
  { wish, amendment, tasks }: Order,
  { id, refusedVersion, callOffRefused, goesOn }: Instruction,
): boolean {
  const isOpen =
    amendment !== null || tasks.some(({ kind, about }) => kind === 'party_refused' && about === id);
  const isRefused = callOffRefused || refusedVersion === wish.version;
  return isRefused && (isOpen || goesOn);
}
