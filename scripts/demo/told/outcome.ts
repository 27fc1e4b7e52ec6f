// What became of one order, as plain facts read from what the API says of it: the same for the table and the document.
import { epoch } from '../../../domain/calendar/instant';
import type { TimelineRow } from '../scene/chronicle';
import type { Told } from '../play-day';

export interface Outcome {
  readonly number: string;
  readonly stage: string;
  /** Why it was closed; null where it is still open. */
  readonly reason: string | null;
  readonly paid: { readonly amount: number; readonly currency: string };
  /** Days of order time from being placed to the latest event. */
  readonly days: number;
  readonly calls: number;
  readonly messages: number;
  readonly tasks: number;
  readonly events: number;
}

const DAY_MILLISECONDS = 86_400_000;

/** The outcome of a story; null where its order was never placed. */
export function outcomeOf({ order, timeline, messages }: Told): Outcome | null {
  if (order === null) return null;
  const count = (type: string): number => timeline.filter((row) => row.type === type).length;
  return {
    number: order.number,
    stage: order.stage,
    reason: order.closed?.reason ?? null,
    paid: order.totals.paid,
    days: daysOf(timeline),
    calls: count('ContactAttempted') + timeline.filter(isPhoneAgreement).length,
    messages,
    tasks: count('TaskOpened'),
    events: timeline.length,
  };
}

function isPhoneAgreement({ type, data }: TimelineRow): boolean {
  return type === 'OrderAgreed' && data['channel'] === 'phone';
}

function daysOf(timeline: readonly TimelineRow[]): number {
  const [first, last] = [timeline[0], timeline.at(-1)];
  if (!first || !last) return 0;
  return Math.round(((epoch(last.at) - epoch(first.at)) / DAY_MILLISECONDS) * 10) / 10;
}
