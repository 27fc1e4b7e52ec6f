/**
 * What waited for the morning goes out in the order in which it was noted, one message after the other for one customer,
 * and nothing that has been started is taken back for it.
 */
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import { deadlineOf } from '../../../scripts/simulate/history';
import { aShopInMemory, eventsOf, moment, refusalOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopGiven, ShopInMemory } from '../../support/an-order-in-memory';

let shop: ShopInMemory;
const line = (sku: string, price: number): object => ({
  type: 'add_line',
  line: { sku, title: sku, quantity: 1, price: { amount: price * 100, currency: 'RUB' } },
});
const going = (order: OrderInMemory): readonly string[] =>
  order.life().turn.outside.flatMap(({ effect }) => {
    return effect.do === 'sendMessage' ? [effect.purpose] : [];
  });
const result = (order: OrderInMemory, index: number, outcome: string): Promise<unknown> => {
  const { id: messageId, attempt } = order.now().messages[index] ?? {};
  return order.hears('messageResult', {
    ...{ messageId, attempt, outcome, code: 'no_such_number', actor: undefined },
  });
};
const at = async (order: OrderInMemory, text: string): Promise<void> => {
  shop.market.passTo(moment(text));
  await shop.market.tell(order.id, deadlineOf(order.life()));
};

/** Placed and changed at night: three messages wait for nine o'clock. */
async function three(policy: ShopGiven['policy'] = {}): Promise<OrderInMemory> {
  shop = aShopInMemory({ at: '2026-11-26 22:30', policy });
  const order = await shop.untoldOrder({ agreed: { channel: 'phone' }, payment: 'prepaid' });
  await order.hears('amend', { changes: [line('BELT', 500)] });
  await order.hears('amend', { changes: [line('UNICORN', 500)] });
  return order;
}

test('when several messages wait for the morning, then they go out one after the other as they were noted', async () => {
  const order = await three();
  const noted = order.now().messages.map(({ purpose }) => purpose);
  expect(noted).toHaveLength(3);
  expect(going(order)).toEqual([]);
  await at(order, '2026-11-27 09:00');
  for (const purpose of noted) {
    expect(going(order)).toEqual([purpose]);
    await result(order, 0, 'accepted');
  }
  expect(order.now().messages).toEqual([]);
});

test('when the first is not taken, or nobody can tell, then the others do not wait for it', async () => {
  const order = await three();
  const [first, second, third] = order.now().messages.map(({ purpose }) => purpose);
  await at(order, '2026-11-27 09:00');
  expect(going(order)).toEqual([first]);
  await result(order, 0, 'repeat');
  expect(going(order)).toEqual([second]);
  await result(order, 1, 'unknown');
  expect(going(order)).toEqual([third]);
});

test('when one that was put off may go again while another is being sent, then that one goes on', async () => {
  const order = await three();
  await at(order, '2026-11-27 09:00');
  await result(order, 0, 'repeat');
  const [, being] = order.now().messages.map(({ purpose }) => purpose);
  expect(going(order)).toEqual([being]);
  await at(order, '2026-11-27 09:05');
  expect(going(order)).toContain(being);
});

test('when one is sent again after nobody could tell, then it goes after the one being sent', async () => {
  const repeatUnknown = ['order_received'] as const;
  const order = await three({ messages: { ...DEMO_POLICY.messages, repeatUnknown } });
  await at(order, '2026-11-27 09:00');
  await result(order, 0, 'unknown');
  const [being] = going(order);
  const { unknownQuestions } = DEMO_POLICY.messages;
  for (let minute = 1; minute <= unknownQuestions + 1; minute += 1) {
    await at(order, `2026-11-27 09:${String(minute * 2).padStart(2, '0')}`);
    const [{ id: messageId } = { id: '' }] = order.now().messages;
    await order.hears('providerAnswer', { messageId, found: 'cannot_tell', actor: undefined });
  }
  expect(order.types()).toContain('MessageRepeated');
  expect(going(order)).toEqual([being]);
});

test('when an e-mail goes at night, then what waits for the morning does not hold it up', async () => {
  const order = await three();
  const contact = { personalId: 'prs_1', hasPhone: true, hasEmail: true, channel: 'email' };
  await order.hears('amend', { changes: [{ type: 'change_contact', contact }] });
  await order.hears('cancel', { reason: 'price' });
  expect(going(order)).toEqual(['order_closed']);
  expect(eventsOf(order, 'MessageSent')).toEqual([]);
});

const PAID = { method: 'card', amount: { amount: 500_000, currency: 'RUB' } };
const purposes = (order: OrderInMemory): readonly string[] =>
  order.now().messages.map(({ purpose }) => purpose);

test('when one that waits its turn loses its point, then it is gone', async () => {
  const order = await three();
  await at(order, '2026-11-27 09:00');
  await order.hears('recordPayment', PAID);
  expect(purposes(order)).toEqual(['order_received', 'order_amended']);
});

test('when the one being sent and the one behind it lose their point, then the one behind it is gone at once', async () => {
  const order = await three();
  await at(order, '2026-11-27 09:00');
  await result(order, 0, 'accepted');
  expect(going(order)).toEqual(['payment_asked']);
  await order.hears('cancel', { reason: 'price' });
  expect(purposes(order)).toEqual(['payment_asked', 'order_closed']);
});

test('when nobody can tell what became of one without a point, then what is asked for anew can be sent again', async () => {
  const order = await three();
  await at(order, '2026-11-27 09:00');
  await result(order, 0, 'accepted');
  await order.hears('recordPayment', PAID);
  await result(order, 0, 'unknown');
  await result(order, 1, 'accepted');
  await order.hears('amend', { changes: [line('BELT', 9000)] });
  await result(order, 1, 'accepted');
  expect(purposes(order)).toEqual(['payment_asked']);
  const { payment_asked: version } = order.now().told;
  const again = { messageId: 'msg_1_2', purpose: 'payment_asked', version };
  expect(refusalOf(await order.hears('resendMessage', again))).toBeNull();
});
