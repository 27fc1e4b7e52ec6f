/**
 * What becomes of a message: sent, refused, put off, unknown; never sent again while nobody knows.
 */
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import {
  aShopInMemory,
  CONTACT,
  eventsOf,
  moment,
  refusalOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const untold = (more: object = {}): Promise<OrderInMemory> => aShopInMemory().untoldOrder(more);
const result = (
  order: OrderInMemory,
  outcome: string,
  more: object = {},
): ReturnType<OrderInMemory['hears']> =>
  order.hearsAll({
    name: 'messageResult',
    command: { messageId: 'msg_1_1', attempt: 1, outcome, ...more },
  });
const report = (
  order: OrderInMemory,
  state: string,
  channel = 'sms',
): ReturnType<OrderInMemory['hears']> =>
  order.hearsAll({
    name: 'messageReport',
    command: { messageId: 'msg_1_1', purpose: 'order_received', version: 0, channel, state },
  });

test('when the provider takes it, then it is sent and asked for no more', async () => {
  const order = await untold();
  expect(order.life().turn.outside).toMatchObject([{ key: 'notify:msg_1_1', attempt: 1 }]);
  await result(order, 'accepted');
  expect(order.life().turn.outside).toEqual([]);
  expect(order.now().messages).toEqual([]);
});

test('when the number is refused, then the e-mail goes; when that is refused too, then a person', async () => {
  const order = await untold();
  await result(order, 'refused');
  expect(order.now().messages).toMatchObject([{ channel: 'email', attempt: 2 }]);
  await result(order, 'refused', { attempt: 2 });
  expect(order.now().messages).toEqual([]);
  expect(order.now().tasks).toMatchObject([{ kind: 'message_undeliverable', about: 'msg_1_1' }]);
});

test('when there is no other channel, then a person is asked at once', async () => {
  const order = await untold({ contact: { ...CONTACT, hasEmail: false } });
  await result(order, 'refused');
  expect(order.now().tasks).toMatchObject([{ kind: 'message_undeliverable' }]);
});

test('when nothing was taken, then it is tried again after the policy’s minutes, then on the next channel', async () => {
  const shop = aShopInMemory({
    policy: { messages: { ...DEMO_POLICY.messages, retryMinutes: [1, 5] } },
  });
  const order = await shop.untoldOrder();
  const repeat = (attempt: number): Promise<unknown> => result(order, 'repeat', { attempt });
  await repeat(1);
  expect(order.now().messages[0]?.notBefore).toBe(moment('2026-11-26 11:01'));
  expect(order.life().turn.outside).toEqual([]);
  shop.market.passTo(moment('2026-11-26 11:01'));
  await repeat(2);
  expect(order.now().messages[0]?.notBefore).toBe(moment('2026-11-26 11:06'));
  shop.market.passTo(moment('2026-11-26 11:06'));
  await repeat(3);
  expect(order.now().messages).toMatchObject([{ channel: 'email' }]);
  await repeat(4);
  expect(order.now().messages).toMatchObject([
    { channel: 'email', notBefore: moment('2026-11-26 11:07') },
  ]);
});

test('when the provider says how long to wait, then it is never tried before', async () => {
  const order = await untold();
  await result(order, 'repeat', { retryAfterSeconds: 600 });
  expect(order.now().messages[0]?.notBefore).toBe(moment('2026-11-26 11:10'));
});

test('when a try would fall into the night, then it waits for the customer’s morning', async () => {
  const shop = aShopInMemory({ at: '2026-11-26 20:59' });
  const order = await shop.untoldOrder();
  await result(order, 'repeat');
  expect(order.now().messages[0]?.notBefore).toBe(moment('2026-11-27 09:00'));
});

describe('the outcome is unknown', () => {
  const found = (order: OrderInMemory, what: string): ReturnType<OrderInMemory['hears']> =>
    order.hearsAll({ name: 'providerAnswer', command: { messageId: 'msg_1_1', found: what } });
  async function unknownAfter(seconds: number): Promise<OrderInMemory> {
    const shop = aShopInMemory();
    const order = await shop.untoldOrder({ contact: { ...CONTACT, hasEmail: false } });
    await result(order, 'unknown');
    const later = new Date(Date.parse(moment('2026-11-26 11:00')) + seconds * 1000);
    shop.market.passTo(later.toISOString());
    await order.hearsAll();
    return order;
  }

  test('when the callback comes in time, then it is settled and nobody is asked', async () => {
    const order = await unknownAfter(59);
    expect(order.life().turn.outside).toEqual([]);
    await report(order, 'accepted');
    expect(eventsOf(order, 'MessageSent')).toMatchObject([{ learnt: 'callback' }]);
  });

  test('when it does not, then the provider is asked twice and then a person; it is never sent again', async () => {
    const order = await unknownAfter(60);
    expect(order.life().turn.outside).toMatchObject([{ key: 'ask:msg_1_1:1', attempt: 1 }]);
    await found(order, 'cannot_tell');
    expect(order.life().turn.outside).toEqual([]);
    expect(order.life().turn.deadline).toEqual({
      key: 'message:msg_1_1',
      at: moment('2026-11-26 11:02'),
    });
  });

  test('when the provider has never seen it, then that is no proof and it is not sent again', async () => {
    const order = await unknownAfter(60);
    await found(order, 'no');
    expect(order.life().turn.outside).toEqual([]);
    expect(order.types()).not.toContain('MessageRepeated');
  });

  test('when the provider has it, then it is sent', async () => {
    const order = await unknownAfter(60);
    await found(order, 'accepted');
    expect(eventsOf(order, 'MessageSent')).toMatchObject([{ learnt: 'question' }]);
  });

  test('when nobody can tell, then a person takes over', async () => {
    const shop = aShopInMemory();
    const order = await shop.untoldOrder({ contact: { ...CONTACT, hasEmail: false } });
    await result(order, 'unknown');
    for (const at of ['2026-11-26 11:01', '2026-11-26 11:02', '2026-11-26 11:03']) {
      shop.market.passTo(moment(at));
      await order.hearsAll();
      if (order.life().turn.outside.length > 0) await found(order, 'cannot_tell');
    }
    expect(eventsOf(order, 'MessageGivenUp')).toMatchObject([{ why: 'unknown' }]);
    expect(order.now().tasks).toMatchObject([{ kind: 'message_undeliverable' }]);
    expect(eventsOf(order, 'MessageSent')).toEqual([]);
  });
});

test('when a sent message turns out undelivered, then the next channel is used', async () => {
  const order = await untold();
  await result(order, 'accepted');
  await report(order, 'failed');
  expect(order.now().messages).toMatchObject([{ channel: 'email', purpose: 'order_received' }]);
});

test('when an answer of an earlier try or a late callback comes, then it says nothing new', async () => {
  const order = await untold();
  expect(refusalOf(await result(order, 'accepted', { attempt: 0 }))).toBe('no_change');
  await result(order, 'accepted');
  expect(refusalOf(await result(order, 'refused'))).toBe('no_change');
  expect(refusalOf(await report(order, 'accepted'))).toBe('no_change');
});

describe('a message loses its point while its sending has begun', () => {
  async function remindedAndConfirmed(): Promise<OrderInMemory> {
    const shop = aShopInMemory();
    const order = await shop.untoldOrder({ payment: 'prepaid', agreed: { channel: 'phone' } });
    const asked = order.now().messages.find((one) => one.purpose === 'payment_asked');
    expect(asked).toMatchObject({ id: 'msg_1_2', state: 'waiting' });
    // It begins as soon as the one before it is settled.
    const first = { messageId: 'msg_1_1', attempt: 1, outcome: 'accepted' };
    await order.hearsAll({ name: 'messageResult', command: first });
    expect(order.life().turn.outside.map((one) => one.key)).toEqual(['notify:msg_1_2']);
    const amount = { amount: 290_000, currency: 'RUB' };
    await order.hears('recordPayment', { method: 'card', amount });
    expect(order.life().turn.outside).toEqual([]);
    return order;
  }
  const outcome = (
    order: OrderInMemory,
    said: string,
    more: object = {},
  ): ReturnType<OrderInMemory['hears']> =>
    order.hearsAll({
      name: 'messageResult',
      command: { messageId: 'msg_1_2', attempt: 1, outcome: said, ...more },
    });

  test('when it went out all the same, then it is recorded as sent, not as withdrawn', async () => {
    const order = await remindedAndConfirmed();
    expect(await outcome(order, 'accepted', { providerId: 'SM1' })).toMatchObject([
      { type: 'MessageSent', messageId: 'msg_1_2', providerId: 'SM1', learnt: 'answer' },
    ]);
    expect(order.now().messages.map((one) => one.id)).toEqual([]);
    expect(refusalOf(await outcome(order, 'accepted'))).toBe('no_change');
  });

  test.each(['withdrawn', 'refused', 'repeat'])(
    'when its result is %s, then it is let go for good and no other channel is tried',
    async (said) => {
      const order = await remindedAndConfirmed();
      expect(await outcome(order, said)).toMatchObject([{ type: 'MessageWithdrawn' }]);
      expect(order.now().messages.map((one) => one.id)).toEqual([]);
      expect(order.life().turn.outside.map((one) => one.key)).toEqual([]);
    },
  );

  test('when nobody knows whether it went out, then only the provider’s own word settles it', async () => {
    const order = await remindedAndConfirmed();
    await outcome(order, 'unknown');
    await order.until('2026-11-26 11:30');
    expect(eventsOf(order, 'ProviderAsked')).toEqual([]);
    const command = { messageId: 'msg_1_2', purpose: 'payment_asked', version: 1 };
    await order.hearsAll({
      name: 'messageReport',
      command: { ...command, channel: 'sms', state: 'accepted' },
    });
    expect(eventsOf(order, 'MessageSent').at(-1)).toMatchObject({ learnt: 'callback' });
  });

  test('when it was still to be sent later, then nothing is waited for', async () => {
    const shop = aShopInMemory({ at: '2026-11-26 22:00' });
    const order = await shop.untoldOrder({ payment: 'prepaid', agreed: { channel: 'phone' } });
    await order.hears('cancel', { reason: 'price' });
    expect(order.now().messages.some((one) => one.state === 'withdrawn')).toBe(false);
  });
});

test('when it was put off, then taken, then not delivered, then the next way is an attempt of its own', async () => {
  const order = await untold();
  await result(order, 'repeat');
  await result(order, 'accepted', { attempt: 2 });
  expect(order.now().messages).toEqual([]);
  await report(order, 'failed');
  expect(order.now().messages).toMatchObject([{ channel: 'email', attempt: 3 }]);
});

test('when both ways took it and neither delivered it, then a person is asked and no number is tried again', async () => {
  const order = await untold();
  await result(order, 'refused');
  await result(order, 'accepted', { attempt: 2 });
  await report(order, 'failed', 'email');
  expect(order.now().messages).toEqual([]);
  expect(order.now().tasks).toMatchObject([{ kind: 'message_undeliverable', about: 'msg_1_1' }]);
});

test('when a failure is told again after the next way took the message, then it says nothing new', async () => {
  const order = await untold();
  await result(order, 'accepted');
  await report(order, 'failed');
  await result(order, 'accepted', { attempt: 2 });
  await report(order, 'failed');
  expect(order.now().messages).toEqual([]);
  expect(order.now().tasks).toEqual([]);
});

test('when the first way was put off often, then the second has all its own tries', async () => {
  const policy = { messages: { ...DEMO_POLICY.messages, retryMinutes: [1, 5] } };
  const order = await aShopInMemory({ policy }).untoldOrder();
  await result(order, 'repeat');
  await result(order, 'repeat', { attempt: 2 });
  await result(order, 'refused', { attempt: 3 });
  expect(order.now().messages).toMatchObject([{ channel: 'email', attempt: 4 }]);
  await result(order, 'repeat', { attempt: 4 });
  expect(order.now().messages).toMatchObject([{ channel: 'email', attempt: 5 }]);
});
