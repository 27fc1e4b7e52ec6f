/**
 * Orders and changes as customers and managers might ask for them, lawful in shape and of every kind.
 */
import type { Instant } from '../../domain/calendar/instant';
import { plus } from '../../domain/calendar/instant';
import type { Change } from '../../domain/order/commands/shape-schemas';
import { phoneIdOf } from '../../domain/order/contact/reach';
import { paidInstead } from '../../domain/order/money/payable-by';
import type { Order } from '../../domain/order/order';
import type { OrderRequest } from '../../domain/order/place';
import type { Contact, Delivery, DeliveryMethod, PaymentMethod } from '../../domain/order/wish';
import { happens, pick } from './dice';
import type { Dice } from './dice';
import { CODES, GOODS, GROUPS } from './demo-shop';

const CURRENCY = 'RUB';
const METHODS: readonly DeliveryMethod[] = ['courier', 'courier', 'post', 'pickup', 'transport'];
const PAYMENTS: readonly PaymentMethod[] = [
  'cash',
  'cash',
  'card_on_delivery',
  'prepaid',
  'cod_post',
];
const ZONES = ['Europe/Moscow', 'Europe/Moscow', 'Asia/Vladivostok', 'America/Los_Angeles'];

const priced = (amount: number): { amount: number; currency: string } => ({
  amount,
  currency: CURRENCY,
});

function randomWindow(dice: Dice, at: Instant): Delivery['window'] {
  if (happens(dice, 30)) return null;
  const from = plus(at, `P${String(dice.below(4))}DT${String(1 + dice.below(12))}H`);
  return { from, to: plus(from, 'PT4H') };
}

function randomDelivery(dice: Dice, at: Instant): OrderRequest['delivery'] {
  const method = pick(dice, METHODS);
  const window = randomWindow(dice, at);
  return {
    method,
    addressId: method === 'pickup' ? null : `adr_${String(dice.below(3))}`,
    pickupPointId: method === 'pickup' ? 'point-1' : null,
    window,
    price: priced(pick(dice, [30_000, 0, 60_000])),
    ...(happens(dice, 60) ? { addressWhole: true } : {}),
    ...(happens(dice, 70) ? { zone: pick(dice, ['moscow', 'moscow-region', 'russia']) } : {}),
    ...(method === 'pickup' && happens(dice, 50) ? { storageDays: 1 + dice.below(9) } : {}),
  };
}

/** A change of delivery may leave its price to the shop, or lead where it has no way. */
function unpriced(
  dice: Dice,
  { price, ...delivery }: OrderRequest['delivery'],
): Extract<Change, { readonly type: 'change_delivery' }>['delivery'] {
  const where = happens(dice, 10) ? { ...delivery, unserved: true as const } : delivery;
  return happens(dice, 50) ? where : { ...where, price };
}

function randomContact(dice: Dice): Contact {
  return {
    personalId: `prs_${String(dice.below(3))}`,
    hasPhone: happens(dice, 90),
    hasEmail: happens(dice, 80),
    locale: 'en',
    zone: pick(dice, ZONES),
    channel: pick(dice, ['sms', 'email']),
    hours: happens(dice, 10) ? { from: '18:00', to: '21:00' } : null,
  };
}

/** An order of one to three lines. */
export function randomRequest(dice: Dice, number: number, at: Instant): OrderRequest {
  const lines = Array.from({ length: 1 + dice.below(3) }, () => {
    const { sku, price, prepaidOnly } = pick(dice, GOODS.slice(0, happens(dice, 10) ? 6 : 5));
    const quantity = 1 + dice.below(3);
    const group = GROUPS[sku] === undefined ? {} : { group: GROUPS[sku] };
    const known = { prepaidOnly, ...group };
    return { sku, title: sku, attributes: {}, quantity, price: priced(price), ...known };
  });
  const delivery = randomDelivery(dice, at);
  return {
    id: `ord_${String(number)}`,
    shop: 'demo',
    number: String(1000 + number),
    source: 'site',
    campaign: null,
    lines,
    delivery,
    payment: paidInstead(delivery.method, pick(dice, PAYMENTS)),
    // Codes an order could always be placed with; those that may be refused come by changes.
    certificates: happens(dice, 20) ? ['gift-0'] : [],
    promoCode: happens(dice, 20) ? 'TEN' : null,
    contact: randomContact(dice),
    noteId: null,
    agreed: happens(dice, 15) ? { channel: 'phone' } : null,
    knownCustomer: happens(dice, 50),
  };
}

/** One to three changes of any kind; some of them are to be refused. */
export function randomChanges(dice: Dice, order: Order, at: Instant): readonly Change[] {
  return Array.from({ length: 1 + dice.below(3) }, () => randomChange(dice, order, at));
}

/** A line as a manager might add it or take it instead of another. */
export function randomLine(dice: Dice): Extract<Change, { readonly type: 'add_line' }>['line'] {
  const quantity = 1 + dice.below(4);
  const { sku, price } = pick(dice, GOODS);
  const group = GROUPS[sku];
  const known = group === undefined || happens(dice, 20) ? {} : { group };
  return { sku, title: sku, attributes: {}, quantity, price: priced(price), ...known };
}

function randomChange(dice: Dice, { wish }: Order, at: Instant): Change {
  const lineId = `line-${String(1 + dice.below(wish.lines.length + 1))}`;
  const line = randomLine(dice);
  const { quantity, price } = line;
  const { personalId, ...reach } = randomContact(dice);
  const kinds: readonly (() => Change)[] = [
    () => ({ type: 'set_quantity', lineId, quantity }),
    () => ({ type: 'add_line', line }),
    () => ({ type: 'remove_line', lineId }),
    () => ({ type: 'substitute_line', lineId, line: insteadOf(dice, wish, { lineId, line }) }),
    () => ({ type: 'set_price', lineId, price: priced(price.amount + quantity * 100) }),
    () => ({ type: 'change_payment', method: pick(dice, PAYMENTS) }),
    () => ({ type: 'change_delivery', delivery: unpriced(dice, randomDelivery(dice, at)) }),
    () => ({
      type: 'change_contact',
      contact: {
        personalId,
        ...(happens(dice, 50) ? { phoneId: phoneIdOf(wish.contact) } : {}),
        hasPhone: reach.hasPhone,
        hasEmail: reach.hasEmail,
        channel: reach.channel,
      },
    }),
    () => ({ type: 'change_payment', method: pick(dice, PAYMENTS) }),
  ];
  return happens(dice, 25) ? codeChange(dice, wish) : pick(dice, kinds)();
}

type Instead = Pick<Extract<Change, { readonly type: 'substitute_line' }>, 'lineId' | 'line'>;

/** Other goods, or the same at another price. */
function insteadOf(dice: Dice, wish: Order['wish'], { lineId, line }: Instead): Instead['line'] {
  const sku = wish.lines.find(({ id }) => id === lineId)?.sku;
  return sku !== undefined && happens(dice, 40) ? { ...line, sku, title: sku } : line;
}

/** A code comes or goes: one there is, one there never was, one written small, one of the order's own. */
function codeChange(dice: Dice, wish: Order['wish']): Change {
  const { code: any } = pick(dice, CODES);
  const code = pick(dice, [any, any, any.toLowerCase(), 'SPRING']);
  const own = pick(dice, [wish.promo?.code ?? code, code]);
  const gift = pick(dice, [...(wish.certificates ?? []), code]);
  return pick<Change>(dice, [
    { type: 'apply_promo_code', code },
    { type: 'apply_certificate', code },
    { type: 'apply_certificate', code: pick(dice, ['GIFT-1', 'GIFT-2']) },
    { type: 'apply_promo_code', code: pick(dice, ['TEN', 'SEVEN', 'ONCE', 'CLOTHES']) },
    { type: 'remove_promo_code', code: own },
    { type: 'remove_certificate', code: gift },
  ]);
}
