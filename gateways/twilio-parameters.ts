// Twilio signs names and values run together, so "A=bC" and "Ab=C" have one signature. This refuses
// the readings in which a field that we act on has lost or gained letters. No secrets, no HTTP.

interface Field {
  /** All that Twilio ever puts into the field. */
  readonly whole: RegExp;
  /** How such a value begins; strict enough that no sentence of a person looks like it. */
  readonly start: RegExp;
}

/** More than the longest `start` needs. */
const LONGEST_START = 16;

const SID: Field = { whole: /^[A-Z]{2}[0-9A-Za-z]{1,32}$/, start: /^[A-Z]{2}[0-9a-f]{8}/ };
const WORD: Field = { whole: /^[a-z][a-z-]{1,24}$/, start: /^[a-z]{2}/ };

/** The fields that anybody here acts on. Others may come, change and run together as they like. */
const ACTED_ON: ReadonlyMap<string, Field> = new Map([
  ['AccountSid', SID],
  ['CallSid', SID],
  ['MessageSid', SID],
  ['SmsSid', SID],
  ['CallStatus', WORD],
  ['MessageStatus', WORD],
  ['SmsStatus', WORD],
  ['ErrorCode', { whole: /^[0-9]{0,6}$/, start: /^[0-9]{4}/ }],
  ['Digits', { whole: /^[0-9*#]{0,32}$/, start: /^[0-9*#]/ }],
]);

/**
 * Whether the fields can be read in one way only, as far as we act on them: each such field comes
 * once and looks as it should, and none that is missing hides in what is there.
 */
export function isUnambiguous(
  params: Readonly<Record<string, unknown>>,
): params is Readonly<Record<string, string | string[]>> {
  if (!isAllText(params)) return false;
  const signed = signedText(params);
  return [...ACTED_ON].every(([name, field]) => {
    if (!Object.hasOwn(params, name)) return !hides(signed, name, field);
    const value = params[name];
    return typeof value === 'string' && field.whole.test(value);
  });
}

function isAllText(
  params: Readonly<Record<string, unknown>>,
): params is Readonly<Record<string, string | string[]>> {
  return Object.values(params)
    .flatMap((value): unknown[] => (Array.isArray(value) ? value : [value]))
    .every((one) => typeof one === 'string');
}

/** The fields as they are signed, where every reading of them is the same text. */
function signedText(params: Readonly<Record<string, string | string[]>>): string {
  return Object.keys(params)
    .sort()
    .flatMap((name) => [params[name] ?? ''].flat().map((value) => name + value))
    .join('');
}

/**
 * "MessageStatusd=elivered", "Message=Statusdelivered" or "From=+7495…MessageStatusdelivered"
 * instead of "MessageStatus=delivered".
 */
function hides(signed: string, name: string, { start }: Field): boolean {
  let at = signed.indexOf(name);
  while (at !== -1) {
    if (start.test(signed.slice(at + name.length, at + name.length + LONGEST_START))) return true;
    at = signed.indexOf(name, at + 1);
  }
  return false;
}
