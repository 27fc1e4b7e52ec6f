/**
 * Goods of a shop as the shop describes them. How many there are is the stock's business.
 */
import type { Prisma } from '../generated/client';
import type { Database } from '../database';
import { kindsFrom } from './stored-product';
import type { GoodsKind, StoredKind } from './stored-product';

export interface Offer {
  readonly party: string;
  readonly maker: string;
  readonly price: { readonly amount: number; readonly currency: string };
  /** Days until the supplier delivers. */
  readonly term: number;
  readonly quality: number | string | null;
}

export interface Product {
  readonly sku: string;
  readonly title: string;
  readonly group: string | null;
  readonly imageUrl: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly prepaidOnly: boolean;
  readonly urgent: boolean;
  readonly alternatives: readonly string[];
  readonly accessories: readonly string[];
  readonly offers: readonly Offer[];
}

/** The product of one of the shops, or null. */
export async function productBySku(
  database: Database,
  wanted: { readonly shop: string; readonly sku: string },
): Promise<Product | null> {
  const { shop: shopId, sku } = wanted;
  const where = { shopId_sku: { shopId, sku } };
  const found = await database.prisma.product.findUnique({ where });
  return found ? asProduct(found) : null;
}

/** Products of a shop with these SKUs, by SKU; what the shop does not describe is left out. */
export async function productsBySku(
  database: Database,
  shop: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, Product>> {
  const where = { shopId: shop, sku: { in: [...skus] } };
  const found = await database.prisma.product.findMany({ where });
  return new Map(found.map((row) => [row.sku, asProduct(row)]));
}

/** Products of a shop in the order of their SKUs. */
export async function listProducts(
  database: Database,
  query: { readonly shop: string; readonly after: string | null; readonly limit: number },
): Promise<readonly Product[]> {
  const found = await database.prisma.product.findMany({
    where: { shopId: query.shop, ...(query.after === null ? {} : { sku: { gt: query.after } }) },
    orderBy: { sku: 'asc' },
    take: query.limit,
  });
  return found.map(asProduct);
}

/** What kind of goods the SKUs are, by SKU; what the shop does not describe is left out. */
export async function goodsKinds(
  database: Database,
  shop: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, GoodsKind>> {
  const found = await database.pool.query<StoredKind>({
    name: 'kinds-of-goods',
    text: `SELECT sku, body @> '{"prepaidOnly":true}' AS prepaid, body ->> 'group' AS "group",
        body @> '{"urgent":true}' AS urgent
      FROM product WHERE shop_id = $1 AND sku = ANY($2)`,
    values: [shop, skus],
  });
  return kindsFrom(found.rows);
}

/** Stores products whole, each in the place of what was there; all or none. */
export async function storeProducts(
  database: Database,
  shop: string,
  products: readonly Product[],
): Promise<void> {
  const rows = products.map(({ sku, ...body }) => ({ sku, body }));
  await database.pool.query(
    `INSERT INTO product (shop_id, sku, body)
      SELECT DISTINCT ON (sku) $1::text, sku, body
      FROM (SELECT row ->> 'sku' AS sku, row -> 'body' AS body, n
        FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS t(row, n)) AS rows
      ORDER BY sku, n DESC
      ON CONFLICT (shop_id, sku) DO UPDATE SET body = excluded.body`,
    [shop, JSON.stringify(rows)],
  );
  const offered = products.filter((product) => product.offers.length > 0).map(({ sku }) => sku);
  if (offered.length > 0) await tellWhoLacks(database, shop, offered);
}

/** Orders that lack goods somebody now offers look for them again, each by its own clock. */
async function tellWhoLacks(
  database: Database,
  shop: string,
  skus: readonly string[],
): Promise<void> {
  await database.pool.query(
    `WITH told AS (
       INSERT INTO inbox (life_id, sender, sender_id, received_at, command)
       SELECT s.life_id, 'stock', gen_random_uuid(),
         $3::timestamptz + make_interval(secs => l.clock_offset / 1000.0),
         jsonb_build_object('name', 'goodsFreed', 'body', jsonb_build_object('sku', s.sku))
       FROM (SELECT DISTINCT life_id, sku FROM stock_short WHERE shop_id = $1 AND sku = ANY($2)) AS s
       JOIN life l ON l.id = s.life_id RETURNING life_id)
     SELECT pg_notify('ordo', life_id) FROM told`,
    [shop, skus, database.wall()],
  );
}

function asProduct({ sku, body }: { sku: string; body: Prisma.JsonValue }): Product {
  const kept = body as unknown as Partial<Omit<Product, 'sku'>>;
  return {
    sku,
    title: kept.title ?? sku,
    group: kept.group ?? null,
    imageUrl: kept.imageUrl ?? null,
    attributes: kept.attributes ?? {},
    prepaidOnly: kept.prepaidOnly ?? false,
    urgent: kept.urgent ?? false,
    alternatives: kept.alternatives ?? [],
    accessories: kept.accessories ?? [],
    offers: kept.offers ?? [],
  };
}
