/**
 * If-Match: whoever names a version means it, on every command that takes one, and is told the true one.
 */
import { anOrder } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

async function anotherOrder(): Promise<string> {
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  return `/v1/orders/${placed.body.id}`;
}

const money = { amount: { amount: 100, currency: 'RUB' } };

const COMMANDS: readonly (readonly [string, object, 'manager' | 'cashier'])[] = [
  ['contact-attempts', { outcome: 'no_answer' }, 'manager'],
  ['cancellation', { reason: 'price' }, 'manager'],
  ['notes', { text: 'x' }, 'manager'],
  ['confirmation', { channel: 'phone' }, 'manager'],
  ['payments', { method: 'cash', ...money }, 'cashier'],
  ['refunds', { reason: 'kindness', ...money }, 'manager'],
];

test.each(COMMANDS)(
  'when %s names another version than the present one, then 412 tells the true one and nothing is done',
  async (command, body, role) => {
    const path = await anotherOrder();
    for (const named of ['"7"', '"abc"', '"0"', '"2", "3"']) {
      const asked = await api.ask(`${path}/${command}`, {
        ...{ role, body },
        headers: { 'if-match': named },
      });
      expect(asked).toMatchObject({
        status: 412,
        body: { refusal: 'stale_version', version: 1, changed: [] },
      });
    }
    const read = await api.ask(path);
    expect(read.body).toMatchObject({ closed: null, agreed: null, notes: [] });
    expect(read.body.totals.paid.amount).toBe(0);
    expect((await api.ask(`${path}/${command}`, { role, body, version: 1 })).status).not.toBe(412);
  },
);
