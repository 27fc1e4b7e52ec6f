/**
 * Story 1 up to the point where all facts are in: placed, confirmed, both parties accept, delivered,
 * paid. What is left then is the next day's check, a timer of a day.
 */
import { askApi } from './ask-api';
import { BENCH_TOTAL, benchOrder } from './bench-shop';

export interface Told {
  readonly id: string;
  readonly number: string;
  readonly workflowId: string;
}

/** What the bench looks at of an order. */
export interface OrderSeen {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly stage: string;
  readonly lines: readonly { readonly id: string }[];
  readonly totals: { readonly due: object };
  readonly instructions: readonly {
    readonly id: string;
    readonly kind: string;
    readonly pending: string | null;
  }[];
  readonly parcels: readonly { readonly id: string }[];
}

/** Places one order, of story 1 where nothing else is said; answers once it is kept for good. */
export async function placeOne(api: string, body = benchOrder()): Promise<Told> {
  const { id, number } = await askApi<OrderSeen>(api, {
    ...{ role: 'storefront', path: '/v1/orders', body },
  });
  return { id, number, workflowId: `order/demo/${number}` };
}

/** Confirms an order, as a manager after a call. */
export async function confirm(api: string, path: string): Promise<void> {
  await askApi(api, {
    ...{ role: 'manager', path: `${path}/confirmation`, body: { channel: 'phone' } },
  });
}

/** Every party that has not answered yet says yes; answers the order as it was before. */
export async function allAccept(api: string, path: string): Promise<OrderSeen> {
  const order = await askApi<OrderSeen>(api, { role: 'manager', path });
  const to = order.version === 1 ? {} : { to: 'revision', wishVersion: order.version };
  for (const { id, kind } of order.instructions) {
    await askApi(api, {
      role: kind === 'warehouse' ? 'warehouse' : 'dispatcher',
      path: `/v1/instructions/${id}/answers`,
      body: { answer: 'accepted', ...to },
    });
  }
  return order;
}

/** All its parcels arrive. */
export async function deliver(api: string, { parcels }: OrderSeen): Promise<void> {
  for (const { id } of parcels) {
    const body = { status: 'delivered', at: new Date().toISOString() };
    await askApi(api, { role: 'courier', path: `/v1/parcels/${id}/reports`, body });
  }
}

/** Tells one order its whole story over HTTP; each fact is given when the one before was read. */
export async function tellStory(api: string): Promise<Told> {
  const told = await placeOne(api);
  const path = `/v1/orders/${told.id}`;
  await confirm(api, path);
  const order = await allAccept(api, path);
  await deliver(api, order);
  const amount = { amount: BENCH_TOTAL, currency: 'RUB' };
  const body = { method: 'cash', amount };
  await askApi(api, { role: 'cashier', path: `${path}/payments`, body });
  return told;
}
