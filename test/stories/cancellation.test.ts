/**
 * Story 42a: cancelled while picking, in transit, twice, crossed by a confirmation, or too late.
 */
import { anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { ProblemSeen, Reply, Shop, StockSeen } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

async function cancels(id: string): Promise<Reply<ProblemSeen>> {
  const path = `/v1/orders/${id}/cancellation`;
  const reply = await shop.ask('manager', path, { body: { reason: 'changed_mind' } });
  await shop.quiet();
  return reply;
}

const callOff = (id: string, party: string, more: object): Promise<Reply<ProblemSeen>> =>
  shop.answer(id, party, { to: 'call_off', ...more });

/** Paid in advance, accepted by both. */
async function paidAndPicked(): Promise<{ id: string; before: StockSeen }> {
  await shop.time('thu 11:00');
  const before = await shop.stock('DRESS-RED-42');
  const payment = { method: 'prepaid', certificates: [], promoCode: null };
  const { id } = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00'), { payment }));
  await shop.time('thu 11:20');
  await shop.confirms(id);
  await shop.pays(id, 2900);
  await shop.bothAccept(id);
  return { id, before };
}

test('when it is cancelled while picking, then both are called off and agree, goods are free and the money is asked back', async () => {
  const { id, before } = await paidAndPicked();
  expect((await cancels(id)).status).toBe(202);
  const off = (await shop.order(id)).instructions.map((one) => one.pending);
  expect(off).toEqual(['call_off', 'call_off']);
  expect((await shop.purposes(id)).at(-1)).toBe('order_closed');
  await callOff(id, 'warehouse-main', { answer: 'accepted' });
  expect(await shop.stock('DRESS-RED-42')).toMatchObject({
    onHand: before.onHand,
    reserved: before.reserved,
  });
  expect(await shop.happened(id)).not.toContain('RefundMade');
  await callOff(id, 'own-couriers', { answer: 'accepted' });
  expect(await shop.openTasks(id)).toEqual(['approve_refund']);
  expect((await shop.order(id)).stage).toBe('cancelling');
});

test('when the courier has handed over and the dispatcher lets it be brought, then it is delivered and not refunded', async () => {
  const { id } = await paidAndPicked();
  await shop.report(id, { status: 'handed_over' });
  await cancels(id);
  const refusal = { answer: 'refused', reason: 'already_handed_over' };
  await callOff(id, 'own-couriers', refusal);
  expect(await shop.openTasks(id)).toContain('party_refused');
  const decided = await shop.outcome(id, 'party_refused', { outcome: 'deliver' });
  expect(decided.status).toBe(200);
  await shop.time('sat 12:31');
  await shop.report(id, { status: 'delivered' });
  const order = await shop.order(id);
  expect(order).toMatchObject({ stage: 'cancelled', closed: { reason: 'changed_mind' } });
  expect(order.totals).toMatchObject({ paid: roubles(2900), refunded: roubles(0) });
  expect(await shop.happened(id)).not.toContain('RefundAsked');
});

test('when the dispatcher wants it back, then it comes back and only then the money is asked back', async () => {
  const { id, before } = await paidAndPicked();
  await shop.report(id, { status: 'handed_over' });
  await cancels(id);
  await callOff(id, 'own-couriers', { answer: 'refused', reason: 'already_handed_over' });
  await shop.outcome(id, 'party_refused', { outcome: 'chased' });
  await callOff(id, 'own-couriers', { answer: 'accepted' });
  expect(await shop.happened(id)).not.toContain('RefundAsked');
  await shop.report(id, { status: 'returned' });
  expect(await shop.happened(id)).toContain('RefundAsked');
  expect(await shop.stock('DRESS-RED-42')).toMatchObject({ onHand: before.onHand });
});

test('when it is cancelled twice, then the second is refused and the first stands', async () => {
  const { id } = await paidAndPicked();
  const both = await Promise.all([cancels(id), cancels(id)]);
  expect(both.map((reply) => reply.status).sort()).toEqual([202, 422]);
  const begun = (await shop.happened(id)).filter((type) => type === 'ClosingBegun');
  expect(begun).toHaveLength(1);
});

test('when cancellation and confirmation come in the same second, then it ends cancelled and everybody knows', async () => {
  await shop.time('thu 11:00');
  const { id } = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00')));
  await shop.time('thu 11:20');
  const [cancelled, confirmed] = await Promise.all([cancels(id), shop.confirms(id)]);
  expect(cancelled.status).toBe(202);
  expect([200, 422]).toContain(confirmed.status);
  for (const { party, pending } of (await shop.order(id)).instructions) {
    expect(pending).toBe('call_off');
    await callOff(id, party, { answer: 'accepted' });
  }
  expect((await shop.order(id)).stage).toBe('cancelled');
});

test('when it has been delivered, then it cannot be cancelled and the claim is the way on', async () => {
  const { id } = await paidAndPicked();
  await shop.report(id, { status: 'delivered' });
  const refused = await cancels(id);
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ refusal: 'already_delivered', wayOn: 'open_claim' });
});
