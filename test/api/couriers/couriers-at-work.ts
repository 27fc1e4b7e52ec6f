/**
 * What tests of own couriers do over HTTP: store couriers, put visits on their routes, open their pages.
 */
import { DateTime } from 'luxon';
import { instructionOf, tomorrow } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Reply, Seen } from '../open-api';

const MOSCOW = 'Europe/Moscow';
const { from } = tomorrow();
export const DAY = DateTime.fromISO(from).setZone(MOSCOW).toISODate() ?? '';
export const WHOLE_DAY = { from: '00:00', to: '24:00', capacity: 3 };

const aCourier = (fields: object = {}): object => ({
  name: 'Иван',
  locale: 'ru',
  zones: ['*'],
  windows: [WHOLE_DAY],
  ...fields,
});

interface Route {
  readonly courier: string;
  readonly stops: readonly { readonly instructionId: string }[];
}

/** Sends a form of a page. */
export const post = (url: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form) });

/** What a dispatcher does at this API. */
export function couriersAt(api: () => ApiAtWork) {
  function store(id: string, fields: object = {}, shop = 'demo'): Promise<Reply> {
    const body = aCourier(fields);
    return api().ask(`/v1/couriers/${id}`, { role: 'dispatcher', method: 'PUT', shop, body });
  }

  const dispatcher = (path: string, body?: object, method?: string): Promise<Reply> =>
    api().ask(path, {
      role: 'dispatcher',
      ...(body ? { body } : {}),
      ...(method ? { method } : {}),
    });

  async function aVisit(): Promise<{ readonly order: Seen; readonly instruction: string }> {
    const order = await api().anAgreedOrder();
    return { order, instruction: instructionOf(order, 'own_couriers').id };
  }

  const assign = (instruction: string, courier: string | null): Promise<Reply> =>
    dispatcher(`/v1/instructions/${instruction}/courier`, { courier }, 'PUT');

  async function stopsOf(courier: string): Promise<readonly string[]> {
    const asked = await dispatcher(`/v1/routes?date=${DAY}&courier=${courier}`);
    const [route] = asked.body.items as unknown as readonly Route[];
    return (route?.stops ?? []).map(({ instructionId }) => instructionId);
  }

  async function linkOf(courier: string, fields: object = {}): Promise<string> {
    const made = await dispatcher(`/v1/couriers/${courier}/links`, { date: DAY, ...fields });
    return (made.body as unknown as { readonly url: string }).url;
  }

  return { store, dispatcher, aVisit, assign, stopsOf, linkOf };
}
