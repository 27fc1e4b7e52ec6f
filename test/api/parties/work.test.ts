/**
 * What parties, couriers and cashiers do over HTTP once an order is instructed.
 */
import { instructionOf, openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

describe('a party', () => {
  test('when it reads its instruction, then it sees the lines; the carrier sees where to, too', async () => {
    const order = await api.anAgreedOrder();
    const list = await api.ask('/v1/instructions?party=warehouse-main&state=sent', {
      role: 'warehouse',
    });
    const mine = list.body.items.find((one) => one.orderId === order.id);
    expect(mine).toMatchObject({ task: 'pack', lines: [{ quantity: 1 }], deliverTo: null });
    const carrier = instructionOf(order, 'own_couriers');
    const read = await api.ask(`/v1/instructions/${carrier.id}`, { role: 'courier' });
    expect(read.body).toMatchObject({
      task: 'deliver',
      collect: { amount: 290_000, currency: 'RUB' },
      deliverTo: { name: 'Анна Петрова', phone: '+79161234567', address: { street: 'Мясницкая' } },
    });
  });

  test('when it is to bring nothing any more, then it reads no more whom it would have led to', async () => {
    const order = await api.anAgreedOrder();
    const carrier = instructionOf(order, 'own_couriers');
    const body = { reason: 'changed_mind' };
    await api.ask(`/v1/orders/${order.id}/cancellation`, { role: 'manager', body });
    const read = () => api.ask(`/v1/instructions/${carrier.id}`, { role: 'courier' });
    expect((await read()).body).toMatchObject({ deliverTo: { phone: '+79161234567' } });
    const yes = { to: 'call_off', answer: 'accepted' };
    const answered = await api.answer(carrier, yes, 'courier');
    expect(answered.body).toMatchObject({ state: 'called_off', deliverTo: null });
    expect((await read()).body).toMatchObject({ state: 'called_off', deliverTo: null });
  });

  test('when it has been brought, then its carrier reads no more to whom', async () => {
    const order = await api.anAgreedOrder();
    const carrier = instructionOf(order, 'own_couriers');
    await api.report({ id: order.parcels[0]?.id ?? '' }, { status: 'delivered' });
    const read = await api.ask(`/v1/instructions/${carrier.id}`, { role: 'courier' });
    expect(read.body).toMatchObject({ lines: [{ quantity: 1 }], deliverTo: null });
  });

  test('when it answers late, twice or oddly, then the answer is 200 with the present state', async () => {
    const order = await api.anAgreedOrder();
    const pack = instructionOf(order, 'warehouse');
    const accepted = await api.answer(pack, { answer: 'accepted', note: 'Возьмёт Пётр' });
    expect(accepted).toMatchObject({ status: 200, body: { state: 'accepted' } });
    expect(await api.answer(pack, { answer: 'accepted' })).toMatchObject({
      status: 200,
      body: { state: 'accepted' },
    });
    expect(
      await api.answer(pack, { to: 'call_off', answer: 'accepted', wishVersion: 9 }),
    ).toMatchObject({
      status: 200,
      body: { state: 'accepted' },
    });
    const done = await api.answer(pack, { answer: 'done' });
    expect(done.body.state).toBe('done');
    const timeline = await api.ask(`/v1/orders/${order.id}/timeline`);
    const said = timeline.body.items.filter((item) => item.type === 'PartyAnswered');
    expect(said.map((item) => item.data.counts)).toEqual([true, false, false, true]);
    expect(said[0]?.data).toMatchObject({ note: 'Возьмёт Пётр' });
  });

  test('when it names a message that is none, then that is kept and does not count; what cannot be a name is 422', async () => {
    const order = await api.anAgreedOrder();
    const pack = instructionOf(order, 'warehouse');
    const read = await api.ask(`/v1/instructions/${pack.id}`, { role: 'warehouse' });
    expect(read.body).toMatchObject({ message: `${pack.id}.1` });
    for (const message of [`${pack.id}.2`, `${pack.id}.0`, pack.id, 'ins_other_1.1', 'Привет']) {
      const kept = await api.answer(pack, { answer: 'accepted', message });
      expect(kept).toMatchObject({ status: 200, body: { state: 'sent' } });
    }
    for (const message of ['', 'x'.repeat(121), 7]) {
      const malformed = await api.answer(pack, { answer: 'accepted', message });
      expect(malformed).toMatchObject({ status: 422, body: { errors: [{ pointer: '/message' }] } });
    }
    const named = await api.answer(pack, { answer: 'accepted', message: `${pack.id}.1` });
    expect(named.body.state).toBe('accepted');
  });

  test('when it belongs to another shop, then it is not there', async () => {
    const order = await api.anAgreedOrder();
    const path = `/v1/instructions/${instructionOf(order, 'warehouse').id}`;
    const foreign = { role: 'warehouse', shop: 'parts' } as const;
    expect((await api.ask(path, foreign)).status).toBe(404);
    const answered = await api.ask(`${path}/answers`, { ...foreign, body: { answer: 'done' } });
    expect(answered.status).toBe(404);
  });
});

describe('who speaks for whom', () => {
  test('when a courier answers for who packs, or a warehouse for who brings, then it is refused', async () => {
    const order = await api.anAgreedOrder();
    const [pack, bring] = [instructionOf(order, 'warehouse'), instructionOf(order, 'own_couriers')];
    const yes = { answer: 'accepted' };
    expect((await api.answer(pack, yes, 'courier')).status).toBe(403);
    expect((await api.answer(bring, yes, 'warehouse')).status).toBe(403);
    const parcel = (await api.orderNow(order)).parcels[0]!;
    const path = `/v1/parcels/${parcel.id}/reports`;
    const report = { role: 'warehouse', body: { status: 'delivered' } } as const;
    expect((await api.ask(path, report)).status).toBe(403);
    const states = (await api.orderNow(order)).instructions.map((one) => one.state);
    expect(states).toEqual(['sent', 'sent']);
    for (const { id } of [pack, bring]) {
      const answers = `/v1/instructions/${id}/answers`;
      expect((await api.ask(answers, { role: 'dispatcher', body: yes })).status).toBe(200);
    }
  });
});

describe('a parcel', () => {
  test('when the carrier tells its story, then the lines follow; unknown words are kept and shown', async () => {
    const order = await api.anAgreedOrder();
    await api.answer(instructionOf(order, 'warehouse'), { answer: 'accepted' });
    await api.answer(instructionOf(order, 'own_couriers'), { answer: 'accepted' }, 'courier');
    await api.answer(instructionOf(order, 'warehouse'), { answer: 'done' });
    const parcel = (await api.orderNow(order)).parcels[0]!;
    const out = await api.report(parcel, { status: 'handed_over', tracking: 'T-77' });
    expect(out).toMatchObject({ status: 200, body: { state: 'handed_over', tracking: 'T-77' } });
    const odd = await api.report(parcel, { status: 'Сидит на лавочке' });
    expect(odd).toMatchObject({ status: 200, body: { state: 'handed_over' } });
    const delivered = await api.report(parcel, { status: 'delivered' });
    expect(delivered.body.state).toBe('delivered');
    expect((await api.orderNow(order)).lines[0]!.state).toBe('delivered');
    const late = await api.report(parcel, { status: 'in_transit' });
    expect(late.body.state).toBe('delivered');
    const cancelled = await api.ask(`/v1/orders/${order.id}/cancellation`, {
      body: { reason: 'other' },
    });
    expect(cancelled).toMatchObject({
      status: 422,
      body: { refusal: 'already_delivered', wayOn: 'open_claim' },
    });
  });

  test('when it is not there, then 404', async () => {
    expect((await api.report({ id: 'par_none_1' }, { status: 'lost' })).status).toBe(404);
  });
});

describe('an amendment while it is picked', () => {
  test('when warehouse and courier answer, then each answer is seen with the amendment', async () => {
    const order = await api.anAgreedOrder();
    await api.answer(instructionOf(order, 'warehouse'), { answer: 'accepted' });
    await api.answer(instructionOf(order, 'own_couriers'), { answer: 'accepted' }, 'courier');
    const made = await api.ask(`/v1/orders/${order.id}/amendments`, {
      version: 1,
      body: { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }] },
    });
    expect(made.body).toMatchObject({ state: 'telling' });
    expect(made.body.answers).toHaveLength(2);
    await api.answer(instructionOf(order, 'warehouse'), {
      to: 'revision',
      answer: 'accepted',
      wishVersion: 2,
    });
    await api.answer(
      instructionOf(order, 'own_couriers'),
      { to: 'revision', answer: 'refused', wishVersion: 2, reason: 'already_handed_over' },
      'courier',
    );
    const read = await api.ask(String(made.headers.get('location')));
    expect(read.body.state).toBe('partly_refused');
    expect(read.body.answers).toEqual(
      expect.arrayContaining([
        { party: 'warehouse-main', state: 'accepted', reason: null },
        { party: 'own-couriers', state: 'refused', reason: 'already_handed_over' },
      ]),
    );
    const decided = await api.ask(`${String(made.headers.get('location'))}/decision`, {
      role: 'dispatcher',
      body: { decision: 'revert' },
    });
    expect(decided).toMatchObject({ status: 200, body: { state: 'reverted' } });
    expect((await api.orderNow(order)).lines[0]!.quantity).toBe(1);
  });
});

describe('money', () => {
  test('when a refund is asked, then finance alone decides it, once', async () => {
    const order = await api.anAgreedOrder();
    const path = `/v1/orders/${order.id}`;
    const amount = { amount: 50_000, currency: 'RUB' };
    const tooMuch = await api.ask(`${path}/refunds`, { body: { amount, reason: 'kindness' } });
    expect(tooMuch).toMatchObject({ status: 422, body: { refusal: 'more_than_paid' } });
    await api.ask(`${path}/payments`, { role: 'cashier', body: { method: 'cash', amount } });
    const asked = await api.ask(`${path}/refunds`, { body: { amount, reason: 'kindness' } });
    expect(asked).toMatchObject({ status: 201, body: { state: 'asked', amount } });
    const approval = `/v1/refunds/${asked.body.id}/approval`;
    expect((await api.ask(approval, { role: 'admin', body: {} })).status).toBe(403);
    const approved = await api.ask(approval, { role: 'finance', body: {} });
    expect(approved).toMatchObject({ status: 200, body: { state: 'approved', amount } });
    expect((await api.orderNow(order)).totals.refunded.amount).toBe(50_000);
    const again = await api.ask(approval, { role: 'finance', body: {} });
    expect(again).toMatchObject({ status: 422, body: { refusal: 'task_closed' } });
    expect((await api.orderNow(order)).totals.refunded.amount).toBe(50_000);
  });

  test('when the currency is another, then the payment is refused even while nobody reads facts', async () => {
    const order = await api.anAgreedOrder();
    api.engine.isThere = false;
    const paid = await api.ask(`/v1/orders/${order.id}/payments`, {
      role: 'finance',
      body: { method: 'card', amount: { amount: 1, currency: 'EUR' } },
    });
    api.engine.isThere = true;
    expect(paid).toMatchObject({ status: 422, body: { refusal: 'other_currency' } });
    expect(paid.body.errors[0]!.pointer).toBe('/amount/currency');
  });

  test('when nobody reads facts, then the payment is received for good and booked later', async () => {
    const order = await api.anAgreedOrder();
    api.engine.isThere = false;
    const paid = await api.ask(`/v1/orders/${order.id}/payments`, {
      role: 'finance',
      body: { method: 'card', amount: { amount: 290_000, currency: 'RUB' }, reference: 'X-1' },
    });
    api.engine.isThere = true;
    expect(paid).toMatchObject({ status: 201, body: { id: null, state: 'received' } });
    for (let count = 0; count < 100; count += 1) {
      if ((await api.orderNow(order)).totals.due.amount === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the payment was lost');
  });
});
