/**
 * What a customer reads of the parcels on the page of the order: where each is, by which number it is followed, and
 * where and until when it waits. Pure; carriers' own words and reasons are not for customers.
 */
import { placeText } from '../../domain/messages/letter';
import type { Addressee } from '../../domain/messages/letter';
import { keptUntil } from '../../domain/order/delivery/following/followed';
import { isToBeFetched, liesElsewhere } from '../../domain/order/delivery/following/lies-elsewhere';
import type { Order } from '../../domain/order/order';
import { isBrought, isStopped } from '../../domain/order/parties/brought';
import { hasLeft, isSettledParcel } from '../../domain/parties/parcel';
import type { Parcel } from '../../domain/parties/parcel';
import type { Terms } from '../../domain/policy/policy';
import type { CustomerWords } from './customer-words';
import type { Html } from './html';
import { html } from './html';

export interface Fetched {
  readonly order: Order;
  readonly terms: Terms;
  readonly point: Addressee['point'];
  readonly address: Addressee['address'];
}

/** A paragraph for every parcel that goes or went to the customer; nothing before there are any. */
export function parcelsText(seen: Fetched, words: CustomerWords): readonly Html[] {
  const { order, terms, point, address } = seen;
  const parcels = order.parcels.filter(({ state }) => state !== 'cancelled');
  if (parcels.length === 0) return [];
  const rows = parcels.map((parcel) => {
    const isWaiting = isToBeFetched(order, parcel) && isBrought(order, parcel);
    const until = isWaiting ? keptUntil(order, terms, parcel) : null;
    const told = [
      words.parcelStates[stateOf(order, parcel)],
      ...(isWaiting ? [placeText(order, { point, address })] : []),
      ...(until === null ? [] : [`${words.keptUntil} ${dayText(until)}`]),
      ...(parcel.tracking === null ? [] : [`${words.tracking} ${parcel.tracking}`]),
    ];
    return html`<li>${told.join('; ')}</li>`;
  });
  return [
    html`<h2>${words.parcels}</h2>`,
    html`<ul>
      ${rows}
    </ul>`,
  ];
}

/** What its carrier is to bring no more is on its way back, wherever it lies; from another point it goes on. */
function stateOf(order: Order, parcel: Parcel): Parcel['state'] {
  const isComing = hasLeft(parcel) && !isSettledParcel(parcel);
  if (isComing && isStopped(order, parcel)) return 'returning';
  return liesElsewhere(order, parcel) ? 'in_transit' : parcel.state;
}

/** "01.12" of a date. */
function dayText(date: string): string {
  return `${date.slice(8)}.${date.slice(5, 7)}`;
}
