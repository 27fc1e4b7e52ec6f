/**
 * What of a step is shown outside the state: rows of tasks, instructions, parcels, messages and
 * amendments. Pure: it only tells which rows change; commit writes them.
 */
import type { JournalRow } from '../../domain/life/life';
import type { OrderEvent } from '../../domain/order/events';
import type { Order } from '../../domain/order/order';
import { lackingLines } from '../../domain/order/goods/short-lines';
import type { Stepped } from '../../domain/order/step';
import { orderTotals } from '../../domain/order/money/totals';
import type { Instruction } from '../../domain/parties/instruction';
import type { OpenTask } from '../../domain/tasks/task';

type Row = Readonly<Record<string, unknown>>;

/** Rows to insert or to change by id, one list a table. */
export interface Projection {
  readonly tasks: readonly Row[];
  readonly instructions: readonly Row[];
  readonly parcels: readonly Row[];
  readonly notifications: readonly Row[];
  readonly amendments: readonly Row[];
  readonly short: readonly Row[];
  readonly order: Row;
}

/** The rows a step changes; `before` is null for a new order. */
export function project(before: Order | null, stepped: Stepped): Projection {
  const { order, rows } = stepped;
  return {
    tasks: oneRowEach(rows.flatMap((row) => taskRow(order, row))),
    instructions: [
      ...changedOnly(before?.instructions, order.instructions),
      ...refusedAndForgotten(before, stepped),
    ].map(instructionRow),
    parcels: changedOnly(before?.parcels, order.parcels).map((one) => ({
      id: one.id,
      carrier: one.carrier,
      state: one.state,
      body: one,
    })),
    notifications: rows.flatMap(notificationRow),
    amendments: [...rows.flatMap(amendmentRow), ...stillOpen(stepped)],
    short: shortRows(order),
    order: orderRow(stepped),
  };
}

function instructionRow(one: Instruction): Row {
  const { id, party, kind, state, dueBy: due_by } = one;
  return { id, party, kind, state, due_by, body: one };
}

/** Refused instructions that the order forgets: what their parties said is shown for good. */
function refusedAndForgotten(before: Order | null, { order, rows }: Stepped): Instruction[] {
  const said = rows.map(({ event }) => event);
  return (before?.instructions ?? [])
    .filter(({ id }) => !order.instructions.some((one) => one.id === id))
    .filter(({ id }) => said.some((one) => isSetAside(one) && one.instructionId === id))
    .map((one) => {
      const refusal = said.findLast(
        (event) => event.type === 'PartyAnswered' && event.counts && event.instructionId === one.id,
      );
      const reason = refusal?.type === 'PartyAnswered' ? refusal.reason : one.reason;
      const over = { pending: null, dueBy: null, remindedAt: null, overdue: false } as const;
      return { ...one, ...over, state: 'refused', reason };
    });
}

function isSetAside(
  event: OrderEvent,
): event is Extract<OrderEvent, { readonly type: 'InstructionSetAside' }> {
  return event.type === 'InstructionSetAside';
}

function changedOnly<One extends { readonly id: string }>(
  before: readonly One[] | undefined,
  after: readonly One[],
): readonly One[] {
  return after.filter((one) => !before?.includes(one));
}

function orderRow({ order, stage, wait }: Stepped): Row {
  return {
    shop_id: order.shop,
    number: order.number,
    placed_at: order.placedAt,
    version: order.wish.version,
    stage,
    waiting_for: wait?.for ?? null,
    due_by: wait?.until ?? null,
    closed_reason: order.closed?.reason ?? null,
    total: orderTotals(order).total,
    currency: order.wish.currency,
    customer_id: order.wish.contact.personalId,
  };
}

function shortRows(order: Order): readonly Row[] {
  if (order.closed) return [];
  return lackingLines(order).map(({ lineId, sku, quantity, since }) => ({
    line_id: lineId,
    sku,
    quantity,
    since,
  }));
}

interface TaskRow extends Row {
  readonly id: string;
  readonly body: object;
}

/** Several things may happen to a task in one step: what came later stands over what came before. */
function oneRowEach(rows: readonly TaskRow[]): readonly Row[] {
  const byId = new Map<string, TaskRow>();
  for (const row of rows) {
    const before = byId.get(row.id);
    byId.set(row.id, { ...before, ...row, body: { ...before?.body, ...row.body } });
  }
  return [...byId.values()];
}

/** An open task as the step leaves it. */
function openRow(task: OpenTask): TaskRow {
  const { id, role, escalated, takenBy = null, handOffs = 0, remindedAt = null } = task;
  const state = takenBy === null ? 'open' : 'taken';
  return { id, role, state, body: { escalated, takenBy, handOffs, remindedAt } };
}

const NOT_ENDED = { outcome: null, noteId: null, endedAt: null, endedBy: null };

function taskRow(order: Order, { event, at }: JournalRow<OrderEvent>): readonly TaskRow[] {
  switch (event.type) {
    case 'TaskOpened': {
      const { taskId: id, kind, role, about, cause = null, dueBy: due_by } = event;
      const body = { about, cause, handOffs: 0, takenBy: null, outcome: null, escalated: false };
      return [{ id, kind, role, state: 'open', opened_at: at, due_by, body }];
    }
    case 'TaskDone': {
      const { taskId: id, outcome, noteId, by } = event;
      return [{ id, state: 'done', body: { outcome, noteId, endedAt: at, endedBy: by } }];
    }
    case 'TaskWithdrawn':
      return [{ id: event.taskId, state: 'withdrawn', body: { outcome: event.why, endedAt: at } }];
    case 'TaskEscalated':
    case 'TaskTaken':
    case 'TaskReleased':
    case 'TaskHandedOff':
    case 'TaskReminded':
      return order.tasks.filter((task) => task.id === event.taskId).map(openRow);
    case 'TaskReopened': {
      const rows = order.tasks.filter((task) => task.id === event.taskId).map(openRow);
      return rows.map((row) => ({ ...row, body: { ...row.body, ...NOT_ENDED } }));
    }
    default:
      return [];
  }
}

function notificationRow({ event, at }: JournalRow<OrderEvent>): readonly Row[] {
  switch (event.type) {
    case 'MessageNoted': {
      const { messageId: id, purpose, version, channel } = event;
      return [{ id, purpose, version, channel, state: 'waiting', attempt: 1, noted_at: at }];
    }
    case 'MessageSent': {
      const { messageId: id, channel, attempt, providerId: provider_id } = event;
      return [{ id, channel, attempt, state: 'sent', provider_id, sent_at: at }];
    }
    case 'MessagePutOff':
      return [{ id: event.messageId, state: 'waiting', attempt: event.attempt + 1 }];
    case 'MessageUnknown':
      return [{ id: event.messageId, state: 'unknown' }];
    case 'MessageRepeated':
      return [{ id: event.messageId, state: 'waiting' }];
    case 'MessageChannelFailed':
      return [
        event.next
          ? { id: event.messageId, state: 'waiting', channel: event.next }
          : { id: event.messageId, state: 'failed' },
      ];
    case 'MessageGivenUp':
      return [{ id: event.messageId, state: event.why }];
    case 'VoiceCallEnded':
      return [{ id: event.messageId, state: event.outcome === 'unknown' ? 'unknown' : 'sent' }];
    case 'MessageWithdrawn':
      return [{ id: event.messageId, state: 'withdrawn' }];
    default:
      return [];
  }
}

function amendmentRow({ event, at }: JournalRow<OrderEvent>): readonly Row[] {
  if (event.type === 'AmendmentMade') {
    const { amendmentId: id, version, changes, reason, noteId, by, askedBy = by } = event;
    const body = { changes, reason, noteId, by: askedBy };
    return [{ id, version, state: 'telling', at, body }];
  }
  return event.type === 'AmendmentSettled'
    ? [{ id: event.amendmentId, state: event.state, up_to: event.version, body: {} }]
    : [];
}

/** Those that stay when another was reverted stay open, whatever was said of all up to its version. */
function stillOpen({ order, rows }: Stepped): readonly Row[] {
  const { amendment } = order;
  const isReverted = rows.some(({ event }) => event.type === 'AmendmentSettled' && event.alone);
  if (!isReverted || !amendment) return [];
  const others = amendment.open?.filter(({ id }) => id !== amendment.id) ?? [];
  return others.map(({ id }) => ({ id, state: amendment.state, body: {} }));
}
