// Text messages and calls through Twilio, by its own client; the only file that knows its REST API.
// It decides nothing about repeating: it reports evidence, send-outcome.ts classifies it.
import assert from 'node:assert';
import { Agent as HttpsAgent } from 'node:https';
import twilio from 'twilio';
import type { LookUp, SmsGateway, VoiceGateway } from './messenger';
import { providerCall } from './provider-call';
import type { ProviderRequest } from './provider-call';
import { sendOutcome } from './send-outcome';
import type { Evidence } from './send-outcome';
import { findCall, findMessage, MOST_FOUND } from './twilio-found';

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
    find: async (sms) => {
      // No DateSent filter: a message still queued has no date of sending and could be left out.
      const page = { to: sms.to, pageSize: MOST_FOUND, limit: MOST_FOUND };
      return lookUp(await list(settings, (client) => client.messages.list(page)), (messages) =>
        findMessage(messages, sms),
      );
    },
  };
}

/** How long a phone rings, and the longest that the menu may take, in seconds. */
const RINGS = 40;
const LASTS = 240;

/** Calls through Twilio, which asks `answerUrl` what to say once somebody picks up. */
export function twilioVoice(settings: TwilioSettings): VoiceGateway {
  return {
    call: async ({ to, answerUrl, callbackUrl }) => {
      assert(to !== '' && answerUrl !== '', 'A call has a recipient and something to say.');
      const limits = { timeout: RINGS, timeLimit: LASTS };
      const ways = { url: answerUrl, statusCallback: callbackUrl };
      const call = { to, from: settings.from, ...ways, ...limits };
      return sendOutcome(await create(settings, (client) => client.calls.create(call)));
    },
    find: async (call) => {
      // No StartTime filter: a call still queued has not started and could be left out.
      const page = { to: call.to, pageSize: MOST_FOUND, limit: MOST_FOUND };
      return lookUp(await list(settings, (client) => client.calls.list(page)), (calls) =>
        findCall(calls, call),
      );
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

/** Everything Twilio has for a question, or how asking failed. */
async function list<One>(
  settings: TwilioSettings,
  ask: (client: Client) => Promise<One[]>,
): Promise<One[] | Evidence> {
  return providerCall<One[] | Evidence>(async (request) => {
    const { client, http } = connect(settings, request);
    return ask(client).catch((error: unknown) => refusal(http, error));
  }, settings.timeoutMilliseconds);
}

function lookUp<One>(
  listed: One[] | Evidence,
  find: (all: readonly One[]) => LookUp | undefined,
): LookUp {
  if (!Array.isArray(listed)) return { found: 'cannot_tell', code: codeOf(listed) };
  const match = find(listed);
  if (match !== undefined) return match;
  return listed.length < MOST_FOUND
    ? { found: 'no' }
    : { found: 'cannot_tell', code: 'TOO_MANY_FOUND' };
}

function codeOf(failure: Evidence): string {
  const outcome = sendOutcome(failure);
  return outcome.outcome === 'accepted' ? 'UNRECOGNISED' : outcome.code;
}
