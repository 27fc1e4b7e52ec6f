/**
 * Story 8: when nobody has to be asked, and that each condition missing alone brings the call back.
 */
import { lackingForAutoConfirm } from '../../../domain/order/contact/auto-confirm';
import type { AutoConfirmLack } from '../../../domain/order/contact/auto-confirm';
import { isAddressWhole } from '../../../domain/order/contact/address-whole';
import type { OrderRequest } from '../../../domain/order/place';
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import {
  aShopInMemory,
  aWantedLine,
  CONTACT,
  DELIVERY,
  eventsOf,
  moment,
  momentsOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const GOOD: Partial<OrderRequest> = {
  payment: 'prepaid',
  knownCustomer: true,
  delivery: { ...DELIVERY, addressWhole: true },
};

async function placed(fields: Partial<OrderRequest> = {}): Promise<OrderInMemory> {
  const order = await aShopInMemory({ at: '2026-11-26 11:00' }).order({ ...GOOD, ...fields });
  await order.until('2026-11-26 11:05');
  return order;
}

const pays = (order: OrderInMemory, roubles = 2900): Promise<unknown> =>
  order.hears('recordPayment', {
    method: 'card',
    amount: { amount: roubles * 100, currency: 'RUB' },
  });

const lacking = (order: OrderInMemory): readonly AutoConfirmLack[] => {
  const rule = DEMO_POLICY.contact.autoConfirm;
  if (!rule) throw new Error('the demo shop confirms nothing by itself');
  return lackingForAutoConfirm(order.now(), rule);
};

test('when it is paid, whole, in stock, cheap and of a known customer, then nobody is called', async () => {
  const order = await placed();
  expect(lacking(order)).toEqual(['paid']);
  await pays(order);
  expect(order.now().agreement).toMatchObject({ channel: 'auto', version: 1 });
  await order.until('2026-11-27 19:00');
  const calls = eventsOf(order, 'TaskOpened').filter(({ kind }) => kind === 'call_customer');
  expect(calls).toEqual([]);
});

test.each<[string, AutoConfirmLack, Partial<OrderRequest>, number]>([
  ['is not paid whole', 'paid', {}, 2899],
  ['is paid but wants to be paid at the door', 'paid', { payment: 'cash' }, 2900],
  ['has half an address', 'address_whole', { delivery: DELIVERY }, 2900],
  ['is short of a piece', 'in_stock', { lines: [aWantedLine({ quantity: 11 })] }, 28_900],
  [
    'is of 5,000 sharp',
    'total_under',
    { lines: [aWantedLine({ price: { amount: 470_000, currency: 'RUB' } })] },
    5000,
  ],
  ['is of a customer nobody knows', 'known_customer', { knownCustomer: false }, 2900],
])('when the order %s, then it is called about', async (_, lack, fields, roubles) => {
  const order = await placed(fields);
  await pays(order, roubles);
  expect(lacking(order)).toContain(lack);
  expect(order.now().agreement).toBeNull();
  await order.until('2026-11-26 11:15');
  expect(order.now().tasks.map(({ kind }) => kind)).toContain('call_customer');
});

test('when the order is of 4,999.99, then it is not too dear', async () => {
  const price = { amount: 469_999, currency: 'RUB' };
  const order = await placed({ lines: [aWantedLine({ price })] });
  await pays(order, 4999.99);
  expect(order.now().agreement).toMatchObject({ channel: 'auto' });
});

test('when the payment comes while the call task is open, then the call is off', async () => {
  const order = await placed();
  await order.until('2026-11-26 11:16');
  await pays(order);
  expect(order.now().tasks).toEqual([]);
  expect(momentsOf(order, 'TaskWithdrawn')).toEqual([moment('2026-11-26 11:16')]);
});

test.each([
  ['was spoken with and is to be called back', 'recordContact', { outcome: 'reached' }],
  ['has asked for a change', 'customerAnswers', { answer: 'change', noteId: 'per_9' }],
  ['gave a number of somebody else', 'recordContact', { outcome: 'wrong_number' }],
])('when the customer %s, then paying alone agrees nothing', async (_, name, said) => {
  const order = await placed();
  await order.hearsAll({ name, command: said });
  await pays(order);
  expect(lacking(order)).toEqual(['nothing_said']);
  expect(order.now().agreement).toBeNull();
});

test('when the shop has no such rule, then even the best order is called about', async () => {
  const contact = { ...DEMO_POLICY.contact, autoConfirm: null };
  const order = await aShopInMemory({ policy: { contact } }).order(GOOD);
  await pays(order);
  await order.until('2026-11-26 11:15');
  expect(order.now().tasks.map(({ kind }) => kind)).toContain('call_customer');
});

test('when the address is mended before it is paid, then nobody is called', async () => {
  const order = await placed({ delivery: DELIVERY, contact: CONTACT });
  const whole = { ...DELIVERY, addressId: 'adr_2', addressWhole: true };
  await order.hears('amend', { changes: [{ type: 'change_delivery', delivery: whole }] });
  await pays(order);
  expect(order.now().agreement).toMatchObject({ channel: 'auto', version: 2 });
});

test.each([
  ['courier', { city: 'Москва', street: 'Мясницкая', house: '5' }, true],
  ['courier', { city: 'Москва', street: 'Мясницкая' }, false],
  ['courier', { city: 'Москва', street: 'Мясницкая', house: ' ' }, false],
  ['post', { city: 'Москва', street: 'Мясницкая', house: '5' }, false],
  ['post', { postalCode: '101000', city: 'Москва', street: 'Мясницкая', house: '5' }, true],
  ['transport', null, false],
  ['pickup', null, true],
] as const)('an address for %s with %j is whole: %s', (method, address, whole) => {
  expect(isAddressWhole(method, address)).toBe(whole);
});
