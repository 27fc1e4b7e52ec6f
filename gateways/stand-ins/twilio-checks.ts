// What Twilio refuses at once, with its own error numbers. Nothing here is sent or kept.

export interface TwilioError {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

type Fields = Readonly<Record<string, string>>;

const LONGEST_BODY = 1_600;

const bad = (code: number, message: string): TwilioError => ({ status: 400, code, message });

/** The first mistake in a request to send a text message, in Twilio's numbering. */
export function checkMessage(fields: Fields, refusedSuffix: string): TwilioError | undefined {
  const { To: to = '', Body: body = '', StatusCallback: callback } = fields;
  const from = fields['From'] ?? fields['MessagingServiceSid'] ?? '';
  if (to === '') return bad(21604, "A 'To' phone number is required.");
  if (from === '') return bad(21603, "A 'From' phone number is required.");
  if (body === '') return bad(21602, 'Message body is required.');
  if (body.length > LONGEST_BODY) return bad(21617, 'The message body exceeds 1600 characters.');
  if (callback !== undefined && !isHttp(callback)) return bad(21609, 'Invalid StatusCallback URL.');
  return checkNumber(to, refusedSuffix);
}

/** The first mistake in a request to make a call, in Twilio's numbering. */
export function checkCall(fields: Fields, refusedSuffix: string): TwilioError | undefined {
  const { To: to = '', From: from = '', Url: url } = fields;
  if (to === '') return bad(21201, "No 'To' number is specified.");
  if (from === '') return bad(21213, "'From' phone number is required.");
  if (url === undefined || !isHttp(url)) return bad(21205, 'Url is not a valid URL.');
  return checkNumber(to, refusedSuffix);
}

function checkNumber(to: string, refusedSuffix: string): TwilioError | undefined {
  const isValid = /^\+[1-9][0-9]{6,14}$/.test(to) && !to.endsWith(refusedSuffix);
  return isValid ? undefined : bad(21211, "Invalid 'To' Phone Number.");
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
