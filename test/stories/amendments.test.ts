/**
 * Stories 26, 27, 29, 33 and 34: changes while the order is on its way, refused by a party, made twice at once,
 * or made too late.
 */
import { aLine, anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { ProblemSeen, Reply, Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

const BELT = { sku: 'BELT-BLACK', title: 'Ремень', price: roubles(700) };

async function instructed(day: string, fields: object = {}): Promise<string> {
  await shop.time('wed 11:00');
  const window = shop.window(`${day} 10:00`, `${day} 14:00`);
  const { id } = await shop.place(anOrder(window, fields));
  await shop.time('wed 11:20');
  await shop.confirms(id);
  await shop.bothAccept(id);
  return id;
}

async function amends(
  id: string,
  version: number,
  ...changes: readonly object[]
): Promise<Reply<ProblemSeen & { id: string; changed?: readonly object[] }>> {
  const body = { changes, by: 'manager' };
  const reply = await shop.ask<ProblemSeen & { id: string }>(
    'manager',
    `/v1/orders/${id}/amendments`,
    { body, version },
  );
  await shop.quiet();
  return reply;
}

test('when Thursday’s delivery is moved to Saturday in transit, then the courier is told and the check is on Monday', async () => {
  const id = await instructed('thu');
  await shop.time('thu 09:31');
  await shop.report(id, { status: 'handed_over' });
  const window = shop.window('sat 11:00', 'sat 15:00');
  await amends(id, 1, { type: 'change_delivery', delivery: { window } });
  const told = (await shop.order(id)).instructions.map((one) => [one.party, one.pending]);
  expect(Object.fromEntries(told)).toEqual({ 'warehouse-main': null, 'own-couriers': 'revision' });
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted', wishVersion: 2 });
  expect((await shop.purposes(id)).at(-1)).toBe('order_amended');
  await shop.time('fri 12:01');
  await shop.time('mon+1 11:59');
  expect(await shop.purposes(id)).not.toContain('delivery_check');
  await shop.time('mon+1 12:01');
  expect((await shop.purposes(id)).at(-1)).toBe('delivery_check');
});

test('when the date is moved after the customer was asked, then nobody waits for the answer any more', async () => {
  const id = await instructed('thu');
  await shop.time('fri 12:31');
  expect((await shop.purposes(id)).at(-1)).toBe('delivery_check');
  const window = shop.window('sat 11:00', 'sat 15:00');
  await amends(id, 1, { type: 'change_delivery', delivery: { window } });
  await shop.answer(id, 'own-couriers', { to: 'revision', answer: 'accepted' });
  await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted' });
  await shop.time('fri 15:01');
  expect(await shop.openTasks(id)).toEqual([]);
  await shop.time('mon+1 12:01');
  const asked = (await shop.purposes(id)).filter((purpose) => purpose === 'delivery_check');
  expect(asked).toHaveLength(2);
});

test('when two managers amend from the same version, then one wins and the other is told what changed', async () => {
  const id = await instructed('sat', { lines: [aLine({ quantity: 2 })] });
  const set = (quantity: number): object => ({ type: 'set_quantity', lineId: 'line-1', quantity });
  const [one, other] = await Promise.all([amends(id, 1, set(1)), amends(id, 1, set(3))]);
  const [won, lost] = one.status === 202 ? [one, other] : [other, one];
  expect([won.status, lost.status]).toEqual([202, 412]);
  expect(lost.body).toMatchObject({ refusal: 'stale_version', version: 2 });
  const quantity = won === one ? 1 : 3;
  expect(lost.body.changed).toMatchObject([
    { id: won.body.id, version: 2, changes: [{ type: 'set_quantity', quantity }] },
  ]);
  expect((await amends(id, 2, set(4))).status).toBe(202);
});

test('when an address was changed meanwhile, then who is too late learns that, and no address', async () => {
  const id = await instructed('sat');
  const address = { city: 'Тверь', street: 'Советская', house: '1', postalCode: '170000' };
  await amends(id, 1, { type: 'change_delivery', delivery: { address } });
  const late = await amends(id, 1, { type: 'change_payment', method: 'card_on_delivery' });
  expect(late.status).toBe(412);
  expect(late.body.changed).toMatchObject([{ changes: [{ type: 'change_delivery' }] }]);
  expect(JSON.stringify(late.body)).not.toMatch(/Тверь|per_/);
});

test('when it is amended with the same values or after delivery, then it is refused, each in its own way', async () => {
  const id = await instructed('thu');
  const same = await amends(id, 1, { type: 'set_quantity', lineId: 'line-1', quantity: 1 });
  expect([same.status, same.body.refusal]).toEqual([422, 'no_change']);
  await shop.time('thu 13:01');
  await shop.report(id, { status: 'delivered' });
  const late = await amends(id, 1, { type: 'add_line', line: aLine(BELT) });
  expect(late.status).toBe(422);
  expect(late.body).toMatchObject({ refusal: 'already_delivered', wayOn: 'open_claim' });
  expect((late.body as { detail?: string }).detail).toContain('claim');
});

test('when it is being cancelled, then no change is taken', async () => {
  const id = await instructed('sat');
  await shop.ask('manager', `/v1/orders/${id}/cancellation`, { body: { reason: 'price' } });
  await shop.quiet();
  const refused = await amends(id, 1, { type: 'add_line', line: aLine(BELT) });
  expect([refused.status, refused.body.refusal]).toEqual([422, 'not_allowed_now']);
});

test('when a party is told twice within a minute, then its answer to the first never counts for the second', async () => {
  const id = await instructed('sat');
  const set = (quantity: number): object => ({ type: 'set_quantity', lineId: 'line-1', quantity });
  await amends(id, 1, set(2));
  await amends(id, 2, set(3));
  await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted', wishVersion: 2 });
  const told = (await shop.order(id)).instructions.find((one) => one.kind === 'warehouse');
  expect(told).toMatchObject({ pending: 'revision', wishVersion: 1 });
  await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted', wishVersion: 3 });
  const agreed = (await shop.order(id)).instructions.find((one) => one.kind === 'warehouse');
  expect(agreed).toMatchObject({ pending: null, wishVersion: 3 });
});

describe('the warehouse accepts an added line, the courier has handed over', () => {
  async function partlyRefused(): Promise<{ id: string; amendment: string }> {
    const id = await instructed('thu');
    await shop.time('thu 10:31');
    await shop.report(id, { status: 'handed_over' });
    const amended = await amends(id, 1, { type: 'add_line', line: aLine(BELT) });
    const version = { to: 'revision', wishVersion: 2 };
    await shop.answer(id, 'warehouse-main', { ...version, answer: 'accepted' });
    const refused = { answer: 'refused', reason: 'already_handed_over' };
    await shop.answer(id, 'own-couriers', { ...version, ...refused });
    return { id, amendment: amended.body.id };
  }
  const path = (id: string, amendment: string): string =>
    `/v1/orders/${id}/amendments/${amendment}`;

  test('when the dispatcher decides for a second parcel, then a new instruction goes out for the added line', async () => {
    const { id, amendment } = await partlyRefused();
    expect(await shop.openTasks(id)).toEqual(['decide_partial_refusal']);
    const seen = await shop.ask('manager', path(id, amendment));
    expect(seen.body).toMatchObject({ state: 'partly_refused' });
    const decided = await shop.ask('dispatcher', `${path(id, amendment)}/decision`, {
      body: { decision: 'second_parcel' },
    });
    await shop.quiet();
    expect([decided.status, decided.body]).toMatchObject([200, { state: 'accepted' }]);
    expect(await shop.openTasks(id)).toEqual([]);
    const list = await shop.ask<{ items: readonly { collect: object; lines: object[] }[] }>(
      'dispatcher',
      `/v1/instructions?orderId=${id}&party=own-couriers`,
    );
    expect(list.body.items.map(({ collect }) => collect)).toEqual([roubles(2900), roubles(700)]);
    expect(list.body.items[1]?.lines).toMatchObject([{ sku: 'BELT-BLACK', quantity: 1 }]);
    expect((await shop.purposes(id)).at(-1)).toBe('order_amended');
  });

  test('when it is reverted by the task, then the warehouse is told again and the customer too', async () => {
    const { id, amendment } = await partlyRefused();
    await shop.outcome(id, 'decide_partial_refusal', { outcome: 'revert' });
    expect((await shop.ask('manager', path(id, amendment))).body).toMatchObject({
      state: 'reverted',
    });
    await shop.answer(id, 'warehouse-main', { to: 'revision', answer: 'accepted', wishVersion: 3 });
    expect((await shop.order(id)).totals.total).toEqual(roubles(2900));
    expect((await shop.purposes(id)).at(-1)).toBe('order_amended');
  });
});
