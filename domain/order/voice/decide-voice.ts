/**
 * Decides what the voice menu brought: a key, or a call that ended without one. A call counts once, and
 * a key that comes late is still the customer's word.
 */
import { taskFacts } from '../tasks/asking';
import type { CommandOf } from '../commands/command-schemas';
import type { OrderFact } from '../events';
import type { Decision, Scene } from '../scene';
import type { VoiceKey, VoiceOutcome } from './voice-outcome';

/** What each end is as an attempt to reach the customer; a confirmation needs no attempt beside it. */
const ATTEMPTS: Readonly<Record<VoiceOutcome, string | null>> = {
  confirmed: null,
  wants_change: 'reached',
  call_me: 'call_back',
  outdated: 'reached',
  no_key: 'no_answer',
  no_answer: 'no_answer',
  busy: 'busy',
  failed: 'no_answer',
  unknown: 'no_answer',
};

function attempt({ at }: Scene, outcome: VoiceOutcome): readonly OrderFact[] {
  const made = ATTEMPTS[outcome];
  if (made === null) return [];
  const callBackAt = outcome === 'call_me' ? at : null;
  return [{ type: 'ContactAttempted', outcome: made, callBackAt, reason: null, noteId: null }];
}

/** The end of a call: one attempt of the contact policy, unless the order no longer waits for any. */
export function callEnded(
  scene: Scene,
  messageId: string,
  outcome: VoiceOutcome,
): readonly OrderFact[] {
  const { agreement, closing, closed } = scene.order;
  const isAwaited = !agreement && !closing && !closed;
  return [
    { type: 'VoiceCallEnded', messageId, outcome },
    ...(isAwaited ? attempt(scene, outcome) : []),
  ];
}

const isUnderWay = ({ order }: Scene, messageId: string): boolean =>
  order.messages.some((message) => message.id === messageId);

/** A call that ended without a key; told twice, or after a key, it says nothing new. */
export function voiceEnd(scene: Scene, { messageId, outcome }: CommandOf<'voiceEnd'>): Decision {
  if (!isUnderWay(scene, messageId)) return { refusal: 'no_change' };
  return callEnded(scene, messageId, outcome);
}

const MEANT: Readonly<Record<VoiceKey, VoiceOutcome>> = {
  1: 'confirmed',
  2: 'wants_change',
  3: 'call_me',
};

/** A key pressed by the customer. It ends its call, and it counts even where the call has ended already. */
export function voiceKey(scene: Scene, said: CommandOf<'voiceKey'>): Decision {
  const { order } = scene;
  const { messageId, key } = said;
  const isStale = key === '1' && said.version !== order.wish.version && !order.agreement;
  const outcome = isStale ? 'outdated' : MEANT[key];
  const isRinging = isUnderWay(scene, messageId);
  const ended = isRinging ? callEnded(scene, messageId, outcome) : [];
  if (order.closed || order.closing) {
    return isRinging ? ended : { refusal: order.closed ? 'already_closed' : 'not_allowed_now' };
  }
  if (isStale) return isRinging ? ended : { refusal: 'stale_version' };
  const facts = [...ended, ...followUp(scene, { key, isRinging })];
  return facts.length > 0 ? facts : { refusal: 'no_change' };
}

/** What the key itself brings about, beside the end of the call. */
function followUp(
  scene: Scene,
  { key, isRinging }: { readonly key: VoiceKey; readonly isRinging: boolean },
): readonly OrderFact[] {
  const { order, terms, at } = scene;
  // Agreed already, and still there is something to be said.
  const wantsTalk = key === '2' || (key === '3' && order.agreement);
  if (wantsTalk) {
    const task = { kind: 'customer_wants_change', about: null, at } as const;
    return order.deliveredAt ? [] : taskFacts(order, terms.policy, task);
  }
  if (key === '3') return isRinging ? [] : attempt(scene, 'call_me');
  const { version } = order.wish;
  const channel = 'voice';
  return order.agreement
    ? [{ type: 'AlreadyAgreed', channel }]
    : [{ type: 'OrderAgreed', channel, version }];
}
