/**
 * Signed, expiring links: a customer's page of one order, a party's page of one instruction, the keys of
 * one voice menu, a courier's day, a party's list. The token names the thing, where it was sent and its end; it holds no personal data and
 * cannot be made without the key.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface Link {
  readonly for: 'customer' | 'party' | 'voice' | 'question' | 'courier' | 'desk';
  /** The order's, the instruction's or the question's id; the call's token and the version read out; a courier's day; a shop's party. */
  readonly id: string;
  /** The mark of the number or address it was sent to; a customer's, a courier's and a party's list have one. */
  readonly to?: string;
  /** Seconds since 1970 by the wall clock. */
  readonly expires: number;
}

const AUDIENCES = ['customer', 'party', 'voice', 'question', 'courier', 'desk'] as const;

/** Long enough to tell the numbers and addresses of one order apart, short enough for an SMS. */
const MARK_CHARACTERS = 8;

/**
 * What a link says of where it was sent: made from the channel and the id of the number or address there,
 * so that the link of a wrong number can be told from the others.
 */
export function reachMark(to: { readonly channel: string; readonly id: string }): string {
  const digest = createHash('sha256').update(`${to.channel}.${to.id}`).digest('base64url');
  return digest.slice(0, MARK_CHARACTERS);
}

function seal(text: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(text).digest().subarray(0, 18);
}

/** A token for the link, safe in a URL. */
export function signLink(link: Link, secret: string): string {
  const parts = [link.for, link.id, String(link.expires), ...(link.to ? [link.to] : [])];
  const text = parts.join('.');
  return `${Buffer.from(text).toString('base64url')}.${seal(text, secret).toString('base64url')}`;
}

/** The link behind a token; null where it was not signed by us or has expired. */
export function readLink(token: string, secret: string, now: Date): Link | null {
  const [head = '', tail = '', ...rest] = token.split('.');
  if (rest.length > 0) return null;
  const text = Buffer.from(head, 'base64url').toString();
  const given = Buffer.from(tail, 'base64url');
  // Decoding passes over what does not fit: one link has one spelling.
  if (given.toString('base64url') !== tail || Buffer.from(text).toString('base64url') !== head) {
    return null;
  }
  const own = seal(text, secret);
  if (given.length !== own.length || !timingSafeEqual(given, own)) return null;
  const [audience, id, expires, to] = text.split('.');
  const known = AUDIENCES.find((one) => one === audience);
  if (known === undefined || id === undefined || Number(expires) * 1000 < now.getTime())
    return null;
  return { for: known, id, expires: Number(expires), ...(to ? { to } : {}) };
}
