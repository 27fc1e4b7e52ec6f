/**
 * What must hold when all orders of a fault test have come to rest. Each check gives the faults it
 * found, in words; an empty list is a pass. None of them asks the rules what they think of it.
 */
import { temporal } from '@temporalio/proto';
import type { OrderEvent } from '../../../domain/order/events';
import { evolve } from '../../../domain/order/evolve';
import type { Order } from '../../../domain/order/order';
import { same } from '../../../domain/same';
import type { Cast } from './cast';
import type { FaultRoom } from './room';
import { standingOf } from './shop';
import type { Placed } from './shop';

const { WorkflowTaskFailedCause } = temporal.api.enums.v1;

interface Row {
  readonly cause: string;
  readonly at: string;
  readonly type: string;
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}

async function journalOf({ database }: FaultRoom, id: string): Promise<readonly Row[]> {
  const found = await database.pool.query<Row>(
    'SELECT cause, at, type, by, data FROM journal WHERE life_id = $1 ORDER BY seq',
    [id],
  );
  return found.rows;
}

function foldOf(rows: readonly Row[]): Order | null {
  return rows.reduce<Order | null>(
    (order, { data, type, by, at }) =>
      evolve(order, { ...data, type, by } as unknown as OrderEvent, at),
    null,
  );
}

/** The fold of the journal is the state; what was said stands in it once; the order came to its end. */
async function checkOrder(room: FaultRoom, { placed, said }: Cast): Promise<readonly string[]> {
  const { id } = placed;
  const rows = await journalOf(room, id);
  const { state, over, stage } = await standingOf(room.database, id);
  const faults: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) faults.push(`${id}: ${what}`);
  };
  must(same(foldOf(rows), state), 'the fold of the journal is not the state');
  const last = rows.slice(-3).map((row) => row.type);
  must(over || state.tasks.length > 0, `left ${stage} after ${last.join(', ')}`);
  const times = (of: (row: Row) => boolean): number => rows.filter(of).length;
  for (const note of said.signals) {
    const count = times((row) => row.type === 'NoteTaken' && row.data.noteId === note);
    must(count === 1, `the signal ${note} stands ${String(count)} times in the journal`);
  }
  const causes = new Set(rows.map((row) => row.cause));
  for (const cause of [...said.updates, ...said.facts]) {
    must(causes.has(cause), `${cause} is not in the journal`);
  }
  const parts = new Set(rows.map((row) => `${row.cause} ${row.type} ${JSON.stringify(row.data)}`));
  must(parts.size === rows.length, 'a cause left the same row twice');
  for (const type of [
    'OrderPlaced',
    'OrderAgreed',
    'ClosingBegun',
    'OrderClosed',
    'PaymentRecorded',
  ]) {
    const count = times((row) => row.type === type);
    must(count <= 1, `${type} stands ${String(count)} times in the journal`);
  }
  must(times((row) => row.type === 'TroubleMet') === 0, 'met trouble');
  return faults;
}

/** Every message noted came to an end that is known, or is with a person; none was taken in twice. */
async function checkMessages(room: FaultRoom): Promise<readonly string[]> {
  const ask = async <Item>(path: string): Promise<readonly Item[]> => {
    const answered = await fetch(`${room.standIns.url}${path}`);
    return ((await answered.json()) as { readonly items: readonly Item[] }).items;
  };
  const duplicates = await ask<{ readonly notification: string }>('/duplicates');
  const sent = await ask<{ readonly notificationId?: string; readonly callbackUrl?: string }>(
    '/sent',
  );
  const taken = new Set(
    sent.map((one) => one.notificationId ?? one.callbackUrl?.split('/').at(-1)?.split('#')[0]),
  );
  const noted = await room.database.pool.query<Noted>(
    `SELECT n.id, n.token, n.state, EXISTS (SELECT 1 FROM task t WHERE t.life_id = n.life_id
       AND t.kind = 'message_undeliverable' AND t.body ->> 'about' = n.id) AS "isWithPerson"
     FROM notification n`,
  );
  return [
    ...duplicates.map((one) => `${one.notification} was taken in twice`),
    ...noted.rows.flatMap((message) => faultOf(message, taken.has(message.token))),
  ];
}

interface Noted {
  readonly id: string;
  readonly token: string;
  readonly state: string;
  readonly isWithPerson: boolean;
}

function faultOf({ id, state, isWithPerson }: Noted, isTaken: boolean): readonly string[] {
  switch (state) {
    case 'sent':
      return isTaken ? [] : [`${id} counts as sent and no provider has it`];
    case 'withdrawn':
      return isTaken ? [`${id} counts as withdrawn and a provider has it`] : [];
    case 'unknown':
    case 'failed':
      return isWithPerson ? [] : [`${id} is ${state} and nobody was told`];
    default:
      return [`${id} was left ${state}`];
  }
}

/** Counters are the sums of the ledger, and nothing is held for an order that is closed. */
async function checkStock({ database }: FaultRoom): Promise<readonly string[]> {
  const found = await database.pool.query<{ fault: string }>(
    `WITH sums AS (
       SELECT shop_id, place, sku,
         sum(CASE kind WHEN 'correction' THEN quantity WHEN 'restock' THEN quantity
             WHEN 'ship' THEN -quantity ELSE 0 END) AS hand,
         sum(CASE kind WHEN 'reserve' THEN quantity WHEN 'release' THEN -quantity
             WHEN 'ship' THEN -quantity ELSE 0 END) AS held
       FROM stock_move GROUP BY shop_id, place, sku)
     SELECT 'the counters of ' || s.sku || ' are ' || s.on_hand || '/' || s.reserved || ', the ledger says '
       || coalesce(m.hand, 0) || '/' || coalesce(m.held, 0) AS fault
     FROM stock s LEFT JOIN sums m USING (shop_id, place, sku)
     WHERE s.on_hand <> coalesce(m.hand, 0) OR s.reserved <> coalesce(m.held, 0) OR s.reserved > s.on_hand
     UNION ALL
     SELECT m.life_id || ' is closed and holds goods' FROM stock_move m JOIN life l ON l.id = m.life_id
     WHERE l.closed_at IS NOT NULL GROUP BY m.life_id
     HAVING sum(CASE m.kind WHEN 'reserve' THEN m.quantity WHEN 'restock' THEN 0 ELSE -m.quantity END) <> 0`,
  );
  return found.rows.map((row) => row.fault);
}

/** A signal that meets the end of a task makes it run again; that is the server's lawful way. */
const LAWFUL = ['UNHANDLED_COMMAND', 'RESET_WORKFLOW'];

/** Causes of failed workflow tasks, as the history names them. */
export async function failedTasks(
  room: FaultRoom,
  { workflowId }: Placed,
): Promise<readonly string[]> {
  const { events } = await room.temporal.client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed }) => {
    if (!failed) return [];
    const cause = WorkflowTaskFailedCause[Number(failed.cause)] ?? '';
    const isLawful = LAWFUL.some((lawful) => cause.endsWith(lawful));
    return isLawful ? [] : [`${workflowId}: a workflow task failed by ${cause}`];
  });
}

/** Asks everything of everybody; answers the faults found, in words. */
export async function checkAll(
  room: FaultRoom,
  casts: readonly Cast[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const cast of casts) {
    faults.push(...(await checkOrder(room, cast)), ...(await failedTasks(room, cast.placed)));
  }
  return [...faults, ...(await checkMessages(room)), ...(await checkStock(room))];
}
