/**
 * Reasons, ways to pay and numbers of receipts are words for programs: what people write in free words is kept as a
 * note, and never stands in the journal or in Temporal's history.
 */
import { openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

const WRITTEN = 'Зоя Канареева, 89161110077, передумала';
const amount = { amount: 1_000, currency: 'RUB' };

async function journalOf(id: string): Promise<string> {
  const rows = await api.database.prisma.journal.findMany({ where: { lifeId: id } });
  return JSON.stringify(rows.map(({ type, data }) => [type, data]));
}

async function notesOf(id: string): Promise<string> {
  const rows = await api.database.prisma.personal.findMany({ where: { lifeId: id, kind: 'note' } });
  return JSON.stringify(rows.map(({ body }) => body));
}

test('when a reason is written in free words, then the journal says "other" and the words are a note', async () => {
  const order = await api.anAgreedOrder();
  const path = `/v1/orders/${order.id}`;
  const paid = { method: 'cash', amount, reference: 'KKM-7/0012' };
  expect((await api.ask(`${path}/payments`, { role: 'cashier', body: paid })).status).toBe(201);
  const asked = await api.ask(`${path}/refunds`, { body: { amount, reason: WRITTEN } });
  expect(asked.status).toBe(201);
  const { parcels } = await api.orderNow(order);
  const report = { status: 'attempt_failed', reason: WRITTEN };
  expect((await api.report(parcels[0]!, report)).status).toBe(200);
  const journal = await journalOf(order.id);
  expect(journal).not.toContain('Канареева');
  expect(journal).toMatch(
    /"RefundAsked".{0,200}"reason":"other"|"reason":"other".{0,200}RefundAsked/,
  );
  expect((await notesOf(order.id)).split(WRITTEN)).toHaveLength(3);
});

test('when a reason is a word, then it stays what it is', async () => {
  const order = await api.anAgreedOrder();
  const { parcels } = await api.orderNow(order);
  await api.report(parcels[0]!, { status: 'attempt_failed', reason: 'nobody_home' });
  expect(await journalOf(order.id)).toContain('"nobody_home"');
  expect(await notesOf(order.id)).toBe('[]');
});

test.each([
  ['method', { method: 'Карта Зои', amount }],
  ['reference', { method: 'card', amount, reference: 'перевод от Зои' }],
])('when the %s of a payment is a sentence, then it is refused', async (field, body) => {
  const order = await api.anAgreedOrder();
  const paid = await api.ask(`/v1/orders/${order.id}/payments`, { role: 'cashier', body });
  expect(paid).toMatchObject({ status: 422, body: { errors: [{ pointer: `/${field}` }] } });
});
