/**
 * A visit that is made in parts: what was handed out on one route, and the money for it, stays with that day and
 * courier; the next starts with what is still owed. Pure; which route is left, and when, is the database's to keep.
 */
import type { Parcel } from '../parties/parcel';
import { inCash } from './visit';
import type { Visit } from './visit';

/** Somebody was at the door with it: it was taken, or what was refused went back with its courier. */
function isHandedOut({ state, lines }: Parcel): boolean {
  const isSeen = state === 'delivered' || state === 'partly_delivered';
  return isSeen || lines.some(({ delivered }) => delivered > 0);
}

function sharesOf({ shares }: Visit, parcels: readonly Parcel[]): number {
  return parcels.reduce((sum, { id }) => sum + (shares.get(id) ?? 0), 0);
}

/** Ids of the parcels that were handed out where the visit stands now, and so stay there when it leaves. */
export function madeParcels({ parcels }: Visit): readonly string[] {
  return parcels.filter(isHandedOut).map(({ id }) => id);
}

/** The visit as it is where it stands now: without what was made on routes that it has left. */
export function withoutMade(visit: Visit, madeElsewhere: readonly string[]): Visit {
  if (madeElsewhere.length === 0) return visit;
  const elsewhere = visit.parcels.filter(({ id }) => madeElsewhere.includes(id));
  const taken = visit.taken - sharesOf(visit, elsewhere);
  const parcels = visit.parcels.filter((parcel) => !elsewhere.includes(parcel));
  return { ...visit, parcels, taken, cash: inCash(visit.order, visit.collect + taken) };
}

/** What a route keeps of a visit that went elsewhere: these parcels, and what was taken for them. */
export function madePart(visit: Visit, made: readonly string[]): Visit {
  const parcels = visit.parcels.filter(({ id }) => made.includes(id));
  const taken = sharesOf(visit, parcels);
  return { ...leftOff(visit, taken), state: 'done', parcels };
}

/** The visit on a route where it is not to be made any more: nothing is to be taken there but what was. */
export function leftOff(visit: Visit, taken = visit.taken): Visit {
  return { ...visit, collect: 0, taken, cash: inCash(visit.order, taken) };
}

/** The visit on a route that it comes to: only what is still owed is to be taken there. */
export function stillOwed(visit: Visit): Visit {
  return { ...visit, taken: 0, cash: inCash(visit.order, visit.collect) };
}
