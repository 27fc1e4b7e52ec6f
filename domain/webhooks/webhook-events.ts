/**
 * What storefronts hear of an order, read from its journal: what was written together is told as it stood afterwards.
 * Ids and words of the shop only, never personal data; who is told, and how, is not known here.
 */
import type { Instant } from '../calendar/instant';
import type { OrderEvent } from '../order/events';
import { evolveAll, foldedInOne } from '../order/evolve';
import type { Order } from '../order/order';
import { stageOf } from '../order/stage';
import type { StageName } from '../order/stage';
import type { Parcel, ParcelState } from '../parties/parcel';
import type { Terms } from '../policy/policy';

export const WEBHOOK_EVENTS = [
  'order.stage_changed',
  'order.amended',
  'parcel.state_changed',
  'order.closed',
] as const;

export type WebhookEventType = (typeof WEBHOOK_EVENTS)[number];

/** A row of the journal with the transaction that wrote it. */
export interface WrittenRow {
  readonly seq: number;
  readonly tx: number;
  readonly at: Instant;
  readonly event: OrderEvent;
}

export interface WebhookEvent {
  readonly type: WebhookEventType;
  /** The row it comes from; with the type and what it is about it names the event for good. */
  readonly seq: number;
  readonly tx: number;
  readonly at: Instant;
  readonly order: {
    readonly id: string;
    readonly number: string;
    readonly shop: string;
    readonly version: number;
    readonly stage: StageName;
    readonly closed: { readonly reason: string; readonly at: Instant } | null;
    /** Grows with everything that happens to the order: what carries less is older. */
    readonly seq: number;
  };
  /** The stage before, where that is what changed; null for an order that has just been placed. */
  readonly before?: StageName | null;
  readonly amendment?: { readonly id: string; readonly version: number };
  readonly parcel?: {
    readonly id: string;
    readonly carrier: string;
    readonly tracking: string | null;
    readonly state: ParcelState;
  };
}

type Happened = Pick<WebhookEvent, 'type' | 'at' | 'before' | 'amendment' | 'parcel'> & {
  readonly seq: number;
};

/** The events of the rows from a number on; the journal is given whole up to its last row of interest. */
export function webhookEvents(
  journal: readonly WrittenRow[],
  terms: Terms,
  from: number,
): readonly WebhookEvent[] {
  let order: Order | null = null;
  let stage: StageName | null = null;
  const told: WebhookEvent[] = [];
  for (const rows of writtenTogether(journal)) {
    const last = rows.at(-1);
    if (!last || last.seq < from) {
      order = evolveAll(order, rows);
      continue;
    }
    const was: StageName | null = stage ?? (order && stageOf(order, terms));
    const happened: Happened[] = [];
    for (const run of foldedInOne(rows)) {
      const after = evolveAll(order, run);
      happened.push(...ofRun(order, after, run));
      order = after;
    }
    if (!order) continue;
    stage = stageOf(order, terms);
    const { at, seq, tx } = last;
    if (was !== stage) happened.push({ type: 'order.stage_changed', at, seq, before: was });
    const shown = shownOrder(order, stage, seq);
    told.push(...closedLast(happened).map((one) => ({ ...one, tx, order: shown })));
  }
  return told;
}

/** Rows of one transaction were seen together, so nobody saw what lay between them. */
function writtenTogether(journal: readonly WrittenRow[]): readonly (readonly WrittenRow[])[] {
  const groups: WrittenRow[][] = [];
  for (const row of journal) {
    const open = groups.at(-1);
    if (open?.[0]?.tx === row.tx) open.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** What is folded in one is one row, or goods alone, of which nothing is told. */
function ofRun(
  before: Order | null,
  after: Order | null,
  run: readonly WrittenRow[],
): readonly Happened[] {
  const row = run.at(-1);
  if (!row || !after) return [];
  const { event, at, seq } = row;
  if (event.type === 'AmendmentMade') {
    const amendment = { id: event.amendmentId, version: event.version };
    return [{ type: 'order.amended', at, seq, amendment }];
  }
  if (event.type === 'OrderClosed') return [{ type: 'order.closed', at, seq }];
  const moved = after.parcels.filter((parcel) => stateBefore(before, parcel) !== parcel.state);
  return moved.map(({ id, carrier, tracking, state }) => ({
    type: 'parcel.state_changed',
    ...{ at, seq, parcel: { id, carrier, tracking, state } },
  }));
}

function stateBefore(before: Order | null, parcel: Parcel): ParcelState | null {
  return before?.parcels.find(({ id }) => id === parcel.id)?.state ?? null;
}

/** The end is told last, whatever led to it. */
function closedLast(happened: readonly Happened[]): readonly Happened[] {
  const isEnd = (one: Happened): boolean => one.type === 'order.closed';
  return [...happened.filter((one) => !isEnd(one)), ...happened.filter(isEnd)];
}

function shownOrder(order: Order, stage: StageName, seq: number): WebhookEvent['order'] {
  const { id, number, shop, wish, closed } = order;
  const end = closed && { reason: closed.reason, at: closed.at };
  return { id, number, shop, version: wish.version, stage, closed: end, seq };
}
