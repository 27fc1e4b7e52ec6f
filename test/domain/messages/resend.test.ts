/**
 * A message sent again because a person asks: a new message each time, never while one is under way, never one
 * that has lost its point.
 */
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import { aShopInMemory, CONTACT, eventsOf, refusalOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const RECEIVED = { messageId: 'msg_1_1', purpose: 'order_received', version: 0 };
const again = (order: OrderInMemory, more: object = {}): ReturnType<OrderInMemory['hears']> =>
  order.hears('resendMessage', { ...RECEIVED, ...more });

test('when a message that went out is asked for again, then it goes as a new message of its own', async () => {
  const order = await aShopInMemory().order();
  expect(await again(order)).toMatchObject([
    { type: 'MessageNoted', messageId: 'msg_1_2', repeats: 'msg_1_1', channel: 'sms' },
  ]);
  expect(order.life().turn.outside).toMatchObject([{ key: 'notify:msg_1_2', attempt: 1 }]);
  await order.carriesOut();
  expect(eventsOf(order, 'MessageSent').map(({ messageId }) => messageId)).toEqual([
    'msg_1_1',
    'msg_1_2',
  ]);
});

test('when another way is named, then it goes that way, if it leads to the customer', async () => {
  const order = await aShopInMemory().order();
  expect(await again(order, { channel: 'email' })).toMatchObject([{ channel: 'email' }]);
  const reachedBySms = await aShopInMemory().order({ contact: { ...CONTACT, hasEmail: false } });
  expect(refusalOf(await again(reachedBySms, { channel: 'email' }))).toBe('not_allowed_now');
});

test('when the first one is under way or nobody knows what became of it, then it is refused', async () => {
  const order = await aShopInMemory().untoldOrder();
  expect(refusalOf(await again(order))).toBe('message_under_way');
  const unknown = { messageId: 'msg_1_1', attempt: 1, outcome: 'unknown' };
  await order.hearsAll({ name: 'messageResult', command: unknown });
  expect(refusalOf(await again(order))).toBe('message_under_way');
  expect(order.now().messages).toHaveLength(1);
});

test('when it reached nobody and is asked for again, then the task about it is settled', async () => {
  const order = await aShopInMemory().untoldOrder({ contact: { ...CONTACT, hasEmail: false } });
  const refused = { messageId: 'msg_1_1', attempt: 1, outcome: 'refused' };
  await order.hearsAll({ name: 'messageResult', command: refused });
  expect(order.now().tasks).toMatchObject([{ kind: 'message_undeliverable' }]);
  await again(order);
  expect(order.now().tasks).toEqual([]);
  expect(eventsOf(order, 'TaskWithdrawn')).toMatchObject([{ why: 'resent' }]);
});

test.each([
  ['was never sent', { purpose: 'order_amended', version: 1 }],
  ['is of another version', { version: 3 }],
  ['is no purpose at all', { purpose: 'constructor' }],
])('when the message %s, then it is refused', async (_how, asked) => {
  const order = await aShopInMemory().order();
  expect(refusalOf(await again(order, asked))).toBe('not_allowed_now');
});

test('when it has lost its point, then it is refused', async () => {
  const policy = {
    contact: { ...DEMO_POLICY.contact, steps: [{ do: 'email', after: { minutes: 0 } } as const] },
  };
  const order = await aShopInMemory({ policy }).order();
  const mail = eventsOf(order, 'MessageNoted').find(
    ({ purpose }) => purpose === 'confirm_by_email',
  );
  await order.hears('confirm', { channel: 'phone' });
  const { messageId = '', purpose = '', version = 0 } = mail ?? {};
  const asked = await again(order, { messageId, purpose, version });
  expect(refusalOf(asked)).toBe('not_allowed_now');
});

test('when the order is closed, then its last message can still go out again', async () => {
  const order = await aShopInMemory().order();
  await order.hears('cancel', { reason: 'price' });
  await order.carriesOut();
  const last = eventsOf(order, 'MessageNoted').at(-1);
  expect(last?.purpose).toBe('order_closed');
  const { messageId = '', purpose = '', version = 0 } = last ?? {};
  expect(refusalOf(await again(order, { messageId, purpose, version }))).toBeNull();
  expect(order.life().turn.outside).toHaveLength(1);
  await order.carriesOut();
  expect(order.life().turn.over).toBe(true);
});
