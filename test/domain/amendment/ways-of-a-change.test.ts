/**
 * A change is asked of the shop's own ways of delivery: whether one leads there, takes the money and the goods. What
 * the storefront would not be offered, nobody is sent to carry out.
 */
import { goesTo } from '../../../domain/delivery/zone-of';
import { previewAmendment } from '../../../domain/order/amendment/preview';
import type { Preview } from '../../../domain/order/amendment/preview';
import type { OrderRequest } from '../../../domain/order/place';
import type { Change } from '../../../domain/order/commands/shape-schemas';
import { DEMO_DELIVERY_WAYS } from '../../../domain/policy/demo-delivery-ways';
import type { Policy } from '../../../domain/policy/policy';
import {
  aShopInMemory,
  aWantedLine,
  DELIVERY,
  forSaleIn,
  moment,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const rub = (roubles: number): { amount: number; currency: string } => ({
  amount: roubles * 100,
  currency: 'RUB',
});

const AGREED = { agreed: { channel: 'phone' } };
const toDoor = { ...DELIVERY, window: null, zone: 'moscow' };

type Elsewhere = Extract<Change, { type: 'change_delivery' }>['delivery'];
const elsewhere = (fields: Partial<Elsewhere>): Change => ({
  type: 'change_delivery',
  delivery: {
    ...{ method: 'courier', addressId: 'adr_1', pickupPointId: null, window: null },
    ...fields,
  },
});
const add = (sku: string, known: { group?: string; urgent?: true } = {}): Change => ({
  type: 'add_line',
  line: { sku, title: sku, attributes: {}, quantity: 1, price: rub(100), ...known },
});
const pay = (method: 'cash' | 'card_on_delivery' | 'prepaid'): Change => ({
  type: 'change_payment',
  method,
});

async function anOrder(
  fields: Partial<OrderRequest> = {},
  policy: Partial<Policy> = {},
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory({ policy });
  return { shop, order: await shop.order({ delivery: toDoor, ...AGREED, ...fields }) };
}

function preview(shop: ShopInMemory, order: OrderInMemory, changes: readonly Change[]): Preview {
  const { terms, now: at } = shop.market.state();
  return previewAmendment(order.now(), terms, { changes, at, forSale: forSaleIn(shop) });
}

/** What the preview and then the change itself are told; they must be told the same. */
async function toldOf(
  { shop, order }: { readonly shop: ShopInMemory; readonly order: OrderInMemory },
  ...changes: readonly Change[]
): Promise<{ refusal: string; pointer: string | null } | null> {
  const [seen = null] = preview(shop, order, changes).refusals;
  const events = await order.hears('amend', { changes });
  const refused = events.find((event) => event.type === 'Refused');
  const { refusal, pointer = null } = refused ?? { refusal: null };
  expect(seen && { refusal: seen.refusal, pointer: seen.pointer ?? null }).toEqual(
    refusal === null ? null : { refusal, pointer },
  );
  return refusal === null ? null : { refusal, pointer };
}

const FRAGILE = aWantedLine({ sku: 'VASE', group: 'fragile' });
const BY_POST = { method: 'post', zone: 'russia' } as const;

describe('when a change leads where none of the shop’s ways does, then it is refused and nobody is sent there', () => {
  test('another address', async () => {
    const told = await toldOf(await anOrder(), elsewhere({ addressId: 'adr_2', unserved: true }));
    expect(told).toEqual({ refusal: 'no_way_there', pointer: '/changes/0/delivery/address' });
  });

  test('another way to where it goes already', async () => {
    const change = elsewhere({ method: 'transport', unserved: true });
    const told = await toldOf(await anOrder(), pay('prepaid'), change);
    expect(told).toEqual({ refusal: 'no_way_there', pointer: '/changes/1/delivery/method' });
  });

  test('a way that the shop has not', async () => {
    const [courier] = DEMO_DELIVERY_WAYS.ways;
    const policy = { deliveryWays: { ...DEMO_DELIVERY_WAYS, ways: [courier!] } };
    const change = elsewhere({ method: 'transport', addressId: 'adr_2' });
    const told = await toldOf(await anOrder({}, policy), change);
    expect(told).toEqual({ refusal: 'no_way_there', pointer: '/changes/0/delivery/method' });
  });

  test('the new address of a delivery that failed', async () => {
    const { order } = await anOrder();
    for (const status of ['handed_over', 'attempt_failed']) {
      await order.hears('reportParcel', { parcelId: 'par_1_1', status });
    }
    await order.hears('recordContact', { outcome: 'reached' });
    const taskId = taskOf(order, 'find_out_why');
    const data = { reason: 'wrong_address', window: DELIVERY.window, addressId: 'adr_2' };
    const said = { taskId, outcome: 'new_address', data: { ...data, unserved: true } };
    const refused = await order.hears('closeTask', said);
    expect(refused).toMatchObject([{ refusal: 'no_way_there', pointer: '/data/address' }]);
  });
});

test('when a shop names no ways at all, then it is asked nothing of them', async () => {
  const policy = { deliveryWays: { ...DEMO_DELIVERY_WAYS, ways: [] } };
  const change = elsewhere({ method: 'transport', addressId: 'adr_2' });
  expect(await toldOf(await anOrder({}, policy), change)).toBeNull();
});

test('when the way does not take the money so, then the change is refused, and one that names both is made', async () => {
  const told = await anOrder();
  const transport = elsewhere({ method: 'transport', zone: 'russia' });
  const refusal = 'payment_does_not_fit';
  const pointer = '/changes/0/delivery/method';
  expect(await toldOf(told, transport)).toEqual({ refusal, pointer });
  expect(await toldOf(told, transport, pay('card_on_delivery'))).toMatchObject({
    refusal,
    pointer: '/changes/1/method',
  });
  expect(await toldOf(told, transport, pay('prepaid'))).toBeNull();
});

test('when the way does not take such goods, then neither goes the order that way nor are they added to one that does', async () => {
  const refusal = 'goods_do_not_fit';
  const vase = await anOrder({ lines: [FRAGILE] });
  const changes = [elsewhere(BY_POST), pay('prepaid')];
  const pointer = '/changes/0/delivery/method';
  expect(await toldOf(vase, ...changes)).toEqual({ refusal, pointer });
  const posted = await anOrder({ delivery: { ...toDoor, ...BY_POST }, payment: 'prepaid' });
  const added = await toldOf(posted, add('BELT'), add('VASE', { group: 'fragile' }));
  expect(added).toEqual({ refusal, pointer: '/changes/1/line/sku' });
  expect(await toldOf(posted, add('BELT', { group: 'clothes' }))).toBeNull();
});

test('when goods cannot wait so long, then they go no slower way, nor farther, nor are they added there', async () => {
  const refusal = 'goods_do_not_fit';
  const urgent = await anOrder({ lines: [aWantedLine({ urgent: true })] });
  const far = elsewhere({ addressId: 'adr_2', zone: 'russia' });
  const pointer = '/changes/0/delivery/address';
  expect(await toldOf(urgent, far)).toEqual({ refusal, pointer });
  const porridge = await anOrder({ lines: [aWantedLine({ group: 'baby-food' })] });
  expect(await toldOf(porridge, far)).toMatchObject({ refusal });
  const there = await anOrder({ delivery: { ...toDoor, zone: 'russia' } });
  expect(await toldOf(there, add('MILK', { urgent: true }))).toEqual({
    refusal,
    pointer: '/changes/0/line/sku',
  });
});

test('when the order was placed so, then what changes something else of it is not asked anew', async () => {
  const strange = { ...toDoor, ...BY_POST, zone: 'nowhere' };
  const told = await anOrder({ delivery: strange, payment: 'cod_post', lines: [FRAGILE] });
  expect(await toldOf(told, { type: 'set_quantity', lineId: 'line-1', quantity: 2 })).toBeNull();
  const window = DELIVERY.window;
  expect(await toldOf(told, elsewhere({ ...BY_POST, zone: 'nowhere', window }))).toBeNull();
});

test('when it was lost and goes the same way once more, then it is paid as it was to be', async () => {
  const [courier, ...rest] = DEMO_DELIVERY_WAYS.ways;
  const ways = courier ? [{ ...courier, payments: ['prepaid'] as const }, ...rest] : rest;
  const policy = { deliveryWays: { ...DEMO_DELIVERY_WAYS, ways } };
  const order = await aShopInMemory({ policy }).order({ delivery: toDoor, ...AGREED });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'lost' });
  await order.hears('recordContact', { outcome: 'reached' });
  const window = { from: moment('2026-12-01 10:00'), to: moment('2026-12-01 14:00') };
  const data = { reason: 'other', window };
  const taskId = taskOf(order, 'find_out_why');
  await order.hears('closeTask', { taskId, outcome: 'new_date', data });
  expect(order.now().wish).toMatchObject({ payment: 'cash', delivery: { window } });
});

test('when the customer takes another way after a failed attempt, then he pays as that way takes it', async () => {
  const { order } = await anOrder({ payment: 'card_on_delivery' });
  for (const status of ['handed_over', 'attempt_failed']) {
    await order.hears('reportParcel', { parcelId: 'par_1_1', status });
  }
  await order.hears('recordContact', { outcome: 'reached' });
  const taskId = taskOf(order, 'find_out_why');
  const data = { reason: 'not_at_home', method: 'pickup', pickupPointId: 'point-1' };
  await order.hears('closeTask', { taskId, outcome: 'new_way', data });
  expect(order.now().wish).toMatchObject({ delivery: { method: 'pickup' }, payment: 'cash' });
});

describe('whether a shop goes to a place', () => {
  const place = (country: string, postalCode: string | null) => {
    return { country, postalCode, location: null };
  };
  const [courier] = DEMO_DELIVERY_WAYS.ways;
  const moscow = { ...courier!, zones: courier!.zones.slice(0, 1) };
  const ofMoscow = { ...DEMO_DELIVERY_WAYS, ways: [moscow] };

  test('when no zone of the way holds it, then it does not', () => {
    expect(goesTo(DEMO_DELIVERY_WAYS, 'courier', place('KZ', '050000'))).toBe(false);
    expect(goesTo(DEMO_DELIVERY_WAYS, 'courier', place('DE', null))).toBe(false);
    expect(goesTo(ofMoscow, 'courier', place('RU', '190000'))).toBe(false);
  });

  test('when nobody can tell, then it is taken for one', () => {
    expect(goesTo(ofMoscow, 'courier', place('RU', null))).toBe(true);
    expect(goesTo(undefined, 'transport', place('KZ', null))).toBe(true);
  });

  test('when the order goes a way that the shop does not name, then another place is no reason to refuse it', () => {
    expect(goesTo(ofMoscow, 'post', place('RU', '101000'))).toBe(true);
  });
});
