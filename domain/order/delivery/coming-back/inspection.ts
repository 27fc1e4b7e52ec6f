/**
 * What becomes of goods the customer has had in hands and sent back: somebody of the warehouse looks at them, then
 * they are sold again or written off, piece by piece. What came back unopened goes on the shelf unasked.
 */
import { outstanding } from '../../../parties/parcel';
import type { Parcel } from '../../../parties/parcel';
import type { Terms } from '../../../policy/policy';
import type { OpenTask } from '../../../tasks/task';
import type { CommandOf, OutcomeData } from '../../commands/command-schemas';
import type { Order } from '../../order';
import type { Decision, Scene } from '../../scene';
import { followedOf } from '../following/evolve-following';
import type { Inspected } from '../following/following-events';

function mustBeInspected(terms: Terms, parcel: Parcel): boolean {
  const { inspectReturns = 'never' } = terms.policy;
  const isOurs = !terms.parties.some(({ id, kind }) => id === parcel.source && kind === 'supplier');
  const isMeant = inspectReturns === 'always' || (inspectReturns === 'opened' && parcel.opened);
  return isOurs && isMeant === true;
}

/** Whether a parcel that came back waits for somebody to look at it. */
export function awaitsInspection(order: Order, terms: Terms, parcel: Parcel): boolean {
  return (
    parcel.state === 'returned' &&
    parcel.lines.some((line) => outstanding(line) > 0) &&
    !followedOf(order, parcel.id).inspected &&
    mustBeInspected(terms, parcel)
  );
}

/** Parcels that came back and are to be looked at. */
export function toInspect(order: Order, terms: Terms): readonly Parcel[] {
  return order.parcels.filter((parcel) => awaitsInspection(order, terms, parcel));
}

/** The outcome of an inspection: it is for the pieces named, the others are the contrary; for all where none is. */
export function inspected(
  { order }: Scene,
  task: OpenTask,
  { closing, data }: { readonly closing: CommandOf<'closeTask'>; readonly data: OutcomeData },
): Decision {
  const parcel = order.parcels.find(({ id }) => id === task.about);
  if (!parcel) return { refusal: 'unknown_parcel', pointer: '/taskId' };
  const isGood = closing.outcome === 'restock';
  const named = data.lines ?? [];
  const ids = named.map(({ lineId }) => lineId);
  const strange = named.findIndex(({ lineId, quantity }, index) => {
    const line = parcel.lines.find((one) => one.lineId === lineId);
    return !line || quantity > outstanding(line) || ids.indexOf(lineId) !== index;
  });
  if (strange >= 0) {
    return { refusal: 'more_than_shipped', pointer: `/data/lines/${String(strange)}/quantity` };
  }
  const lines = parcel.lines.flatMap((line): readonly Inspected[] => {
    const { lineId } = line;
    const all = outstanding(line);
    if (all === 0) return [];
    const said = named.find((one) => one.lineId === lineId)?.quantity;
    const meant = named.length === 0 ? all : (said ?? 0);
    const restock = isGood ? meant : all - meant;
    return [{ lineId, restock, writeOff: all - restock }];
  });
  const { taskId, outcome, noteId } = closing;
  return [
    { type: 'ReturnInspected', parcelId: parcel.id, lines },
    { type: 'TaskDone', taskId, outcome, noteId },
  ];
}
