/**
 * An order on its way, and what its carrier, its customer and its parties then say: builders for tests of the rules.
 */
import { CUSTOMER_WORDS } from '../../api/pages/customer-words';
import { parcelsText } from '../../api/pages/parcels-of-customer';
import type { OrderRequest } from '../../domain/order/place';
import type { ShopGiven } from './an-order-in-memory';
import { aShopInMemory, DELIVERY, moment } from './an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from './an-order-in-memory';

/** A later day for a courier. */
export const LATER = { from: moment('2026-12-01 10:00'), to: moment('2026-12-01 14:00') };
/** To be fetched at a point. */
export const PICKUP: OrderRequest['delivery'] = {
  ...DELIVERY,
  ...({ method: 'pickup', addressId: null, pickupPointId: 'point-1' } as const),
  ...{ window: null, zone: 'moscow' },
};

/** What the carrier says of the first parcel. */
export const report = (order: OrderInMemory, status: string, more: object = {}): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: 'par_1_1', status, ...more });
/** The customer wants it brought otherwise. */
export const change = (order: OrderInMemory, delivery: object): Promise<unknown> =>
  order.hears('amend', { changes: [{ type: 'change_delivery', delivery }] });
/** What people are asked. */
export const tasks = (order: OrderInMemory): readonly object[] =>
  order.now().tasks.map(({ kind, about }) => ({ kind, about }));
/** What is waited for. */
export const wait = (order: OrderInMemory) => order.life().turn.wait;
/** Somebody is to have back what is out. */
export const OUT = { kind: 'party_overdue', about: 'still_out' };

/** Every party says yes to what it is asked. */
export async function allSayYes(order: OrderInMemory): Promise<void> {
  for (const { id: instructionId, state, pending } of order.now().instructions) {
    if (state !== 'sent' && !pending) continue;
    const to = pending?.kind ?? 'instruction';
    await order.hears('answerInstruction', { instructionId, to, answer: 'accepted' });
  }
}

export interface Sent {
  readonly shop: ShopInMemory;
  readonly order: OrderInMemory;
}

/** An order whose first parcel its carrier has. */
export async function sent(
  fields: Partial<OrderRequest> = {},
  policy: ShopGiven['policy'] = {},
): Promise<Sent> {
  const shop = aShopInMemory({ policy });
  const order = await shop.order({ agreed: { channel: 'phone' }, ...fields });
  await allSayYes(order);
  await report(order, 'handed_over');
  return { shop, order };
}

/** What the customer's page says of the parcels. */
export function page({ shop, order }: Sent): string {
  const point = { title: 'Point 1', address: null };
  const seen = { order: order.now(), terms: shop.market.state().terms, point, address: null };
  return parcelsText(seen, CUSTOMER_WORDS.en)
    .map(({ text }) => text)
    .join(' ');
}
