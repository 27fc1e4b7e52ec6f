/**
 * What a visit would bring in if the customer took just so much: said at the door before it is reported. Changes
 * nothing.
 */
import { isAllRefused } from '../order/delivery/journey';
import { evolve } from '../order/evolve';
import type { Terms } from '../policy/policy';
import { visitsOf } from './visit';
import type { Visit } from './visit';

export interface Taken {
  readonly parcelId: string;
  readonly lines: readonly {
    readonly lineId: string;
    readonly accepted: number;
    readonly refused: number;
  }[];
}

/** Minor units to take for these parcels if just so much of them is taken. */
export function sumIfTaken(visit: Visit, terms: Terms, taken: readonly Taken[]): number {
  const { order, instruction } = visit;
  const after = taken.reduce((now, { parcelId, lines }) => {
    const said = { status: 'partly_delivered', reason: null, tracking: null, counts: true };
    const event = { type: 'ParcelReported' as const, by: 'courier', parcelId, lines, ...said };
    return evolve(now, { ...event, reportedAt: now.at }, now.at);
  }, order);
  // Who takes nothing has declined: the order ends, and the delivery is not owed either.
  if (isAllRefused(after)) return 0;
  const then = visitsOf(after, terms).find((one) => one.instruction.id === instruction.id);
  return taken.reduce((sum, { parcelId }) => sum + (then?.shares.get(parcelId) ?? 0), 0);
}
