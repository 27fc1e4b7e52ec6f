/**
 * What a letter and the customer's page say of money adds up: from the goods down to what is still to be paid or comes
 * back, in the customer's language.
 */
import { customerPage } from '../../../api/pages/customer-page';
import { letterData, moneyText } from '../../../domain/messages/letter';
import { templateOf } from '../../../domain/messages/templates';
import type { CodeGiven } from '../../../domain/order/codes/memory-codes';
import { sumRows } from '../../../domain/order/money/sum-rows';
import { renderTemplate } from '../../../gateways/liquid';
import { aShopInMemory, aWantedLine, CONTACT, DELIVERY } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const CODES: readonly CodeGiven[] = [
  { kind: 'certificate', code: 'GIFT', currency: 'RUB', limit: 100_000 },
  {
    ...{ kind: 'promo', code: 'TEN', limit: null },
    promo: { code: 'TEN', percent: 10, sum: null, skus: null },
  },
];
const rub = (roubles: number) => ({ amount: roubles * 100, currency: 'RUB' });

let shop: ShopInMemory;
/** Two dresses of 2,600 and 300 for delivery, a tenth off, 1,000 by certificate. */
async function placed(fields: object = {}): Promise<OrderInMemory> {
  shop = aShopInMemory({ codes: CODES });
  const lines = [aWantedLine({ quantity: 2 })];
  const codes = { certificates: ['GIFT'], promoCode: 'TEN' };
  return shop.order({ lines, ...codes, agreed: { channel: 'phone' }, ...fields });
}

const rows = (order: OrderInMemory): object =>
  Object.fromEntries(sumRows(order.now()).map(({ name, amount }) => [name, amount / 100]));

function letter(order: OrderInMemory, purpose: 'order_amended' | 'order_received'): string {
  const { locale } = order.now().wish.contact;
  const data = letterData(order.now(), {
    ...{ name: 'Anna', address: null, link: 'https://o/c/1', shop: 'Demo', point: null },
    keptUntil: null,
  });
  const source = templateOf(undefined, purpose).email[locale];
  return renderTemplate(source, data, { html: false });
}

test.each([
  [
    'en',
    [
      '- Dress, 2 pcs, RUB 5,200.00',
      'Delivery: RUB 300.00',
      'Discount: −RUB 520.00',
      'Total: RUB 4,980.00',
      'Paid by certificate: RUB 1,000.00',
      'Paid: RUB 1,500.00',
      'To pay: RUB 2,480.00',
    ],
  ],
  [
    'ru',
    [
      '- Dress, 2 шт., 5 200,00 ₽',
      'Доставка: 300,00 ₽',
      'Скидка: −520,00 ₽',
      'Итого: 4 980,00 ₽',
      'Оплачено сертификатом: 1 000,00 ₽',
      'Оплачено: 1 500,00 ₽',
      'К оплате: 2 480,00 ₽',
    ],
  ],
] as const)(
  'when it is written in %s, then every row stands beneath the goods',
  async (locale, said) => {
    const order = await placed({ contact: { ...CONTACT, locale } });
    await order.hears('recordPayment', { method: 'card', amount: rub(1500) });
    for (const purpose of ['order_amended', 'order_received'] as const) {
      expect(letter(order, purpose)).toContain(said.join('\n'));
    }
  },
);

/** All who were asked say yes. */
async function agreed(order: OrderInMemory): Promise<void> {
  for (const { id: instructionId, pending } of order.now().instructions) {
    const to = pending?.kind ?? 'instruction';
    await order.hears('answerInstruction', { instructionId, to, answer: 'accepted' });
  }
}

/** A paid order of which one dress is wanted no more. */
async function cheaper(paid: number): Promise<OrderInMemory> {
  const order = await placed({ payment: 'prepaid', promoCode: null });
  await order.hears('recordPayment', { method: 'card', amount: rub(paid) });
  await order.carriesOut();
  await order.hears('amend', {
    changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 1 }],
  });
  return order;
}

test('when a paid order becomes cheaper, then the letter says what comes back once all have agreed, and later what was paid back', async () => {
  const order = await cheaper(4500);
  await agreed(order);
  expect(rows(order)).toEqual({
    ...{ delivery: 300, total: 2900, certificates: 1000, paid: 4500, due: 0, comesBack: 2600 },
  });
  expect(letter(order, 'order_amended')).toContain(
    'To pay: RUB 0.00\nComes back to you: RUB 2,600.00',
  );
  await order.carriesOut();
  const [task] = order.now().tasks.filter(({ kind }) => kind === 'approve_refund');
  await order.hears('closeTask', { taskId: task?.id, outcome: 'approved', actor: 'finance:1' });
  expect(rows(order)).toMatchObject({ paid: 4500, refunded: 2600, due: 0 });
  expect(rows(order)).not.toHaveProperty('comesBack');
});

test('when somebody may still refuse what makes a paid order cheaper, then nothing is promised to come back', async () => {
  const order = await cheaper(4500);
  expect(rows(order)).not.toHaveProperty('comesBack');
  expect(letter(order, 'order_amended')).not.toContain('Comes back');
});

test('when more was paid before than the order cost, then just that comes back while the change is open', async () => {
  const order = await cheaper(5000);
  expect(rows(order)).toMatchObject({ comesBack: 500 });
  await agreed(order);
  expect(rows(order)).toMatchObject({ comesBack: 3100 });
});

test('when finance said no to what is over, then nothing is promised to come back', async () => {
  const order = await placed({ payment: 'prepaid', promoCode: null });
  await order.hears('recordPayment', { method: 'card', amount: rub(5000) });
  const [task] = order.now().tasks.filter(({ kind }) => kind === 'approve_refund');
  await order.hears('closeTask', { taskId: task?.id, outcome: 'refused', actor: 'finance:1' });
  expect(rows(order)).not.toHaveProperty('comesBack');
});

test('when pieces were refused at the door, then what was not taken is a row of its own', async () => {
  const order = await placed();
  for (const status of ['handed_over', 'in_transit']) {
    await order.hears('reportParcel', { parcelId: 'par_1_1', status });
  }
  const lines = [{ lineId: 'line-1', accepted: 1, refused: 1 }];
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'partly_delivered', lines });
  expect(rows(order)).toMatchObject({
    notTaken: -2600,
    delivery: 300,
    discount: -260,
    total: 2640,
  });
});

test('when delivery costs nothing, then the letter says so', async () => {
  const order = await placed({ delivery: { ...DELIVERY, price: rub(0) } });
  expect(letter(order, 'order_received')).toContain('Delivery: free\n');
});

test('when the customer opens the page, then certificates and what comes back are rows there as well', async () => {
  const order = await cheaper(4500);
  await agreed(order);
  const { body } = customerPage({
    ...{ order: order.now(), personal: new Map(), shop: 'Demo', once: '1', point: null },
    ...{ terms: shop.market.state().terms, said: null },
  });
  const text = body.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  expect(text).toContain(`Paid by certificate ${moneyText(100_000, 'RUB', 'en')}`);
  expect(text).toContain(`Comes back to you ${moneyText(260_000, 'RUB', 'en')}`);
});
