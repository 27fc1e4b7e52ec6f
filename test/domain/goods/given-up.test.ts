/**
 * Goods that were promised and are not to be had: the warehouse cannot find them, a supplier refuses or is
 * silent. The search goes on elsewhere, never in a circle, and a person is called where nothing is left.
 */
import type { Offer } from '../../../domain/stock/offers';
import {
  aShopInMemory,
  aWantedLine,
  eventsOf,
  moment,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopGiven } from '../../support/an-order-in-memory';

const AGREED = { agreed: { channel: 'phone' } };
const NORTH: Offer = { party: 'supplier-north', price: 45_000, term: 2 };
const SOUTH: Offer = { party: 'supplier-south', price: 42_000, term: 5 };
const FILTER = aWantedLine({ sku: 'FILTER' });

const instructed = (order: OrderInMemory, party: string): string => {
  const found = order.now().instructions.find((one) => one.party === party);
  if (!found) throw new Error(`${party} was told nothing`);
  return found.id;
};

const says = (
  order: OrderInMemory,
  party: string,
  answer: string,
  more: object = {},
): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: instructed(order, party), answer, ...more });

const parties = (order: OrderInMemory): readonly string[] =>
  order.now().instructions.map(({ party, state, pending }) => `${party} ${pending?.kind ?? state}`);

const openTasks = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map((task) => task.kind);

const toldOf = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map((event) => event.purpose);

describe('story 18: the warehouse cannot find it', () => {
  const OUT = { reason: 'out_of_stock' };
  const orderOf = (given: ShopGiven, fields: object = {}): Promise<OrderInMemory> =>
    aShopInMemory(given).order({ ...AGREED, ...fields });

  test('when it is the only place, then the shelf is empty, a person looks for another and the customer is told', async () => {
    const shelves = [{ place: 'warehouse-main', sku: 'DRESS', onHand: 10 }];
    const shop = aShopInMemory({ shelves });
    const order = await shop.order(AGREED);
    await says(order, 'warehouse-main', 'refused', OUT);
    expect(order.now().goods['line-1']).toMatchObject({ held: [], short: 1 });
    expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 0, reserved: 0 });
    expect(openTasks(order)).toEqual(['find_alternative']);
    expect(toldOf(order)).toContain('goods_missing');
    expect(order.types().filter((type) => type === 'InstructionWritten')).toHaveLength(2);
  });

  test('when others hold the goods there, then theirs stay theirs', async () => {
    const shop = aShopInMemory({ shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 5 }] });
    const other = await shop.order({ lines: [aWantedLine({ quantity: 2 })] });
    const order = await shop.order(AGREED);
    await says(order, 'warehouse-main', 'refused', OUT);
    expect(shop.market.state().stock.items[0]).toMatchObject({ onHand: 2, reserved: 2 });
    expect(other.now().goods['line-1']?.short).not.toBe(1);
  });

  test('when another warehouse has it, then that one is told instead', async () => {
    const shelves = [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 3 },
      { place: 'warehouse-south', sku: 'DRESS', onHand: 1 },
    ];
    const order = await orderOf({ shelves });
    await says(order, 'warehouse-main', 'refused', OUT);
    expect(parties(order)).toContain('warehouse-south sent');
    expect(openTasks(order)).toEqual([]);
  });

  test('when the refusal names one line of two, then the other is packed by a new instruction', async () => {
    const order = await orderOf({}, { lines: [aWantedLine(), aWantedLine({ sku: 'BELT' })] });
    await says(order, 'warehouse-main', 'refused', { ...OUT, lineIds: ['line-2'] });
    const { goods } = order.now();
    expect([goods['line-1']?.held.length, goods['line-2']?.held.length]).toEqual([1, 0]);
    const packs = order.now().instructions.find((one) => one.party === 'warehouse-main');
    expect(packs).toMatchObject({ state: 'sent', content: { lines: [{ lineId: 'line-1' }] } });
  });

  test('when the goods are found again, then they are set aside and the same warehouse packs them', async () => {
    const shop = aShopInMemory({ shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 1 }] });
    const order = await shop.order(AGREED);
    await says(order, 'warehouse-main', 'refused', OUT);
    await shop.market.bring({ place: 'warehouse-main', sku: 'DRESS', quantity: 1 });
    expect(parties(order)).toContain('warehouse-main sent');
    expect(openTasks(order)).toEqual([]);
  });

  test('when the customer takes another instead, then it is reserved, told and charged', async () => {
    const shelves = [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 1 },
      { place: 'warehouse-main', sku: 'BLUE', onHand: 1 },
    ];
    const order = await orderOf({ shelves });
    await says(order, 'warehouse-main', 'refused', OUT);
    const line = {
      sku: 'BLUE',
      title: 'Blue',
      quantity: 1,
      price: { amount: 200_000, currency: 'RUB' },
    };
    const taskId = taskOf(order, 'find_alternative');
    await order.hears('closeTask', { taskId, outcome: 'substituted', data: { line } });
    expect(openTasks(order)).toEqual([]);
    const brings = order.now().instructions.find((one) => one.kind === 'deliver');
    expect(brings?.pending?.content ?? brings?.content).toMatchObject({
      collect: 230_000,
      lines: [{ sku: 'BLUE' }],
    });
  });
});

describe('story 17: suppliers', () => {
  const both = { offers: { FILTER: [NORTH, SOUTH] } };
  const orderOf = (given: ShopGiven = both): Promise<OrderInMemory> =>
    aShopInMemory(given).order({ ...AGREED, lines: [FILTER] });

  test('when goods are on no shelf, then the best offer is taken and its price and term are told', async () => {
    const order = await orderOf();
    const told = order.now().instructions.find((one) => one.kind === 'supply');
    expect(told).toMatchObject({
      party: 'supplier-south',
      content: { lines: [{ price: 42_000, term: 5 }] },
    });
  });

  test('when the best refuses, then the next best is told; when that refuses too, then a person looks for another', async () => {
    const order = await orderOf();
    await says(order, 'supplier-south', 'refused', { reason: 'cannot_in_time' });
    expect(parties(order)).toContain('supplier-north sent');
    expect(openTasks(order)).toEqual([]);
    await says(order, 'supplier-north', 'refused');
    expect(openTasks(order)).toEqual(['find_alternative']);
    expect(toldOf(order)).toContain('goods_missing');
  });

  test('when the best is silent to the end, then it is called off and the next best is told', async () => {
    const order = await orderOf();
    await order.until('2026-11-26 14:59');
    expect(parties(order)).not.toContain('supplier-north sent');
    await order.until('2026-11-26 15:00');
    expect(parties(order)).toEqual(
      expect.arrayContaining(['supplier-south call_off', 'supplier-north sent']),
    );
  });

  test('when the silent one says yes after all, then it stays called off and is asked to confirm that', async () => {
    const order = await orderOf();
    await order.until('2026-11-26 15:00');
    await says(order, 'supplier-south', 'accepted');
    expect(parties(order)).toContain('supplier-south call_off');
    await says(order, 'supplier-south', 'accepted', { to: 'call_off' });
    expect(parties(order)).toContain('supplier-south called_off');
  });

  test('when the silent one sends the goods after all, then they are used and the next one is called off', async () => {
    const order = await orderOf();
    await order.until('2026-11-26 15:00');
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
    expect(parties(order)).toContain('supplier-north call_off');
    expect(order.now().goods['line-1']).toMatchObject({ shipped: 1 });
  });

  test('when the offer is of somebody who is no supplier of the shop, then it is none', async () => {
    const order = await orderOf({ offers: { FILTER: [{ ...NORTH, party: 'nobody' }] } });
    expect(openTasks(order)).toEqual(['find_alternative']);
  });

  test.each([
    ['price', 'supplier-south'],
    ['term', 'supplier-north'],
  ] as const)('when the shop chooses by %s, then %s is told', async (by, party) => {
    const order = await orderOf({ ...both, policy: { offers: { by } } });
    expect(parties(order)).toContain(`${party} sent`);
  });

  test('when the term is later than the wished day, then the check of the delivery waits for it', async () => {
    const order = await orderOf({ ...both, policy: { offers: { by: 'price' } } });
    await says(order, 'supplier-south', 'accepted');
    await says(order, 'supplier-south', 'done');
    await says(order, 'own-couriers', 'accepted');
    // Wished on Friday, promised in five days from Thursday: Tuesday, to be checked on Wednesday.
    expect(order.life().turn.deadline).toEqual({
      key: 'delivery_check',
      at: moment('2026-12-02 12:00'),
    });
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
    expect(order.life().turn.deadline?.at).toBe(moment('2026-12-02 12:00'));
  });

  test('when the next best is slower, then the promised day moves with it', async () => {
    const order = await orderOf({ ...both, policy: { offers: { by: 'term' } } });
    await says(order, 'own-couriers', 'accepted');
    await says(order, 'supplier-north', 'refused');
    await says(order, 'supplier-south', 'accepted');
    await says(order, 'own-couriers', 'accepted', { to: 'revision' });
    expect(order.life().turn.deadline?.at).toBe(moment('2026-12-02 12:00'));
  });
});
