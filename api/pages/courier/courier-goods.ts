/**
 * The goods of one visit on a courier's page. Parcels, money and reports are no matter of it.
 */
import type { Visit } from '../../../domain/couriers/visit';
import { lineTitle } from '../../../domain/papers/line-title';
import type { CourierWords } from './courier-words';
import { html, Html } from '../html';

const NOTHING = new Html('');

/** What is to be given away at a door and, where there is something, what is not. */
export function courierGoods(visit: Visit, words: CourierWords): Html {
  const { lines, takeBack = [] } = visit.content;
  const listOf = (pieces: typeof takeBack): Html => {
    const rows = pieces.map(
      ({ lineId, quantity }) =>
        html`<li>${quantity} × ${lineTitle(visit.order, lineId) ?? lineId}</li>`,
    );
    return html`<ul>
      ${rows}
    </ul>`;
  };
  const back =
    takeBack.length > 0
      ? html`<h2>${words.takeBack}</h2>
          ${listOf(takeBack)}`
      : NOTHING;
  return html`<h2>${words.goods}</h2>
    ${listOf(lines)} ${back}`;
}
