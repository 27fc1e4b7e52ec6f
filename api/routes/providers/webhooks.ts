/**
 * What providers tell of messages they took. Only what is signed is listened to, and each event counts once.
 * Plain progress stays beside the message; only what settles or fails a message becomes a fact of its order.
 */
import { z } from 'zod';
import {
  isEventKnown,
  messageByToken,
  messageOfEmail,
  recordCallback,
} from '../../../database/orders/notifications';
import type { FoundMessage } from '../../../database/orders/notifications';
import type { MessageChannel } from '../../../domain/messages/message';
import { instructionOfLink } from '../../../database/orders/parties/instructions';
import { nowOf } from '../../../database/clock';
import { hearFact } from '../../../database/life/inbox';
import { verifySendGrid } from '../../../gateways/sendgrid-signature';
import type { Dependencies } from '../../dependencies';
import { problem } from '../../problems/problems';
import { openRoute } from '../../request/route';
import { mustBeTwilio, twilioFields, wordIn } from '../../request/twilio-request';

const tag = 'Webhooks';

type Word = 'queued' | 'sent' | 'delivered' | 'failed';

interface ProviderReport {
  readonly provider: 'twilio' | 'sendgrid';
  readonly eventId: string;
  readonly word: Word;
  readonly providerId: string | null;
  readonly code: string | null;
}

/** Takes in one event about a message; done twice, or again after a crash on the way, it counts once. */
async function takeIn(
  deps: Dependencies,
  message: FoundMessage,
  report: ProviderReport,
): Promise<void> {
  const { database } = deps;
  const { provider, eventId, word, providerId } = report;
  if (await isEventKnown(database, provider, eventId)) return;
  const isOfChannel = CHANNELS[provider].includes(message.channel);
  if (isOfChannel && isNews(message, word)) await tellOrder(deps, message, report);
  const event = { provider, eventId, word, providerId };
  await recordCallback(database, isOfChannel ? message.id : null, event);
}

/** Whose words are about which way of a message: a late one about a way given up says nothing of the next. */
const CHANNELS: Readonly<Record<ProviderReport['provider'], readonly MessageChannel[]>> = {
  twilio: ['sms', 'voice'],
  sendgrid: ['email'],
};

/**
 * That it failed, unless its end is known; or any word of a message nobody knew to be taken. A word that
 * comes while the sending is still under way stays beside the message: whoever asks finds it there.
 */
function isNews({ state, callback }: FoundMessage, word: Word): boolean {
  if (word === 'failed') return callback !== 'delivered' && callback !== 'failed';
  return state === 'unknown';
}

async function tellOrder(
  { database, now }: Dependencies,
  message: FoundMessage,
  report: ProviderReport,
): Promise<void> {
  const { id: messageId, orderId, purpose, version, channel } = message;
  const { provider, eventId, providerId, code } = report;
  const state = report.word === 'failed' ? 'failed' : 'accepted';
  // Queued, sent and delivered all tell the same of it: that it was taken.
  const isTaken = state === 'accepted' && providerId !== null;
  await hearFact(database, {
    lifeId: orderId,
    sender: provider,
    senderId: isTaken ? `${providerId}:taken` : eventId,
    name: 'messageReport',
    command: { messageId, purpose, version, channel, state, code, providerId },
    receivedAt: await nowOf(database, orderId, now()),
  });
}

const TWILIO_WORDS: Readonly<Record<string, Word>> = {
  ...{ accepted: 'queued', queued: 'queued', sending: 'queued', sent: 'sent' },
  ...{ delivered: 'delivered', read: 'delivered' },
  ...{ undelivered: 'failed', failed: 'failed', canceled: 'failed' },
};

const twilioMessage = openRoute({
  method: 'post',
  path: '/v1/webhooks/twilio/message/{token}',
  operation: 'twilioMessageCallback',
  summary: "Twilio's status callback of a text message",
  tag,
  params: z.strictObject({ token: z.string().min(1).max(200) }),
  body: { type: 'form', schema: twilioFields },
  answers: { 204: { description: 'Taken in' } },
  handle: async ({ deps, params, body, request }) => {
    mustBeTwilio(deps, request, body);
    const message = await messageByToken(deps.database, params.token);
    const sid = wordIn(body, 'MessageSid');
    const status = wordIn(body, 'MessageStatus');
    const word = status === null ? undefined : TWILIO_WORDS[status];
    if (message && sid && word) {
      const code = wordIn(body, 'ErrorCode');
      const eventId = `${sid}:${status ?? ''}`;
      await takeIn(deps, message, { provider: 'twilio', eventId, word, providerId: sid, code });
    }
    return { status: 204 };
  },
});

const SENDGRID_WORDS: Readonly<Record<string, Word>> = {
  ...{ processed: 'sent', deferred: 'sent', delivered: 'delivered' },
  ...{ bounce: 'failed', dropped: 'failed' },
};

const sendgridEvent = z.looseObject({
  event: z.string().max(60),
  sg_event_id: z.string().min(1).max(200),
  sg_message_id: z.string().max(300).optional(),
  notification_id: z.string().min(1).max(200).optional(),
  status: z.string().max(60).optional(),
});

const MOST_EVENTS = 5_000;

/** A batch, or nothing where it is none: it was signed, so asking for it again would not help. */
function eventsIn(body: Buffer): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(body.toString('utf8'));
    return Array.isArray(read) ? (read as unknown[]).slice(0, MOST_EVENTS) : [];
  } catch {
    return [];
  }
}

const sendgrid = openRoute({
  method: 'post',
  path: '/v1/webhooks/sendgrid',
  operation: 'sendgridEvents',
  summary: "SendGrid's batches of events",
  tag,
  body: { type: 'raw', description: 'A JSON array of events, signed as it is' },
  answers: { 204: { description: 'Taken in' } },
  handle: async ({ deps, body, request }) => {
    const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const signed = verifySendGrid({
      publicKey: deps.environment.sendgrid.eventPublicKey,
      signature: request.get('x-twilio-email-event-webhook-signature'),
      timestamp: request.get('x-twilio-email-event-webhook-timestamp'),
      rawBody,
      now: deps.now(),
    });
    if (!signed) throw problem('signature-invalid');
    // One after the other: two events of one message must not overtake each other.
    for (const event of eventsIn(rawBody)) await takeInEmailEvent(deps, event);
    return { status: 204 };
  },
});

async function takeInEmailEvent(deps: Dependencies, event: unknown): Promise<void> {
  const read = sendgridEvent.safeParse(event);
  if (!read.success || read.data.notification_id === undefined) return;
  const { event: name, sg_event_id: eventId, sg_message_id: id, status } = read.data;
  const { notification_id: reference } = read.data;
  const word = SENDGRID_WORDS[name];
  if (!word) return;
  const message = await messageOfEmail(deps.database, reference);
  if (!message) {
    const code = codeOf(status, name);
    if (word === 'failed') await takeInBounce(deps, reference, { eventId, code });
    return;
  }
  // The event's id is longer than the one SendGrid answered with: a dot and more follow it.
  const providerId = id?.split('.')[0] ?? null;
  const code = codeOf(status, name);
  await takeIn(deps, message, { provider: 'sendgrid', eventId, word, providerId, code });
}

const codeOf = (status: string | undefined, name: string): string =>
  status === undefined || status === '' ? name : status;

const PARTY_LETTER = /^(.+)\.(\d{1,6})\.(\d{1,6})$/;

/** A letter to a party that came back: its order hears of it as of any try to reach the party that failed. */
async function takeInBounce(
  { database, now }: Dependencies,
  reference: string,
  { eventId, code }: { readonly eventId: string; readonly code: string },
): Promise<void> {
  const [, id = '', number, attempt] = PARTY_LETTER.exec(reference) ?? [];
  const instruction = await instructionOfLink(database, id);
  if (!instruction) return;
  const { orderId: lifeId, id: instructionId } = instruction;
  const tried = { instructionId, number: Number(number), attempt: Number(attempt) };
  await hearFact(database, {
    ...{ lifeId, sender: 'sendgrid', senderId: eventId, name: 'tellingResult' },
    command: { ...tried, channel: 'email', outcome: 'bounced', code },
    receivedAt: await nowOf(database, lifeId, now()),
  });
}

export const webhookRoutes = [twilioMessage, sendgrid];
