/**
 * What a courier is told who opens or reports a visit that is not on his route any more: whom to call, never
 * whose it is now.
 */
import type { CourierDay } from '../../../database/couriers/day';
import type { Reply } from '../../request/route';
import { COURIER_WORDS } from './courier-words';
import { html, page } from '../html';

/** A page that leads back to the route; 404, as nothing was taken. */
export function notOnRoute({ courier }: CourierDay, base: string): Reply {
  const { locale } = courier;
  const words = COURIER_WORDS[locale];
  const body = html`<p><a href="${base}">${words.back}</a></p>
    <h1>${words.stop}</h1>
    <p class="note warn" role="status">${words.said.notYours}</p>`;
  return page(404, { locale, title: words.stop, body });
}
