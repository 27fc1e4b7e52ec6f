/**
 * The SMS about a change says what has changed for the customer: the day, the way, what is to be paid at the door, what
 * comes back. It stays short: what matters least is left out before it takes a third part.
 */
import { writeSms } from '../../../activities/write-sms';
import { smsParts } from '../../../domain/messages/sms-parts';
import type { Offer } from '../../../domain/stock/offers';
import { renderTemplate } from '../../../gateways/liquid';
import {
  aShopInMemory,
  aWantedLine,
  CONTACT,
  DELIVERY,
  eventsOf,
  moment,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopGiven, ShopInMemory } from '../../support/an-order-in-memory';

const rub = (roubles: number) => ({ amount: roubles * 100, currency: 'RUB' });
const RUSSIAN = { ...CONTACT, locale: 'ru' } as const;
const WINDOW = { from: moment('2026-11-28 10:00'), to: moment('2026-11-28 14:00') };
const LATER = { from: moment('2026-12-01 16:00'), to: moment('2026-12-01 20:00') };

let shop: ShopInMemory;
const agreed = async (fields: object = {}, given: ShopGiven = {}): Promise<OrderInMemory> => {
  shop = aShopInMemory(given);
  const lines = [aWantedLine({ quantity: 2 })];
  const order = await shop.order({
    ...{ lines, contact: RUSSIAN, agreed: { channel: 'phone' }, ...fields },
  });
  await yes(order);
  await order.carriesOut();
  return order;
};
const yes = async (order: OrderInMemory): Promise<void> => {
  for (const { id: instructionId, pending, state } of order.now().instructions) {
    if (!pending && state !== 'sent') continue;
    const to = pending?.kind ?? 'instruction';
    await order.hears('answerInstruction', { instructionId, to, answer: 'accepted' });
  }
};
const { price: _asItWas, ...PRESENT } = DELIVERY;
const delivery = (more: object): object => ({
  ...{ type: 'change_delivery', delivery: { ...PRESENT, ...more } },
});
const quantity = (to: number): object => ({
  ...{ type: 'set_quantity', lineId: 'line-1', quantity: to },
});
const changes = async (order: OrderInMemory, ...list: readonly object[]): Promise<void> => {
  await order.hears('amend', { changes: list });
  for (let round = 0; round < 3; round += 1) await yes(order);
};

/** A link of a customer is this long on a server with a short name. */
const link = (characters: number): string => 'https://shop.example/c/'.padEnd(characters, 'x');

const written = (order: OrderInMemory, characters = 40): Promise<string> => {
  const waiting = order.now().messages.find(({ purpose }) => purpose === 'order_amended');
  const letter = {
    ...{ order: order.now(), terms: shop.market.state().terms, address: null, point: null },
    ...{ customer: { name: 'Анна', phone: '+79160000000', email: null }, keptUntil: null },
    ...{ token: 't', callback: null, providerId: null, takenIn: '' },
  };
  const ports = {
    customerLink: () => link(characters),
    render: (source: string, data: Record<string, unknown>, how: { html: boolean }) =>
      Promise.resolve(renderTemplate(source, data, how)),
  };
  const written = {
    messageId: waiting?.id ?? '',
    purpose: 'order_amended',
    channel: 'sms',
  } as const;
  return writeSms(ports, letter, written);
};
const said = async (order: OrderInMemory, characters?: number): Promise<string> =>
  (await written(order, characters)).replace(/: https.*/, '');

test('when the day is another, then it says the day and no total', async () => {
  const order = await agreed();
  await changes(order, delivery({ window: WINDOW }));
  expect(await said(order)).toBe('Demo: заказ 1001 изменён. Теперь 28.11 10:00-14:00');
  expect(smsParts(await written(order, 78))).toBe(2);
});

test('when it goes to another address, then it says that and not which', async () => {
  const order = await agreed();
  await changes(order, delivery({ addressId: 'adr_2' }));
  expect(await said(order)).toBe('Demo: заказ 1001 изменён. Теперь новый адрес');
});

test('when it goes another way, then it says by which', async () => {
  const order = await agreed();
  const post = { method: 'post', window: null, zone: 'russia', price: rub(500) };
  await changes(order, delivery(post), { type: 'change_payment', method: 'prepaid' });
  expect(await said(order)).toMatch(/^Demo: заказ 1001 изменён.*\. Теперь почтой/);
});

test('when only goods are others, then it says the total', async () => {
  const order = await agreed();
  await changes(order, quantity(3));
  expect(await said(order)).toBe('Demo: заказ 1001 изменён. Итого 8 100,00 ₽');
});

test('when a paid order became dearer, then it says what is to be paid at the door', async () => {
  const order = await agreed();
  await order.hears('recordPayment', { method: 'card', amount: rub(5500) });
  await yes(order);
  await changes(order, quantity(3));
  expect(await said(order)).toBe(
    'Demo: заказ 1001 изменён. Итого 8 100,00 ₽. При получении 2 600,00 ₽',
  );
});

test('when a paid order became cheaper, then it says what comes back', async () => {
  const order = await agreed({ payment: 'prepaid' });
  await order.hears('recordPayment', { method: 'card', amount: rub(5500) });
  await yes(order);
  await changes(order, quantity(1));
  expect(await said(order)).toBe('Demo: заказ 1001 изменён. Итого 2 900,00 ₽. Вернём 2 600,00 ₽');
});

test('when it is paid by card now, then it says that a card is taken at the door', async () => {
  const order = await agreed();
  await changes(order, { type: 'change_payment', method: 'card_on_delivery' });
  expect(await said(order)).toBe('Demo: заказ 1001 изменён. При получении 5 500,00 ₽, картой');
});

test('when only a supplier can serve it, then it says the later day', async () => {
  const offers: Readonly<Record<string, readonly Offer[]>> = {
    DRESS: [{ party: 'supplier-north', price: 30_000, term: 2, quality: 1 }],
  };
  const shelves = [{ place: 'warehouse-main', sku: 'DRESS', onHand: 2 }];
  const order = await agreed({}, { offers, shelves });
  await changes(order, quantity(4));
  expect(await said(order)).toMatch(/Теперь ждём 28\.11/);
});

test('when two changes were made in one night, then the one message says what both have changed', async () => {
  const order = await agreed();
  await order.until('2026-11-26 22:30');
  await changes(order, delivery({ window: WINDOW }));
  await changes(order, quantity(3));
  expect(await said(order)).toBe(
    'Demo: заказ 1001 изменён. Итого 8 100,00 ₽. Теперь 28.11 10:00-14:00',
  );
});

test('when the older waits for the morning and a newer day is not agreed, then it keeps the day that was agreed', async () => {
  const order = await agreed();
  await order.until('2026-11-26 22:30');
  await changes(order, delivery({ window: WINDOW }));
  await order.hears('amend', { changes: [delivery({ window: LATER })] });
  expect(await said(order)).toBe('Demo: заказ 1001 изменён. Теперь 28.11 10:00-14:00');
});

test('when a change was told before, then the next message says only what has changed since', async () => {
  const order = await agreed();
  await changes(order, delivery({ window: WINDOW }));
  await order.carriesOut();
  await changes(order, quantity(3));
  expect(await said(order)).toBe('Demo: заказ 1001 изменён. Итого 8 100,00 ₽');
});

test('when it is sent again or by e-mail, then it is about the same', async () => {
  const order = await agreed();
  await changes(order, delivery({ window: WINDOW }));
  await order.carriesOut();
  const messageId = eventsOf(order, 'MessageNoted').at(-1)?.messageId;
  await order.hears('resendMessage', { messageId, purpose: 'order_amended', version: 2 });
  expect(await said(order)).toBe('Demo: заказ 1001 изменён. Теперь 28.11 10:00-14:00');
});

test('when two changes were told by e-mail and neither arrived, then an SMS says each', async () => {
  const order = await agreed({ contact: { ...RUSSIAN, channel: 'email' } });
  await changes(order, delivery({ window: WINDOW }));
  await order.carriesOut();
  await changes(order, quantity(3));
  await order.carriesOut();
  const told = eventsOf(order, 'MessageNoted').filter(({ purpose }) => purpose === 'order_amended');
  const bounced = ['Теперь 28.11 10:00-14:00', 'Итого 8 100,00 ₽'];
  for (const [index, says] of bounced.entries()) {
    const { messageId, purpose, version } = told[index] ?? {};
    const report = { messageId, purpose, version, channel: 'email', state: 'failed' };
    await order.hears('messageReport', { ...report, providerId: 'p', actor: undefined });
    expect(await said(order)).toBe(`Demo: заказ 1001 изменён. ${says}`);
    await order.carriesOut();
  }
  expect(order.now().messages).toEqual([]);
});

test('when what was changed before was confirmed with the order, then it is not told again', async () => {
  shop = aShopInMemory();
  const order = await shop.order({ contact: RUSSIAN });
  await order.hears('amend', { changes: [delivery({ window: WINDOW })] });
  await order.hears('confirm', { channel: 'phone' });
  await yes(order);
  await changes(order, quantity(3));
  expect(await said(order)).toBe('Demo: заказ 1001 изменён. Итого 8 100,00 ₽');
});

describe('how long it is', () => {
  const all = async (locale: 'ru' | 'en'): Promise<OrderInMemory> => {
    const order = await agreed({ contact: { ...CONTACT, locale } });
    await order.hears('recordPayment', { method: 'card', amount: rub(5500) });
    await yes(order);
    await changes(order, quantity(3), delivery({ window: WINDOW, addressId: 'adr_2' }));
    return order;
  };

  test.each([
    [24, '. Итого 8 100,00 ₽. Теперь новый адрес, 28.11 10:00-14:00. При получении 2 600,00 ₽', 2],
    [40, '. Теперь новый адрес, 28.11 10:00-14:00. При получении 2 600,00 ₽', 2],
    [50, '. Теперь 28.11 10:00-14:00. При получении 2 600,00 ₽', 2],
    [80, '. Теперь 28.11 10:00-14:00', 2],
    [100, '', 2],
    // Its link alone takes a third part: then it is filled.
    [120, '. Теперь 28.11 10:00-14:00. При получении 2 600,00 ₽', 3],
    [138, '. Теперь 28.11 10:00-14:00', 3],
  ])(
    'when its link takes %i characters, then it says as much as fits',
    async (characters, text, parts) => {
      const order = await all('ru');
      expect(await said(order, characters)).toBe(`Demo: заказ 1001 изменён${text}`);
      expect(smsParts(await written(order, characters))).toBe(parts);
    },
  );

  test('when it is in English, then all of it fits two parts', async () => {
    const order = await all('en');
    expect(await said(order, 140)).toBe(
      'Demo: order 1001 changed. Total RUB 8,100.00. Now another address, 28.11 10:00-14:00. To be paid on receipt: RUB 2,600.00',
    );
    expect(smsParts(await written(order, 140))).toBe(2);
  });

  test.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    [`${'a'.repeat(159)}€`, 2],
    ['я'.repeat(70), 1],
    ['я'.repeat(71), 2],
    ['я'.repeat(134), 2],
    [`${'a'.repeat(134)}я`, 3],
    ['', 1],
  ])('when a text is %s, then it is sent in %i parts', (text, parts) => {
    expect(smsParts(text)).toBe(parts);
  });
});
