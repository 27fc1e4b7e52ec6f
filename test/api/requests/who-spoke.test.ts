/**
 * Who stands beside what was said: the role and key of whoever said it, or the party itself where it said so on its
 * own page or with its own signature; never the party for whom somebody else spoke.
 */
import { signWebhook } from '../../../gateways/webhooks/webhook-signature';
import { instructionOf, openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Seen } from '../open-api';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

async function spoke(order: Seen, type: string): Promise<readonly (readonly [string, unknown])[]> {
  const timeline = await api.ask(`/v1/orders/${order.id}/timeline?limit=100`);
  const said = timeline.body.items.filter((one) => one.type === type) as unknown as readonly {
    readonly by: string;
    readonly data: { readonly party?: string };
  }[];
  return said.map(({ by, data }) => [by.replace(/:key_.*$/, ':key'), data.party]);
}

test('when people of the shop answer for parties, then each stands there with role and key', async () => {
  const order = await api.anAgreedOrder();
  const path = `/v1/instructions/${instructionOf(order, 'warehouse').id}/answers`;
  await api.ask(path, { role: 'dispatcher', body: { answer: 'accepted' } });
  await api.ask(path, { role: 'warehouse', body: { answer: 'done' } });
  expect(await spoke(order, 'PartyAnswered')).toEqual([
    ['dispatcher:key', 'warehouse-main'],
    ['warehouse:key', 'warehouse-main'],
  ]);
});

test('when a parcel is reported with a key, then whose key it was; a wish about it likewise', async () => {
  const order = await api.anAgreedOrder();
  const parcel = `/v1/parcels/${order.parcels[0]?.id ?? ''}`;
  await api.ask(`${parcel}/requests`, { role: 'dispatcher', body: { wish: 'other' } });
  for (const [role, status] of [
    ['courier', 'handed_over'],
    ['senior_manager', 'delivered'],
  ] as const) {
    await api.ask(`${parcel}/reports`, { role, body: { status } });
  }
  expect((await spoke(order, 'CourierAsked')).map(([by]) => by)).toEqual(['dispatcher:key']);
  expect((await spoke(order, 'ParcelReported')).map(([by]) => by)).toEqual([
    ...['courier:key', 'senior_manager:key'],
  ]);
});

test('when a party answers on its page or with its signature, then it is the party that spoke', async () => {
  const made = await api.ask('/v1/parties/warehouse-main/secrets', { role: 'admin', body: {} });
  const { secret } = JSON.parse(made.text) as { secret: string };
  const order = await api.anAgreedOrder();
  const path = `/v1/instructions/${instructionOf(order, 'warehouse').id}`;
  const { page = '' } = (await api.ask(path, { role: 'warehouse' })).body as { page?: string };
  const form = { answer: 'accepted', to: 'instruction', number: '1', version: '1' };
  await fetch(page, { method: 'POST', body: new URLSearchParams(form) });
  const body = JSON.stringify({ answer: 'done' });
  const signature = signWebhook({ body, secrets: [secret], now: new Date() });
  const headers = { 'content-type': 'application/json', 'ordo-signature': signature };
  await fetch(`${api.url}${path}/answers`, { method: 'POST', headers, body });
  const party = ['party:warehouse-main', 'warehouse-main'];
  expect(await spoke(order, 'PartyAnswered')).toEqual([party, party]);
});

test('when a question is answered with a key, then by whose; on its page, then by the party', async () => {
  const order = await api.anAgreedOrder();
  const until = new Date(Date.now() + 600_000).toISOString();
  const asks = async () => {
    const body = { party: 'warehouse-main', orderId: order.id, text: 'Is the box whole?', until };
    const { text } = await api.ask('/v1/questions', { body });
    return JSON.parse(text) as { readonly id: string; readonly link: string };
  };
  const [first, second] = [await asks(), await asks()];
  const answer = { role: 'dispatcher', body: { text: 'Yes' } } as const;
  const answered = await api.ask(`/v1/questions/${first.id}/answer`, answer);
  expect(answered.text).toMatch(/"by":"dispatcher:key_/);
  await fetch(second.link, { method: 'POST', body: new URLSearchParams({ text: 'Yes' }) });
  expect(await spoke(order, 'PartyAnsweredQuestion')).toEqual([
    ['dispatcher:key', 'warehouse-main'],
    ['party:warehouse-main', 'warehouse-main'],
  ]);
});
