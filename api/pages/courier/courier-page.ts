/**
 * A courier's page for a phone: the route of the day. Pure: it is given everything and makes HTML. It shows what the
 * door needs; what may be reported of a visit stands on the visit's own page.
 */
import type { CourierDay } from '../../../database/couriers/day';
import { cashOf } from '../../../domain/couriers/day-route';
import { moneyText } from '../../../domain/messages/letter';
import { html, Html } from '../html';
import { COURIER_WORDS } from './courier-words';
import { moneyOf, phoneOf, standing, whenText } from './visit-shown';
import type { Door } from './visit-shown';

export interface PageParts {
  readonly locale: string;
  readonly title: string;
  readonly body: Html;
}

const NOTHING = new Html('');

/** "23.11" of a date. */
function dayText(date: string): string {
  return `${date.slice(8)}.${date.slice(5, 7)}`;
}

/** It is opened at the door, often with a poor connection. */
const MOST_BYTES = 30_000;

/** Room for all that a page says beside its visits. */
const FRAME_BYTES = 4_000;

/** As many of the first visits as fit into one page; one at the least. */
function fitting(items: readonly Html[]): readonly Html[] {
  let bytes = FRAME_BYTES;
  const beyond = items.findIndex(({ text }) => {
    bytes += Buffer.byteLength(text);
    return bytes > MOST_BYTES;
  });
  return beyond < 0 ? items : items.slice(0, Math.max(1, beyond));
}

/** The route from one of its visits on, each with a link to its own page; what is too much for one page is on the next. */
export function courierPage(
  day: CourierDay,
  doors: readonly Door[],
  { base, from }: { readonly base: string; readonly from: number },
): PageParts {
  const { courier, date, stops, calledOff, terms } = day;
  const { locale } = courier;
  const words = COURIER_WORDS[locale];
  const cash = cashOf([...stops, ...calledOff]);
  const items = fitting(doors.map((door) => stopItem(day, door, base)));
  const next = from + items.length;
  const onward = html`<p><a href="${base}?from=${next}">${words.onward}</a></p>`;
  const title = `${words.route} ${dayText(date)}`;
  const body = html`<h1>${title}</h1>
    <p>${courier.name}</p>
    ${
      items.length === 0
        ? html`<p>${words.none}</p>`
        : html`<ol start="${from + 1}">
            ${items}
          </ol>`
    }
    ${items.length < doors.length ? onward : NOTHING}
    ${from > 0 ? html`<p><a href="${base}">${words.back}</a></p>` : NOTHING}
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
