/**
 * The contact policy's step "voice": when Ordo calls, whether the call still has a point, and how long
 * its end is waited for. What the customer presses is decided elsewhere.
 */
import { assert } from '../../assert';
import type { Instant } from '../../calendar/instant';
import { plus } from '../../calendar/instant';
import { addDays, fromLocal, localDate } from '../../calendar/local-time';
import type { Message } from '../../messages/message';
import type { Spacing, Terms } from '../../policy/policy';
import { hasTask, sendableAt } from '../tasks/asking';
import { record } from '../intent';
import type { OrderIntent } from '../intent';
import { nextId } from '../numbering';
import type { Order } from '../order';

const PURPOSE = 'confirm_by_voice';

/** Longer than a call may ring and last together; after it nobody will tell of its end any more. */
const RINGING_LASTS = 'PT15M';

/** The call that is noted, ringing, or perhaps made; one that lost its point holds nothing up. */
export function voiceCall(order: Order): Message | undefined {
  return order.messages.find(({ purpose, state }) => purpose === PURPOSE && state !== 'withdrawn');
}

/** Whether a call by the voice menu has a point: an answer on any channel, or a call asked for, ends it. */
export function isVoiceMeant(order: Order): boolean {
  const { callBackAt, wrongNumber } = order.contact;
  const isOpen = !order.agreement && !order.closing && !hasTask(order, 'customer_wants_change');
  return isOpen && order.wish.contact.hasPhone && !wrongNumber && callBackAt === null;
}

/**
 * When the call falls. A menu needs no manager, so the shop's calendar is not asked: only decent hours
 * of the customer's day, or the hours the customer named.
 */
export function voiceMoment(
  { wish: { contact } }: Order,
  { policy }: Terms,
  { base, after }: { readonly base: Instant; readonly after: Spacing },
): Instant {
  const tomorrow = addDays(localDate(base, contact.zone), 1);
  const at =
    after === 'next_morning'
      ? fromLocal({ date: tomorrow, time: '00:00' }, contact.zone)
      : plus(base, `PT${String(after.minutes)}M`);
  return sendableAt(contact, policy, { channel: 'voice', at });
}

/** Notes the call once its moment has come and no other is under way. */
export function voiceIntents(
  order: Order,
  { policy }: Terms,
  { voiceAt, at }: { readonly voiceAt: Instant | null; readonly at: Instant },
): readonly OrderIntent[] {
  if (!voiceAt || voiceAt > at || voiceCall(order) || !isVoiceMeant(order)) return [];
  return [
    record({
      type: 'MessageNoted',
      messageId: nextId(order, 'message'),
      purpose: PURPOSE,
      // Each call of the policy is a message of its own, whatever the version of the wish.
      version: (order.told[PURPOSE] ?? 0) + 1,
      channel: 'voice',
      notBefore: sendableAt(order.wish.contact, policy, { channel: 'voice', at }),
    }),
  ];
}

/** When a call whose end nobody tells counts as ended. */
export function ringingEndsAt(call: Message): Instant {
  assert(call.ringingSince, 'a ringing call began to ring');
  return plus(call.ringingSince, RINGING_LASTS);
}
