/**
 * A part of an order goes back while another part is with the customer: the customer hears once what it is and what
 * becomes of the money.
 */
import { letterData } from '../../../domain/messages/letter';
import { sayingsOf } from '../../../domain/messages/more-text';
import { templateOf } from '../../../domain/messages/templates';
import type { OrderRequest } from '../../../domain/order/place';
import { renderTemplate } from '../../../gateways/liquid';
import {
  aShopInMemory,
  aWantedLine,
  CONTACT,
  eventsOf,
  POST,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const SHELVES = [
  { place: 'warehouse-main', sku: 'DRESS', onHand: 5 },
  { place: 'warehouse-south', sku: 'BELT', onHand: 5 },
];
const offers = { CAP: [{ party: 'supplier-north', price: 20_000, term: 1 }] };
const belt = aWantedLine({
  ...{ sku: 'BELT', title: 'Belt', price: { amount: 70_000, currency: 'RUB' } },
});
const cap = aWantedLine({ sku: 'CAP', title: 'Cap', price: { amount: 50_000, currency: 'RUB' } });

const pays = (order: OrderInMemory, amount: number): Promise<unknown> =>
  order.hears('recordPayment', { method: 'card', amount: { amount, currency: 'RUB' } });
const report = (
  order: OrderInMemory,
  number: number,
  status: string,
  more: object = {},
): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: `par_1_${String(number)}`, status, ...more });

/** A parcel for each line, all on their way. */
async function sent(
  fields: Partial<OrderRequest> = {},
  { paid = 0, lines = [aWantedLine(), belt] } = {},
): Promise<OrderInMemory> {
  const shop = aShopInMemory({ shelves: SHELVES, offers });
  const order = await shop.order({ lines, agreed: { channel: 'phone' }, ...fields });
  if (paid > 0) await pays(order, paid);
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  for (const index of lines.keys()) await report(order, index + 1, 'handed_over');
  return order;
}

const told = (order: OrderInMemory): readonly object[] =>
  eventsOf(order, 'BackTold').map(({ parcelId, givenBack, notTaken }) => ({
    ...{ parcelId, givenBack, notTaken },
  }));
const purposes = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose);
const times = (order: OrderInMemory): number =>
  purposes(order).filter((purpose) => purpose === 'parcel_back').length;

describe('one of two parcels comes back, the other is with the customer', () => {
  test('when it is paid at the door, then the customer hears what is not to be paid', async () => {
    const order = await sent();
    await report(order, 1, 'delivered');
    await report(order, 2, 'returned');
    expect(told(order)).toEqual([{ parcelId: 'par_1_2', givenBack: 0, notTaken: 70_000 }]);
    expect(times(order)).toBe(1);
  });

  test('when it was paid before, then what is given back, and the refund is of just that sum', async () => {
    const order = await sent({ payment: 'prepaid' }, { paid: 360_000 });
    await report(order, 1, 'delivered');
    await report(order, 2, 'returned');
    expect(told(order)).toEqual([{ parcelId: 'par_1_2', givenBack: 70_000, notTaken: 0 }]);
    expect(eventsOf(order, 'RefundAsked').map(({ amount }) => amount)).toEqual([70_000]);
  });

  test('when a part of it was paid before, then both sums are named', async () => {
    const order = await sent({}, { paid: 320_000 });
    await report(order, 1, 'delivered');
    await report(order, 2, 'returned');
    expect(told(order)).toEqual([{ parcelId: 'par_1_2', givenBack: 30_000, notTaken: 40_000 }]);
  });

  test('when it comes back first, then it is told when the other has come', async () => {
    const order = await sent();
    await report(order, 2, 'returned');
    expect(times(order)).toBe(0);
    await report(order, 1, 'delivered');
    expect(times(order)).toBe(1);
  });

  test('when it comes back long after the other came, then it is told although the order ends with it', async () => {
    const order = await sent();
    await report(order, 1, 'delivered');
    await order.hears('recordPayment', {
      ...{ method: 'cash', amount: { amount: 290_000, currency: 'RUB' } },
    });
    await order.until('2026-11-30 18:00');
    await report(order, 2, 'returned');
    await order.until('2026-12-05 18:00');
    expect(times(order)).toBe(1);
    expect(order.now().closed?.reason).toBe('completed');
  });

  test('when all comes back, then the order is ended, and that alone is told', async () => {
    const order = await sent();
    await report(order, 1, 'returned');
    await report(order, 2, 'returned');
    expect(times(order)).toBe(0);
    expect(purposes(order)).toContain('order_closed');
  });
});

test('when two of three come back before anything is delivered, then one message tells of both', async () => {
  const order = await sent({}, { lines: [aWantedLine(), belt, cap] });
  await report(order, 2, 'returned');
  await report(order, 3, 'returned');
  await report(order, 1, 'delivered');
  const sums = { givenBack: 0, notTaken: 120_000 };
  expect(told(order)).toEqual([
    { parcelId: 'par_1_2', ...sums },
    { parcelId: 'par_1_3', ...sums },
  ]);
  expect(times(order)).toBe(1);
});

test('when another comes back because another carrier is to bring it, then it is told of the first alone', async () => {
  const order = await sent({}, { lines: [aWantedLine(), belt, cap] });
  await report(order, 2, 'returned');
  await order.hears('amend', {
    changes: [
      { type: 'change_delivery', delivery: POST },
      { type: 'change_payment', method: 'cod_post' },
    ],
  });
  await report(order, 3, 'returned');
  expect(order.now().parcels[2]?.comesBack).toBe(true);
  await report(order, 1, 'delivered');
  expect(told(order)).toEqual([{ parcelId: 'par_1_2', givenBack: 0, notTaken: 70_000 }]);
});

test('when two of three come back one after the other, then each is told with its own sum', async () => {
  const order = await sent(
    { payment: 'prepaid' },
    { paid: 410_000, lines: [aWantedLine(), belt, cap] },
  );
  await report(order, 1, 'delivered');
  await report(order, 2, 'returned');
  await report(order, 3, 'returned');
  expect(told(order)).toEqual([
    { parcelId: 'par_1_2', givenBack: 70_000, notTaken: 0 },
    { parcelId: 'par_1_3', givenBack: 50_000, notTaken: 0 },
  ]);
  expect(times(order)).toBe(2);
});

describe('the customer refuses a part at the door', () => {
  const refuses = (order: OrderInMemory): Promise<unknown> =>
    report(order, 2, 'partly_delivered', {
      lines: [{ lineId: 'line-2', accepted: 0, refused: 1 }],
    });

  test('when nothing of it was paid, then the customer knows, and is told nothing, also not when it is back', async () => {
    const order = await sent();
    await report(order, 1, 'delivered');
    await refuses(order);
    await report(order, 2, 'returned');
    expect(times(order)).toBe(0);
  });

  test('when it was paid before, then what is given back is told, once', async () => {
    const order = await sent({ payment: 'prepaid' }, { paid: 360_000 });
    await report(order, 1, 'delivered');
    await refuses(order);
    expect(told(order)).toEqual([{ parcelId: 'par_1_2', givenBack: 70_000, notTaken: 0 }]);
    await report(order, 2, 'returned');
    expect(times(order)).toBe(1);
  });

  test('when somebody pays too much weeks later, then that has nothing to do with it', async () => {
    const order = await sent();
    await report(order, 1, 'delivered');
    await refuses(order);
    await order.until('2026-11-30 18:00');
    await pays(order, 360_000);
    expect(times(order)).toBe(0);
  });
});

test('when nobody can write to the customer, then nothing is told', async () => {
  const order = await sent({ contact: { ...CONTACT, hasPhone: false, hasEmail: false } });
  await report(order, 1, 'delivered');
  await report(order, 2, 'returned');
  expect(times(order)).toBe(0);
});

describe('its words', () => {
  const written = async (locale: 'ru' | 'en', channel: 'sms' | 'email', paid: number) => {
    const order = await sent({ contact: { ...CONTACT, locale, channel } }, { paid });
    await report(order, 1, 'delivered');
    await report(order, 2, 'returned');
    const message = order.now().messages.find(({ purpose }) => purpose === 'parcel_back');
    const data = letterData(order.now(), {
      ...{ name: 'Anna', address: null, link: 'https://o/c/1', shop: 'Demo', point: null },
      ...{ keptUntil: null, ...sayingsOf(order.now(), message?.id ?? '', channel)[0] },
    });
    const source = templateOf(undefined, 'parcel_back')[channel][locale];
    return renderTemplate(source, data, { html: channel === 'email' }).replace(/\s+/g, ' ');
  };

  test.each([
    [
      'en',
      'sms',
      'goes back to us: Belt × 1. We give you back RUB 300.00. You do not pay RUB 400.00',
    ],
    [
      'ru',
      'sms',
      'возвращается к нам: Belt × 1. Вернём вам 300,00 ₽. Платить за это 400,00 ₽ не нужно',
    ],
    [
      'en',
      'email',
      'What goes back: Belt × 1. We give you back RUB 300.00. You do not pay RUB 400.00',
    ],
    [
      'ru',
      'email',
      'Возвращается: Belt × 1. Мы вернём вам 300,00 ₽. Платить за это 400,00 ₽ не нужно',
    ],
  ] as const)(
    'when it goes in %s by %s, then it names goods and sums',
    async (locale, channel, said) => {
      expect(await written(locale, channel, 320_000)).toContain(said);
    },
  );
});

test('when its SMS fails after it was sent, then the e-mail names the same', async () => {
  const order = await sent();
  await report(order, 1, 'delivered');
  await report(order, 2, 'returned');
  await order.carriesOut();
  const { messageId = '', version = 0 } = eventsOf(order, 'MessageNoted').at(-1) ?? {};
  await order.hears('messageReport', {
    ...{ messageId, purpose: 'parcel_back', version, channel: 'sms', state: 'failed' },
    ...{ providerId: null, code: 'undelivered', actor: undefined },
  });
  expect(order.now().messages).toMatchObject([{ channel: 'email', purpose: 'parcel_back' }]);
  expect(sayingsOf(order.now(), messageId, 'email')[0].more).toContain('RUB 700.00');
});
