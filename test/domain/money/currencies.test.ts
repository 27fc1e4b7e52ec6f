/**
 * Sums are of the shop's currency, and each currency has its own digits: cents, none, or thousandths.
 */
import { moneyText } from '../../../domain/messages/letter';
import { decimalText, minorUnits, wholeUnits } from '../../../domain/money/decimal';
import { placeOrder } from '../../../domain/order/place';
import type { OrderRequest } from '../../../domain/order/place';
import { aWantedLine, CONTACT, DELIVERY } from '../../support/an-order-in-memory';

const money = (amount: number, currency: string): { amount: number; currency: string } => ({
  amount,
  currency,
});

const asked = (fields: Partial<OrderRequest> = {}): OrderRequest => ({
  ...{ id: 'ord_1', shop: 'demo', number: '1', source: 'site', campaign: null, noteId: null },
  ...{ lines: [aWantedLine()], delivery: DELIVERY, payment: 'cash', contact: CONTACT },
  ...{ certificates: [], promoCode: null, agreed: null },
  ...fields,
});

describe('when an order is not in the currency of the shop, then it is refused at the first sum that is not', () => {
  const refusal = 'other_currency';
  const yen = { price: money(1599, 'JPY') };

  test('nothing of it', () => {
    const request = asked({ lines: [aWantedLine(yen)], delivery: { ...DELIVERY, ...yen } });
    const pointer = '/lines/0/price/currency';
    expect(placeOrder(request, undefined, 'RUB')).toEqual({ refusal, pointer });
    expect(placeOrder(request, undefined, 'JPY')).toMatchObject([{ type: 'OrderPlaced' }]);
  });

  test('one of its lines', () => {
    const lines = [aWantedLine(), aWantedLine(yen)];
    const pointer = '/lines/1/price/currency';
    expect(placeOrder(asked({ lines }), undefined, 'RUB')).toEqual({ refusal, pointer });
  });

  test('only its delivery', () => {
    const request = asked({ delivery: { ...DELIVERY, ...yen } });
    const pointer = '/delivery/price/currency';
    expect(placeOrder(request, undefined, 'RUB')).toEqual({ refusal, pointer });
  });
});

test.each([
  ['RUB', 159_900, 'RUB 1,599.00', '1599.00'],
  ['JPY', 1599, '¥1,599', '1599'],
  ['HUF', 159_900, 'HUF 1,599.00', '1599.00'],
  ['KWD', 1_599_000, 'KWD 1,599.000', '1599.000'],
])(
  'when a sum is in %s, then it has the digits of that currency',
  (currency, minor, text, plain) => {
    expect(moneyText(minor, currency, 'en')).toBe(text);
    expect(decimalText(minor, currency)).toBe(plain);
    expect(minorUnits(plain, currency)).toBe(minor);
    expect(wholeUnits(minor, currency)).toBe(1599);
  },
);

test.each([
  ['3799,5', 'RUB', 379_950],
  ['3799', 'RUB', 379_900],
  ['3799.005', 'RUB', null],
  ['3799.0', 'JPY', null],
  ['3 799', 'RUB', null],
  ['', 'RUB', null],
])('when "%s" is typed for a sum in %s, then it is taken for %s', (typed, currency, minor) => {
  expect(minorUnits(typed, currency)).toBe(minor);
});
