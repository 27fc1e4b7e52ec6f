/**
 * What a shop could give instead of goods it lacks: the alternatives its products name, with how many of
 * each are free now. Reads only.
 */
import type { Pool, PoolClient } from 'pg';

export interface Alternative {
  readonly sku: string;
  readonly title: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Pieces free in all warehouses together. */
  readonly available: number;
  readonly prepaidOnly: boolean;
}

/** Alternatives by the SKU they stand in for, in the order in which the product names them. */
export type Alternatives = ReadonlyMap<string, readonly Alternative[]>;

export async function alternativesFor(
  client: Pool | PoolClient,
  shop: string,
  skus: readonly string[],
): Promise<Alternatives> {
  if (skus.length === 0) return new Map();
  const found = await client.query<Alternative & { readonly instead: string }>({
    name: 'alternatives',
    text: `SELECT p.sku AS instead, a.sku, coalesce(o.body ->> 'title', a.sku) AS title,
        coalesce(o.body -> 'attributes', '{}') AS attributes,
        coalesce(o.body @> '{"prepaidOnly":true}', false) AS "prepaidOnly",
        coalesce((SELECT sum(on_hand - reserved) FROM stock s
          WHERE s.shop_id = $1 AND s.sku = a.sku), 0)::int AS available
      FROM product p
      CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(p.body -> 'alternatives', '[]'))
        WITH ORDINALITY AS a(sku, n)
      LEFT JOIN product o ON o.shop_id = $1 AND o.sku = a.sku
      WHERE p.shop_id = $1 AND p.sku = ANY($2) ORDER BY p.sku, a.n`,
    values: [shop, skus],
  });
  const bySku = new Map<string, Alternative[]>();
  for (const { instead, ...alternative } of found.rows) {
    bySku.set(instead, [...(bySku.get(instead) ?? []), alternative]);
  }
  return bySku;
}
