/**
 * Everything a preview of an amendment looks at, in one read: the order, its people's data, its clock and what is
 * free of its goods. Reads only.
 */
import type { Instant } from '../../domain/calendar/instant';
import { epoch, instantOf } from '../../domain/calendar/instant';
import type { Order } from '../../domain/order/order';
import type { Terms } from '../../domain/policy/policy';
import type { Database } from '../database';
import { termsOf } from '../shops/terms';
import { personalFrom } from './personal';
import type { PersonalData, StoredPersonal } from './personal';

export interface PreviewReading {
  readonly order: Order;
  readonly terms: Terms;
  readonly personal: ReadonlyMap<string, PersonalData>;
  /** The order's present moment. */
  readonly at: Instant;
  /** Pieces free in all places, by SKU; a SKU without stock has none. */
  readonly free: ReadonlyMap<string, number>;
}

export interface PreviewWanted {
  readonly id: string;
  readonly shops: readonly string[];
  /** Goods the changes speak of. */
  readonly skus: readonly string[];
  readonly wall: Instant;
}

interface Row {
  readonly state: Order;
  readonly policy_version: number;
  readonly terms_version: number;
  readonly clock_offset: number;
  readonly personal: readonly StoredPersonal[];
  readonly free: Readonly<Record<string, number>>;
}

/** What there is of an order in one of the shops, with the goods named beside its own; null where none is. */
export async function readForPreview(
  database: Database,
  wanted: PreviewWanted,
): Promise<PreviewReading | null> {
  const found = await database.pool.query<Row>({
    name: 'preview-reading',
    text: `SELECT l.state, l.policy_version, s.terms_version, l.clock_offset,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'name', p.name,
            'phone', p.phone, 'body', p.body) ORDER BY p.id), '[]')
          FROM personal p WHERE p.life_id = l.id) AS personal,
        (SELECT coalesce(jsonb_object_agg(f.sku, f.free), '{}') FROM (
          SELECT sku, sum(on_hand - reserved)::int AS free FROM stock
          WHERE shop_id = l.shop_id AND sku = ANY($3::text[] || ARRAY(
            SELECT line ->> 'sku' FROM jsonb_array_elements(l.state -> 'wish' -> 'lines') line))
          GROUP BY sku) f) AS free
      FROM life l JOIN shop s ON s.id = l.shop_id
      WHERE l.id = $1 AND l.kind = 'order' AND l.shop_id = ANY($2)`,
    values: [wanted.id, wanted.shops, wanted.skus],
  });
  const row = found.rows[0];
  if (!row) return null;
  const { state: order, policy_version: policyVersion, terms_version: termsVersion } = row;
  const key = { shop: order.shop, policyVersion, termsVersion };
  return {
    order,
    terms: await termsOf(database.pool, key),
    personal: personalFrom(row.personal),
    at: instantOf(epoch(wanted.wall) + row.clock_offset),
    free: new Map(Object.entries(row.free)),
  };
}
