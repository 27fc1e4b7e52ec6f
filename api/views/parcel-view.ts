/**
 * A parcel as people and parties see it: what is in it and how far it has come. Pure.
 */
import type { Parcel } from '../../domain/parties/parcel';

/** The parcel as answers show it; which instruction it goes for is Ordo's own business. */
export function parcelView(parcel: Parcel) {
  const { id, source, carrier, tracking, state, reportedAt, lastWord, reason, expectedAt } = parcel;
  return {
    ...{ id, source, carrier, tracking, state, reportedAt, lastWord, reason, expectedAt },
    lines: parcel.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  };
}
