/**
 * When a customer who asked to be called back is called: exactly then where the shop works and a phone
 * may ring, else at the first time after it inside the hours of both, and why.
 */
import type { Instant } from '../../calendar/instant';
import { nextContactMoment, nextDecentMoment } from '../../calendar/contact-hours';
import type { Hours } from '../../calendar/working-calendar';
import type { Terms } from '../../policy/policy';
import { isOpenAt } from '../../policy/shop-hours';
import { remembered } from '../../remembered';
import type { Order } from '../order';
import { canPhone } from './reach';

export interface CallBack {
  readonly askedFor: Instant;
  /** Null where the hours of shop and customer never meet. */
  readonly at: Instant | null;
  readonly why: 'as_asked' | 'shop_closed' | 'not_decent' | 'shop_closed_and_not_decent';
}

/** The first moment inside both the shop's hours and the customer's, or null where they never meet. */
export function callable(order: Order, terms: Terms, at: Instant): Instant | null {
  const { contact } = order.wish;
  const hours = contact.hours ?? terms.policy.decentHours;
  const shop = terms.policy.calendar;
  const { zone: customerZone } = contact;
  const question = `call in ${customerZone} ${hours.from} ${hours.to} from ${at}`;
  const find = (): Instant | null => nextContactMoment({ shop, customerZone, hours }, at) ?? null;
  return remembered(shop, question, find);
}

/** The call asked for, or null where none is or nobody can be called. */
export function callBackOf(order: Order, terms: Terms): CallBack | null {
  const { callBackAt: askedFor } = order.contact;
  if (!askedFor || !canPhone(order)) return null;
  const { contact } = order.wish;
  const within = (hours: Hours | null): boolean =>
    hours !== null && nextDecentMoment(contact.zone, hours, askedFor) === askedFor;
  const isOpen = isOpenAt(terms.policy.calendar, askedFor);
  // What was asked for by word of mouth is later than the hours given with the order.
  const isDecent = within(terms.policy.decentHours) || within(contact.hours);
  if (isOpen && isDecent) return { askedFor, at: askedFor, why: 'as_asked' };
  const why = isOpen ? 'not_decent' : isDecent ? 'shop_closed' : 'shop_closed_and_not_decent';
  return { askedFor, at: callable(order, terms, askedFor), why };
}
