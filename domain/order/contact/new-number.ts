/**
 * Another number in place of a wrong one: the contact policy begins anew for it, and an e-mail that would read the same
 * is not sent again. It starts nothing.
 */
import type { Instant } from '../../calendar/instant';
import { changedParts } from '../amendment/changed-parts';
import type { ContactFacts, Order, TriedBefore } from '../order';
import type { Wish } from '../wish';
import { emailIdOf, isWrongPhone } from './reach';

/** The facts of contact once the wish is another. */
export function contactWith(order: Order, wish: Wish, at: Instant): ContactFacts {
  const wrongNumber = isWrongPhone(order, wish.contact);
  const isAnother = order.contact.wrongNumber && !wrongNumber && wish.contact.hasPhone;
  return {
    ...order.contact,
    wrongNumber,
    ...(isAnother ? { anew: triedBefore(order, wish, at) } : {}),
    ...emailHolding(order, wish),
  };
}

function triedBefore(order: Order, { version }: Wish, at: Instant): TriedBefore {
  const { attempts, voiceCalls = 0 } = order.contact;
  return { at, version, attempts, voiceCalls, texts: order.told.confirm_by_sms ?? 0 };
}

/** The version for which the e-mail with everything was written, or reads the same. */
function emailedVersion({ told, contact }: Order): number {
  return Math.max(told.confirm_by_email ?? -1, contact.emailHolds ?? -1);
}

/** It goes to the same address and says the same. */
function emailHolding(order: Order, wish: Wish): Pick<ContactFacts, 'emailHolds'> {
  const { contact, version } = order.wish;
  const isSameAddress =
    contact.hasEmail && wish.contact.hasEmail && emailIdOf(contact) === emailIdOf(wish.contact);
  const holds = isSameAddress && emailedVersion(order) === version;
  return holds && changedParts(order.wish, wish).length === 0 ? { emailHolds: wish.version } : {};
}

/** Whether the last step of the policy was taken; by SMS it was not taken for a number that was given since. */
export function isMailed({ told, contact, wish }: Order): boolean {
  const mailed = told.confirm_by_email;
  if (mailed === undefined) return false;
  return wish.contact.hasEmail || mailed >= (contact.anew?.version ?? 0);
}

/** Whether what was mailed tells of the wish as it stands. */
export function isMailedAsItStands(order: Order): boolean {
  return emailedVersion(order) >= order.wish.version;
}
