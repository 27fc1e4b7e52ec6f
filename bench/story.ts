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

interface OrderSeen {
  readonly id: string;
  readonly number: string;
  readonly stage: string;
  readonly instructions: readonly { readonly id: string; readonly kind: string }[];
  readonly parcels: readonly { readonly id: string }[];
}

/** Places one order; answers once it is kept for good. */
export async function placeOne(api: string): Promise<Told> {
  const body = benchOrder();
  const { id, number } = await askApi<OrderSeen>(api, {
    ...{ role: 'storefront', path: '/v1/orders', body },
  });
  return { id, number, workflowId: `order/demo/${number}` };
}

/** Tells one order its whole story over HTTP; each fact is given when the one before was read. */
export async function tellStory(api: string): Promise<Told> {
  const told = await placeOne(api);
  const path = `/v1/orders/${told.id}`;
  await askApi(api, {
    ...{ role: 'manager', path: `${path}/confirmation`, body: { channel: 'phone' } },
  });
  const order = await askApi<OrderSeen>(api, { role: 'manager', path });
  for (const { id, kind } of order.instructions) {
    await askApi(api, {
      role: kind === 'warehouse' ? 'warehouse' : 'dispatcher',
      path: `/v1/instructions/${id}/answers`,
      body: { answer: 'accepted' },
    });
  }
  for (const { id } of order.parcels) {
    const body = { status: 'delivered', at: new Date().toISOString() };
    await askApi(api, { role: 'courier', path: `/v1/parcels/${id}/reports`, body });
  }
  const amount = { amount: BENCH_TOTAL, currency: 'RUB' };
  const body = { method: 'cash', amount };
  await askApi(api, { role: 'cashier', path: `${path}/payments`, body });
  return told;
}
