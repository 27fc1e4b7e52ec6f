/**
 * Whether a shop knows a customer: by phone or e-mail, never by name. The answer may go into an order,
 * the data it was found by may not.
 */
import type { Database } from '../database';

/**
 * Whether the shop has completed an order of a customer with this phone (E.164) or e-mail. Only what the
 * order ended with counts: a number that was replaced makes nobody known.
 */
export async function isKnownCustomer(
  database: Database,
  shop: string,
  customer: { readonly phone: string | null; readonly email: string | null },
): Promise<boolean> {
  const found = await database.pool.query<{ known: boolean }>({
    name: 'customer-known',
    text: `SELECT EXISTS (SELECT 1 FROM personal p JOIN orders o ON o.id = p.life_id AND o.customer_id = p.id
      WHERE p.shop_id = $1 AND p.kind = 'customer' AND (p.phone = $2 OR p.email = $3)
        AND o.shop_id = $1 AND o.closed_reason = 'completed') AS known`,
    values: [shop, customer.phone, customer.email?.toLowerCase() ?? null],
  });
  return found.rows[0]?.known ?? false;
}
