/**
 * The voice menu on the phone: Twilio asks what to say, brings the key that was pressed, and tells how the
 * call ended. Answered from the database alone, because somebody is listening; what follows is for the order.
 */
import { z } from 'zod';
import { nowOf } from '../../../database/clock';
import { hearFact } from '../../../database/life/inbox';
import { orderOfLink } from '../../../database/orders/link-orders';
import { messageByToken, recordCallback } from '../../../database/orders/notifications';
import type { FoundMessage, ProviderEvent } from '../../../database/orders/notifications';
import { presentPolicy } from '../../../database/shops/policies';
import { spokenMenu, spokenParting } from '../../../domain/messages/voice-menu';
import type { Parting } from '../../../domain/messages/voice-menu';
import type { Order } from '../../../domain/order/order';
import { VOICE_KEYS } from '../../../domain/order/voice/voice-outcome';
import type { VOICE_ENDS, VoiceKey } from '../../../domain/order/voice/voice-outcome';
import { readLink, signLink } from '../../../gateways/link-signature';
import { menuTwiml, partingTwiml } from '../../../gateways/twilio-twiml';
import type { Dependencies } from '../../dependencies';
import { openRoute } from '../../request/route';
import type { Reply } from '../../request/route';
import { mustBeTwilio, twilioFields, wordIn } from '../../request/twilio-request';

const tag = 'Webhooks';

const twimlAnswer = {
  description: 'What to say, as TwiML',
  schema: z.string().max(20_000),
  contentType: 'text/xml',
};

/** A call that Ordo makes, with the order it is about. */
interface Call {
  readonly message: FoundMessage;
  readonly order: Order;
}

async function callOf(deps: Dependencies, token: string): Promise<Call | null> {
  const message = await messageByToken(deps.database, token);
  const found = message && (await orderOfLink(deps.database, message.orderId));
  return message?.purpose === 'confirm_by_voice' && found ? { message, order: found.order } : null;
}

const say = (twiml: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'text/xml; charset=utf-8' },
  body: twiml,
});

const part = ({ order }: Call, parting: Parting): Reply => {
  const { locale } = order.wish.contact;
  return say(partingTwiml(locale, spokenParting(parting, locale)));
};

/** Nothing of ours is known under the address: nobody hears of any order. */
const strange = (): Reply => say(partingTwiml('ru', spokenParting('unknown', 'ru')));

/** No call lasts so long; what is pressed later is no answer to what was read out. */
const KEYS_SECONDS = 3_600;

/** The menu about the order as it is, read out under its version. */
async function menu(
  { database, environment, now }: Dependencies,
  { message, order }: Call,
  remark: 'wrong_key' | 'newer' | null = null,
): Promise<Reply> {
  const policy = await presentPolicy(database, order.shop);
  const expires = Math.floor(Date.parse(now()) / 1000) + KEYS_SECONDS;
  const id = `${message.token}:${String(order.wish.version)}`;
  const token = signLink({ for: 'voice', id, expires }, environment.linkSecret);
  const keysUrl = `${environment.api.publicUrl}/v1/webhooks/twilio/gather/${token}`;
  return say(
    menuTwiml({ ...spokenMenu(order, policy?.policy.title ?? order.shop, remark), keysUrl }),
  );
}

/** What there is to say instead of the menu where nothing is to be asked any more. */
function settled({ closed, closing, agreement }: Order): Parting | null {
  if (closed ?? closing) return 'closed';
  return agreement ? 'already' : null;
}

interface Told {
  readonly message: FoundMessage;
  readonly senderId: string;
  readonly name: 'voiceKey' | 'voiceEnd' | 'messageReport';
  readonly body: object;
}

/** Keeps a fact of the call; the same one told again changes nothing, and says so. */
async function tell({ database, now }: Dependencies, told: Told): Promise<{ repeated: boolean }> {
  const { message, senderId, name, body } = told;
  return hearFact(database, {
    lifeId: message.orderId,
    ...{ sender: 'twilio', senderId, name },
    command: { messageId: message.id, ...body },
    receivedAt: await nowOf(database, message.orderId, now()),
  });
}

const ENDS: Readonly<Record<string, (typeof VOICE_ENDS)[number]>> = {
  completed: 'no_key',
  'no-answer': 'no_answer',
  busy: 'busy',
  failed: 'failed',
  canceled: 'failed',
};

/** Each of the three things a call can tell is one event of it. */
function eventOf(sid: string, what: 'answered' | 'ended' | 'key', word: string): ProviderEvent {
  return { provider: 'twilio', eventId: `${sid}:${what}`, word, providerId: sid };
}

/** Somebody picked up. That it was made at all is news only where nobody knew. */
async function pickedUp(deps: Dependencies, call: Call, sid: string): Promise<Reply> {
  const { message, order } = call;
  if (message.state === 'unknown') {
    const { purpose, version, channel } = message;
    const body = { purpose, version, channel, state: 'accepted', code: null, providerId: sid };
    await tell(deps, { message, senderId: `${sid}:answered`, name: 'messageReport', body });
  }
  await recordCallback(deps.database, message.id, eventOf(sid, 'answered', 'sent'));
  const parting = settled(order);
  return parting === null ? menu(deps, call) : part(call, parting);
}

/** How it ended is news only where no key was pressed: a key has said more. */
async function hungUp(
  deps: Dependencies,
  { message }: Call,
  end: { readonly sid: string; readonly outcome: (typeof VOICE_ENDS)[number] },
): Promise<void> {
  const { sid, outcome } = end;
  if (message.callback === 'delivered') return;
  const senderId = `${sid}:ended`;
  await tell(deps, { message, senderId, name: 'voiceEnd', body: { outcome } });
  await recordCallback(deps.database, message.id, eventOf(sid, 'ended', 'failed'));
}

const twilioCall = openRoute({
  method: 'post',
  path: '/v1/webhooks/twilio/call/{token}',
  operation: 'twilioCall',
  summary: 'Twilio asks what to say in a call, and tells how it ended',
  tag,
  params: z.strictObject({ token: z.string().min(1).max(200) }),
  body: { type: 'form', schema: twilioFields },
  answers: { 200: twimlAnswer, 204: { description: 'Taken in' } },
  handle: async ({ deps, params, body, request }) => {
    mustBeTwilio(deps, request, body);
    const call = await callOf(deps, params.token);
    const sid = wordIn(body, 'CallSid');
    const outcome = ENDS[wordIn(body, 'CallStatus') ?? ''];
    if (outcome === undefined) return call && sid ? pickedUp(deps, call, sid) : strange();
    if (call && sid) await hungUp(deps, call, { sid, outcome });
    return { status: 204 };
  },
});

const DONE = {
  1: 'confirmed',
  2: 'wants_change',
  3: 'call_me',
} as const satisfies Record<VoiceKey, Parting>;

/** The call behind a signed address, and the version of the order that was read out in it. */
async function readOut(
  deps: Dependencies,
  token: string,
): Promise<{ readonly call: Call; readonly version: number } | null> {
  const link = readLink(token, deps.environment.linkSecret, new Date(deps.now()));
  if (link?.for !== 'voice') return null;
  const [messageToken = '', version] = link.id.split(':');
  const call = await callOf(deps, messageToken);
  return call && { call, version: Number(version) };
}

const twilioGather = openRoute({
  method: 'post',
  path: '/v1/webhooks/twilio/gather/{token}',
  operation: 'twilioGather',
  summary: 'Twilio brings the key pressed in the voice menu',
  tag,
  params: z.strictObject({ token: z.string().min(1).max(400) }),
  body: { type: 'form', schema: twilioFields },
  answers: { 200: twimlAnswer },
  handle: async ({ deps, params, body, request }) => {
    mustBeTwilio(deps, request, body);
    const found = await readOut(deps, params.token);
    const sid = wordIn(body, 'CallSid');
    if (!found || !sid) return strange();
    const pressed = wordIn(body, 'Digits');
    const key = VOICE_KEYS.find((one) => one === pressed);
    return key ? take(deps, { ...found, key, sid }) : askAgain(deps, found.call);
  },
});

async function askAgain(deps: Dependencies, call: Call): Promise<Reply> {
  const parting = settled(call.order);
  return parting === null ? menu(deps, call, 'wrong_key') : part(call, parting);
}

interface Pressed {
  readonly call: Call;
  readonly version: number;
  readonly key: VoiceKey;
  readonly sid: string;
}

/** Takes the key as a fact, once a call; the order decides what it means, and is not waited for. */
async function take(deps: Dependencies, { call, version, key, sid }: Pressed): Promise<Reply> {
  const { message, order } = call;
  const parting = settled(order);
  // Said of another version: nothing is decided by it, the newer one is read out.
  if (key === '1' && parting === null && version !== order.wish.version) {
    return menu(deps, call, 'newer');
  }
  const senderId = `${sid}:key`;
  const heard = await tell(deps, { message, senderId, name: 'voiceKey', body: { key, version } });
  await recordCallback(deps.database, message.id, eventOf(sid, 'key', 'delivered'));
  const isAnswered = parting === null || heard.repeated;
  return part(call, isAnswered || (key !== '1' && parting === 'already') ? DONE[key] : parting);
}

export const voiceRoutes = [twilioCall, twilioGather];
