/**
 * Two changes in one night: in the morning the customer gets the message about the newest alone, and it says all that
 * the older one would have said.
 */
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import { aShopInMemory, CONTACT, eventsOf, moment } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopGiven, ShopInMemory } from '../../support/an-order-in-memory';

const SHELVES = [
  { place: 'warehouse-main', sku: 'DRESS', onHand: 5 },
  { place: 'warehouse-main', sku: 'MUG', onHand: 10 },
];
const rub = (roubles: number): object => ({ amount: roubles * 100, currency: 'RUB' });
const line = (sku: string, price: number, quantity = 1): object => ({
  type: 'add_line',
  line: { sku, title: sku, quantity, price: rub(price) },
});
/** Must be paid before it is sent. */
const MUG = line('MUG', 300);
/** Nobody has it. */
const UNICORN = line('UNICORN', 1000);
const dresses = (quantity: number): object => ({
  ...{ type: 'set_quantity', lineId: 'line-1', quantity },
});

let shop: ShopInMemory;
const change = (order: OrderInMemory, ...changes: readonly object[]) =>
  order.hears('amend', { changes });
const yes = async (order: OrderInMemory): Promise<void> => {
  for (const { id: instructionId, pending } of order.now().instructions) {
    const to = pending?.kind ?? 'instruction';
    await order.hears('answerInstruction', { instructionId, to, answer: 'accepted' });
  }
};
/** An order under way, at eleven at night. */
const atNight = async (
  fields: object = {},
  policy: ShopGiven['policy'] = {},
): Promise<OrderInMemory> => {
  shop = aShopInMemory({ shelves: SHELVES, policy });
  const order = await shop.order({ agreed: { channel: 'phone' }, ...fields });
  await yes(order);
  await order.until('2026-11-26 23:00');
  return order;
};
const waiting = (order: OrderInMemory): readonly object[] =>
  order.now().messages.map(({ version, channel, news: { changed: _changed, ...news } = {} }) => ({
    ...{ version, channel, ...news },
  }));
const sent = (order: OrderInMemory): readonly object[] => {
  const noted = eventsOf(order, 'MessageNoted');
  return eventsOf(order, 'MessageSent').flatMap(({ messageId, channel }) =>
    noted
      .filter((one) => one.messageId === messageId && one.purpose !== 'order_received')
      .map(({ purpose, version, news: { changed: _changed, ...news } = {} }) => ({
        ...{ purpose, version, channel, ...news },
      })),
  );
};
const result = (order: OrderInMemory, index: number, outcome: string) => {
  const { id: messageId, attempt } = order.now().messages[index] ?? {};
  return order.hears('messageResult', {
    ...{ messageId, attempt, outcome, code: 'no_such_number', actor: undefined },
  });
};

const SMS = { purpose: 'order_amended', channel: 'sms' };

test('when a second change is told before the morning, then one message goes out, of the newest', async () => {
  const order = await atNight();
  await change(order, dresses(2));
  await yes(order);
  await change(order, dresses(3));
  await yes(order);
  expect(waiting(order)).toEqual([{ version: 3, channel: 'sms' }]);
  await order.until('2026-11-27 09:30');
  expect(sent(order)).toEqual([{ ...SMS, version: 3 }]);
});

test('when it takes the place of the older, then both are one act', async () => {
  const order = await atNight();
  await change(order, dresses(2));
  await yes(order);
  await change(order, dresses(3));
  await yes(order);
  const types = order.types();
  const at = types.indexOf('MessageWithdrawn');
  expect(types.slice(at, at + 2)).toEqual(['MessageWithdrawn', 'MessageNoted']);
});

test('when the older asked for money, then the newest asks for it, with the sum as it is by then', async () => {
  const order = await atNight();
  await change(order, MUG);
  expect(waiting(order)).toEqual([{ version: 2, channel: 'sms', owed: 30_000 }]);
  await yes(order);
  await change(order, { type: 'set_quantity', lineId: 'line-2', quantity: 2 });
  await yes(order);
  expect(waiting(order)).toEqual([{ version: 3, channel: 'sms', owed: 60_000 }]);
  await change(order, dresses(2));
  await yes(order);
  await order.until('2026-11-27 09:30');
  expect(sent(order)).toEqual([{ ...SMS, version: 4, owed: 60_000 }]);
});

test('when what was to be paid is left out again, then nobody is asked to pay', async () => {
  const order = await atNight();
  await change(order, MUG);
  await yes(order);
  await change(order, { type: 'remove_line', lineId: 'line-2' });
  await yes(order);
  await order.until('2026-11-27 09:30');
  expect(sent(order)).toEqual([{ ...SMS, version: 3 }]);
});

test('when the newer is not agreed by morning, then the older goes out and asks for no more than is owed', async () => {
  const order = await atNight();
  await change(order, MUG);
  await yes(order);
  await change(order, { type: 'remove_line', lineId: 'line-2' }, dresses(2));
  expect(waiting(order)).toEqual([{ version: 2, channel: 'sms' }]);
  await order.until('2026-11-27 09:10');
  expect(sent(order)).toEqual([{ ...SMS, version: 2 }]);
});

test('when the older named goods that are missing, then the newest names them', async () => {
  const order = await atNight();
  await change(order, UNICORN);
  const short = [{ lineId: 'line-2', quantity: 1 }];
  expect(waiting(order)).toEqual([{ version: 2, channel: 'sms', short }]);
  await change(order, dresses(2));
  await yes(order);
  await order.until('2026-11-27 09:30');
  expect(sent(order)).toEqual([{ ...SMS, version: 3, short }]);
});

describe('an older one that is with the provider already', () => {
  /** By SMS at one in the afternoon, taken by nobody yet. */
  const begun = async (
    changes: readonly object[],
    policy: ShopGiven['policy'] = {},
  ): Promise<OrderInMemory> => {
    const order = await atNight({}, policy);
    shop.market.passTo(moment('2026-11-27 13:00'));
    await change(order, ...changes);
    await yes(order);
    return order;
  };

  test('when a newer one is told, then the older stays, and each says its own', async () => {
    const order = await begun([MUG]);
    await change(order, dresses(2));
    await yes(order);
    expect(waiting(order)).toEqual([
      { version: 2, channel: 'sms', owed: 30_000 },
      { version: 3, channel: 'sms' },
    ]);
    expect(order.types()).not.toContain('MessageWithdrawn');
  });

  test('when its SMS fails after the newer was told, then it is not sent by e-mail, and nobody is asked about it', async () => {
    const order = await begun([dresses(2)]);
    await change(order, dresses(3));
    await yes(order);
    await result(order, 0, 'refused');
    expect(waiting(order)).toEqual([{ version: 3, channel: 'sms' }]);
    expect(order.now().tasks).toEqual([]);
    await result(order, 0, 'refused');
    expect(waiting(order)).toEqual([{ version: 3, channel: 'email' }]);
  });

  test('when its SMS is put off after the newer was told, then it is tried no more', async () => {
    const order = await begun([dresses(2)]);
    await change(order, dresses(3));
    await yes(order);
    await result(order, 0, 'repeat');
    expect(waiting(order)).toEqual([{ version: 3, channel: 'sms' }]);
  });

  test('when it alone asked for money and its SMS fails, then its e-mail asks for it all the same', async () => {
    const order = await begun([MUG]);
    await change(order, dresses(2));
    await yes(order);
    await result(order, 0, 'refused');
    expect(waiting(order)).toContainEqual({ version: 2, channel: 'email', owed: 30_000 });
  });

  test.each([[[]], [['order_amended']]])(
    'when nobody can tell whether it went out (repeated: %j), then it is not sent again and no person looks into it',
    async (repeatUnknown) => {
      const messages = { ...DEMO_POLICY.messages, repeatUnknown };
      const order = await begun([dresses(2)], { messages });
      await change(order, dresses(3));
      await yes(order);
      await result(order, 0, 'unknown');
      await result(order, 1, 'accepted');
      for (const at of ['2026-11-27 13:01', '2026-11-27 13:02', '2026-11-27 13:03']) {
        shop.market.passTo(moment(at));
        await order.hearsAll();
        const [question] = order.life().turn.outside;
        if (question?.effect.do !== 'askProvider') continue;
        const { messageId } = question.effect;
        await order.hears('providerAnswer', { messageId, found: 'cannot_tell', actor: undefined });
      }
      expect(order.now().messages).toEqual([]);
      expect(order.types()).toContain('MessageGivenUp');
      expect(order.now().tasks).toEqual([]);
    },
  );
});

describe('a customer who is written to by e-mail and then by SMS', () => {
  const contact = { ...CONTACT, channel: 'email' } as const;
  const failedByEmail = async (...changes: readonly object[]): Promise<OrderInMemory> => {
    const order = await atNight({ contact });
    await change(order, ...changes);
    await yes(order);
    await result(order, 0, 'refused');
    return order;
  };

  test('when the older waits for the morning after its e-mail failed, then the newest takes its place', async () => {
    const order = await failedByEmail(MUG);
    expect(waiting(order)).toEqual([{ version: 2, channel: 'sms', owed: 30_000 }]);
    await change(order, dresses(2));
    await yes(order);
    expect(waiting(order)).toEqual([{ version: 3, channel: 'email', owed: 30_000 }]);
  });

  test('when it is paid meanwhile, then the SMS asks for nothing, and is not tried by e-mail again', async () => {
    const order = await failedByEmail(MUG);
    await order.hears('recordPayment', { method: 'card', amount: rub(300) });
    expect(waiting(order)).toEqual([{ version: 2, channel: 'sms' }]);
    expect(order.now().messages[0]?.failedChannels).toEqual(['email']);
  });
});

test('when the order is cancelled before the morning, then nobody is told of the change or asked to pay', async () => {
  const order = await atNight();
  await change(order, MUG);
  await yes(order);
  await order.hears('cancel', { reason: 'price' });
  await order.until('2026-11-27 09:30');
  expect(sent(order)).toMatchObject([{ purpose: 'order_closed' }]);
});

test('when the newest is sent again, then it asks once more for what the older had asked', async () => {
  const order = await atNight();
  await change(order, MUG);
  await yes(order);
  await change(order, dresses(2));
  await yes(order);
  await order.until('2026-11-27 09:30');
  const [messageId] = eventsOf(order, 'MessageSent')
    .slice(-1)
    .map((one) => one.messageId);
  await order.hears('resendMessage', { messageId, purpose: 'order_amended', version: 3 });
  expect(waiting(order)).toEqual([{ version: 3, channel: 'sms', owed: 30_000 }]);
});
