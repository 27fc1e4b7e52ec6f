// The one table that says whether a send may be repeated. Pure: it knows statuses and error names,
// no vendor's client and no clock.
import type { SendOutcome } from './messenger';

/** What an adapter saw of one attempt, reduced to what cannot carry personal data. */
export type Evidence =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Only where status and body are those the vendor documents for "accepted". */
      readonly providerId?: string | undefined;
      /** The vendor's own number for the error. */
      readonly vendorCode?: number | undefined;
      readonly retryAfterSeconds?: number | undefined;
    }
  | {
      readonly kind: 'failure';
      /** Node's or the client's name for the error, e.g. "ECONNRESET". */
      readonly code: string | undefined;
      /** Whether a connection was ready to carry the request before it failed. */
      readonly connected: boolean;
    };

type ErrorClass = 'refused' | 'repeat' | 'unknown';

/** The statuses that say by themselves that nothing was accepted. */
const SAFE_TO_REPEAT: ReadonlySet<number> = new Set([429, 503]);

/** Network errors that can only happen before a request has left. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** A failure without a name may be a fault of our own, so nothing is concluded from it. */
const UNRECOGNISED = 'UNRECOGNISED';

const LONGEST_RETRY_AFTER_SECONDS = 3600;

/** The class of one attempt; whatever is not listed is `unknown`, because a second send cannot be taken back. */
export function sendOutcome(evidence: Evidence): SendOutcome {
  if (evidence.kind === 'failure') {
    const code = failureCode(evidence.code);
    const isSafe = code !== UNRECOGNISED && (!evidence.connected || BEFORE_SENDING.has(code));
    return isSafe ? { outcome: 'repeat', code } : { outcome: 'unknown', code };
  }
  if (evidence.providerId !== undefined) {
    return { outcome: 'accepted', providerId: evidence.providerId };
  }
  const code = answerCode(evidence.status, evidence.vendorCode);
  const outcome = statusClass(evidence.status);
  const seconds = usableSeconds(evidence.retryAfterSeconds);
  return outcome === 'repeat' && seconds !== undefined
    ? { outcome, code, retryAfterSeconds: seconds }
    : { outcome, code };
}

function statusClass(status: number): ErrorClass {
  if (SAFE_TO_REPEAT.has(status)) return 'repeat';
  if (status >= 400 && status < 500) return 'refused';
  return 'unknown';
}

function answerCode(status: number, vendorCode: number | undefined): string {
  const isNumber = vendorCode !== undefined && Number.isSafeInteger(vendorCode) && vendorCode > 0;
  return isNumber ? String(vendorCode) : `http_${status}`;
}

function failureCode(code: string | undefined): string {
  // A name in capitals is one of Node's; anything else might quote what was sent.
  return code !== undefined && /^[A-Z][A-Z0-9_]{1,59}$/.test(code) ? code : UNRECOGNISED;
}

function usableSeconds(seconds: number | undefined): number | undefined {
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(Math.ceil(seconds), LONGEST_RETRY_AFTER_SECONDS);
}
