// Whether a request really comes from Twilio, by the vendor's own algorithm plus what it lacks. Only
// the check: what a callback means is not decided here.
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import { isUnambiguous } from './twilio-parameters';

export interface TwilioRequest {
  /** The token in use and, while it is being rotated, the one before. */
  readonly authTokens: readonly string[];
  /** The header X-Twilio-Signature. */
  readonly signature: string | undefined;
  /** The configured public base followed by the path and query received; never the Host header. */
  readonly url: string;
  /** The form fields received; anything but text is refused. */
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * True only where one of the tokens made the signature over this URL and these fields. Never throws.
 * The signature has no time in it: a genuine request repeated is genuine, so count each event once.
 */
export function verifyTwilio({ authTokens, signature, url, params }: TwilioRequest): boolean {
  if (signature === undefined) return false;
  if (!URL.canParse(url) || !isUnambiguous(params)) return false;
  // An empty token would let anybody sign. All tokens are tried, so that time tells nothing.
  const results = authTokens
    .filter((token) => token !== '')
    .map((token) => validateRequest(token, signature, url, params));
  return results.includes(true);
}
