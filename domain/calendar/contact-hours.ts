// When a customer may be disturbed: decent hours where the customer lives, and the moments at which
// the shop can call inside them. It knows nothing of channels or attempts.
import { epoch, isBefore, latest, plus } from './instant';
import type { Instant } from './instant';
import { addDays, fromLocal, localDate } from './local-time';
import type { Zone } from './local-time';
import { nextOpen } from './working-calendar';
import type { Hours, WorkingCalendar } from './working-calendar';

/** Nobody is rung up or texted outside these hours of their own day unless they asked for it. */
export const DECENT_HOURS: Hours = { from: '09:00', to: '21:00' };

/** Who calls whom; `hours` are decent hours or the customer's own wish. */
export interface Contact {
  readonly shop: WorkingCalendar;
  readonly customerZone: Zone;
  readonly hours: Hours;
}

/** Two weeks see every weekday twice: hours that have not met by then meet by a fluke of holidays. */
const LOOK_AHEAD = 'P14D';

/**
 * The first moment, from an instant on, inside both the shop's calendar and the customer's hours;
 * undefined when they do not meet within 14 days, so that somebody must choose another channel.
 */
export function nextContactMoment(contact: Contact, instant: Instant): Instant | undefined {
  const end = plus(instant, LOOK_AHEAD);
  let moment: Instant | undefined = nextOpen(contact.shop, instant);
  // Each side in turn moves the moment on to its own next hour, until neither has to.
  while (moment !== undefined && isBefore(moment, end)) {
    const decent = nextDecentMoment(contact.customerZone, contact.hours, moment);
    const open = nextOpen(contact.shop, decent);
    if (open !== undefined && epoch(open) === epoch(moment)) return moment;
    moment = open;
  }
  return undefined;
}

/**
 * The first moment, from an instant on, inside daily hours of a zone, on any day of the week. Hours
 * whose end is not after their beginning run past midnight.
 */
export function nextDecentMoment(zone: Zone, hours: Hours, instant: Instant): Instant {
  const yesterday = addDays(localDate(instant, zone), -1);
  const nights = hours.to <= hours.from ? 1 : 0;
  for (let n = 0; ; n++) {
    const date = addDays(yesterday, n);
    const opens = fromLocal({ date, time: hours.from }, zone);
    const closes = fromLocal({ date: addDays(date, nights), time: hours.to }, zone);
    if (isBefore(opens, closes) && isBefore(instant, closes)) return latest(opens, instant);
  }
}
