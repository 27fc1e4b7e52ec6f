/**
 * Why a call is asked for at just this time, for the manager who makes it. Pure.
 */
import { momentText, say } from '../../../domain/messages/catalogue';
import { callBackOf } from '../../../domain/order/contact/call-back';
import type { Order } from '../../../domain/order/order';
import { phrase } from '../../../domain/order/waiting';
import type { Terms } from '../../../domain/policy/policy';

/** The call the customer asked for, in the shop's time and language; null where none is. */
export function callBackView(order: Order, { policy, parties }: Terms) {
  const callBack = callBackOf(order, { policy, parties });
  if (!callBack) return null;
  const { askedFor, at, why } = callBack;
  const { zone } = policy.calendar;
  const values = {
    asked: momentText(askedFor, zone),
    at: at === null ? '—' : momentText(at, zone),
  };
  const text = say(phrase(`call_back.${why}`, values), policy.locale);
  return { askedFor, at, why, text };
}
