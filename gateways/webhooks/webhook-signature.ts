/**
 * The signature of the HTTP calls between Ordo and those who work with it, both ways:
 * `Ordo-Signature: t=<seconds>,v1=<hex>`, where v1 is HMAC-SHA256 of `t + "." + body`. It knows neither
 * who calls nor what about.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header that carries the signature. */
export const SIGNATURE_HEADER = 'Ordo-Signature';

/** How far the sender's clock, or a call held up on its way, may be from ours. */
const TOLERANCE_SECONDS = 300;
const LONGEST_HEADER = 1000;
/** Two secrets live while one takes over from the other; a few more do no harm, a thousand would. */
const MOST_SIGNATURES = 8;

export interface Signed {
  readonly body: string | Buffer;
  /** All that live; while one takes over from another there are two. */
  readonly secrets: readonly string[];
  /** By the wall clock, never an order's own. */
  readonly now: Date;
}

const hmac = (secret: string, seconds: string, body: string | Buffer): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();

/** The header for a body: one `v1` for each secret, so that whoever holds any of them can check it. */
export function signWebhook({ body, secrets, now }: Signed): string {
  const seconds = String(Math.floor(now.getTime() / 1000));
  const made = secrets.map((secret) => `v1=${hmac(secret, seconds, body).toString('hex')}`);
  return [`t=${seconds}`, ...made].join(',');
}

/**
 * True only where one of the secrets signed exactly these bytes within five minutes of now. Never throws,
 * and takes as long for a wrong signature as for a right one.
 */
export function verifyWebhook({
  header,
  body,
  secrets,
  now,
}: Signed & { readonly header: string | undefined }): boolean {
  const read = readHeader(header);
  if (read === null) return false;
  const age = now.getTime() / 1000 - Number(read.seconds);
  if (Math.abs(age) > TOLERANCE_SECONDS) return false;
  // An empty secret would let anybody sign. All are tried, so that time tells nothing.
  const live = secrets.filter((secret) => secret !== '');
  const matches = live.flatMap((secret) => {
    const own = hmac(secret, read.seconds, body);
    return read.signatures.map((given) => timingSafeEqual(own, given));
  });
  return matches.includes(true);
}

function readHeader(
  header: string | undefined,
): { readonly seconds: string; readonly signatures: readonly Buffer[] } | null {
  if (header === undefined || header.length > LONGEST_HEADER) return null;
  const parts = header.split(',').map((part) => part.trim());
  const times = parts.filter((part) => part.startsWith('t='));
  const seconds = /^t=(\d{1,12})$/.exec(times[0] ?? '')?.[1];
  if (times.length !== 1 || seconds === undefined) return null;
  const signatures = parts
    .map((part) => /^v1=([0-9a-f]{64})$/.exec(part)?.[1])
    .filter((hex) => hex !== undefined)
    .slice(0, MOST_SIGNATURES)
    .map((hex) => Buffer.from(hex, 'hex'));
  return signatures.length === 0 ? null : { seconds, signatures };
}
