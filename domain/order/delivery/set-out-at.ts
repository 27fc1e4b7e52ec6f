/**
 * From when the way to the customer counts. Which day that promises is said elsewhere.
 */
import type { Instant } from '../../calendar/instant';
import { latest } from '../../calendar/instant';
import type { Order } from '../order';

/** When it was told, planned anew, or came back to go out once more, whichever was last. */
export function setOutAt({ instructedAt, placedAt, check, parcels }: Order): Instant {
  const back = parcels.flatMap(({ comesBack, reportedAt }) =>
    comesBack ? (reportedAt ?? []) : [],
  );
  return latest(instructedAt ?? placedAt, check.plannedAt ?? undefined, ...back);
}
