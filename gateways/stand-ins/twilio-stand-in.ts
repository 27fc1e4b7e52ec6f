// Twilio's REST API over HTTP, as far as Ordo uses it: create, list and fetch messages and calls.
// It remembers, checks and refuses as Twilio does; what it is told to do wrong is in faults.ts.
import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { carryOut } from './stand-in-parts';
import type { StandInParts, Wording } from './stand-in-parts';
import type { Treatment } from './faults';
import type { Sent } from './sent-ledger';
import { callStory } from './twilio-calls';
import { twilioCallbacks } from './twilio-callbacks';
import type { TwilioAccount } from './twilio-callbacks';
import { checkCall, checkMessage } from './twilio-checks';
import type { TwilioError } from './twilio-checks';
import { callResource, messageResource, pageOf } from './twilio-resources';

export interface TwilioStandIn extends TwilioAccount {
  /** Numbers that end so are refused as invalid. */
  readonly refusedSuffix: string;
}

const ERRORS = {
  credentials: { status: 401, code: 20003, message: 'Authenticate' },
  absent: { status: 404, code: 20404, message: 'The requested resource was not found' },
  refusal: { status: 400, code: 21610, message: 'Attempt to send to unsubscribed recipient' },
  unavailable: { status: 503, code: 20503, message: 'Service Unavailable' },
  rate_limit: { status: 429, code: 20429, message: 'Too Many Requests' },
  error: { status: 500, code: 20500, message: 'Internal Server Error' },
} as const satisfies Record<string, TwilioError>;

const RETRY_AFTER_SECONDS = '2';

/** The routes under /2010-04-01/Accounts/{sid}. */
export function twilioStandIn(account: TwilioStandIn, parts: StandInParts): Router {
  const router = express.Router({ mergeParams: true });
  const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64');
  router.use((request, response, next) => {
    const { sid } = request.params as { sid?: string };
    if (request.get('authorization') !== `Basic ${credentials}`) fail(response, ERRORS.credentials);
    else if (sid !== account.accountSid) fail(response, ERRORS.absent);
    else next();
  });
  router.use(express.urlencoded({ extended: false, limit: '256kb' }));

  const wording: Wording = {
    provider: 'twilio',
    accepted: (response, sent) => {
      response.status(201).json(shown(account, sent));
    },
    declined: (response, answer) => {
      if (answer === 'rate_limit') response.set('Retry-After', RETRY_AFTER_SECONDS);
      fail(response, ERRORS[answer]);
    },
    callbacks: (sent, fate) =>
      sent.channel === 'sms'
        ? twilioCallbacks(account, sent, fate)
        : callStory(account, sent, fate === 'failed' ? LINE_FAILS : parts.callees.of(sent.to)),
  };
  const create = (channel: Channel) => async (request: Request, response: Response) => {
    const fields = formFields(request.body);
    const check = channel === 'sms' ? checkMessage : checkCall;
    const error = check(fields, account.refusedSuffix);
    if (error !== undefined) {
      fail(response, error);
      return;
    }
    const make = (treatment: Treatment) => sentFrom(channel, fields, treatment);
    await carryOut(parts, fields['To'] ?? '', { response, wording, make });
  };

  router.post('/Messages.json', create('sms'));
  router.post('/Calls.json', create('voice'));
  const { accountSid } = account;
  for (const [folder, of, channel] of FOLDERS) {
    router.get(`/${folder}.json`, (request, response) => {
      const all = parts.ledger.since('').filter((sent) => isShown(sent, channel));
      response.json(pageOf({ accountSid, of, all }, new URL(request.originalUrl, 'http://x')));
    });
    router.get(`/${folder}/:one.json`, (request, response) => {
      const sent = parts.ledger.find(request.params['one']);
      if (sent === undefined || !isShown(sent, channel)) fail(response, ERRORS.absent);
      else response.json(shown(account, sent));
    });
  }
  router.use((_request, response) => fail(response, ERRORS.absent));
  return router;
}

type Channel = 'sms' | 'voice';

const FOLDERS = [
  ['Messages', 'messages', 'sms'],
  ['Calls', 'calls', 'voice'],
] as const;

/** What a call comes to whose line is dead. */
const LINE_FAILS = { does: 'line_fails', keys: '' } as const;

function isShown(sent: Sent, channel: Channel): boolean {
  return sent.channel === channel && !sent.isHidden;
}

function shown({ accountSid }: TwilioAccount, sent: Sent): Record<string, unknown> {
  return sent.channel === 'sms'
    ? messageResource(accountSid, sent)
    : callResource(accountSid, sent);
}

function fail(response: Response, { status, code, message }: TwilioError): void {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  response.status(status).json({ code, message, more_info, status });
}

function formFields(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

function sentFrom(
  channel: Channel,
  fields: Readonly<Record<string, string>>,
  treatment: Treatment,
): Sent {
  return {
    provider: 'twilio',
    providerId: (channel === 'sms' ? 'SM' : 'CA') + randomBytes(16).toString('hex'),
    channel,
    from: fields['From'] ?? fields['MessagingServiceSid'] ?? '',
    to: fields['To'] ?? '',
    subject: null,
    text: fields['Body'] ?? '',
    html: null,
    notificationId: null,
    callbackUrl: fields['StatusCallback'] ?? null,
    answerUrl: fields['Url'] ?? null,
    at: new Date().toISOString(),
    isHidden: treatment.isHidden,
    state: 'queued',
    sentAt: null,
  };
}
