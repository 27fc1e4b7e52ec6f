/**
 * Certificates and promo codes as a shop makes them and looks at them. What orders take of them is the code
 * ledger's, never changed here.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { Promo } from '../../domain/order/wish';
import type { Database } from '../database';

export interface Certificate {
  readonly shop: string;
  readonly code: string;
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  readonly held: number;
  readonly spent: number;
  readonly validUntil: Instant | null;
}

export interface PromoCode extends Promo {
  readonly shop: string;
  readonly currency: string | null;
  readonly validFrom: Instant | null;
  readonly validUntil: Instant | null;
  readonly mostUses: number | null;
  readonly uses: number;
  readonly oncePerCustomer: boolean;
}

interface Named {
  readonly shop: string;
  readonly code: string;
}

/** Stores a new certificate; false where the shop has a code of this name. */
export async function storeCertificate(
  { pool }: Pick<Database, 'pool'>,
  one: Omit<Certificate, 'held' | 'spent'>,
  at: Instant,
): Promise<boolean> {
  const stored = await pool.query(
    `INSERT INTO certificate (shop_id, code, currency, amount, valid_until, created_at)
     SELECT $1, $2, $3, $4, $5, $6
     WHERE NOT EXISTS (SELECT 1 FROM promo_code WHERE shop_id = $1 AND code = $2)
     ON CONFLICT DO NOTHING`,
    [one.shop, one.code, one.currency, one.amount, one.validUntil, at],
  );
  return stored.rowCount === 1;
}

/** The certificate of a shop, or null. */
export async function certificateByCode(
  { pool }: Pick<Database, 'pool'>,
  { shop, code }: Named,
): Promise<Certificate | null> {
  const found = await pool.query<Certificate>(
    `SELECT shop_id AS shop, code, currency, amount, held, spent, valid_until AS "validUntil"
     FROM certificate WHERE shop_id = $1 AND code = $2`,
    [shop, code],
  );
  return found.rows[0] ?? null;
}

/** Stores a new promo code; false where the shop has a code of this name. */
export async function storePromoCode(
  { pool }: Pick<Database, 'pool'>,
  one: Omit<PromoCode, 'uses'>,
  at: Instant,
): Promise<boolean> {
  const { percent, sum, skus, groups = null } = one;
  const stored = await pool.query(
    `INSERT INTO promo_code (shop_id, code, promo, currency, valid_from, valid_until, most_uses,
       once_per_customer, created_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
     WHERE NOT EXISTS (SELECT 1 FROM certificate WHERE shop_id = $1 AND code = $2)
     ON CONFLICT DO NOTHING`,
    [
      ...[one.shop, one.code, JSON.stringify({ percent, sum, skus, groups }), one.currency],
      ...[one.validFrom, one.validUntil, one.mostUses, one.oncePerCustomer, at],
    ],
  );
  return stored.rowCount === 1;
}

/** The promo code of a shop, or null. */
export async function promoCodeByCode(
  { pool }: Pick<Database, 'pool'>,
  { shop, code }: Named,
): Promise<PromoCode | null> {
  const found = await pool.query<
    Omit<PromoCode, keyof Promo> & { code: string; promo: Omit<Promo, 'code'> }
  >(
    `SELECT shop_id AS shop, code, promo, currency, valid_from AS "validFrom",
       valid_until AS "validUntil", most_uses AS "mostUses", uses,
       once_per_customer AS "oncePerCustomer"
     FROM promo_code WHERE shop_id = $1 AND code = $2`,
    [shop, code],
  );
  const row = found.rows[0];
  if (!row) return null;
  const { promo, ...kept } = row;
  return { ...kept, ...promo };
}
