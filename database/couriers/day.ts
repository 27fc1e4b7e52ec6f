/**
 * The routes of a day as people see them, and what is on nobody's route yet. Reads only.
 */
import { inOrder } from '../../domain/couriers/day-route';
import type { NoFit, PlacedVisit } from '../../domain/couriers/day-route';
import { planDay } from '../../domain/couriers/plan-day';
import type { Instant } from '../../domain/calendar/instant';
import { localDate } from '../../domain/calendar/local-time';
import type { LocalDate } from '../../domain/calendar/local-time';
import type { Terms } from '../../domain/policy/policy';
import type { Database } from '../database';
import { onConnection } from '../database';
import type { PoolClient } from 'pg';
import { listCouriers } from './couriers';
import type { ShopCourier } from './couriers';
import { looseVisits, presentTerms, readDay, toPlan, withPostalCodes } from './visits';
import type { OfDay } from './visits';

export interface Stop extends PlacedVisit {
  readonly postalCode: string | null;
}

export interface CourierDay {
  readonly courier: ShopCourier;
  readonly date: LocalDate;
  readonly terms: Terms;
  /** In the order in which they are driven. */
  readonly stops: readonly Stop[];
  /** Were on the route and are not to be made on it: the courier may have their parcels with him. */
  readonly calledOff: readonly Stop[];
}

interface Wanted {
  readonly shop: string;
  readonly date: LocalDate;
  /** Null for all of them. */
  readonly courier: string | null;
}

/** The routes of a shop's day, one for each courier, empty ones included. */
export async function routesOfDay(
  database: Database,
  { shop, date, courier: only }: Wanted,
): Promise<readonly CourierDay[]> {
  return onConnection(database, async (client) => {
    const terms = await presentTerms(client, shop);
    if (!terms) return [];
    const known = await listCouriers(client, [shop]);
    const couriers = known.filter(({ id }) => only === null || id === only);
    const { routes } = await readDay(client, { shop, date, terms }, couriers);
    return Promise.all(
      couriers.map(async (courier, index) => ({
        ...{ courier, date, terms },
        stops: inOrder(await withCodes(client, routes[index]?.stops ?? [])),
        calledOff: await withCodes(client, routes[index]?.off ?? []),
      })),
    );
  });
}

async function withCodes(
  client: PoolClient,
  placed: readonly PlacedVisit[],
): Promise<readonly Stop[]> {
  const visits = placed.map(({ visit }) => visit);
  const codes = await withPostalCodes(client, visits);
  return placed.map((one, index) => ({ ...one, postalCode: codes[index]?.postalCode ?? null }));
}

export interface Unplanned extends Omit<Stop, 'slot'> {
  /** Why planning would leave it; null where it would find it a place. */
  readonly why: NoFit | null;
}

/**
 * Visits that may be made on the day and are on no route, and what planning the day now would say of each. What
 * stood on the route of a day that is over and was not made is among them.
 */
export async function unplannedOfDay(
  database: Database,
  { shop, date, at }: Omit<Wanted, 'courier'> & { readonly at: Instant },
): Promise<readonly Unplanned[]> {
  return onConnection(database, async (client) => {
    const terms = await presentTerms(client, shop);
    if (!terms) return [];
    const of: OfDay = { shop, date, terms };
    const couriers = await listCouriers(client, [shop]);
    const { routes } = await readDay(client, of, couriers);
    const { zone } = terms.policy.calendar;
    const today = localDate(at, zone);
    const visits = await toPlan(client, await looseVisits(client, of, { routes, couriers, today }));
    const { left } = planDay(routes, visits, { date, zone });
    return visits.map((one) => ({
      ...{ visit: one.visit, postalCode: one.postalCode },
      why: left.find(({ visit }) => visit === one.visit)?.why ?? null,
    }));
  });
}
