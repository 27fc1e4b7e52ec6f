/**
 * The register of certificates and promo codes inside one transaction: each move is a conditional update of the
 * code's own counters together with what the order holds of it. Codes are locked in sorted order.
 */
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import type {
  CodeAsker,
  CodeMove,
  CodeRegister,
  KnownCode,
} from '../../domain/order/codes/code-register';
import type { Promo } from '../../domain/order/wish';

/** The codes of a shop inside one transaction. */
export function codeLedger(client: PoolClient): CodeRegister {
  return {
    look: (asker, codes) => look(client, asker, codes),
    move: async (asker, moves) => {
      const done: number[] = [];
      for (const one of moves) done.push(await move(client, asker, one));
      return done;
    },
  };
}

interface Row {
  readonly code: string;
  readonly currency: string | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly left: number | null;
  readonly promo: Omit<Promo, 'code'> | null;
  readonly used: boolean;
}

/** What is left for the asker, its own part included. */
const CERTIFICATES = `SELECT c.code, c.currency, NULL AS "from", c.valid_until AS "until",
    c.amount - c.held - c.spent + coalesce(h.held, 0) AS "left", NULL::jsonb AS promo, false AS used
  FROM certificate c LEFT JOIN certificate_hold h
    ON h.shop_id = c.shop_id AND h.code = c.code AND h.life_id = $3
  WHERE c.shop_id = $1 AND c.code = ANY($2) ORDER BY c.code`;

/** A customer is known again by phone or e-mail, never by name. */
const PROMO_CODES = `SELECT p.code, p.currency, p.valid_from AS "from", p.valid_until AS "until",
    p.most_uses - p.uses + (SELECT count(*)::int FROM promo_use u
      WHERE u.shop_id = p.shop_id AND u.code = p.code AND u.life_id = $3) AS "left", p.promo,
    p.once_per_customer AND EXISTS (
      SELECT 1 FROM promo_use u JOIN personal theirs ON theirs.id = u.customer_id
        JOIN personal own ON own.id = $4
      WHERE u.shop_id = p.shop_id AND u.code = p.code AND u.life_id <> $3
        AND (theirs.phone = own.phone OR theirs.email = own.email)) AS used
  FROM promo_code p WHERE p.shop_id = $1 AND p.code = ANY($2) ORDER BY p.code`;

async function look(
  client: PoolClient,
  { shop, lifeId, customerId }: CodeAsker,
  codes: readonly string[],
): Promise<readonly KnownCode[]> {
  // Locked first and read then, so that what another order did meanwhile is seen.
  await client.query(
    'SELECT 1 FROM certificate WHERE shop_id = $1 AND code = ANY($2) ORDER BY code FOR UPDATE',
    [shop, codes],
  );
  await client.query(
    'SELECT 1 FROM promo_code WHERE shop_id = $1 AND code = ANY($2) ORDER BY code FOR UPDATE',
    [shop, codes],
  );
  return readCodes(client, { shop, lifeId, customerId }, codes);
}

/** The same without a lock, for who only looks. */
export async function readCodes(
  client: Pick<PoolClient, 'query'>,
  { shop, lifeId, customerId }: Omit<CodeAsker, 'at'>,
  codes: readonly string[],
): Promise<readonly KnownCode[]> {
  const certificates = await client.query<Row>(CERTIFICATES, [shop, codes, lifeId]);
  const promos = await client.query<Row>(PROMO_CODES, [shop, codes, lifeId, customerId]);
  return [
    ...certificates.rows.map((row) => knownCode('certificate', row)),
    ...promos.rows.map((row) => knownCode('promo', row)),
  ];
}

function knownCode(kind: KnownCode['kind'], row: Row): KnownCode {
  const { code, currency, from, until, left, promo, used: isUsedByCustomer } = row;
  const terms = promo && { ...promo, code };
  return { kind, code, currency, from, until, left, isUsedByCustomer, promo: terms };
}

function move(client: PoolClient, asker: CodeAsker, one: CodeMove): Promise<number> {
  switch (one.do) {
    case 'take':
      return take(client, asker, one.code);
    case 'give_back':
      return giveBack(client, asker, one.code);
    case 'hold':
      return hold(client, asker, one);
    case 'release':
    case 'spend':
      return letGo(client, asker, one);
  }
}

/** A statement that must change one row; a counter that refuses is a broken rule. */
async function mustChange(client: PoolClient, text: string, values: unknown[]): Promise<void> {
  const changed = await client.query(text, values);
  if (changed.rowCount !== 1) throw new Error('a counter of codes refuses a move');
}

async function take(client: PoolClient, asker: CodeAsker, code: string): Promise<number> {
  const { shop, lifeId, customerId } = asker;
  await mustChange(
    client,
    `UPDATE promo_code SET uses = uses + 1
     WHERE shop_id = $1 AND code = $2 AND (most_uses IS NULL OR uses < most_uses)`,
    [shop, code],
  );
  await mustChange(
    client,
    'INSERT INTO promo_use (shop_id, code, life_id, customer_id) VALUES ($1, $2, $3, $4)',
    [shop, code, lifeId, customerId],
  );
  return 1;
}

async function giveBack(client: PoolClient, asker: CodeAsker, code: string): Promise<number> {
  const { shop, lifeId } = asker;
  await mustChange(
    client,
    'UPDATE promo_code SET uses = uses - 1 WHERE shop_id = $1 AND code = $2',
    [shop, code],
  );
  await mustChange(
    client,
    'DELETE FROM promo_use WHERE shop_id = $1 AND code = $2 AND life_id = $3',
    [shop, code, lifeId],
  );
  return 1;
}

/** As much of the amount as nobody else holds. */
async function hold(
  client: PoolClient,
  { shop, lifeId }: CodeAsker,
  { code, amount }: Extract<CodeMove, { do: 'hold' }>,
): Promise<number> {
  const found = await client.query<{ free: number }>(
    `SELECT amount - held - spent AS free FROM certificate
     WHERE shop_id = $1 AND code = $2 FOR UPDATE`,
    [shop, code],
  );
  const held = Math.min(amount, found.rows[0]?.free ?? 0);
  if (held === 0) return 0;
  await mustChange(
    client,
    `UPDATE certificate SET held = held + $3
     WHERE shop_id = $1 AND code = $2 AND amount - held - spent >= $3`,
    [shop, code, held],
  );
  await mustChange(
    client,
    `INSERT INTO certificate_hold (shop_id, code, life_id, held) VALUES ($1, $2, $3, $4)
     ON CONFLICT (shop_id, code, life_id) DO UPDATE SET held = certificate_hold.held + excluded.held`,
    [shop, code, lifeId, held],
  );
  return held;
}

/** Held money goes back or is spent, in the code's counters and in the order's. */
async function letGo(
  client: PoolClient,
  { shop, lifeId }: CodeAsker,
  { code, amount, do: how }: Extract<CodeMove, { do: 'release' | 'spend' }>,
): Promise<number> {
  const spent = how === 'spend' ? amount : 0;
  await mustChange(
    client,
    `UPDATE certificate SET held = held - $3, spent = spent + $4 WHERE shop_id = $1 AND code = $2`,
    [shop, code, amount, spent],
  );
  await mustChange(
    client,
    `UPDATE certificate_hold SET held = held - $4, spent = spent + $5
     WHERE shop_id = $1 AND code = $2 AND life_id = $3`,
    [shop, code, lifeId, amount, spent],
  );
  return amount;
}
