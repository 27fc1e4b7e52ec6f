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

/** The first byte of a packed link; the text of any other begins with a letter. */
const PACKED = 1;
const ID_BYTES = 16;
const MARK_BYTES = 6;
const SEAL_BYTES = 18;
/** A packed link is tried over HTTP alone, where limits hold: so many bits nobody guesses there. */
const PACKED_SEAL_BYTES = 12;

/** A customer's link goes by SMS, so it is packed byte by byte: the order, the end, the mark; null for all others. */
function packed({ for: audience, id, to = '', expires }: Link): Buffer | null {
  const order = /^ord_([0-9a-f]{32})$/.exec(id)?.[1];
  const mark = Buffer.from(to, 'base64url');
  const isWhole = mark.length === MARK_BYTES && mark.toString('base64url') === to;
  const isInstant = Number.isInteger(expires) && expires >= 0 && expires < 2 ** 32;
  if (audience !== 'customer' || order === undefined || !isWhole || !isInstant) return null;
  const end = Buffer.alloc(4);
  end.writeUInt32BE(expires);
  return Buffer.concat([Buffer.from([PACKED]), Buffer.from(order, 'hex'), end, mark]);
}

function unpacked(bytes: Buffer): Link | null {
  if (bytes.length !== 1 + ID_BYTES + 4 + MARK_BYTES) return null;
  const order = bytes.subarray(1, 1 + ID_BYTES).toString('hex');
  const to = bytes.subarray(-MARK_BYTES).toString('base64url');
  return { for: 'customer', id: `ord_${order}`, to, expires: bytes.readUInt32BE(1 + ID_BYTES) };
}

function fromText(text: string): Link | null {
  const [audience, id, expires, to] = text.split('.');
  const known = AUDIENCES.find((one) => one === audience);
  if (known === undefined || id === undefined) return null;
  return { for: known, id, expires: Number(expires), ...(to ? { to } : {}) };
}

function seal(bytes: Buffer, secret: string): Buffer {
  const length = bytes[0] === PACKED ? PACKED_SEAL_BYTES : SEAL_BYTES;
  return createHmac('sha256', secret).update(bytes).digest().subarray(0, length);
}

/** A token for the link, safe in a URL; a customer's is short enough for an SMS. */
export function signLink(link: Link, secret: string): string {
  const parts = [link.for, link.id, String(link.expires), ...(link.to ? [link.to] : [])];
  const bytes = packed(link) ?? Buffer.from(parts.join('.'));
  return `${bytes.toString('base64url')}.${seal(bytes, secret).toString('base64url')}`;
}

/** The link behind a token; null where it was not signed by us or has expired. */
export function readLink(token: string, secret: string, now: Date): Link | null {
  const [head = '', tail = '', ...rest] = token.split('.');
  if (rest.length > 0) return null;
  const bytes = Buffer.from(head, 'base64url');
  const given = Buffer.from(tail, 'base64url');
  // Decoding passes over what does not fit: one link has one spelling.
  if (given.toString('base64url') !== tail || bytes.toString('base64url') !== head) return null;
  const own = seal(bytes, secret);
  if (given.length !== own.length || !timingSafeEqual(given, own)) return null;
  const link = bytes[0] === PACKED ? unpacked(bytes) : fromText(bytes.toString());
  return link === null || link.expires * 1000 < now.getTime() ? null : link;
}
