// A call as Twilio makes it: it rings, asks what to say once somebody answers, says it, brings the key that
// is pressed, and tells how it ended. It describes requests; the queue sends them.
import type { Callback } from './callback-queue';
import type { Callee } from './callees';
import { readTwiml } from './read-twiml';
import type { Verb } from './read-twiml';
import type { Sent, SentState } from './sent-ledger';
import { signedCallback } from './twilio-callbacks';
import type { TwilioAccount } from './twilio-callbacks';

/** What Twilio calls the end of a call that nobody answers. */
const UNANSWERED = {
  no_answer: 'no-answer',
  busy: 'busy',
  line_fails: 'failed',
} as const satisfies Record<Exclude<Callee['does'], 'answers'>, SentState>;

interface Talk {
  readonly account: TwilioAccount;
  readonly sent: Sent;
  /** Keys that the callee has not pressed yet. */
  keys: string;
}

/** Everything that happens in one call, as requests to the shop, each made when its turn comes. */
export function callStory(account: TwilioAccount, sent: Sent, callee: Callee): readonly Callback[] {
  if (callee.does !== 'answers') return ended(account, sent, UNANSWERED[callee.does]);
  const talk: Talk = { account, sent, keys: callee.keys };
  return [asking(talk, sent.answerUrl ?? '', {}), ...ended(account, sent, 'completed')];
}

function fieldsOf(
  { accountSid }: TwilioAccount,
  { providerId, from, to }: Sent,
  status: string,
): Record<string, string> {
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: providerId,
    CallStatus: status,
    Called: to,
    Caller: from,
    Direction: 'outbound-api',
    From: from,
    To: to,
  };
}

/** The one callback that Twilio makes unless asked for more: at the end. */
function ended(account: TwilioAccount, sent: Sent, status: SentState): readonly Callback[] {
  const fields = {
    ...fieldsOf(account, sent, status),
    CallbackSource: 'call-progress-events',
    CallDuration: status === 'completed' ? '30' : '0',
    SequenceNumber: '0',
  };
  const end = (): void => {
    sent.state = status;
    sent.sentAt ??= new Date().toISOString();
  };
  if (sent.callbackUrl === null) {
    end();
    return [];
  }
  return [signedCallback(account, { url: sent.callbackUrl, fields }, end)];
}

/** Asks an address of the shop what is to be said now, and goes on with what it answers. */
function asking(talk: Talk, url: string, more: Record<string, string>): Callback {
  const { account, sent } = talk;
  const fields = { ...fieldsOf(account, sent, 'in-progress'), ...more };
  const begin = (): void => {
    sent.state = 'in-progress';
    sent.sentAt ??= new Date().toISOString();
  };
  return {
    ...signedCallback(account, { url, fields }, begin),
    // Twilio asks once and then says that something went wrong.
    attempts: 1,
    answered: (body) => goOn(talk, verbsOf(talk, body), url),
  };
}

/** What Twilio says by itself where it cannot read what it was answered. */
const TROUBLE = 'An application error has occurred. Goodbye.';

function verbsOf(talk: Talk, body: string): readonly Verb[] {
  try {
    return readTwiml(body);
  } catch {
    hear(talk, TROUBLE);
    return [];
  }
}

function hear({ sent }: Talk, text: string): void {
  sent.text = sent.text === '' ? text : `${sent.text}\n${text}`;
}

/** Plays the verbs until the callee presses a key or the call is sent elsewhere; then asks again. */
function goOn(talk: Talk, verbs: readonly Verb[], url: string): readonly Callback[] {
  for (const { name, text, attributes, inside } of verbs) {
    if (name === 'Hangup') return [];
    if (name === 'Say') hear(talk, text);
    if (name === 'Redirect') return [asking(talk, new URL(text, url).href, {})];
    if (name !== 'Gather') continue;
    for (const said of inside) if (said.name === 'Say') hear(talk, said.text);
    const digits = talk.keys.slice(0, Number(attributes['numDigits'] ?? 1));
    if (digits === '') continue;
    talk.keys = talk.keys.slice(digits.length);
    const action = new URL(attributes['action'] ?? url, url).href;
    return [asking(talk, action, { Digits: digits, FinishedOnKey: '', msg: 'Gather End' })];
  }
  return [];
}
