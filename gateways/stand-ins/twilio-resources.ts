// A message and a page of messages in the shape in which Twilio gives them. Pure.
import type { Sent } from './sent-ledger';

const USUAL_PAGE = 50;
const LARGEST_PAGE = 1_000;

/** The resource of a message, in Twilio's field names and date format. */
export function messageResource(accountSid: string, sent: Sent): Record<string, unknown> {
  const created = rfc2822(sent.at);
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: sent.text,
    date_created: created,
    date_sent: sent.sentAt === null ? null : rfc2822(sent.sentAt),
    date_updated: created,
    direction: 'outbound-api',
    error_code: sent.state === 'failed' ? 30003 : null,
    error_message: null,
    from: sent.from,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: '1',
    price: null,
    price_unit: 'USD',
    sid: sent.providerId,
    status: sent.state === 'failed' ? 'undelivered' : sent.state,
    subresource_uris: {},
    to: sent.to,
    uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sent.providerId}.json`,
  };
}

/** The resource of a call, in Twilio's field names and date format. */
export function callResource(accountSid: string, sent: Sent): Record<string, unknown> {
  const created = rfc2822(sent.at);
  const started = sent.sentAt === null ? null : rfc2822(sent.sentAt);
  return {
    account_sid: accountSid,
    annotation: null,
    answered_by: null,
    api_version: '2010-04-01',
    caller_name: null,
    date_created: created,
    date_updated: created,
    direction: 'outbound-api',
    duration: null,
    end_time: null,
    forwarded_from: null,
    from: sent.from,
    from_formatted: sent.from,
    group_sid: null,
    parent_call_sid: null,
    phone_number_sid: '',
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    sid: sent.providerId,
    start_time: started,
    status: sent.state,
    subresource_uris: {},
    to: sent.to,
    to_formatted: sent.to,
    trunk_sid: null,
    uri: `/2010-04-01/Accounts/${accountSid}/Calls/${sent.providerId}.json`,
  };
}

/** The two lists, with the name of their filter by time. */
const LISTS = {
  messages: { resource: messageResource, time: 'DateSent' },
  calls: { resource: callResource, time: 'StartTime' },
} as const;

interface List {
  readonly accountSid: string;
  readonly of: keyof typeof LISTS;
  readonly all: readonly Sent[];
}

/** What a query asks for of a list, newest first, one page of it. */
export function pageOf({ accountSid, of, all }: List, query: URL): Record<string, unknown> {
  const { resource, time } = LISTS[of];
  const asked = query.searchParams;
  const size = Math.min(Number(asked.get('PageSize') ?? USUAL_PAGE) || USUAL_PAGE, LARGEST_PAGE);
  const page = Math.max(Number(asked.get('Page') ?? 0) || 0, 0);
  const found = all.filter((sent) => matches(sent, asked, time)).reverse();
  const begin = page * size;
  const uriOf = (number: number): string => {
    const other = new URL(query);
    other.searchParams.set('Page', String(number));
    other.searchParams.set('PageSize', String(size));
    return other.pathname + other.search;
  };
  return {
    end: Math.max(begin, Math.min(begin + size, found.length) - 1),
    first_page_uri: uriOf(0),
    [of]: found.slice(begin, begin + size).map((sent) => resource(accountSid, sent)),
    next_page_uri: begin + size < found.length ? uriOf(page + 1) : null,
    page,
    page_size: size,
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
    start: begin,
    uri: uriOf(page),
  };
}

/** Twilio's filters look at when it was sent or began, which what is queued has not got yet. */
function matches(sent: Sent, asked: URLSearchParams, time: string): boolean {
  const [to, from] = [asked.get('To'), asked.get('From')];
  const [after, before] = [asked.get(`${time}>`), asked.get(`${time}<`)];
  if (to !== null && sent.to !== to) return false;
  if (from !== null && sent.from !== from) return false;
  if (after === null && before === null) return true;
  if (sent.sentAt === null) return false;
  const second = Math.floor(Date.parse(sent.sentAt) / 1000) * 1000;
  if (after !== null && second < Date.parse(after)) return false;
  return before === null || second <= Date.parse(before);
}

function rfc2822(instant: string): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}
