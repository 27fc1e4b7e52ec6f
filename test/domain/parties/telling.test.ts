import { aShopInMemory, eventsOf, moment, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const URL = 'https://main.example/ordo';
const channels = { 'warehouse-main': { type: 'webhook', url: URL } } as const;
const PACKER = 'ins_1_1';

let shop: ShopInMemory;

async function agreed(): Promise<OrderInMemory> {
  shop = aShopInMemory({ channels });
  const order = await shop.untoldOrder({ agreed: { channel: 'phone' } });
  expect(order.now().instructions.map((one) => one.id)).toContain(PACKER);
  return order;
}

const tellingOf = (order: OrderInMemory) =>
  order.now().instructions.find((one) => one.id === PACKER)?.telling;

/** What is asked of its server just now. */
const asked = (order: OrderInMemory): readonly string[] =>
  order
    .life()
    .turn.outside.flatMap(({ key, attempt, effect }) =>
      effect.do === 'tellParty' ? [`${key}#${String(attempt)}`] : [],
    );

const result = (order: OrderInMemory, outcome: string, more: object = {}) =>
  order.hears('tellingResult', {
    ...{ instructionId: PACKER, number: tellingOf(order)?.number, channel: 'webhook' },
    ...{ attempt: tellingOf(order)?.attempt, outcome, ...more, actor: undefined },
  });

const untilAsked = async (order: OrderInMemory): Promise<void> => {
  shop.market.passTo(tellingOf(order)?.notBefore ?? '');
  await order.hearsAll({ name: 'due', command: { key: 'tell' } });
};

test('when a party has a server, then it is told there, and whoever has a desk is told by the writing', async () => {
  const order = await agreed();
  expect(asked(order)).toEqual([`tell:${PACKER}:1#1`]);
  await result(order, 'delivered');
  expect(asked(order)).toEqual([]);
  expect(eventsOf(order, 'PartyTold')).toMatchObject([{ party: 'warehouse-main', number: 1 }]);
  expect(order.now().instructions.map((one) => one.state)).toEqual(['sent', 'sent']);
});

test('when the server takes nothing, then it is tried again with the pauses of the policy, and then a person is told who and why', async () => {
  const order = await agreed();
  for (const minutes of [1, 5, 15, 30, 60]) {
    await result(order, 'again', { code: 'http_503' });
    expect(asked(order)).toEqual([]);
    const { at } = order.now();
    expect(Date.parse(tellingOf(order)?.notBefore ?? '') - Date.parse(at)).toBe(minutes * 60_000);
    await untilAsked(order);
  }
  await result(order, 'unknown', { code: 'TIMED_OUT' });
  expect(tellingOf(order)?.state).toBe('failed');
  expect(eventsOf(order, 'TaskOpened').at(-1)).toMatchObject({
    ...{ kind: 'party_overdue', about: PACKER, role: 'dispatcher' },
    cause: 'warehouse-main by webhook: TIMED_OUT',
  });
});

test('when the server asks for a longer pause, then it gets it', async () => {
  const order = await agreed();
  const before = order.now().at;
  await result(order, 'again', { code: 'http_429', retryAfterSeconds: 600 });
  expect(Date.parse(tellingOf(order)?.notBefore ?? '') - Date.parse(before)).toBe(600_000);
});

test('when the server refuses, then a person sends it again with the same number', async () => {
  const order = await agreed();
  await result(order, 'refused', { code: 'http_404' });
  expect(asked(order)).toEqual([]);
  await order.hears('closeTask', { taskId: taskOf(order, 'party_overdue'), outcome: 'chased' });
  expect(asked(order)).toEqual([`tell:${PACKER}:1#2`]);
  await result(order, 'delivered');
  expect(tellingOf(order)?.state).toBe('told');
});

test('when the party is reminded, then it is sent the same once more', async () => {
  const order = await agreed();
  await result(order, 'delivered');
  await order.until('2026-11-26 13:00');
  expect(eventsOf(order, 'PartyReminded').map((one) => one.party)).toContain('warehouse-main');
  const numbers = eventsOf(order, 'PartyTold').map((one) => one.number);
  expect(numbers).toEqual([1, 1]);
});

test('when it answers before it could be told, then it is not told any more', async () => {
  const order = await agreed();
  await order.hears('answerInstruction', { instructionId: PACKER, answer: 'accepted' });
  expect(asked(order)).toEqual([]);
});

describe('a newer message', () => {
  const change = (order: OrderInMemory, quantity: number) =>
    order.hears('amend', { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity }] });

  test('when the older one waits for its next try, then the newer one goes at once in its place', async () => {
    const order = await agreed();
    await result(order, 'again', { code: 'http_500' });
    await change(order, 2);
    expect(asked(order)).toEqual([`tell:${PACKER}:2#1`]);
    await order.until('2026-11-26 11:20');
    expect(eventsOf(order, 'PartyTold').map((one) => one.number)).toEqual([2]);
  });

  test('when the older one may be on its way, then the newer one waits until that is over', async () => {
    const order = await agreed();
    await change(order, 2);
    expect(asked(order)).toEqual([]);
    expect(order.life().turn.deadline?.at).toBe(
      moment('2026-11-26 11:00').replace('00.000', '20.000'),
    );
    await order.hears('tellingResult', {
      ...{ instructionId: PACKER, number: 1, attempt: 1, channel: 'webhook' },
      ...{ outcome: 'delivered', actor: undefined },
    });
    expect(asked(order)).toEqual([`tell:${PACKER}:2#1`]);
    await result(order, 'delivered');
    expect(eventsOf(order, 'PartyTold').map((one) => one.number)).toEqual([1, 2]);
  });

  test('when the older one was lost on its way, then it is never sent again', async () => {
    const order = await agreed();
    await change(order, 2);
    await order.hears('effectLost', { key: `tell:${PACKER}:1`, attempt: 1, actor: undefined });
    await order.until('2026-11-26 11:20');
    expect(eventsOf(order, 'PartyTold').map((one) => one.number)).toEqual([2]);
  });
});

describe('a letter that was taken and comes back', () => {
  const byLetter = async (): Promise<OrderInMemory> => {
    shop = aShopInMemory({
      channels: { 'warehouse-main': { type: 'email', address: 'main@example.com' } },
    });
    const order = await shop.untoldOrder({ agreed: { channel: 'phone' } });
    await result(order, 'delivered', { channel: 'email' });
    return order;
  };
  const bounce = { channel: 'email', code: '5.1.1' };

  test('when its answer is awaited, then a person is told who and why, and can have it sent again', async () => {
    const order = await byLetter();
    await result(order, 'bounced', bounce);
    expect(tellingOf(order)?.state).toBe('failed');
    expect(eventsOf(order, 'TaskOpened').at(-1)).toMatchObject({
      ...{ kind: 'party_overdue', about: PACKER, cause: 'warehouse-main by email: 5.1.1' },
    });
    expect(await result(order, 'bounced', bounce)).not.toContainEqual(
      expect.objectContaining({ type: 'PartyTellingFailed' }),
    );
    await order.hears('closeTask', { taskId: taskOf(order, 'party_overdue'), outcome: 'chased' });
    expect(asked(order)).toEqual([`tell:${PACKER}:1#2`]);
  });

  test('when something newer was written meanwhile, then the older one says nothing', async () => {
    const order = await byLetter();
    const older = { number: 1, attempt: 1, ...bounce };
    await order.hears('amend', {
      changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }],
    });
    await result(order, 'bounced', older);
    expect(tellingOf(order)).toMatchObject({ number: 2, state: 'to_send' });
    expect(order.types()).not.toContain('PartyTellingFailed');
  });
});
