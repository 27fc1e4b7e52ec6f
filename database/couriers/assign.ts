/**
 * Puts visits on couriers' routes: a whole day, one by hand, one courier's day to another. Whoever fills a route
 * holds its courier's row meanwhile, so that the last place is given once; nothing of an order is changed here.
 */
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import { localDate } from '../../domain/calendar/local-time';
import type { LocalDate, Zone } from '../../domain/calendar/local-time';
import type { Courier } from '../../domain/couriers/courier';
import { isWithCourier, placeOn } from '../../domain/couriers/day-route';
import type { DayRoute, NoFit } from '../../domain/couriers/day-route';
import { stillOwed } from '../../domain/couriers/made';
import { moveAll, planDay } from '../../domain/couriers/plan-day';
import type { Assigned, PlannedDay } from '../../domain/couriers/plan-day';
import { visitsOf } from '../../domain/couriers/visit';
import type { Visit } from '../../domain/couriers/visit';
import { dayToPut, isOnDay } from '../../domain/couriers/visit-days';
import type { Order } from '../../domain/order/order';
import type { Database } from '../database';
import { inTransaction } from '../database';
import { lockCouriers } from './couriers';
import { keepMade, takeUpAgain } from './left';
import type { StandsOn } from './left';
import {
  isKeptInSight,
  isToBeMade,
  looseVisits,
  presentTerms,
  readDay,
  standingStops,
  stopsOf,
  toPlan,
} from './visits';
import type { KeptStop, OfDay } from './visits';

export interface Planner {
  readonly shop: string;
  readonly by: string;
  readonly at: Instant;
}

/** Opens a transaction with the shop's terms; every shop of a caller has some. */
async function within<Result>(
  database: Database,
  shop: string,
  work: (client: PoolClient, terms: OfDay['terms']) => Promise<Result>,
): Promise<Result> {
  return inTransaction(database, async (client) => {
    const terms = await presentTerms(client, shop);
    if (!terms) throw new Error(`there is no shop ${shop}`);
    return work(client, terms);
  });
}

/** Puts every visit that may be made on the day and is on no route on one; again it adds only what has come since. */
export async function planRoutes(
  database: Database,
  { shop, by, at, date }: Planner & { readonly date: LocalDate },
): Promise<PlannedDay> {
  return within(database, shop, async (client, terms) => {
    const of = { shop, date, terms };
    const couriers = await lockCouriers(client, { shop, ids: null });
    const { routes, stale } = await readDay(client, of, couriers);
    await dropStops(client, stale, date);
    const { zone } = terms.policy.calendar;
    const today = localDate(at, zone);
    const visits = await toPlan(client, await looseVisits(client, of, { routes, couriers, today }));
    const plan = planDay(routes, visits, { date, zone });
    await putStops(client, plan.assigned, { shop, by, at, date });
    return plan;
  });
}

export type AssignedByHand =
  | { readonly assigned: Assigned; readonly date: LocalDate }
  | { readonly unfit: { readonly visit: Visit; readonly why: NoFit } }
  | { readonly why: 'no_courier' | 'no_visit' | 'day_over' }
  /** It stands on a route the person has not seen it on: of this courier, or of nobody. */
  | { readonly onRouteOf: string | null };

/**
 * Puts one visit on the route a person chose, on a day of the order's: zone and cut-off are theirs to judge.
 * Every courier is held meanwhile, so that of two who give it to different ones the second is told of the first.
 */
export async function assignVisit(
  database: Database,
  wanted: Planner & {
    readonly orderId: string;
    readonly instructionId: string;
    readonly courier: string;
    /** On whose route the person saw it; null for nobody's. */
    readonly from: string | null;
    /** Null for the day on which it stands or, where on none, the first that is not over. */
    readonly day: LocalDate | null;
  },
): Promise<AssignedByHand> {
  const { shop, by, at, orderId, instructionId } = wanted;
  return within(database, shop, async (client, terms) => {
    const { zone } = terms.policy.calendar;
    const couriers = await lockCouriers(client, { shop, ids: null });
    const courier = couriers.find(({ id }) => id === wanted.courier);
    const visit = await visitIn(client, terms, { shop, orderId, instructionId });
    if (!courier) return { why: 'no_courier' };
    if (!visit || !isToBeMade(visit)) return { why: 'no_visit' };
    const today = localDate(at, zone);
    const { onRouteOf, stands } = await standsWith(client, { visit, couriers, today, zone });
    const date = dayToPut(visit, { today, named: wanted.day, stands });
    if (date === null) return { why: 'day_over' };
    if (onRouteOf !== courier.id && onRouteOf !== wanted.from) return { onRouteOf };
    const { routes, stale } = await readDay(client, { shop, date, terms }, [courier]);
    await dropStops(client, stale, date);
    const [whole] = routes;
    if (!whole) return { why: 'no_visit' };
    const here = whole.stops.find((stop) => isToBeMade(stop.visit) && isOf(visit, stop));
    const route = { ...whole, stops: whole.stops.filter((stop) => stop !== here) };
    const place = placeOn(route, here?.visit ?? stillOwed(visit), zone);
    if ('why' in place) return { unfit: { visit, why: place.why } };
    const assigned = { visit, slot: place.slot, courier: courier.id };
    await putStops(client, [assigned], { shop, by, at, date });
    return { assigned, date };
  });
}

async function visitIn(
  client: PoolClient,
  terms: OfDay['terms'],
  of: { readonly shop: string; readonly orderId: string; readonly instructionId: string },
): Promise<Visit | undefined> {
  const found = await client.query<{ state: Order }>(
    'SELECT state FROM life WHERE id = $1 AND shop_id = $2',
    [of.orderId, of.shop],
  );
  return found.rows
    .flatMap(({ state }) => visitsOf(state, terms))
    .find((one) => one.instruction.id === of.instructionId);
}

function isOf({ instruction }: Visit, stop: { readonly visit: Visit }): boolean {
  return stop.visit.instruction.id === instruction.id;
}

/** On whose route and which day a visit is to be made, or who has its parcels in his hands; null for nobody. */
async function standsWith(
  client: PoolClient,
  at: {
    readonly visit: Visit;
    readonly couriers: readonly Courier[];
    readonly today: LocalDate;
    readonly zone: Zone;
  },
): Promise<{ readonly onRouteOf: string | null; readonly stands: LocalDate | null }> {
  const { visit, couriers } = at;
  const { id } = visit.instruction;
  const there = (await standingStops(client, [visit], at)).get(id);
  if (there) return { onRouteOf: there.courier, stands: there.date };
  const holder = isWithCourier(visit) ? (await stopsOf(client, [visit])).get(id)?.courier : null;
  return { onRouteOf: couriers.find((one) => one.id === holder)?.id ?? null, stands: null };
}

/** Takes one visit off its route, or off this one alone: false where it stands elsewhere. It is planned anew when the day is. */
export async function takeOffRoute(
  database: Database,
  wanted: {
    readonly shop: string;
    readonly instructionId: string;
    readonly from: string | null;
  },
): Promise<boolean> {
  const { shop, instructionId, from } = wanted;
  return within(database, shop, async (client, terms) => {
    const off = await client.query<StandsOn & { readonly life_id: string }>(
      `DELETE FROM route_stop WHERE instruction_id = $1 AND ($2::text IS NULL OR courier = $2)
       RETURNING life_id, courier, date, slot`,
      [instructionId, from],
    );
    const [stop] = off.rows;
    if (!stop) return from === null;
    const visit = await visitIn(client, terms, { shop, orderId: stop.life_id, instructionId });
    if (visit) await keepMade(client, [{ visit, stop }]);
    return true;
  });
}

export type Moved =
  | { readonly moved: readonly Assigned[] }
  | { readonly unfit: readonly { readonly visit: Visit; readonly why: NoFit }[] }
  | { readonly unknown: 'from' | 'to' };

/** Gives all that is still to be done on one courier's route to another: all of it, or nothing and who does not fit. */
export async function moveRoute(
  database: Database,
  wanted: Planner & { readonly date: LocalDate; readonly from: string; readonly to: string },
): Promise<Moved> {
  const { shop, by, at, date, from, to } = wanted;
  return within(database, shop, async (client, terms) => {
    const couriers = await lockCouriers(client, { shop, ids: [from, to] });
    const { routes, stale } = await readDay(client, { shop, date, terms }, couriers);
    const leaving = routes.find(({ courier }) => courier.id === from);
    const taking = routes.find(({ courier }) => courier.id === to);
    if (!leaving) return { unknown: 'from' };
    if (!taking) return { unknown: 'to' };
    const visits = leftOn(leaving, stale).map(stillOwed);
    const moved = moveAll(taking, visits, terms.policy.calendar.zone);
    if ('unfit' in moved) return moved;
    await dropStops(client, stale, date);
    const assigned = moved.placed.map((one) => ({ ...one, courier: to }));
    await putStops(client, assigned, { shop, by, at, date });
    return { moved: assigned };
  });
}

/** What is still to be made of a route, though its courier works no more or his hours were changed. */
function leftOn({ courier, date, stops }: DayRoute, stale: readonly KeptStop[]): readonly Visit[] {
  const his = stale.filter((stop) => stop.courier === courier.id).map(({ placed }) => placed);
  return [...stops, ...his.filter(({ visit }) => isOnDay(visit, date))]
    .map(({ visit }) => visit)
    .filter(isToBeMade);
}

/** What its courier may have with him stays in his sight. */
async function dropStops(
  client: PoolClient,
  stops: readonly KeptStop[],
  date: LocalDate,
): Promise<void> {
  const movedAway = stops.filter(({ placed }) => !isKeptInSight(placed.visit));
  const leaving = movedAway.map(({ courier, placed: { visit, slot } }) => {
    return { visit, stop: { courier, date, slot } };
  });
  await keepMade(client, leaving);
  for (const { instructionId, courier } of movedAway) {
    await client.query('DELETE FROM route_stop WHERE instruction_id = $1 AND courier = $2', [
      instructionId,
      courier,
    ]);
  }
}

/** Puts visits on routes of a day; what was made of them where they stood stays there. */
async function putStops(
  client: PoolClient,
  assigned: readonly Assigned[],
  { shop, by, at, date }: Planner & { readonly date: LocalDate },
): Promise<void> {
  const before = await stopsOf(
    client,
    assigned.map(({ visit }) => visit),
  );
  const leaving = assigned.flatMap(({ visit, courier }) => {
    const stop = before.get(visit.instruction.id);
    return stop && (stop.courier !== courier || stop.date !== date) ? [{ visit, stop }] : [];
  });
  await keepMade(client, leaving);
  await takeUpAgain(client, date, assigned);
  const rows = assigned.map(({ visit, slot, courier }) => ({
    ...{ instruction_id: visit.instruction.id, life_id: visit.order.id, shop_id: shop },
    ...{ courier, date, slot, assigned_at: at, assigned_by: by },
  }));
  await client.query(
    `INSERT INTO route_stop SELECT * FROM jsonb_populate_recordset(NULL::route_stop, $1::jsonb)
     ON CONFLICT (instruction_id) DO UPDATE SET courier = excluded.courier, date = excluded.date,
       slot = excluded.slot, assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by`,
    [JSON.stringify(rows)],
  );
}
