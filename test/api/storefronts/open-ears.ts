/**
 * A room for what storefronts hear: the API with listening workers and storefronts' own servers. What they should
 * hear is said by the tests.
 */
import { createLog } from '../../../api/log';
import { openText } from '../../../config/sealing';
import { signedPost } from '../../../gateways/webhooks/signed-post';
import type { Beat } from '../../../worker/beat';
import { startEars } from '../../../worker/ears';
import type { createWebhookSender } from '../../../worker/webhook-sender';
import { anOrder } from '../../support/an-order';
import { eventually } from '../../support/eventually';
import { openStorefront } from '../../support/storefront';
import type { Storefront } from '../../support/storefront';
import { openApi, TEST_CODEC } from '../open-api';
import type { Asking, Reply } from '../open-api';

export interface EndpointSeen {
  readonly secret?: string;
  readonly secrets: readonly { readonly id: string }[];
  readonly deliveries: { readonly waiting: number; readonly dead: number };
}

/** Before the second, third and last try of a call. */
export const PAUSES = [0, 0, 0];

const ALL = ['order.stage_changed', 'order.amended', 'parcel.state_changed', 'order.closed'];

export const seen = ({ body }: Reply): EndpointSeen => body as unknown as EndpointSeen;

export const typesOf = ({ calls }: Storefront, orderId: string): readonly string[] =>
  calls.filter(({ event }) => event.order.id === orderId).map(({ event }) => event.type);

export const untilClosed = (storefront: Storefront, orderId: string): Promise<unknown> =>
  eventually(
    () => Promise.resolve(typesOf(storefront, orderId).includes('order.closed')),
    'the end of the order',
  );

export type Ears = Awaited<ReturnType<typeof openEars>>;

/** Opens it; `forget` takes away listeners, storefronts and their endpoints, `close` everything. */
export async function openEars() {
  const api = await openApi();
  const listening: Beat[] = [];
  const storefronts: Storefront[] = [];

  const admin = (path: string, asking: Asking = {}): Promise<Reply> =>
    api.ask(`/v1/webhook-endpoints${path}`, { role: 'admin', ...asking });
  const deliveries = (id: string, query = ''): Promise<Reply> => admin(`/${id}/deliveries${query}`);

  /** One worker's ears; storefronts of tests are on this machine. */
  function listen({ allowPrivate = true } = {}): void {
    const post = (call: Parameters<Parameters<typeof createWebhookSender>[0]['post']>[0]) =>
      signedPost({
        ...call,
        secrets: call.secrets.map((sealed) => openText(sealed, TEST_CODEC)),
        ...{ allowPrivate, milliseconds: 5_000 },
      });
    const { database } = api;
    const log = createLog('silent');
    listening.push(startEars({ database, log, post, pauses: PAUSES, leaseSeconds: 1 }));
  }

  async function hears(id: string, events: readonly string[] = ALL) {
    const storefront = await openStorefront();
    storefronts.push(storefront);
    const made = await admin(`/${id}`, { method: 'PUT', body: { url: storefront.url, events } });
    expect(made.status).toBe(201);
    return { storefront, secret: seen(made).secret ?? '' };
  }

  async function place(fields: object = {}): Promise<string> {
    const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null, fields) });
    expect(placed.status).toBe(201);
    return placed.body.id;
  }

  async function cancel(id: string): Promise<void> {
    const body = { reason: 'changed_mind' };
    expect((await api.ask(`/v1/orders/${id}/cancellation`, { body })).status).toBe(202);
  }

  async function forget(): Promise<void> {
    for (const shop of storefronts.splice(0)) shop.close();
    await Promise.all(listening.splice(0).map((one) => one.stop()));
    await api.database.pool.query('DELETE FROM webhook_endpoint; DELETE FROM webhook_delivery');
  }

  const untilState = (id: string, state: string, many: number): Promise<unknown> =>
    eventually(
      async () => (await deliveries(id, `?state=${state}`)).body.items.length >= many,
      `${String(many)} ${state}`,
    );

  return {
    ...{ database: api.database, admin, deliveries, listen, hears, place, cancel, untilState },
    ...{ forget, close: () => api.close() },
  };
}
