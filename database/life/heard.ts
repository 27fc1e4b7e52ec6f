/**
 * What a commit has to hear: the inputs it was given and the unread facts of the inbox, less those
 * whose cause the journal knows already; these are answered by their rows.
 */
import type { PoolClient } from 'pg';
import type { Answer, Input } from '../../domain/life/life';
import type { OrderFact } from '../../domain/order/events';
import { answerOf } from '../../domain/order/step';
import type { CommitRequest } from './lock-life';

export interface Heard {
  /** Inputs to be decided now. */
  readonly fresh: readonly Input[];
  /** Answers of causes that were decided before. */
  readonly known: Readonly<Record<string, Answer>>;
  /** Inbox rows that are read by this commit. */
  readonly read: readonly number[];
}

interface InboxRow {
  readonly id: number;
  readonly receivedAt: string;
  readonly command: { readonly name: string; readonly body: unknown };
}

interface JournalledRow {
  readonly cause: string;
  readonly type: string;
  readonly data: object;
}

/** Reads inbox and journal; the life is locked already, so neither changes under the commit. */
export async function heardOf(client: PoolClient, request: CommitRequest): Promise<Heard> {
  const { lifeId, inputs } = request;
  const found = await client.query<{ inbox: InboxRow[] | null; known: JournalledRow[] | null }>({
    name: 'heard',
    text: `SELECT
      (SELECT jsonb_agg(jsonb_build_object('id', id, 'receivedAt', received_at, 'command', command) ORDER BY id)
       FROM inbox WHERE life_id = $1 AND NOT read) AS inbox,
      (SELECT jsonb_agg(jsonb_build_object('cause', cause, 'type', type, 'data', data) ORDER BY seq)
       FROM journal WHERE life_id = $1 AND (cause = ANY($2) OR cause IN
         (SELECT 'i:' || id FROM inbox WHERE life_id = $1 AND NOT read))) AS known`,
    values: [lifeId, inputs.map((input) => input.cause)],
  });
  const inbox = found.rows[0]?.inbox ?? [];
  const known = answersByCause(found.rows[0]?.known ?? []);
  const facts = inbox.map((row): Input => ({
    cause: `i:${String(row.id)}`,
    at: new Date(row.receivedAt).toISOString(),
    name: row.command.name,
    command: row.command.body,
  }));
  const fresh = [...inputs.map(atItsDeadline), ...facts].filter(
    (input) => !Object.hasOwn(known, input.cause),
  );
  return { fresh: once(fresh), known, read: inbox.map((row) => row.id) };
}

/** A deadline counts from when it passed, however late it was heard: what came after it comes after it. */
function atItsDeadline(input: Input): Input {
  if (input.name !== 'due') return input;
  const deadline = /^due:.*@([^@]+)$/.exec(input.cause)?.[1] ?? input.at;
  return deadline < input.at ? { ...input, at: deadline } : input;
}

/** A cause given twice in one batch is heard once. */
function once(inputs: readonly Input[]): readonly Input[] {
  return inputs.filter(
    (input, index) => inputs.findIndex((one) => one.cause === input.cause) === index,
  );
}

/** What each cause was answered, read from the rows it left. */
export function answersByCause(rows: readonly JournalledRow[]): Record<string, Answer> {
  const facts = new Map<string, OrderFact[]>();
  for (const { cause, type, data } of rows) {
    facts.set(cause, [...(facts.get(cause) ?? []), { ...data, type } as OrderFact]);
  }
  return Object.fromEntries([...facts].map(([cause, list]) => [cause, answerOf(list)]));
}
