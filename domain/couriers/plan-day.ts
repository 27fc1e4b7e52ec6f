/**
 * Plans a day of own couriers: every visit goes to the courier of its zone who has room in its window. Pure: the
 * routes it is given are as they stand, what it answers is what is to be added to them.
 */
import type { LocalDate, Zone } from '../calendar/local-time';
import { zoneFit } from './courier';
import { placeOn } from './day-route';
import type { DayRoute, NoFit, PlacedVisit } from './day-route';
import type { Visit } from './visit';

export interface ToPlan {
  readonly visit: Visit;
  readonly postalCode: string | null;
  /** Who has its parcels in his hands: it goes to nobody else. */
  readonly holder: string | null;
}

export interface Assigned extends PlacedVisit {
  readonly courier: string;
}

export interface PlannedDay {
  readonly assigned: readonly Assigned[];
  readonly left: readonly { readonly visit: Visit; readonly why: NoFit }[];
}

/** Which reason says most to a dispatcher, where couriers of the zone have different ones. */
const REASONS: readonly NoFit[] = ['no_capacity', 'cash_limit', 'other_window', 'not_active'];

/** Who waits longest for the day is put on a route first; the nearest zone and the emptiest route win. */
export function planDay(
  routes: readonly DayRoute[],
  visits: readonly ToPlan[],
  { date, zone }: { readonly date: LocalDate; readonly zone: Zone },
): PlannedDay {
  const oldestFirst = [...visits].sort(
    (one, other) =>
      one.visit.instruction.askedAt.localeCompare(other.visit.instruction.askedAt) ||
      one.visit.instruction.id.localeCompare(other.visit.instruction.id),
  );
  const begun: PlannedSoFar = { routes, assigned: [], left: [] };
  const { assigned, left } = oldestFirst.reduce(
    (plan, one) => planOne(plan, one, { date, zone }),
    begun,
  );
  return { assigned, left };
}

interface PlannedSoFar extends PlannedDay {
  readonly routes: readonly DayRoute[];
}

function planOne(
  plan: PlannedSoFar,
  { visit, postalCode, holder }: ToPlan,
  { date, zone }: { readonly date: LocalDate; readonly zone: Zone },
): PlannedSoFar {
  const leave = (why: NoFit): PlannedSoFar => ({ ...plan, left: [...plan.left, { visit, why }] });
  if (visit.earliest > date) return leave('after_cut_off');
  const near = plan.routes
    .flatMap((route) => {
      if (holder !== null) return route.courier.id === holder ? [{ route, fit: 0 }] : [];
      const fit = zoneFit(route.courier, postalCode);
      return fit === null ? [] : [{ route, fit }];
    })
    .sort(
      (one, other) =>
        other.fit - one.fit ||
        one.route.stops.length - other.route.stops.length ||
        one.route.courier.id.localeCompare(other.route.courier.id),
    );
  const whys: NoFit[] = [];
  for (const { route } of near) {
    const placed = placeOn(route, visit, zone);
    if ('slot' in placed) {
      const { slot } = placed;
      const courier = route.courier.id;
      const routes = plan.routes.map((one) =>
        one.courier.id === courier ? { ...one, stops: [...one.stops, { visit, slot }] } : one,
      );
      return { ...plan, routes, assigned: [...plan.assigned, { visit, slot, courier }] };
    }
    whys.push(placed.why);
  }
  return leave(REASONS.find((why) => whys.includes(why)) ?? 'no_zone');
}

/** The visits put on another route one after the other, or each that does not fit and why: all or nothing. */
export function moveAll(
  to: DayRoute,
  visits: readonly Visit[],
  zone: Zone,
):
  | { readonly placed: readonly PlacedVisit[] }
  | { readonly unfit: readonly { readonly visit: Visit; readonly why: NoFit }[] } {
  const placed: PlacedVisit[] = [];
  const unfit: { visit: Visit; why: NoFit }[] = [];
  for (const visit of visits) {
    const place = placeOn({ ...to, stops: [...to.stops, ...placed] }, visit, zone);
    if ('slot' in place) placed.push({ visit, slot: place.slot });
    else unfit.push({ visit, why: place.why });
  }
  return unfit.length > 0 ? { unfit } : { placed };
}
