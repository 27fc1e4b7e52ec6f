/**
 * Reads the visits of own couriers out of the orders: those to be planned, and those on the routes of a day.
 * Reads only; who makes which visit is written elsewhere.
 */
import type { Pool, PoolClient } from 'pg';
import { addDays, fromLocal } from '../../domain/calendar/local-time';
import type { LocalDate, Zone } from '../../domain/calendar/local-time';
import type { Courier } from '../../domain/couriers/courier';
import { isStillThere, isToBeMadeThere, isWithCourier } from '../../domain/couriers/day-route';
import type { DayRoute, PlacedVisit } from '../../domain/couriers/day-route';
import { leftOff, madeParcels, madePart, stillOwed, withoutMade } from '../../domain/couriers/made';
import type { ToPlan } from '../../domain/couriers/plan-day';
import { isOnDay } from '../../domain/couriers/visit-days';
import { visitsOf } from '../../domain/couriers/visit';
import type { Visit } from '../../domain/couriers/visit';
import type { Order } from '../../domain/order/order';
import type { Terms } from '../../domain/policy/policy';
import { termsWithin } from '../shops/policies';
import { leftOnDay, madeElsewhere } from './left';
import type { StandsOn } from './left';

type Client = Pool | PoolClient;

/** The shop's present terms; null where there is no such shop. */
export async function presentTerms(client: PoolClient, shop: string): Promise<Terms | null> {
  const found = await client.query<{ policy_version: number }>({
    name: 'policy-version-of-shop',
    text: 'SELECT policy_version FROM shop WHERE id = $1',
    values: [shop],
  });
  const policyVersion = found.rows[0]?.policy_version;
  return policyVersion === undefined ? null : termsWithin(client, { shop, policyVersion });
}

export interface OfDay {
  readonly shop: string;
  readonly date: LocalDate;
  readonly terms: Terms;
}

export interface KeptStop {
  readonly instructionId: string;
  readonly courier: string;
  readonly placed: PlacedVisit;
}

/** What stands on the routes of a day, whether it still belongs there or not. */
async function keptStops(
  client: Client,
  { shop, date, terms }: OfDay,
): Promise<readonly KeptStop[]> {
  const found = await client.query<{
    instruction_id: string;
    courier: string;
    slot: string;
    state: Order;
  }>({
    name: 'stops-of-day',
    text: `SELECT s.instruction_id, s.courier, s.slot, l.state FROM route_stop s
      JOIN life l ON l.id = s.life_id WHERE s.shop_id = $1 AND s.date = $2 ORDER BY s.instruction_id`,
    values: [shop, date],
  });
  return found.rows.flatMap(({ instruction_id: instructionId, courier, slot, state }) => {
    const visit = visitsOf(state, terms).find((one) => one.instruction.id === instructionId);
    return visit ? [{ instructionId, courier, placed: { visit, slot } }] : [];
  });
}

/** Whether a stop that belongs to the route no more is shown to its courier, who may have its parcels with him. */
export function isKeptInSight(visit: Visit): boolean {
  return visit.state === 'called_off' || isWithCourier(visit);
}

export interface DayRead {
  readonly routes: readonly DayRoute[];
  /** Stops whose visit was called off or moved since, or whose courier or his hours were changed. */
  readonly stale: readonly KeptStop[];
}

/** The routes of these couriers on a day: what belongs there, what was made there, and what is not to be made any more. */
export async function readDay(
  client: Client,
  of: OfDay,
  couriers: readonly Courier[],
): Promise<DayRead> {
  const { zone } = of.terms.policy.calendar;
  const kept = await placedNow(client, of);
  const left = await madeBefore(client, of);
  const stale: KeptStop[] = [];
  const routes = couriers.map((courier): DayRoute => {
    const route = { courier, date: of.date, stops: [], off: [] };
    const own = kept.filter((stop) => stop.courier === courier.id);
    const there = own.filter((stop) => isStillThere(route, stop.placed, zone));
    const gone = own.filter((stop) => !there.includes(stop));
    stale.push(...gone);
    const made = [
      ...gone.flatMap(madeOfGone),
      ...left.filter((stop) => stop.courier === courier.id),
    ];
    const off = gone.filter(({ placed }) => isKeptInSight(placed.visit));
    return {
      ...route,
      stops: [...there, ...made].map(({ placed }) => placed),
      off: off.map(({ placed }) => ({ ...placed, visit: leftOff(placed.visit) })),
    };
  });
  return { routes, stale };
}

/** The stops of a day without what was made of their visits elsewhere. */
async function placedNow(client: Client, of: OfDay): Promise<readonly KeptStop[]> {
  const kept = await keptStops(client, of);
  const elsewhere = await madeElsewhere(
    client,
    kept.map(({ instructionId }) => instructionId),
  );
  return kept.map((stop): KeptStop => {
    const visit = withoutMade(stop.placed.visit, elsewhere.get(stop.instructionId) ?? []);
    return { ...stop, placed: { ...stop.placed, visit } };
  });
}

/** What the day keeps of visits that went to another route. */
async function madeBefore(client: Client, of: OfDay): Promise<readonly KeptStop[]> {
  return (await leftOnDay(client, of)).flatMap(
    ({ order, instructionId, parcels, courier, slot }) => {
      const visit = visitsOf(order, of.terms).find((one) => one.instruction.id === instructionId);
      if (!visit) return [];
      return [{ instructionId, courier, placed: { visit: madePart(visit, parcels), slot } }];
    },
  );
}

/** What stays of a visit that is to be made elsewhere and of which its courier has nothing more with him. */
function madeOfGone(stop: KeptStop): readonly KeptStop[] {
  const { visit } = stop.placed;
  const made = madeParcels(visit);
  if (made.length === 0 || isKeptInSight(visit)) return [];
  return [{ ...stop, placed: { ...stop.placed, visit: madePart(visit, made) } }];
}

/** Whether it is neither over nor called off. */
export function isToBeMade({ state }: Visit): boolean {
  return state !== 'done' && state !== 'called_off';
}

/** Visits that may be made on a day: told, not over, not called off. On which route they stand does not matter here. */
async function openVisits(client: Client, of: OfDay): Promise<readonly Visit[]> {
  const { shop, date, terms } = of;
  const { zone } = terms.policy.calendar;
  const own = terms.parties.filter(({ kind }) => kind === 'own_couriers').map(({ id }) => id);
  const found = await client.query<{ state: Order }>({
    name: 'orders-to-deliver',
    text: `SELECT l.state FROM life l WHERE l.id IN (
        SELECT i.life_id FROM instruction i,
          LATERAL (SELECT coalesce(i.body #> '{pending,content,window}', i.body #> '{content,window}')
            AS told) w
        WHERE i.shop_id = $1 AND i.party = ANY($2) AND i.kind = 'deliver'
          AND i.state IN ('sent', 'accepted')
          AND (w.told ->> 'from' IS NULL OR (w.told ->> 'to' >= $3 AND w.told ->> 'from' < $4)))
      AND l.closed_at IS NULL AND NOT l.over ORDER BY l.id`,
    values: [
      ...[shop, own],
      fromLocal({ date, time: '00:00' }, zone),
      fromLocal({ date: addDays(date, 1), time: '00:00' }, zone),
    ],
  });
  return found.rows
    .flatMap(({ state }) => visitsOf(state, terms))
    .filter((visit) => isOnDay(visit, date) && isToBeMade(visit));
}

/** Where visits were put, by instruction, whether they still belong there or not. */
export async function stopsOf(
  client: Client,
  visits: readonly Visit[],
): Promise<ReadonlyMap<string, StandsOn>> {
  const found = await client.query<StandsOn & { readonly instruction_id: string }>({
    name: 'stops-of-visits',
    text: 'SELECT instruction_id, courier, date, slot FROM route_stop WHERE instruction_id = ANY($1)',
    values: [visits.map(({ instruction }) => instruction.id)],
  });
  return new Map(found.rows.map(({ instruction_id: id, ...stop }) => [id, stop]));
}

/** Where visits are to be made as it stands, by instruction; a day that is over binds none to its route. */
export async function standingStops(
  client: Client,
  visits: readonly Visit[],
  now: {
    readonly couriers: readonly Courier[];
    readonly today: LocalDate;
    readonly zone: Zone;
  },
): Promise<ReadonlyMap<string, StandsOn>> {
  const stops = await stopsOf(client, visits);
  const standing = visits.flatMap((visit) => {
    const stop = stops.get(visit.instruction.id);
    const courier = now.couriers.find(({ id }) => id === stop?.courier);
    if (!stop || !courier) return [];
    const route = { courier, date: stop.date, stops: [], off: [] };
    const isThere = isToBeMadeThere(route, { visit, slot: stop.slot }, now);
    return isThere ? [[visit.instruction.id, stop] as const] : [];
  });
  return new Map(standing);
}

/** Visits that may be made on a day and stand nowhere: on no route of it, nor on one of another day still to come. */
export async function looseVisits(
  client: Client,
  of: OfDay,
  now: {
    readonly routes: readonly DayRoute[];
    readonly couriers: readonly Courier[];
    readonly today: LocalDate;
  },
): Promise<readonly Visit[]> {
  const { zone } = of.terms.policy.calendar;
  const open = await openVisits(client, of);
  const standing = await standingStops(client, open, { ...now, zone });
  const placed = new Set(
    now.routes.flatMap(({ stops }) =>
      stops.filter(({ visit }) => isToBeMade(visit)).map(({ visit }) => visit.instruction.id),
    ),
  );
  return open
    .filter(({ instruction: { id } }) => !placed.has(id) && !standing.has(id))
    .map(stillOwed);
}

/** Adds to visits the postal codes of where they lead, and on whose route they are whose parcels are in hands. */
export async function toPlan(client: Client, visits: readonly Visit[]): Promise<readonly ToPlan[]> {
  const [coded, stops] = [
    await withPostalCodes(client, visits),
    await stopsOf(client, visits.filter(isWithCourier)),
  ];
  return coded.map((one) => {
    return { ...one, holder: stops.get(one.visit.instruction.id)?.courier ?? null };
  });
}

/** Adds to visits the postal codes of where they lead. */
export async function withPostalCodes(
  client: Client,
  visits: readonly Visit[],
): Promise<readonly Omit<ToPlan, 'holder'>[]> {
  const ids = visits.flatMap(({ content }) => content.addressId ?? []);
  const found = await client.query<{ id: string; code: string | null }>({
    name: 'postal-codes',
    text: `SELECT id, body ->> 'postalCode' AS code FROM personal WHERE id = ANY($1) AND kind = 'address'`,
    values: [ids],
  });
  const codes = new Map(found.rows.map(({ id, code }) => [id, code]));
  return visits.map((visit) => ({
    visit,
    postalCode: codes.get(visit.content.addressId ?? '') ?? null,
  }));
}
