/**
 * Asks what became of a message whose outcome nobody knows: first our own record of callbacks, then
 * the provider. Asking changes nothing, so it may be repeated freely.
 */
import { firstBegun, letterFor, otherCalls } from '../database/orders/letters';
import type { OrderEffect } from '../domain/order/intent';
import type { LookUp } from '../gateways/messenger';
import { beginOutside } from '../database/life/outside';
import type { Activities, OutsideResult } from './activities';
import type { MessagePorts } from './message-ports';
import { writeSms } from './write-sms';

type Asking = Extract<OrderEffect, { readonly do: 'askProvider' }>;

export function makeAskProvider(ports: MessagePorts): Activities['askProvider'] {
  return async ({ life, key, attempt }): Promise<OutsideResult> => {
    const marked = await beginOutside(ports.database, { life, key, attempt });
    const messageId = /^ask:(.+):\d+$/.exec(key)?.[1] ?? '';
    if (marked.mark === 'withdrawn') return told(messageId, { found: 'withdrawn' });
    const letter = await letterFor(ports.database, { life, messageId });
    if (letter.callback !== null) {
      return told(messageId, { found: 'accepted', providerId: letter.providerId });
    }
    const since = await firstBegun(ports.database, { life, messageId });
    const effect = marked.effect as Asking;
    if (since === null) return told(messageId, { found: 'cannot_tell' });
    return told(messageId, await lookUp(ports, { letter, effect, since }));
  };
}

interface Question {
  readonly letter: Awaited<ReturnType<typeof letterFor>>;
  readonly effect: Asking;
  readonly since: string;
}

async function lookUp(ports: MessagePorts, { letter, effect, since }: Question): Promise<LookUp> {
  if (effect.channel === 'email') {
    return ports.email.find({ notificationId: letter.token, since });
  }
  if (effect.channel === 'voice') {
    const to = letter.customer.phone ?? '';
    const others = await otherCalls(ports.database, { token: letter.token, phone: to });
    return ports.voice.find({ to, since, others });
  }
  const text = await writeSms(ports, letter, effect);
  return ports.sms.find({ to: letter.customer.phone ?? '', text, since });
}

function told(
  messageId: string,
  answer: { readonly found: string; readonly providerId?: string | null },
): OutsideResult {
  const { found, providerId = null } = answer;
  return { name: 'providerAnswer', command: { messageId, found, providerId } };
}
