/**
 * What a preview of an amendment looks at, in one read: the order, its people's data, its clock, what is free of its
 * goods and of what kind they are; the goods alone for who has the order. Codes, and the pickup point a change leads
 * to, are looked up beside it. Reads only.
 */
import type { Instant } from '../../domain/calendar/instant';
import { epoch, instantOf } from '../../domain/calendar/instant';
import type { ForSale } from '../../domain/order/amendment/imagined';
import type { Order } from '../../domain/order/order';
import type { Terms } from '../../domain/policy/policy';
import type { Shelf } from '../../domain/stock/share-out';
import type { Database } from '../database';
import { termsOf } from '../shops/terms';
import { kindsFrom, productsFrom } from '../stock/stored-product';
import type { GoodsKind, StoredProduct } from '../stock/stored-product';
import { personalFrom } from './personal';
import type { PersonalData, StoredPersonal } from './personal';

export interface PreviewReading {
  readonly order: Order;
  readonly terms: Terms;
  readonly personal: ReadonlyMap<string, PersonalData>;
  /** The order's present moment. */
  readonly at: Instant;
  readonly forSale: ForSale;
  /** What kind of goods those are, by SKU. */
  readonly kinds: ReadonlyMap<string, GoodsKind>;
}

export interface PreviewWanted {
  readonly id: string;
  readonly shops: readonly string[];
  /** Goods the changes speak of. */
  readonly skus: readonly string[];
  readonly wall: Instant;
}

interface GoodsRow {
  readonly shelves: readonly Shelf[];
  readonly products: readonly StoredProduct[];
}

/** Shelves and products of the goods `w.skus` in the shop `l.shop_id`. */
const GOODS = `(SELECT coalesce(jsonb_agg(jsonb_build_object('place', k.place, 'sku', k.sku,
            'free', k.on_hand - k.reserved) ORDER BY k.sku, k.place), '[]')
          FROM stock k WHERE k.shop_id = l.shop_id AND k.sku = ANY(w.skus)) AS shelves,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('sku', p.sku, 'offers', p.body -> 'offers',
            'prepaid', p.body @> '{"prepaidOnly":true}', 'group', p.body ->> 'group',
            'urgent', p.body @> '{"urgent":true}')), '[]')
          FROM product p WHERE p.shop_id = l.shop_id AND p.sku = ANY(w.skus)) AS products`;

interface Row extends GoodsRow {
  readonly state: Order;
  readonly policy_version: number;
  readonly terms_version: number;
  readonly clock_offset: number;
  readonly personal: readonly StoredPersonal[];
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
        ${GOODS}
      FROM life l JOIN shop s ON s.id = l.shop_id, LATERAL (SELECT $3::text[] || ARRAY(
        SELECT line ->> 'sku' FROM jsonb_array_elements(l.state -> 'wish' -> 'lines') line) AS skus) w
      WHERE l.id = $1 AND l.kind = 'order' AND l.shop_id = ANY($2)`,
    values: [wanted.id, wanted.shops, wanted.skus],
  });
  const row = found.rows[0];
  if (!row) return null;
  const { state: order, policy_version: policyVersion, terms_version: termsVersion } = row;
  const key = { shop: order.shop, policyVersion, termsVersion };
  const terms = await termsOf(database.pool, key);
  return {
    order,
    terms,
    personal: personalFrom(row.personal),
    at: instantOf(epoch(wanted.wall) + row.clock_offset),
    forSale: forSaleIn(row, terms),
    kinds: kindsFrom(row.products),
  };
}

function forSaleIn({ shelves, products }: GoodsRow, { policy }: Terms): ForSale {
  return { shelves, products: productsFrom(products, policy.currency) };
}

/** What is free of the goods of an order that was read already. */
export async function readForSale(
  database: Database,
  { shop, wish }: Pick<Order, 'shop' | 'wish'>,
  terms: Terms,
): Promise<ForSale> {
  const found = await database.pool.query<GoodsRow>({
    name: 'goods-for-sale',
    text: `SELECT ${GOODS} FROM (SELECT $1::text AS shop_id) l, (SELECT $2::text[] AS skus) w`,
    values: [shop, wish.lines.map(({ sku }) => sku)],
  });
  return forSaleIn(found.rows[0] ?? { shelves: [], products: [] }, terms);
}
