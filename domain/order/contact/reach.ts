/**
 * By what the customer can be reached, and what a number or an address is called without naming it:
 * the id of the personal data under which it was first given.
 */
import type { MessageChannel } from '../../messages/message';
import type { Change } from '../commands/shape-schemas';
import type { ContactFacts, Order } from '../order';
import type { Contact } from '../wish';

/** What the customer's present number is called: it changes with the number and with nothing else. */
export function phoneIdOf(contact: Contact): string {
  return contact.phoneId ?? contact.personalId;
}

/** The same for the present e-mail address. */
export function emailIdOf(contact: Contact): string {
  return contact.emailId ?? contact.personalId;
}

/** What the number or address of a channel is called. */
export function reachId(contact: Contact, channel: MessageChannel): string {
  return channel === 'email' ? emailIdOf(contact) : phoneIdOf(contact);
}

/** Numbers and addresses under which the customer is still known to be reached. */
export function liveReaches(
  order: Order,
): readonly { readonly channel: MessageChannel; readonly id: string }[] {
  const { contact } = order.wish;
  const channels: readonly (readonly [MessageChannel, boolean])[] = [
    ['sms', canPhone(order)],
    ['email', contact.hasEmail],
  ];
  return channels.flatMap(([channel, isLive]) =>
    isLive ? [{ channel, id: reachId(contact, channel) }] : [],
  );
}

/** Whether the customer may be rung up or texted. */
export function canPhone(order: Order): boolean {
  return order.wish.contact.hasPhone && !order.contact.wrongNumber;
}

/** Whether the number of a contact was found to be somebody else's, now or under an earlier wish. */
export function isWrongPhone({ contact }: Order, wished: Contact): boolean {
  return (contact.wrongPhones ?? []).includes(phoneIdOf(wished));
}

/** The present number belongs to somebody else: it stays so whatever else changes. */
export function withWrongPhone(
  order: Order,
): Required<Pick<ContactFacts, 'wrongNumber' | 'wrongPhones'>> {
  const others = order.contact.wrongPhones ?? [];
  const present = phoneIdOf(order.wish.contact);
  const wrongPhones = others.includes(present) ? others : [...others, present];
  return { wrongNumber: true, wrongPhones };
}

type Wanted = Extract<Change, { type: 'change_contact' }>['contact'];

/** The contact as wished; what is not said of number and address is new with new personal data. */
export function changedContact(present: Contact, wanted: Wanted): Contact {
  const { personalId, hasPhone, hasEmail, channel, hours } = wanted;
  const isSame = personalId === present.personalId;
  const phoneId = wanted.phoneId ?? (isSame ? phoneIdOf(present) : personalId);
  const emailId = wanted.emailId ?? (isSame ? emailIdOf(present) : personalId);
  const { locale, zone } = present;
  return {
    ...{ personalId, hasPhone, hasEmail, locale, zone },
    ...(phoneId === personalId ? {} : { phoneId }),
    ...(emailId === personalId ? {} : { emailId }),
    channel: channel ?? present.channel,
    hours: hours === undefined ? present.hours : hours,
  };
}
