// Which of the messages or calls that Twilio lists is the one looked for, and what has become of it.
// Pure: it neither asks nor decides what follows.
import assert from 'node:assert';
import type { Instant } from '../domain/calendar/instant';
import type { DeliveryState, LookUp } from './messenger';

/** As many as Twilio gives in one page. */
export const MOST_FOUND = 1_000;
/** Twilio's clock and ours may differ by this much. */
const CLOCK_MARGIN_MILLISECONDS = 30_000;

/** What is read of a message or a call of Twilio's. */
interface Listed {
  readonly sid: string;
  readonly direction: string;
  readonly dateCreated: Date;
  readonly status: string;
}

/** The text message with this text; undefined where none is listed. */
export function findMessage(
  messages: readonly (Listed & { readonly body: string })[],
  { text, since }: { readonly text: string; readonly since: Instant },
): LookUp | undefined {
  const match = madeSince(messages, since).find(({ body }) => isText(body, text));
  return match && accepted(match, MESSAGE_ENDS);
}

/** The one call that is nobody else's; undefined where none is listed. */
export function findCall(
  calls: readonly Listed[],
  { since, others }: { readonly since: Instant; readonly others: readonly string[] },
): LookUp | undefined {
  const [match, ...rest] = madeSince(calls, since).filter(({ sid }) => !others.includes(sid));
  if (rest.length > 0) return { found: 'cannot_tell', code: 'AMBIGUOUS' };
  return match && accepted(match, CALL_ENDS);
}

function madeSince<One extends Listed>(all: readonly One[], since: Instant): readonly One[] {
  const from = Date.parse(since) - CLOCK_MARGIN_MILLISECONDS;
  assert(!Number.isNaN(from), 'A look-up begins at an instant.');
  return all.filter(
    ({ direction, dateCreated }) => direction !== 'inbound' && dateCreated.getTime() >= from,
  );
}

/** Trial accounts put a sentence of Twilio's before the text. */
const TRIAL_PREFIX = 'Sent from your Twilio trial account - ';

function isText(body: string, text: string): boolean {
  return body.trim() === text.trim() || body === `${TRIAL_PREFIX}${text}`;
}

type Ends = Readonly<Partial<Record<string, DeliveryState>>>;

/** What each final status means; every other one is on its way. */
const MESSAGE_ENDS: Ends = {
  delivered: 'delivered',
  read: 'delivered',
  failed: 'failed',
  undelivered: 'failed',
  canceled: 'failed',
};
const CALL_ENDS: Ends = {
  completed: 'delivered',
  busy: 'failed',
  failed: 'failed',
  'no-answer': 'failed',
  canceled: 'failed',
};

function accepted({ sid, status }: Listed, ends: Ends): LookUp {
  return { found: 'accepted', providerId: sid, state: ends[status] ?? 'sent' };
}
