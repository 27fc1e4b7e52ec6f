/**
 * Lists of orders by what people search for. Every search is scoped by shops and finds its orders by an
 * index; how a text is found in names and numbers is known here and in the migration that made the indexes.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { Database } from '../database';

export interface OrderQuery {
  readonly shops: readonly string[];
  readonly number: string | null;
  /** Part of a number or name, the end of a phone number, the beginning of an e-mail address. */
  readonly text: string | null;
  readonly stage: string | null;
  readonly waitingFor: string | null;
  /** Only orders whose wait has ended by their own clock. */
  readonly overdue: boolean | null;
  readonly now: Instant;
  readonly limit: number;
  readonly after: { readonly placedAt: Instant; readonly id: string } | null;
}

export interface ListedOrder {
  readonly id: string;
  readonly shop: string;
  readonly number: string;
  readonly placedAt: Instant;
  readonly version: number;
  readonly stage: string;
  readonly waitingFor: string | null;
  readonly dueBy: Instant | null;
  readonly closedReason: string | null;
  readonly total: number;
  readonly currency: string;
  readonly customerName: string | null;
}

const OVERDUE = `(o.closed_reason IS NULL AND o.due_by IS NOT NULL
  AND o.due_by < $5::timestamptz + l.clock_offset * interval '1 millisecond')`;

/** Orders a text may mean, each branch by an index of its own. */
const BY_TEXT = `AND o.id IN (
    SELECT id FROM orders WHERE shop_id = ANY($1)
      AND search_pieces(lower(number)) @> $13 AND lower(number) LIKE $10
    UNION SELECT o.id FROM orders o JOIN personal p ON p.id = o.customer_id
      WHERE p.shop_id = ANY($1) AND p.kind = 'customer'
      AND search_pieces(p.body ->> 'search') @> $13 AND p.body ->> 'search' LIKE $10
    UNION SELECT o.id FROM orders o JOIN personal p ON p.id = o.customer_id
      WHERE p.shop_id = ANY($1) AND p.email LIKE $11
    UNION SELECT o.id FROM orders o JOIN personal p ON p.id = o.customer_id
      WHERE p.shop_id = ANY($1) AND reverse(p.phone) LIKE $12)`;

const search = (byText: string): string => `
SELECT o.id, o.shop_id AS shop, o.number, o.placed_at AS "placedAt", o.version, o.stage,
  o.waiting_for AS "waitingFor", o.due_by AS "dueBy", o.closed_reason AS "closedReason", o.total,
  o.currency, p.name AS "customerName"
FROM orders o JOIN life l ON l.id = o.id LEFT JOIN personal p ON p.id = o.customer_id
WHERE o.shop_id = ANY($1)
  AND ($2::text IS NULL OR o.number = $2)
  AND ($3::text IS NULL OR o.stage = $3)
  AND ($4::text IS NULL OR o.waiting_for = $4)
  AND ($6::boolean IS NULL OR ${OVERDUE} = $6)
  AND ($7::timestamptz IS NULL OR (o.placed_at, o.id) < ($7, $8))
  ${byText}
ORDER BY o.placed_at DESC, o.id DESC LIMIT $9`;

/** The search as the database is asked it. */
export function searchStatement(query: OrderQuery): {
  readonly text: string;
  readonly values: unknown[];
} {
  const { shops, number, stage, waitingFor, now, overdue, after, limit } = query;
  const place = [after?.placedAt ?? null, after?.id ?? null];
  const values = [shops, number, stage, waitingFor, now, overdue, ...place, limit];
  const words = query.text?.toLowerCase().trim();
  if (words === undefined) return { text: search(''), values };
  const byText = [pattern(words), beginning(words), phoneTail(words), pieces(words)];
  return { text: search(BY_TEXT), values: [...values, ...byText] };
}

/** Orders that fit, the latest first; one more than the limit is never read. */
export async function searchOrders(
  database: Database,
  query: OrderQuery,
): Promise<readonly ListedOrder[]> {
  const found = await database.pool.query<ListedOrder>(searchStatement(query));
  return found.rows;
}

/** What `search_pieces` makes of every text that contains these words; of one or two letters, how a word begins. */
function pieces(words: string): readonly string[] {
  const letters = Array.from(words);
  if (letters.length < 3) return [`^${words}`];
  return letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''));
}

function escaped(words: string): string {
  return words.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

function pattern(words: string): string {
  return `%${escaped(words)}%`;
}

/** How an e-mail address may begin; null where that would be nearly any. */
function beginning(words: string): string | null {
  return words.length < 3 ? null : `${escaped(words)}%`;
}

/** The pattern of phone numbers that end so, read backwards; null where the text is no part of one. */
function phoneTail(text: string): string | null {
  if (!/^[+\d\s()-]+$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, '');
  // People begin a Russian number with 8 where E.164 has +7.
  const tail = digits.length === 11 && digits.startsWith('8') ? digits.slice(1) : digits;
  return tail.length < 3 ? null : `${Array.from(tail).reverse().join('')}%`;
}
