// Whether a batch of events really comes from SendGrid and is not an old one. Only the check: what
// an event means is not decided here.
import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Instant } from '../domain/calendar/instant';

export interface SendGridRequest {
  /** As SendGrid shows it: SPKI in DER, base64, without the PEM lines. */
  readonly publicKey: string;
  /** The header X-Twilio-Email-Event-Webhook-Signature. */
  readonly signature: string | undefined;
  /** The header X-Twilio-Email-Event-Webhook-Timestamp, in seconds. */
  readonly timestamp: string | undefined;
  /** The body exactly as received, its closing line break included. */
  readonly rawBody: Buffer;
  readonly now: Instant;
}

/** SendGrid tries again for 24 hours, and does not say whether a repetition is signed anew. */
const OLDEST_SECONDS = 25 * 3600;
/** Their clock may run ahead of ours by this much. */
const NEWEST_SECONDS = 300;
const LONGEST_SIGNATURE = 100;
const MOST_KEYS = 16;

const keys = new Map<string, KeyObject | undefined>();

/**
 * True only for a batch signed by this key at most 25 hours ago. Never throws; a key that cannot be
 * read verifies nothing.
 */
export function verifySendGrid(request: SendGridRequest): boolean {
  const { signature, timestamp, rawBody } = request;
  if (signature === undefined || timestamp === undefined) return false;
  if (!isFresh(timestamp, request.now)) return false;
  const bytes = canonicalBase64(signature);
  const key = keyOf(request.publicKey);
  if (bytes === undefined || key === undefined) return false;
  return verify('sha256', Buffer.concat([Buffer.from(timestamp), rawBody]), key, bytes);
}

function isFresh(timestamp: string, now: Instant): boolean {
  if (!/^[0-9]{1,12}$/.test(timestamp)) return false;
  const age = Date.parse(now) / 1000 - Number(timestamp);
  return age <= OLDEST_SECONDS && age >= -NEWEST_SECONDS;
}

/** One signature has one spelling: Node by itself overlooks stray characters and spare bits. */
function canonicalBase64(text: string): Buffer | undefined {
  if (text.length > LONGEST_SIGNATURE) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

function keyOf(publicKey: string): KeyObject | undefined {
  if (!keys.has(publicKey)) {
    if (keys.size >= MOST_KEYS) keys.clear();
    keys.set(publicKey, readKey(publicKey));
  }
  return keys.get(publicKey);
}

function readKey(publicKey: string): KeyObject | undefined {
  try {
    const der = Buffer.from(publicKey, 'base64');
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    // An unreadable key is answered by the promise above: it verifies nothing.
    return undefined;
  }
}
