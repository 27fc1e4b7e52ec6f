/**
 * Orders that are agreed, and so instructed, at any hour: everybody works around the clock here, so that the day
 * on which tests run decides nothing.
 */
import { anOrder } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api, Reply, Seen } from '../open-api';

interface Named {
  readonly id: string;
}

export interface ApiAtWork extends Api {
  readonly anAgreedOrder: (fields?: object) => Promise<Seen>;
  readonly orderNow: (order: Named) => Promise<Seen>;
  /** What a party answers to its instruction. */
  readonly answer: (
    instruction: Named,
    body: object,
    role?: 'warehouse' | 'courier',
  ) => Promise<Reply>;
  readonly report: (parcel: Named, body: object) => Promise<Reply>;
}

/** A window of an hour from now on the next day. */
export function tomorrow(): { readonly from: string; readonly to: string } {
  const from = new Date(Date.now() + 86_400_000).toISOString();
  return { from, to: new Date(Date.now() + 90_000_000).toISOString() };
}

/** The instruction of the order's party of this kind. */
export function instructionOf(order: Seen, kind: string): Seen['instructions'][number] {
  const found = order.instructions.find((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind} was told anything`);
  return found;
}

/** Opens the API and lets everybody work at any hour. */
export async function openApiAtWork(): Promise<ApiAtWork> {
  const api = await openApi();
  await workAtAnyHour(api);
  const orderNow: ApiAtWork['orderNow'] = async ({ id }) =>
    (await api.ask(`/v1/orders/${id}`)).body;
  return {
    ...api,
    orderNow,
    anAgreedOrder: async (fields = {}) => {
      const body = anOrder(tomorrow(), fields);
      const placed = await api.ask('/v1/orders', { role: 'storefront', body });
      const path = `/v1/orders/${placed.body.id}`;
      const confirmed = await api.ask(`${path}/confirmation`, { body: { channel: 'phone' } });
      return confirmed.body;
    },
    answer: ({ id }, body, role = 'warehouse') =>
      api.ask(`/v1/instructions/${id}/answers`, { role, body }),
    report: ({ id }, body) => api.ask(`/v1/parcels/${id}/reports`, { role: 'courier', body }),
  };
}

async function workAtAnyHour(api: Api): Promise<void> {
  const { policy } = (await api.ask('/v1/shops/demo/policy')).body;
  const days = ['1', '2', '3', '4', '5', '6', '7'];
  const hours = Object.fromEntries(days.map((day) => [day, { from: '00:00', to: '24:00' }]));
  const body = { ...policy, calendar: { ...policy.calendar, hours } };
  const changed = await api.ask('/v1/shops/demo/policy', { role: 'admin', method: 'PUT', body });
  if (changed.status !== 200) throw new Error(`the policy stays: ${changed.text}`);
}
