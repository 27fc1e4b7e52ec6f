// Text messages and calls through Twilio, by its own client; the only file that knows its REST API.
// It decides nothing about repeating: it reports evidence, send-outcome.ts classifies it.
import assert from 'node:assert';
import { Agent as HttpsAgent } from 'node:https';
import twilio from 'twilio';
import type { Instant } from '../domain/calendar/instant';
import type { DeliveryState, LookUp, SmsGateway, VoiceGateway } from './messenger';
import { providerCall } from './provider-call';
import type { ProviderRequest } from './provider-call';
import { sendOutcome } from './send-outcome';
import type { Evidence } from './send-outcome';

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** A number in E.164, a registered sender name, or a messaging service ("MG…"). */
  readonly from: string;
  /** Another place that speaks Twilio's API; absent for Twilio itself. */
  readonly baseUrl?: string | undefined;
  /** How long one attempt may take; 15 s where absent, 18 s at most. */
  readonly timeoutMilliseconds?: number | undefined;
}

type Client = ReturnType<typeof twilio>;
type HttpClient = InstanceType<typeof twilio.RequestClient>;
type Message = Awaited<ReturnType<Client['messages']['list']>>[number];

/** Text messages through Twilio; `find` compares bodies, because Twilio keeps no id of ours. */
export function twilioSms(settings: TwilioSettings): SmsGateway {
  const sender = settings.from.startsWith('MG')
    ? { messagingServiceSid: settings.from }
    : { from: settings.from };
  return {
    send: async ({ to, text, callbackUrl }) => {
      assert(to !== '' && text !== '', 'A text message has a recipient and a text.');
      const body = { to, body: text, statusCallback: callbackUrl, ...sender };
      return sendOutcome(await create(settings, (client) => client.messages.create(body)));
    },
    find: (sms) => findMessage(settings, sms),
  };
}

/** Calls through Twilio, which asks `answerUrl` what to say once somebody picks up. */
export function twilioVoice(settings: TwilioSettings): VoiceGateway {
  return {
    call: async ({ to, answerUrl, callbackUrl }) => {
      assert(to !== '' && answerUrl !== '', 'A call has a recipient and something to say.');
      const call = { to, from: settings.from, url: answerUrl, statusCallback: callbackUrl };
      return sendOutcome(await create(settings, (client) => client.calls.create(call)));
    },
  };
}

async function create(
  settings: TwilioSettings,
  ask: (client: Client) => Promise<{ sid?: string }>,
): Promise<Evidence> {
  return providerCall<Evidence>(async (request) => {
    const { client, http } = connect(settings, request);
    return ask(client).then(
      ({ sid }) => answer(http, sid),
      (error: unknown) => refusal(http, error),
    );
  }, settings.timeoutMilliseconds);
}

/** What was answered counts by its status alone: the client also throws on bodies it cannot read. */
function refusal(http: HttpClient, error: unknown): Evidence {
  if (http.lastResponse === undefined) throw error;
  return answer(http, undefined, error);
}

function answer(http: HttpClient, providerId: string | undefined, error?: unknown): Evidence {
  const response = http.lastResponse;
  assert(response !== undefined, 'A result of the client comes from an answer.');
  const headers = response.headers as Record<string, unknown> | undefined;
  const hasId = typeof providerId === 'string' && providerId !== '';
  return {
    kind: 'answer',
    status: response.statusCode,
    ...(hasId ? { providerId } : {}),
    vendorCode: vendorCode(error),
    retryAfterSeconds: Number(headers?.['retry-after'] ?? NaN),
  };
}

function vendorCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
}

/** A client for one request: `lastResponse`, where status and headers are found, is shared otherwise. */
function connect(settings: TwilioSettings, { agents, milliseconds }: ProviderRequest) {
  const http = new twilio.RequestClient({ timeout: milliseconds, keepAlive: false });
  // The client puts something else in place of Node's agent where HTTP_PROXY is set; that stays.
  const own: unknown = http.axios.defaults.httpsAgent;
  if (own instanceof HttpsAgent) {
    // The client reads TWILIO_CA_BUNDLE.
    Object.assign(agents.https.options, { ca: own.options.ca });
    http.axios.defaults.httpsAgent = agents.https;
  } else {
    agents.assumeConnected();
  }
  http.axios.defaults.httpAgent = agents.http;
  const client = twilio(settings.accountSid, settings.authToken, { httpClient: http });
  if (settings.baseUrl !== undefined) client.api.baseUrl = settings.baseUrl;
  return { client, http };
}

/** As many as Twilio gives in one page. */
const MOST_MESSAGES = 1_000;
/** Twilio's clock and ours may differ by this much. */
const CLOCK_MARGIN_MILLISECONDS = 30_000;

async function findMessage(
  settings: TwilioSettings,
  { to, text, since }: { to: string; text: string; since: Instant },
): Promise<LookUp> {
  const from = Date.parse(since) - CLOCK_MARGIN_MILLISECONDS;
  assert(!Number.isNaN(from), 'A look-up begins at an instant.');
  const result = await providerCall(async (request) => {
    const { client, http } = connect(settings, request);
    // No DateSent filter: a message still queued has no date of sending and could be left out.
    const page = { to, pageSize: MOST_MESSAGES, limit: MOST_MESSAGES };
    return client.messages.list(page).catch((error: unknown) => refusal(http, error));
  }, settings.timeoutMilliseconds);
  if (!Array.isArray(result)) return { found: 'cannot_tell', code: codeOf(result) };

  const match = result.find((message) => isThis(message, text, from));
  if (match !== undefined) {
    return { found: 'accepted', providerId: match.sid, state: FINAL[match.status] ?? 'sent' };
  }
  return result.length < MOST_MESSAGES
    ? { found: 'no' }
    : { found: 'cannot_tell', code: 'TOO_MANY_MESSAGES' };
}

function codeOf(failure: Evidence): string {
  const outcome = sendOutcome(failure);
  return outcome.outcome === 'accepted' ? 'UNRECOGNISED' : outcome.code;
}

/** Trial accounts put a sentence of Twilio's before the text. */
const TRIAL_PREFIX = 'Sent from your Twilio trial account - ';

function isThis(message: Message, text: string, from: number): boolean {
  if (message.direction === 'inbound' || message.dateCreated.getTime() < from) return false;
  return message.body.trim() === text.trim() || message.body === `${TRIAL_PREFIX}${text}`;
}

/** What each final status means; every other one is on its way. */
const FINAL: Partial<Record<Message['status'], DeliveryState>> = {
  delivered: 'delivered',
  read: 'delivered',
  failed: 'failed',
  undelivered: 'failed',
  canceled: 'failed',
};
