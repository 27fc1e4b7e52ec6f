/**
 * A courier's page for a phone: the route of the day. Pure: it is given everything and makes HTML. It shows what the
 * door needs; what may be reported of a visit stands on the visit's own page.
 */
import type { CourierDay } from '../../../database/couriers/day';
import { cashOf } from '../../../domain/couriers/day-route';
import { moneyText } from '../../../domain/messages/letter';
import { html } from '../html';
import type { Html } from '../html';
import { COURIER_WORDS } from './courier-words';
import { moneyOf, phoneOf, standing, whenText } from './visit-shown';
import type { Door } from './visit-shown';

export interface PageParts {
  readonly locale: string;
  readonly title: string;
  readonly body: Html;
}

/** "23.11" of a date. */
function dayText(date: string): string {
  return `${date.slice(8)}.${date.slice(5, 7)}`;
}

/** The whole route, each visit with a link to its own page. */
export function courierPage(
  day: CourierDay,
  doors: readonly Door[],
  { base }: { readonly base: string },
): PageParts {
  const { courier, date, stops, calledOff, terms } = day;
  const { locale } = courier;
  const words = COURIER_WORDS[locale];
  const cash = cashOf([...stops, ...calledOff]);
  const items = doors.map((door) => stopItem(day, door, base));
  const title = `${words.route} ${dayText(date)}`;
  const body = html`<h1>${title}</h1>
    <p>${courier.name}</p>
    ${
      items.length === 0
        ? html`<p>${words.none}</p>`
        : html`<ol>
            ${items}
          </ol>`
    }
    <p>${words.cashOfDay}: <strong>${moneyText(cash, terms.policy.currency, locale)}</strong></p>`;
  return { locale, title, body };
}

function stopItem(day: CourierDay, door: Door, base: string): Html {
  const { locale } = day.courier;
  const words = COURIER_WORDS[locale];
  const { visit } = door.stop;
  const { isOff, text } = standing(day, door.stop, words);
  return html`<li>
    <p class="${isOff ? 'note warn' : 'stop'}">
      <strong>${whenText(visit, day)}</strong> · ${text}<br />
      ${door.address}<br />
      ${phoneOf(door)} ${moneyOf(visit, { locale, isOff })}
      <a href="${base}/${visit.instruction.id}"
        >${words.open}: ${words.stop} ${visit.order.number}</a
      >
    </p>
  </li>`;
}
