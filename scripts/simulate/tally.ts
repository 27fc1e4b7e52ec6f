/**
 * What the journal of a life says has left the shelves and has been spent, counted once for a life as it stands:
 * the checks ask after every step of every order.
 */
import { remembered } from '../../domain/remembered';
import type { Life } from './market';

export interface Tally {
  /** Pieces gone for good or for now, by place and SKU. */
  readonly gone: ReadonlyMap<string, number>;
  /** Minor units spent, by certificate. */
  readonly spent: ReadonlyMap<string, number>;
}

/** How a shelf is called in a tally. */
export const shelfOf = (place: string, sku: string): string => `${place}/${sku}`;

/** The tally of a life's whole journal. */
export function tallyOf(life: Life): Tally {
  return remembered(life, 'tally', () => counted(life));
}

function counted({ order, journal }: Life): Tally {
  const [gone, spent] = [new Map<string, number>(), new Map<string, number>()];
  const add = (to: Map<string, number>, name: string, much: number): void =>
    void to.set(name, (to.get(name) ?? 0) + much);
  const skus = new Map(order.wish.lines.map((line) => [line.id, line.sku]));
  for (const { event } of journal) {
    if (event.type === 'CertificateSpent') add(spent, event.code, event.amount);
    if (!('place' in event)) continue;
    const shelf = shelfOf(event.place, skus.get(event.lineId) ?? '');
    if (event.type === 'GoodsShipped' || event.type === 'GoodsMissing') {
      add(gone, shelf, event.quantity);
    }
    if (event.type === 'GoodsBack') add(gone, shelf, -event.quantity);
  }
  return { gone, spent };
}
