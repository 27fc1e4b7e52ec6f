/**
 * The customer gets one message for one change: it says how the order is now and, where it comes of the change, what
 * is missing and what is to be paid first.
 */
import { newsText } from '../../../domain/messages/amended-news';
import { letterData } from '../../../domain/messages/letter';
import { templateOf } from '../../../domain/messages/templates';
import { renderTemplate } from '../../../gateways/liquid';
import { aShopInMemory, CONTACT, eventsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const SHELVES = [
  { place: 'warehouse-main', sku: 'DRESS', onHand: 2 },
  { place: 'warehouse-main', sku: 'MUG', onHand: 10 },
];
const rub = (roubles: number): object => ({ amount: roubles * 100, currency: 'RUB' });
const MUG = { sku: 'MUG', title: 'Mug', quantity: 1, price: rub(300) };
const UNICORN = { sku: 'UNICORN', title: 'Unicorn', quantity: 2, price: rub(1000) };
const adds = (...lines: readonly object[]): object => ({
  changes: lines.map((line) => ({ type: 'add_line', line })),
});

let shop: ShopInMemory;
const yes = async (order: OrderInMemory): Promise<void> => {
  for (const { id: instructionId, pending } of order.now().instructions) {
    const to = pending?.kind ?? 'instruction';
    await order.hears('answerInstruction', { instructionId, to, answer: 'accepted' });
  }
};
const instructed = async (fields: object = {}, shelves = SHELVES): Promise<OrderInMemory> => {
  shop = aShopInMemory({ shelves });
  const order = await shop.order({ agreed: { channel: 'phone' }, ...fields });
  await yes(order);
  return order;
};
const told = (order: OrderInMemory): readonly object[] =>
  eventsOf(order, 'MessageNoted')
    .slice(1)
    .map(({ purpose, news: { changed: _changed, ...news } = {} }) => ({ purpose, ...news }));

const ONE = { purpose: 'order_amended' };
const SHORT = { short: [{ lineId: 'line-2', quantity: 2 }] };

test('when what is added is to be paid first, then one message says so, and the reminder comes as ever', async () => {
  const order = await instructed();
  await order.hears('amend', adds(MUG));
  expect(told(order)).toEqual([{ ...ONE, owed: 30_000 }]);
  await yes(order);
  await order.until('2026-11-27 12:30');
  expect(told(order)).toEqual([{ ...ONE, owed: 30_000 }, { purpose: 'payment_reminder' }]);
});

test('when what is added is nowhere, then one message says so, and a person looks for another', async () => {
  const order = await instructed();
  await order.hears('amend', adds(UNICORN));
  expect(told(order)).toEqual([{ ...ONE, ...SHORT }]);
  expect(order.now().tasks.map((task) => task.kind)).toEqual(['find_alternative']);
});

test('when one is missing and the other to be paid, then one message says both', async () => {
  const order = await instructed();
  await order.hears('amend', adds(UNICORN, MUG));
  await yes(order);
  expect(told(order)).toEqual([{ ...ONE, ...SHORT, owed: 30_000 }]);
});

test('when neither is so, then it says only how the order is now, once the parties agreed', async () => {
  const order = await instructed();
  const change = { type: 'set_quantity', lineId: 'line-1', quantity: 2 };
  await order.hears('amend', { changes: [change] });
  expect(told(order)).toEqual([]);
  await yes(order);
  expect(told(order)).toEqual([ONE]);
});

test('when goods fail long after the change was told, then that is a message of its own', async () => {
  const order = await instructed();
  const change = { type: 'set_quantity', lineId: 'line-1', quantity: 2 };
  await order.hears('amend', { changes: [change] });
  await yes(order);
  await order.carriesOut();
  await order.hears('answerInstruction', {
    ...{ instructionId: 'ins_1_1', answer: 'refused', reason: 'out_of_stock' },
  });
  expect(told(order)).toEqual([ONE, { purpose: 'goods_missing' }]);
});

test('when goods fail before the change was told, then one message says both', async () => {
  shop = aShopInMemory({ shelves: SHELVES });
  const order = await shop.order({ agreed: { channel: 'phone' } });
  const change = { type: 'set_quantity', lineId: 'line-1', quantity: 2 };
  await order.hears('amend', { changes: [change] });
  await order.hears('answerInstruction', {
    ...{ instructionId: 'ins_1_1', answer: 'refused', reason: 'out_of_stock' },
  });
  await yes(order);
  expect(told(order)).toEqual([{ ...ONE, short: [{ lineId: 'line-1', quantity: 2 }] }]);
});

test('when nothing was changed, then missing goods and money are asked for on their own', async () => {
  shop = aShopInMemory({ shelves: SHELVES });
  const lines = [{ ...UNICORN, attributes: {}, prepaidOnly: true }];
  const order = await shop.order({ agreed: { channel: 'phone' }, lines: lines as never });
  const purposes = eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose);
  expect(purposes).toEqual(['order_received', 'goods_missing', 'payment_asked']);
});

describe('a change at night, which is told by SMS in the morning', () => {
  test('when it is paid before the morning, then the one message asks for no money any more', async () => {
    const order = await instructed();
    await order.until('2026-11-26 23:00');
    await order.hears('amend', adds(MUG));
    const amount = { amount: 30_000, currency: 'RUB' };
    await order.hears('recordPayment', { method: 'card', amount });
    expect(order.now().messages.map(({ news }) => news?.owed)).toEqual([undefined]);
    await order.until('2026-11-27 09:30');
    expect(eventsOf(order, 'MessageSent')).toHaveLength(2);
  });

  test('when goods fail before the morning, then the one message says it as well', async () => {
    const order = await instructed();
    await order.until('2026-11-26 23:00');
    await order.hears('amend', { changes: [{ type: 'change_contact', contact: ANOTHER }] });
    await yes(order);
    expect(told(order)).toEqual([ONE]);
    await order.hears('answerInstruction', {
      ...{ instructionId: 'ins_1_1', answer: 'refused', reason: 'out_of_stock' },
    });
    const short = [{ lineId: 'line-1', quantity: 1 }];
    expect(order.now().messages).toMatchObject([{ purpose: 'order_amended', news: { short } }]);
    await order.until('2026-11-27 09:30');
    expect(eventsOf(order, 'MessageSent')).toHaveLength(2);
  });
});

const ANOTHER = { personalId: 'prs_2', phoneId: 'prs_2', hasPhone: true, hasEmail: true };

test('when it is sent again, then it says the same', async () => {
  const order = await instructed();
  await order.hears('amend', adds(MUG));
  await order.carriesOut();
  await order.hears('resendMessage', {
    messageId: 'msg_1_2',
    purpose: 'order_amended',
    version: 2,
  });
  expect(told(order)).toEqual([
    { ...ONE, owed: 30_000 },
    { ...ONE, owed: 30_000 },
  ]);
});

describe('its words', () => {
  type Own = Parameters<typeof templateOf>[0];
  const written = async (locale: 'ru' | 'en', channel: 'sms' | 'email', own?: Own) => {
    const order = await instructed({ contact: { ...CONTACT, locale, channel } });
    await order.hears('amend', adds(UNICORN, MUG));
    const message = order.now().messages.at(-1);
    const more = newsText(order.now(), message?.id ?? '', channel);
    const data = letterData(order.now(), {
      ...{ name: 'Anna', address: null, link: 'https://o/c/1', shop: 'Demo', point: null },
      ...{ keptUntil: null, more },
    });
    const source = templateOf(own, 'order_amended')[channel][locale];
    return renderTemplate(source, data, { html: channel === 'email' }).replace(/\s+/g, ' ');
  };

  test.each([
    ['en', 'sms', ['Not found: Unicorn × 2', 'To be paid first: RUB 300.00: https://o/c/1']],
    ['ru', 'sms', ['Не нашлось: Unicorn × 2', 'Сначала оплатите 300,00 ₽: https://o/c/1']],
    ['en', 'email', ['is now', 'could not find Unicorn × 2', 'Please pay RUB 300.00 first']],
    ['ru', 'email', ['теперь такой', 'не нашлось: Unicorn × 2', 'оплатите сначала 300,00 ₽']],
  ] as const)('when it goes in %s by %s, then it says all', async (locale, channel, parts) => {
    const text = await written(locale, channel);
    for (const part of parts) expect(text).toContain(part);
  });

  test('when a shop has words of its own without a place for it, then it stands at their end', async () => {
    const both = { en: 'Changed: {{ link }}', ru: 'Изменён: {{ link }}' };
    const own = { order_amended: { sms: both, subject: both, email: both } };
    expect(await written('en', 'email', own)).toMatch(/^Changed: https.* Please pay/);
    expect(await written('ru', 'sms', own)).toMatch(/^Изменён: https.*Сначала оплатите/);
  });
});

test('when it fails by SMS, then it says by e-mail as well what is to be paid first', async () => {
  const order = await instructed();
  await order.hears('amend', adds(MUG));
  const message = order.now().messages.find(({ purpose }) => purpose === 'order_amended');
  const result = { messageId: message?.id, attempt: 1, outcome: 'refused', code: 'no_such_number' };
  await order.hears('messageResult', { ...result, actor: undefined });
  const again = order.now().messages.find(({ id }) => id === message?.id);
  expect(again).toMatchObject({ channel: 'email', news: { owed: 30_000 } });
});
