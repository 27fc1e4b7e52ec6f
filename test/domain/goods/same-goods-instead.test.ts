/**
 * The same goods are wanted by another line: taken instead of a line that is being packed, in another colour of the
 * gift paper or at another price. The pieces are there, so nobody looks for any, and nobody is called off.
 */
import { previewAmendment } from '../../../domain/order/amendment/preview';
import type { Change } from '../../../domain/order/commands/shape-schemas';
import { lastMessageOf } from '../../../domain/parties/message-id';
import {
  aShopInMemory,
  aWantedLine,
  eventsOf,
  forSaleIn,
  refusalOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopGiven, ShopInMemory } from '../../support/an-order-in-memory';

const PLACE = 'warehouse-main';
const rub = (roubles: number): object => ({ amount: roubles * 100, currency: 'RUB' });
const dresses = (quantity: number, price = 2600): object => ({
  ...{ sku: 'DRESS', title: 'Dress', attributes: { paper: 'red' }, quantity, price: rub(price) },
});
const instead = (quantity: number, price?: number): object => ({
  changes: [{ type: 'substitute_line', lineId: 'line-1', line: dresses(quantity, price) }],
});

const shopOf = (onHand: number, given: ShopGiven = {}): ShopInMemory =>
  aShopInMemory({ shelves: [{ place: PLACE, sku: 'DRESS', onHand }], ...given });

/** An order of two dresses of which everybody was told. */
const packing = (shop: ShopInMemory, fields: object = {}): Promise<OrderInMemory> =>
  shop.order({ agreed: { channel: 'phone' }, lines: [aWantedLine({ quantity: 2 })], ...fields });

const told = (order: OrderInMemory, party: string) => {
  const found = order.now().instructions.find((one) => one.party === party);
  if (!found) throw new Error(`${party} was told nothing`);
  return found;
};

const says = (order: OrderInMemory, party: string, answer: string, more: object = {}) => {
  const one = told(order, party);
  const said = { instructionId: one.id, to: one.pending?.kind ?? 'instruction', answer, ...more };
  return order.hears('answerInstruction', { ...said, message: lastMessageOf(one), actor: 'a' });
};

const carrierOf = (order: OrderInMemory): string =>
  order.now().instructions.find(({ kind }) => kind === 'deliver')?.party ?? '';

const held = (order: OrderInMemory, lineId: string): number =>
  (order.now().goods[lineId]?.held ?? []).reduce((sum, part) => sum + part.quantity, 0);

const asked = (order: OrderInMemory, party: string): readonly string[] =>
  (told(order, party).pending?.content.lines ?? []).map(
    ({ lineId, quantity }) => `${lineId} × ${String(quantity)}`,
  );

const troubled = ['GoodsShort', 'CallOffWritten', 'TaskOpened'];

const troubles = (order: OrderInMemory): readonly string[] =>
  order.types().filter((type) => troubled.includes(type));

describe('when the same goods are taken instead while they are being packed', () => {
  const begun = async (onHand = 2, given: ShopGiven = {}, quantity = 2): Promise<OrderInMemory> => {
    const order = await packing(shopOf(onHand, given));
    await says(order, PLACE, 'accepted');
    await says(order, carrierOf(order), 'accepted');
    expect(refusalOf(await order.hears('amend', instead(quantity, 2500)))).toBeNull();
    await order.carriesOut();
    return order;
  };

  test('then nothing is short, and packer and carrier are told of the new line', async () => {
    const order = await begun();
    expect(troubles(order)).toEqual([]);
    expect(asked(order, PLACE)).toEqual(['line-2 × 2']);
    expect(asked(order, carrierOf(order))).toEqual(['line-2 × 2']);
    expect(eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose)).not.toContain(
      'goods_missing',
    );
  });

  test('then the pieces stay the old line’s until the packer agrees, and are the new one’s at once when it does', async () => {
    const order = await begun();
    expect([held(order, 'line-1'), held(order, 'line-2')]).toEqual([2, 0]);
    await says(order, PLACE, 'accepted');
    expect([held(order, 'line-1'), held(order, 'line-2')]).toEqual([0, 2]);
    expect(order.now().parcels.map(({ lines }) => lines)).toMatchObject([
      [{ lineId: 'line-2', quantity: 2 }],
    ]);
    expect(troubles(order)).toEqual([]);
  });

  test('then the customer pays the new price when it comes, and the order ends', async () => {
    const order = await begun();
    await says(order, PLACE, 'accepted');
    await says(order, carrierOf(order), 'accepted');
    const [parcel] = order.now().parcels;
    await order.hears('reportParcel', { parcelId: parcel?.id, status: 'delivered', actor: 'a' });
    expect(order.now().goods['line-2']).toMatchObject({ delivered: 2, held: [] });
    expect(order.now().deliveredAt).not.toBeNull();
  });

  test('and more are wanted than there were, then only what is missing is looked for', async () => {
    const order = await begun(4, {}, 3);
    expect([held(order, 'line-1'), held(order, 'line-2')]).toEqual([2, 1]);
    expect(asked(order, PLACE)).toEqual(['line-2 × 3']);
    expect(troubles(order)).toEqual([]);
  });

  test('and more are wanted than there are, then just the rest is short', async () => {
    const order = await begun(2, {}, 3);
    expect(eventsOf(order, 'GoodsShort')).toMatchObject([{ lineId: 'line-2', quantity: 1 }]);
    expect(asked(order, PLACE)).toEqual(['line-2 × 2']);
  });

  test('and fewer are wanted, then the rest is free once the packer has agreed', async () => {
    const order = await begun(2, {}, 1);
    await says(order, PLACE, 'accepted');
    expect([held(order, 'line-1'), held(order, 'line-2')]).toEqual([0, 1]);
  });

  test('and it has left by the time it is said, then it came as it was, and others are looked for', async () => {
    const order = await begun(2);
    const [parcel] = order.now().parcels;
    await order.hears('reportParcel', { parcelId: parcel?.id, status: 'handed_over', actor: 'a' });
    expect(order.now().goods['line-1']?.shipped).toBe(2);
    expect(order.now().goods['line-2']?.short).toBe(2);
  });

  test('and the packer refuses and stands by what it was told, then others go apart', async () => {
    const order = await begun(4, { policy: { partlyRefused: 'second_parcel' } });
    expect(held(order, 'line-2')).toBe(0);
    expect(refusalOf(await says(order, PLACE, 'refused'))).toBeNull();
    await says(order, carrierOf(order), 'accepted');
    expect([held(order, 'line-1'), held(order, 'line-2')]).toEqual([2, 2]);
  });

  test('and the packer refuses and the shop takes it back, then all is as it was', async () => {
    const order = await begun(2, { policy: { partlyRefused: 'revert' } });
    expect(refusalOf(await says(order, PLACE, 'refused'))).toBeNull();
    expect([held(order, 'line-1'), held(order, 'line-2')]).toEqual([2, 0]);
    expect(troubles(order)).toEqual([]);
  });

  test('and the new line is wanted no more before the packer has said a word, then nothing was sold twice', async () => {
    const order = await begun(2);
    await order.hears('amend', {
      changes: [{ type: 'substitute_line', lineId: 'line-2', line: dresses(1) }],
    });
    expect(asked(order, PLACE)).toEqual(['line-3 × 1']);
    expect(held(order, 'line-1')).toBe(2);
    await says(order, PLACE, 'accepted');
    expect([held(order, 'line-1'), held(order, 'line-3')]).toEqual([0, 1]);
  });
});

describe('when the same goods taken instead are previewed', () => {
  const more = (shop: ShopInMemory, order: OrderInMemory, quantity: number): unknown => {
    const { terms, now: at } = shop.market.state();
    const { changes } = instead(quantity, 2500) as { changes: Change[] };
    return previewAmendment(order.now(), terms, { changes, at, forSale: forSaleIn(shop) }).more;
  };

  test.each([
    ['while they are being packed', { agreed: { channel: 'phone' } }],
    ['before anybody was told', {}],
  ])('%s, then only what is wanted beyond them is looked for', async (_when, fields) => {
    const shop = shopOf(2);
    const order = await packing(shop, { agreed: null, ...fields });
    expect(more(shop, order, 1)).toEqual([]);
    expect(more(shop, order, 2)).toEqual([]);
    expect(more(shop, order, 5)).toEqual([{ sku: 'DRESS', quantity: 3 }]);
  });

  test('when they have left, then all of them are looked for', async () => {
    const shop = shopOf(2);
    const order = await packing(shop);
    await says(order, PLACE, 'accepted');
    await says(order, carrierOf(order), 'accepted');
    const [parcel] = order.now().parcels;
    await order.hears('reportParcel', { parcelId: parcel?.id, status: 'handed_over', actor: 'a' });
    expect(more(shop, order, 2)).toEqual([{ sku: 'DRESS', quantity: 2 }]);
  });
});

test('when goods that are paid in advance are taken instead, then the new line is of the same kind, and its packer goes on', async () => {
  const shop = shopOf(2);
  const lines = [aWantedLine({ quantity: 2, prepaidOnly: true, group: 'dresses' })];
  const order = await packing(shop, { lines });
  await order.hears('recordPayment', { method: 'cash', amount: rub(5500), actor: 'a' });
  await order.carriesOut();
  await order.hears('amend', instead(2, 3000));
  expect(order.now().wish.lines[1]).toMatchObject({ prepaidOnly: true, group: 'dresses' });
  expect(asked(order, PLACE)).toEqual(['line-2 × 2']);
  expect(troubles(order)).toEqual([]);
});

test('when a packer has refused to pack anything, then the same goods are taken instead from another place', async () => {
  const shelf = { sku: 'DRESS', onHand: 2 };
  const places = [PLACE, 'warehouse-south'];
  const shop = aShopInMemory({ shelves: places.map((place) => ({ place, ...shelf })) });
  const order = await packing(shop);
  await says(order, PLACE, 'refused', { reason: 'other' });
  await order.hears('amend', instead(2));
  expect(order.now().goods['line-2']?.held).toEqual([{ place: 'warehouse-south', quantity: 2 }]);
});

test('when another order waits for the goods, then they stay with the order that wants them, and what it wants no more is the other’s', async () => {
  const shop = shopOf(2);
  const order = await packing(shop);
  const other = await shop.order({ lines: [aWantedLine({ quantity: 2 })] });
  await order.hears('amend', instead(1));
  await says(order, PLACE, 'accepted');
  expect([held(order, 'line-2'), held(other, 'line-1')]).toEqual([1, 1]);
});

test('when nobody has been told yet, then what the order has stays with it all the same, whoever waits', async () => {
  const shop = shopOf(2);
  const order = await shop.order({ lines: [aWantedLine({ quantity: 2 })] });
  const other = await shop.order({ lines: [aWantedLine({ quantity: 2 })] });
  await order.hears('amend', instead(2));
  expect([held(order, 'line-1'), held(order, 'line-2'), held(other, 'line-1')]).toEqual([0, 2, 0]);
  expect(eventsOf(order, 'GoodsShort')).toEqual([]);
});

test('when a line that waits is lent pieces for a while, then it keeps its place before those who came later', async () => {
  const shop = shopOf(2, { policy: { partlyRefused: 'revert' } });
  const order = await packing(shop);
  await says(order, PLACE, 'accepted');
  await order.hears('amend', { changes: [{ type: 'add_line', line: dresses(1) }] });
  await says(order, carrierOf(order), 'accepted');
  const since = order.now().goods['line-2']?.shortSince;
  await order.until('2026-11-26 13:00');
  const fewer = { type: 'set_quantity', lineId: 'line-1', quantity: 1 };
  await order.hears('amend', { changes: [fewer] });
  await says(order, PLACE, 'refused');
  expect(since).not.toBeNull();
  expect(order.now().goods['line-2']).toMatchObject({ shortSince: since, short: 1 });
});
