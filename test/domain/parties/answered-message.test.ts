/**
 * An answer counts for the message it answers and for no other: two messages to one party may be of one version of
 * the wish, for the sum to collect or the day moves while the wish stays.
 */
import { aShopInMemory, eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const COURIER = 'ins_1_2';
const byServer = { 'own-couriers': { type: 'webhook', url: 'https://own.example/ordo' } } as const;

let shop: ShopInMemory;

const say = (order: OrderInMemory, answer: string, more: object = {}) =>
  order.hears('answerInstruction', { instructionId: COURIER, answer, ...more });
const courier = (order: OrderInMemory) => {
  const found = order.now().instructions.find((one) => one.id === COURIER);
  if (!found) throw new Error('the courier was told nothing');
  return found;
};
const collects = (order: OrderInMemory): readonly (number | null | undefined)[] => {
  const { content, pending } = courier(order);
  return [content.collect, pending?.content.collect];
};
const counted = (order: OrderInMemory): readonly boolean[] =>
  eventsOf(order, 'PartyAnswered')
    .filter(({ instructionId }) => instructionId === COURIER)
    .map(({ counts }) => counts);
const message = (number: number): { readonly message: string } => ({
  message: `${COURIER}.${String(number)}`,
});

/** Part of the money comes in: the courier takes less, and the wish stays as it is. */
const pays = (order: OrderInMemory, roubles: number) =>
  order.hears('recordPayment', {
    method: 'card',
    amount: { amount: roubles * 100, currency: 'RUB' },
  });

/** The courier has said yes to 2,900; 100 were paid, so message 2 asks for 2,800; further 200, message 3 for 2,600. */
async function toldTwice(channels: object = {}): Promise<OrderInMemory> {
  shop = aShopInMemory({ channels: channels as never });
  const order = await shop.order({ agreed: { channel: 'phone' } });
  await say(order, 'accepted');
  await pays(order, 100);
  await order.carriesOut();
  await pays(order, 200);
  expect(collects(order)).toEqual([290_000, 260_000]);
  expect(courier(order).pending).toMatchObject({ kind: 'revision', wishVersion: 1 });
  return order;
}

const REVISION = { to: 'revision', wishVersion: 1 } as const;

describe('two revisions of one version', () => {
  test('when a late yes names the first, then it does not count for the second', async () => {
    const order = await toldTwice();
    await say(order, 'accepted', { ...REVISION, ...message(2) });
    expect(collects(order)).toEqual([290_000, 260_000]);
    await say(order, 'accepted', { ...REVISION, ...message(3) });
    expect(collects(order)).toEqual([260_000, undefined]);
    expect(counted(order)).toEqual([true, false, true]);
  });

  test('when a no to a change is said again and names its message alone, then it is none to the whole', async () => {
    const order = await toldTwice();
    for (const reason of ['other', 'cannot_in_time']) {
      await say(order, 'refused', { ...message(3), reason });
    }
    expect(courier(order)).toMatchObject({ state: 'accepted', pending: null });
    expect(counted(order)).toEqual([true, true, false]);
  });

  test('when a late no names the first, then the second is still to be answered', async () => {
    const order = await toldTwice();
    await say(order, 'refused', { ...REVISION, ...message(2), reason: 'other' });
    expect(courier(order)).toMatchObject({ pending: { wishVersion: 1 }, refusedVersion: null });
  });

  test('when one yes names only the version, then it is taken for the first; the next one counts for the second', async () => {
    const order = await toldTwice();
    await say(order, 'accepted', REVISION);
    expect(collects(order)).toEqual([290_000, 260_000]);
    await say(order, 'accepted', REVISION);
    expect(collects(order)).toEqual([260_000, undefined]);
  });

  test('when it names nothing at all, then it is read in the same way', async () => {
    const order = await toldTwice();
    await say(order, 'accepted', { to: 'revision' });
    expect(courier(order).pending).not.toBeNull();
    await say(order, 'accepted', { to: 'revision' });
    expect(courier(order).pending).toBeNull();
  });

  test('when two nameless answers contradict each other, then nobody guesses which is of which; a named one settles it', async () => {
    const order = await toldTwice();
    await say(order, 'refused', { ...REVISION, reason: 'other' });
    await say(order, 'accepted', REVISION);
    await say(order, 'accepted', REVISION);
    expect(courier(order)).toMatchObject({ pending: { kind: 'revision' }, refusedVersion: null });
    await say(order, 'accepted', message(3));
    expect(collects(order)).toEqual([260_000, undefined]);
  });

  test('when nobody says more after that, then it is reminded and a person is asked', async () => {
    const order = await toldTwice();
    await say(order, 'refused', { ...REVISION, reason: 'other' });
    await say(order, 'accepted', REVISION);
    await say(order, 'accepted', { instructionId: 'ins_1_1' });
    await order.until('2026-11-26 16:00');
    const overdue = order.now().tasks.filter((task) => task.kind === 'party_overdue');
    expect(overdue.map((task) => task.about)).toContain(COURIER);
  });

  test('when the first was answered in time, then one yes of the version is enough', async () => {
    shop = aShopInMemory();
    const order = await shop.order({ agreed: { channel: 'phone' } });
    await say(order, 'accepted');
    await pays(order, 100);
    await say(order, 'accepted', REVISION);
    await pays(order, 200);
    await say(order, 'accepted', REVISION);
    expect(collects(order)).toEqual([260_000, undefined]);
  });
});

describe('a message that its server has not got', () => {
  const result = (order: OrderInMemory, number: number, outcome: string) =>
    order.hears('tellingResult', {
      ...{ instructionId: COURIER, number, attempt: 1, channel: 'webhook', outcome },
      ...{ code: outcome === 'delivered' ? undefined : 'http_503', actor: undefined },
    });
  async function toldOnce(): Promise<OrderInMemory> {
    shop = aShopInMemory({ channels: byServer });
    const order = await shop.order({ agreed: { channel: 'phone' } });
    await say(order, 'accepted');
    await pays(order, 100);
    return order;
  }

  test('when the first never reached it, then its one answer is to the second', async () => {
    const order = await toldOnce();
    await result(order, 2, 'again');
    await pays(order, 200);
    await result(order, 3, 'delivered');
    await say(order, 'accepted', REVISION);
    expect(collects(order)).toEqual([260_000, undefined]);
  });

  test('when nobody knows whether the first reached it, then its one answer may be to that', async () => {
    const order = await toldOnce();
    await result(order, 2, 'unknown');
    await pays(order, 200);
    await result(order, 3, 'delivered');
    await say(order, 'accepted', REVISION);
    expect(collects(order)).toEqual([290_000, 260_000]);
  });

  test('when the first was taken and only its reminder was not, then it has reached it all the same', async () => {
    const order = await toldOnce();
    await result(order, 2, 'delivered');
    await order.until('2026-11-26 12:59');
    shop.market.passTo(courier(order).dueBy ?? '');
    await order.hearsAll({ name: 'due', command: { key: 'answer' } });
    expect(courier(order).telling).toMatchObject({ number: 2, attempt: 2, state: 'to_send' });
    await order.hears('tellingResult', {
      ...{ instructionId: COURIER, number: 2, attempt: 2, channel: 'webhook', outcome: 'again' },
      ...{ code: 'http_503', actor: undefined },
    });
    await pays(order, 200);
    await result(order, 3, 'delivered');
    await say(order, 'accepted', REVISION);
    expect(courier(order).pending).not.toBeNull();
  });

  test('when the second has not reached it yet, then a repeated yes to the first is no yes to the second', async () => {
    const order = await toldOnce();
    await result(order, 2, 'delivered');
    await say(order, 'accepted', REVISION);
    await pays(order, 200);
    await result(order, 3, 'again');
    await say(order, 'accepted', REVISION);
    expect(collects(order)).toEqual([280_000, 260_000]);
    await order.carriesOut();
    await order.until('2026-11-26 11:10');
    expect(courier(order).telling).toMatchObject({ number: 3, state: 'told' });
    await say(order, 'accepted', REVISION);
    expect(collects(order)).toEqual([260_000, undefined]);
  });

  test('when the second has not reached it yet, then a first yes is to the first, and what follows to the second', async () => {
    const order = await toldOnce();
    await result(order, 2, 'delivered');
    await pays(order, 200);
    await result(order, 3, 'again');
    await say(order, 'accepted', REVISION);
    expect(courier(order).pending).not.toBeNull();
    await order.until('2026-11-26 11:10');
    await say(order, 'refused', { ...REVISION, reason: 'other' });
    expect(courier(order)).toMatchObject({ pending: null, refusedVersion: 1 });
  });
});

describe('answers that name their message', () => {
  test('when `to` is left out, then the message says what is answered', async () => {
    const order = await toldTwice();
    await say(order, 'accepted', message(3));
    expect(collects(order)).toEqual([260_000, undefined]);
    expect(eventsOf(order, 'PartyAnswered').at(-1)).toMatchObject({ to: 'revision', message: 3 });
  });

  test.each([
    ['a message that is still to come', { message: `${COURIER}.4` }],
    ['a message of another instruction', { message: 'ins_1_1.3' }],
    ['no message at all', { message: 'hello' }],
    ['the message, but another version', { ...REVISION, wishVersion: 2, ...message(3) }],
    ['the message, but as a call-off', { to: 'call_off', ...message(3) }],
    ['the message, but as the instruction itself', { to: 'instruction', ...message(3) }],
  ])('when it names %s, then it does not count', async (_what, said) => {
    const order = await toldTwice();
    await say(order, 'accepted', said);
    expect(courier(order).pending).toMatchObject({ kind: 'revision' });
    expect(counted(order)).toEqual([true, false]);
  });

  test('when “done” names what it had agreed to before, then the newer is not done', async () => {
    const order = await toldTwice();
    await say(order, 'accepted', message(3));
    await say(order, 'done', message(1));
    await say(order, 'done', { to: 'instruction', ...message(2) });
    expect(courier(order).state).toBe('accepted');
    await say(order, 'done', message(3));
    expect(courier(order).state).toBe('done');
  });

  test('when “done” names the change but says that the instruction is done, then nobody takes the old content for packed', async () => {
    const order = await toldTwice();
    await say(order, 'done', { to: 'instruction', ...message(3) });
    expect(courier(order)).toMatchObject({ state: 'accepted', pending: { kind: 'revision' } });
  });

  test('when it refuses the change and then does as it was told first, then its “done” names that', async () => {
    const order = await toldTwice();
    await say(order, 'refused', { ...message(3), reason: 'other' });
    await say(order, 'done', message(1));
    expect(courier(order)).toMatchObject({ state: 'done', content: { collect: 290_000 } });
  });

  test('when it refuses the whole with the newest before it, then a late yes to the first does not bring it back', async () => {
    shop = aShopInMemory();
    const order = await shop.order({ agreed: { channel: 'phone' } });
    await pays(order, 100);
    await say(order, 'refused', { to: 'instruction', ...message(2), reason: 'other' });
    expect(courier(order)).toMatchObject({ state: 'refused', pending: null });
    await say(order, 'accepted', message(1));
    expect(courier(order).state).toBe('refused');
  });
});

describe('a revision and a call-off', () => {
  test('when a call-off was asked, withdrawn and asked again in one version, then a late yes to the first is none to the second', async () => {
    const order = await toldTwice();
    await order.hears('cancel', { reason: 'price' });
    expect(courier(order).pending?.kind).toBe('call_off');
    await say(order, 'accepted', { ...REVISION, ...message(3) });
    await say(order, 'accepted', { to: 'revision' });
    expect(courier(order).pending?.kind).toBe('call_off');
    await say(order, 'accepted', message(4));
    expect(courier(order).state).toBe('called_off');
  });

  test('when two versions were told and a yes says of neither, then it is taken for the older', async () => {
    const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
    await say(order, 'accepted');
    for (const quantity of [2, 3]) {
      const change = { type: 'set_quantity', lineId: 'line-1', quantity };
      await order.hears('amend', { changes: [change] });
    }
    await say(order, 'accepted', { to: 'revision' });
    expect(courier(order).pending?.wishVersion).toBe(3);
    await say(order, 'accepted', { to: 'revision', wishVersion: 3 });
    expect(courier(order)).toMatchObject({ pending: null, wishVersion: 3 });
  });
});
