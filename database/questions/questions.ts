/**
 * Quick questions to parties: asked, answered once, found by shop, party and state. Every change is told to those
 * who follow live in the same statement. Words are kept with the personal data, here are their ids.
 */
import type { PoolClient } from 'pg';
import type { Instant } from '../../domain/calendar/instant';
import type { PartyKind } from '../../domain/parties/instruction';
import type { Question, QuestionState } from '../../domain/parties/question';
import type { Database } from '../database';
import { inTransaction } from '../database';
import { storePersonal } from '../orders/personal';

export interface KeptQuestion extends Question {
  /** Of the party that is asked. */
  readonly kind: PartyKind;
  readonly text: string;
  readonly answer: string | null;
  readonly answerId: string | null;
}

export type AskedQuestion = Omit<Question, 'answeredBy' | 'answeredAt'> & { readonly text: string };

/** Keeps a question and tells of it live; one that is there already stays as it is. */
export async function askQuestion(database: Database, asked: AskedQuestion): Promise<void> {
  const { id, shop, party, sku, orderId, askedBy, askedAt, until, text } = asked;
  const textId = `${id}_text`;
  await inTransaction(database, async (client) => {
    await keepWords(client, { ...asked, id: textId, lifeId: orderId ?? id, text });
    await client.query({
      name: 'question-ask',
      text: `WITH asked AS (
          INSERT INTO question (id, shop_id, party, sku, life_id, text_id, asked_by, asked_at, until, tell_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8) ON CONFLICT DO NOTHING RETURNING *)
        ${told('asked', { seq: 1, type: 'QuestionAsked', at: 'asked_at', by: 'asked_by' })}`,
      values: [id, shop, party, sku, orderId, textId, askedBy, askedAt, until],
    });
  });
}

/** Keeps the first answer, in time or late, and tells of it live; any other changes nothing. */
export async function answerQuestion(
  database: Database,
  question: Question,
  answer: { readonly text: string; readonly by: string; readonly at: Instant },
): Promise<void> {
  const { id, orderId, shop } = question;
  const answerId = `${id}_answer`;
  await inTransaction(database, async (client) => {
    const changed = await client.query({
      name: 'question-answer',
      text: `WITH answered AS (
          UPDATE question SET answer_id = $2, answered_by = $3, answered_at = $4
          WHERE id = $1 AND answered_at IS NULL RETURNING *)
        ${told('answered', { seq: 2, type: 'QuestionAnswered', at: 'answered_at', by: 'answered_by' })}`,
      values: [id, answerId, answer.by, answer.at],
    });
    if (changed.rowCount !== 1) return;
    await keepWords(client, { id: answerId, shop, lifeId: orderId ?? id, text: answer.text });
  });
}

/** Tells those who follow live of questions whose time is over without an answer, each once. */
export async function tellExpired(database: Database): Promise<number> {
  const ended = await database.pool.query({
    name: 'question-expire',
    text: `WITH ended AS (
        UPDATE question SET end_told = true, tell_at = NULL WHERE id IN (
          SELECT id FROM question WHERE NOT end_told AND answered_at IS NULL AND until <= $1
          ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED) RETURNING *)
      ${told('ended', { seq: 3, type: 'QuestionExpired', at: 'until', by: `'ordo'` })}`,
    values: [database.wall()],
  });
  return ended.rowCount ?? 0;
}

/** The insert of one event for every row of a part of the statement; names are ours, never a caller's. */
function told(
  rows: string,
  event: {
    readonly seq: number;
    readonly type: string;
    readonly at: string;
    readonly by: string;
  },
): string {
  return `INSERT INTO question_event (question_id, seq, shop_id, life_id, at, type, by, data)
    SELECT id, ${String(event.seq)}, shop_id, life_id, ${event.at}, '${event.type}', ${event.by},
      jsonb_build_object('party', party) FROM ${rows}`;
}

async function keepWords(
  client: PoolClient,
  words: {
    readonly id: string;
    readonly shop: string;
    readonly lifeId: string;
    readonly text: string;
  },
): Promise<void> {
  const { id, shop, lifeId, text } = words;
  await storePersonal(client, [{ id, shop, lifeId, data: { kind: 'said', text } }]);
}

interface Row {
  readonly id: string;
  readonly shop_id: string;
  readonly party: string;
  readonly kind: PartyKind;
  readonly sku: string | null;
  readonly life_id: string | null;
  readonly asked_by: string;
  readonly asked_at: Instant;
  readonly until: Instant;
  readonly answer_id: string | null;
  readonly answered_by: string | null;
  readonly answered_at: Instant | null;
  readonly text: string | null;
  readonly answer: string | null;
}

const SELECT = `SELECT q.*, p.kind, t.body ->> 'text' AS text, a.body ->> 'text' AS answer FROM question q
  JOIN party p ON p.shop_id = q.shop_id AND p.id = q.party
  LEFT JOIN personal t ON t.id = q.text_id LEFT JOIN personal a ON a.id = q.answer_id`;

/** The question with this id in one of the shops, or in any where none are named; else null. */
export async function questionById(
  database: Database,
  wanted: { readonly id: string; readonly shops: readonly string[] | null },
): Promise<KeptQuestion | null> {
  const found = await database.pool.query<Row>({
    name: 'question-by-id',
    text: `${SELECT} WHERE q.id = $1 AND ($2::text[] IS NULL OR q.shop_id = ANY($2))`,
    values: [wanted.id, wanted.shops],
  });
  return found.rows.map(asQuestion)[0] ?? null;
}

export interface QuestionQuery {
  readonly shops: readonly string[];
  readonly party: string | null;
  readonly state: QuestionState | null;
  readonly orderId: string | null;
  readonly now: Instant;
  readonly after: { readonly at: Instant; readonly id: string } | null;
  readonly limit: number;
}

/** Questions that fit, the newest first. */
export async function listQuestions(
  database: Database,
  query: QuestionQuery,
): Promise<readonly KeptQuestion[]> {
  const { shops, party, state, orderId, now, after, limit } = query;
  const found = await database.pool.query<Row>({
    name: 'question-list',
    text: `${SELECT} WHERE q.shop_id = ANY($1) AND ($2::text IS NULL OR q.party = $2)
        AND ($3::text IS NULL OR q.life_id = $3)
        AND ($4::text IS NULL OR $4 = CASE
          WHEN q.answered_at IS NOT NULL AND q.answered_at < q.until THEN 'answered'
          WHEN q.answered_at IS NULL AND $5 < q.until THEN 'open' ELSE 'expired' END)
        AND ($6::timestamptz IS NULL OR (q.asked_at, q.id) < ($6, $7))
      ORDER BY q.asked_at DESC, q.id DESC LIMIT $8`,
    values: [shops, party, orderId, state, now, after?.at ?? null, after?.id ?? null, limit],
  });
  return found.rows.map(asQuestion);
}

function asQuestion(row: Row): KeptQuestion {
  return {
    ...{ id: row.id, shop: row.shop_id, party: row.party, kind: row.kind, sku: row.sku },
    orderId: row.life_id,
    ...{ askedBy: row.asked_by, askedAt: row.asked_at, until: row.until },
    ...{ answeredBy: row.answered_by, answeredAt: row.answered_at, answerId: row.answer_id },
    text: row.text ?? '',
    answer: row.answer,
  };
}
