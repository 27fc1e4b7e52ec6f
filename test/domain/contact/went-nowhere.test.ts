/**
 * The message that asks for the agreement is taken back before it went out, and nothing else leads to the customer:
 * the order never waits for nobody.
 */
import { aShopInMemory } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const result = (order: OrderInMemory, command: object): Promise<unknown> =>
  order.hearsAll({ name: 'messageResult', command });

/** The e-mail was refused, and the SMS in its place is about to go when the number is found to be a stranger's. */
async function neitherWay(): Promise<OrderInMemory> {
  const order = await aShopInMemory().order();
  for (let n = 0; n < 3; n += 1) await order.hears('recordContact', { outcome: 'no_answer' });
  const [email] = order.now().messages;
  expect(email).toMatchObject({ purpose: 'confirm_by_email', channel: 'email' });
  await result(order, { messageId: email?.id, attempt: 1, outcome: 'refused', code: 'bounced' });
  expect(order.now().messages).toMatchObject([{ channel: 'sms', state: 'waiting' }]);
  await order.hears('recordContact', { outcome: 'wrong_number' });
  expect(order.now().messages).toMatchObject([{ id: email?.id, state: 'withdrawn' }]);
  return order;
}

const tasks = (order: OrderInMemory): readonly object[] =>
  order.now().tasks.map(({ kind, about }) => ({ kind, about }));
const SEARCH = { kind: 'fix_contact', about: 'confirm_by_email' };

test('when the number that the link would go to instead of the e-mail is wrong, then a person finds a way at once', async () => {
  const order = await neitherWay();
  expect(tasks(order)).toEqual([SEARCH]);
  expect(order.life().turn.wait).toMatchObject({ for: 'manager' });
});

test('when nobody finds one, then the silence ends the order', async () => {
  const order = await neitherWay();
  await order.until('2026-12-04 19:00');
  expect(order.now().closed).toMatchObject({ reason: 'customer_silent' });
});

test('when it turns out to have gone out all the same, then the one task stays, as a stranger has read it', async () => {
  const order = await neitherWay();
  const [sms] = order.now().messages;
  await result(order, { messageId: sms?.id, attempt: sms?.attempt, outcome: 'accepted' });
  expect(order.now().messages).toEqual([]);
  expect(tasks(order)).toEqual([SEARCH]);
});
