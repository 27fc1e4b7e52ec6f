/**
 * Puts visits on couriers' routes: a whole day, one by hand, one courier's day to another. Whoever fills a route
 * holds its courier's row meanwhile, so that the last place is given once; nothing of an order is changed here.
 */
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import type { LocalDate } from '../../domain/calendar/local-time';
import { placeOn } from '../../domain/couriers/day-route';
import type { NoFit } from '../../domain/couriers/day-route';
import { moveAll, planDay } from '../../domain/couriers/plan-day';
import type { Assigned, PlannedDay } from '../../domain/couriers/plan-day';
import { visitsOf } from '../../domain/couriers/visit';
import type { Visit } from '../../domain/couriers/visit';
import type { Order } from '../../domain/order/order';
import type { Database } from '../database';
import { inTransaction } from '../database';
import { lockCouriers } from './couriers';
import { openVisits, presentTerms, readDay, withPostalCodes } from './visits';
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

/** Puts every open visit of the day that is on no route on one; again it adds only what has come since. */
export async function planRoutes(
  database: Database,
  { shop, by, at, date }: Planner & { readonly date: LocalDate },
): Promise<PlannedDay> {
  return within(database, shop, async (client, terms) => {
    const of = { shop, date, terms };
    const couriers = await lockCouriers(client, { shop, ids: null });
    const { routes, stale } = await readDay(client, of, couriers);
    await dropStops(client, stale);
    const placed = new Set(
      routes.flatMap(({ stops }) => stops.map(({ visit }) => visit.instruction.id)),
    );
    const open = (await openVisits(client, of)).filter((one) => !placed.has(one.instruction.id));
    const { zone } = terms.policy.calendar;
    const visits = await withPostalCodes(client, open);
    const plan = planDay(routes, visits, { date, zone });
    await putStops(client, plan.assigned, { shop, by, at, date });
    return plan;
  });
}

export type AssignedByHand =
  | { readonly assigned: Assigned; readonly date: LocalDate }
  | { readonly unfit: { readonly visit: Visit; readonly why: NoFit } }
  | { readonly why: 'no_courier' | 'no_visit' };

/** Puts one visit on the route a person chose, on the day that is the order's: zone and cut-off are theirs to judge. */
export async function assignVisit(
  database: Database,
  wanted: Planner & {
    readonly orderId: string;
    readonly instructionId: string;
    readonly courier: string;
  },
): Promise<AssignedByHand> {
  const { shop, by, at, orderId, instructionId } = wanted;
  return within(database, shop, async (client, terms) => {
    const [courier] = await lockCouriers(client, { shop, ids: [wanted.courier] });
    const found = await client.query<{ state: Order }>(
      'SELECT state FROM life WHERE id = $1 AND shop_id = $2',
      [orderId, shop],
    );
    const visit = found.rows
      .flatMap(({ state }) => visitsOf(state, terms))
      .find((one) => one.instruction.id === instructionId);
    if (!courier) return { why: 'no_courier' };
    if (!visit || !isOpen(visit)) return { why: 'no_visit' };
    const { day: date } = visit;
    const { routes, stale } = await readDay(client, { shop, date, terms }, [courier]);
    await dropStops(client, stale);
    const [route] = routes.map((one) => ({ ...one, stops: one.stops.filter(isOther(visit)) }));
    if (!route) return { why: 'no_visit' };
    const place = placeOn(route, visit, terms.policy.calendar.zone);
    if ('why' in place) return { unfit: { visit, why: place.why } };
    const assigned = { visit, slot: place.slot, courier: courier.id };
    await putStops(client, [assigned], { shop, by, at, date });
    return { assigned, date };
  });
}

const isOpen = ({ state }: Visit): boolean => state !== 'done' && state !== 'called_off';

const isOther =
  (visit: Visit) =>
  (stop: { readonly visit: Visit }): boolean =>
    stop.visit.instruction.id !== visit.instruction.id;

/** Takes one visit off the routes; it is planned anew when the day is. */
export async function takeOffRoute(database: Database, instructionId: string): Promise<void> {
  await database.pool.query('DELETE FROM route_stop WHERE instruction_id = $1', [instructionId]);
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
    await dropStops(client, stale);
    const visits = leaving.stops.map(({ visit }) => visit).filter(isOpen);
    const moved = moveAll(taking, visits, terms.policy.calendar.zone);
    if ('unfit' in moved) return moved;
    const assigned = moved.placed.map((one) => ({ ...one, courier: to }));
    await putStops(client, assigned, { shop, by, at, date });
    return { moved: assigned };
  });
}

/** What was called off stays in sight of its courier, who may have it with him. */
async function dropStops(client: PoolClient, stops: readonly KeptStop[]): Promise<void> {
  const movedAway = stops.filter(({ placed }) => placed.visit.state !== 'called_off');
  for (const { instructionId, courier } of movedAway) {
    await client.query('DELETE FROM route_stop WHERE instruction_id = $1 AND courier = $2', [
      instructionId,
      courier,
    ]);
  }
}

async function putStops(
  client: PoolClient,
  assigned: readonly Assigned[],
  { shop, by, at, date }: Planner & { readonly date: LocalDate },
): Promise<void> {
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
