/**
 * The one table that says how a call to a stranger's server ended, and whether it makes sense to call again.
 * Codes are statuses and names of network errors: nothing that was sent or answered gets into them.
 */

/** How one call ended. */
export type PostOutcome =
  /** They have it. `answer` is what they wrote, for those who expect words in it. */
  | { readonly outcome: 'delivered'; readonly status: number; readonly answer: string }
  /** They do not have it, and may take it later. */
  | { readonly outcome: 'again'; readonly code: string; readonly retryAfterSeconds?: number }
  /** They do not have it, and would answer the same call in the same way. */
  | { readonly outcome: 'refused'; readonly code: string }
  /** They may have it: call again only with what lets them know it by. */
  | { readonly outcome: 'unknown'; readonly code: string };

/** Statuses of 4xx that speak of the moment, not of the call. */
const OF_THE_MOMENT: ReadonlySet<number> = new Set([408, 425, 429]);
const LONGEST_RETRY_AFTER_SECONDS = 24 * 3600;

/** Network errors that can only happen before anything has left. */
const BEFORE_SENDING = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|.*CERT.*)$/;
/** How request-filtering-agent words its no; it has no code. */
const PRIVATE_ADDRESS = /^DNS lookup .* is not allowed/;
const TOO_LONG = /^maxContentLength size of/;

/** What an answer means; whatever the body is, it is the status that says whether they took it. */
export function answered(status: number, answer: string, retryAfter?: string): PostOutcome {
  if (status >= 200 && status < 300) return { outcome: 'delivered', status, answer };
  const code = `http_${status}`;
  if (status >= 500 || OF_THE_MOMENT.has(status)) {
    const seconds = retryAfterSeconds(retryAfter);
    return { outcome: 'again', code, ...(seconds === null ? {} : { retryAfterSeconds: seconds }) };
  }
  return { outcome: 'refused', code };
}

/** What it means that no whole answer came. */
export function notAnswered(error: unknown): PostOutcome {
  const { message, code } = wordsOf(error);
  if (PRIVATE_ADDRESS.test(message)) return { outcome: 'refused', code: 'PRIVATE_ADDRESS' };
  if (TOO_LONG.test(message)) return { outcome: 'unknown', code: 'ANSWER_TOO_LONG' };
  if (code === 'ERR_CANCELED' || code === 'ECONNABORTED') {
    return { outcome: 'unknown', code: 'TIMED_OUT' };
  }
  return BEFORE_SENDING.test(code) ? { outcome: 'again', code } : { outcome: 'unknown', code };
}

function wordsOf(error: unknown): { readonly message: string; readonly code: string } {
  const message = error instanceof Error ? error.message : '';
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error && error.code;
  // A name in capitals is one of Node's; anything else might quote what was sent.
  const isName = typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,59}$/.test(code);
  return { message, code: isName ? code : 'UNRECOGNISED' };
}

/** The seconds a server asks to be left alone for, said as a number or as a date. */
function retryAfterSeconds(text: string | undefined): number | null {
  if (text === undefined) return null;
  const seconds = /^\d{1,9}$/.test(text)
    ? Number(text)
    : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  if (!Number.isFinite(seconds) || seconds < 0) return null;
  return Math.min(seconds, LONGEST_RETRY_AFTER_SECONDS);
}
