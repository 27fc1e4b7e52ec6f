// Twilio's status callbacks as Twilio makes them: form fields, its signature and its token of
// repetition. It describes callbacks; the queue sends them.
import { createHmac, randomUUID } from 'node:crypto';
import type { Callback } from './callback-queue';
import type { Behaviour } from './faults';
import type { Sent, SentState } from './sent-ledger';

export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
}

/** What Twilio tells on the way, by its end. */
const STORY: Readonly<Record<Behaviour['fate'], readonly (readonly [string, SentState])[]>> = {
  delivered: [
    ['queued', 'queued'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
  ],
  failed: [
    ['queued', 'queued'],
    ['sent', 'sent'],
    ['undelivered', 'failed'],
  ],
};

/** "Unreachable destination handset". */
const UNDELIVERED_CODE = '30003';
const USUAL_REPEATS = 3;

/** The callbacks of a text message, none where it asked for none. */
export function twilioCallbacks(
  account: TwilioAccount,
  sent: Sent,
  fate: Behaviour['fate'],
): readonly Callback[] {
  const { callbackUrl } = sent;
  if (callbackUrl === null) return [];
  return STORY[fate].map(([status, state]) => {
    const fields: Record<string, string> = {
      AccountSid: account.accountSid,
      ApiVersion: '2010-04-01',
      From: sent.from,
      MessageSid: sent.providerId,
      MessageStatus: status,
      SmsSid: sent.providerId,
      SmsStatus: status,
      To: sent.to,
      ...(state === 'failed' ? { ErrorCode: UNDELIVERED_CODE } : {}),
    };
    return signedCallback(account, { url: callbackUrl, fields }, () => {
      sent.state = state;
      if (state !== 'queued') sent.sentAt ??= new Date().toISOString();
    });
  });
}

/** One request as Twilio makes it, signed over its address and fields. */
export function signedCallback(
  { authToken }: TwilioAccount,
  { url, fields }: { url: string; fields: Record<string, string> },
  begin: () => void,
): Callback {
  // The fragment tunes Twilio's repeats and is neither sent nor signed.
  const [address = url, tuning = ''] = url.split('#');
  const repeats = /(?:^|&)rc=([0-5])(?:&|$)/.exec(tuning)?.[1];
  return {
    url: address,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'User-Agent': 'TwilioProxy/1.1',
      'X-Twilio-Signature': twilioSignature(authToken, address, fields),
      // The same on every repetition of one callback.
      'I-Twilio-Idempotency-Token': randomUUID(),
    },
    body: new URLSearchParams(fields).toString(),
    attempts: 1 + (repeats === undefined ? USUAL_REPEATS : Number(repeats)),
    isWorthAnother: (status) => status >= 500,
    begin,
  };
}

/** Twilio's own signature: the URL, then each field's name and value in order of the names. */
export function twilioSignature(
  authToken: string,
  url: string,
  fields: Readonly<Record<string, string>>,
): string {
  const text = Object.keys(fields)
    .sort()
    .reduce((signed, name) => `${signed}${name}${fields[name] ?? ''}`, url);
  return createHmac('sha1', authToken).update(text).digest('base64');
}
