/**
 * What was made of visits on routes that they have left since: kept when they leave, so that the parcels handed out
 * there and their money stay with that day and courier. How a visit is split is the domain's.
 */
import type { Pool, PoolClient } from 'pg';
import type { LocalDate } from '../../domain/calendar/local-time';
import { madeParcels, withoutMade } from '../../domain/couriers/made';
import type { Visit } from '../../domain/couriers/visit';
import type { Order } from '../../domain/order/order';

type Client = Pool | PoolClient;

/** Where a visit was put. */
export interface StandsOn {
  readonly courier: string;
  readonly date: LocalDate;
  readonly slot: string;
}

/** Ids of the parcels of visits that were made on routes left since, by instruction. */
export async function madeElsewhere(
  client: Client,
  instructionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await client.query<{ id: string; parcels: readonly string[] }>({
    name: 'made-on-routes-left',
    text: `SELECT l.instruction_id AS id, array_agg(p) AS parcels FROM route_left l, unnest(l.parcels) p
      WHERE l.instruction_id = ANY($1) GROUP BY l.instruction_id`,
    values: [instructionIds],
  });
  return new Map(found.rows.map(({ id, parcels }) => [id, parcels]));
}

interface LeftBehind {
  readonly instructionId: string;
  readonly courier: string;
  readonly slot: string;
  readonly parcels: readonly string[];
  readonly order: Order;
}

/** What a day's routes keep of visits that have left them. */
export async function leftOnDay(
  client: Client,
  { shop, date }: { readonly shop: string; readonly date: LocalDate },
): Promise<readonly LeftBehind[]> {
  const found = await client.query<LeftBehind>({
    name: 'left-on-day',
    text: `SELECT r.instruction_id AS "instructionId", r.courier, r.slot, r.parcels, l.state AS order
      FROM route_left r JOIN life l ON l.id = r.life_id
      WHERE r.shop_id = $1 AND r.date = $2 ORDER BY r.instruction_id`,
    values: [shop, date],
  });
  return found.rows;
}

/** Keeps what was made of visits where they stand, as they leave; a visit of which nothing was made leaves nothing. */
export async function keepMade(
  client: Client,
  leaving: readonly { readonly visit: Visit; readonly stop: StandsOn }[],
): Promise<void> {
  const ids = leaving.map(({ visit }) => visit.instruction.id);
  const elsewhere = await madeElsewhere(client, ids);
  const rows = leaving
    .map(({ visit, stop: { courier, date, slot } }) => {
      const { order, instruction } = visit;
      const here = withoutMade(visit, elsewhere.get(instruction.id) ?? []);
      return {
        ...{ instruction_id: instruction.id, life_id: order.id, shop_id: order.shop },
        ...{ courier, date, slot, parcels: madeParcels(here) },
      };
    })
    .filter(({ parcels }) => parcels.length > 0);
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO route_left SELECT * FROM jsonb_populate_recordset(NULL::route_left, $1::jsonb)
     ON CONFLICT (instruction_id, date, courier) DO UPDATE SET parcels = route_left.parcels || excluded.parcels`,
    [JSON.stringify(rows)],
  );
}

/** A visit that comes back to a route of the day has again there what it left on it. */
export async function takeUpAgain(
  client: Client,
  date: LocalDate,
  back: readonly { readonly visit: Visit; readonly courier: string }[],
): Promise<void> {
  await client.query(
    `DELETE FROM route_left WHERE date = $1
       AND (instruction_id, courier) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    [date, back.map(({ visit }) => visit.instruction.id), back.map(({ courier }) => courier)],
  );
}
