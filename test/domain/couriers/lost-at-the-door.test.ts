/**
 * While one of several parcels is lost and nobody has decided what becomes of it, the doors of the others ask for their
 * own price alone: on the visit, on the slip and in what the carrier is told.
 */
import { sumIfTaken } from '../../../domain/couriers/if-taken';
import { visitsOf } from '../../../domain/couriers/visit';
import type { Visit } from '../../../domain/couriers/visit';
import { orderTotals } from '../../../domain/order/money/totals';
import { packingSlip } from '../../../domain/papers/packing-slip';
import { lastTold } from '../../../domain/parties/instruction';
import { aShopInMemory, aWantedLine, moment, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopGiven, ShopInMemory } from '../../support/an-order-in-memory';

const rub = (amount: number): { amount: number; currency: string } => ({
  amount: amount * 100,
  currency: 'RUB',
});
const LINES = [aWantedLine(), aWantedLine({ sku: 'BELT', title: 'Belt', price: rub(600) })];
const TWO_PLACES: ShopGiven = {
  shelves: [
    { place: 'warehouse-main', sku: 'DRESS', onHand: 10 },
    { place: 'warehouse-south', sku: 'BELT', onHand: 3 },
  ],
};

interface Told {
  readonly shop: ShopInMemory;
  readonly order: OrderInMemory;
}

/** Both parcels are with the courier: the dress for 2,600 in the first, the belt for 600 in the second. */
async function bothTaken(fields: object = {}): Promise<Told> {
  const shop = aShopInMemory(TWO_PLACES);
  const order = await shop.order({ agreed: { channel: 'phone' }, lines: LINES, ...fields });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  for (const number of [1, 2]) await says(order, number, 'handed_over');
  return { shop, order };
}

const says = (order: OrderInMemory, number: number, status: string, more: object = {}) =>
  order.hears('reportParcel', { parcelId: `par_1_${String(number)}`, status, ...more });

function visitOf({ shop, order }: Told): Visit {
  const [visit] = visitsOf(order.now(), shop.market.state().terms);
  if (!visit) throw new Error('nobody is to go there');
  return visit;
}

const takes = (of: Told) => {
  const { state, collect, taken, cash } = visitOf(of);
  return { state, collect, taken, cash };
};

function slipOf({ shop, order }: Told, number: number): string {
  const parcel = order.now().parcels[number - 1];
  if (!parcel) throw new Error('there is no such parcel');
  const { terms } = shop.market.state();
  const paper = packingSlip(order.now(), parcel, {
    terms,
    name: null,
    place: 'Street 1',
    notes: [],
  });
  return paper.facts.find(([name]) => name === 'To collect')?.[1] ?? '';
}

/** What the carrier was told last to take. */
const toldSum = ({ order }: Told): number | null => {
  const carrier = order.now().instructions.find(({ kind }) => kind === 'deliver');
  return (carrier && lastTold(carrier))?.collect ?? null;
};

test('when one of two is lost, then the other door asks for its own price and the delivery, and all say the same', async () => {
  const of = await bothTaken();
  expect(takes(of)).toMatchObject({ collect: 350_000 });
  await says(of.order, 1, 'lost');
  expect(takes(of)).toEqual({ state: 'on_the_way', collect: 90_000, taken: 0, cash: 90_000 });
  expect(slipOf(of, 2)).toMatch(/900/);
  expect(toldSum(of)).toBe(90_000);
  expect(orderTotals(of.order.now()).due).toBe(350_000);
});

test('when the lost one is found and delivered, then its share is asked then', async () => {
  const of = await bothTaken();
  await says(of.order, 1, 'lost');
  await says(of.order, 2, 'delivered');
  expect(takes(of)).toEqual({ state: 'done', collect: 0, taken: 90_000, cash: 90_000 });
  await of.order.hears('recordPayment', { method: 'cash', amount: rub(900) });
  expect(takes(of)).toMatchObject({ collect: 0, taken: 0, cash: 0 });
  expect(slipOf(of, 1)).toMatch(/2,600/);
  await says(of.order, 1, 'delivered');
  expect(takes(of)).toEqual({ state: 'done', collect: 0, taken: 260_000, cash: 260_000 });
});

test('when all of it is lost, then nobody has taken anything', async () => {
  const shop = aShopInMemory();
  const of = { shop, order: await shop.order({ agreed: { channel: 'phone' } }) };
  await says(of.order, 1, 'handed_over');
  await says(of.order, 1, 'lost');
  expect(takes(of)).toMatchObject({ collect: 0, taken: 0, cash: 0 });
});

test('when others are sent for what was lost, then they are asked for as any parcel is', async () => {
  const of = await bothTaken();
  await says(of.order, 1, 'lost');
  await of.order.hears('recordContact', { outcome: 'reached' });
  const window = { from: moment('2026-11-28 12:00'), to: moment('2026-11-28 15:00') };
  const taskId = taskOf(of.order, 'find_out_why');
  const data = { reason: 'other', window };
  await of.order.hears('closeTask', { taskId, outcome: 'new_date', data });
  expect(takes(of)).toMatchObject({ collect: 350_000, taken: 0 });
  expect(toldSum(of)).toBe(350_000);
  // Its packer has not said yes yet, so it is in no parcel.
  expect(of.order.now().parcels).toHaveLength(2);
  expect(slipOf(of, 2)).toMatch(/RUB.900/);
  const instructionId = of.order.now().instructions[0]?.id ?? '';
  const yes = { instructionId, to: 'revision', answer: 'accepted' };
  await of.order.hears('answerInstruction', yes);
  expect(slipOf(of, 2)).toMatch(/RUB.900/);
  expect(slipOf(of, 3)).toMatch(/2,600/);
});

test('when a part is paid already, then the other door asks for what that does not cover', async () => {
  const of = await bothTaken();
  await of.order.hears('recordPayment', { method: 'card', amount: rub(500) });
  await says(of.order, 1, 'lost');
  expect(takes(of)).toMatchObject({ collect: 40_000 });
  expect(slipOf(of, 2)).toMatch(/400/);
  expect(toldSum(of)).toBe(40_000);
});

test('when nothing is taken at the other door, then nothing is to be paid there', async () => {
  const of = await bothTaken();
  await says(of.order, 1, 'lost');
  const { terms } = of.shop.market.state();
  const taking = (accepted: number) => [
    { parcelId: 'par_1_2', lines: [{ lineId: 'line-2', accepted, refused: 1 - accepted }] },
  ];
  expect(sumIfTaken(visitOf(of), terms, taking(1))).toBe(90_000);
  expect(sumIfTaken(visitOf(of), terms, taking(0))).toBe(0);
  await says(of.order, 2, 'partly_delivered', {
    lines: [{ lineId: 'line-2', accepted: 0, refused: 1 }],
  });
  expect(takes(of)).toMatchObject({ collect: 0, taken: 0 });
});

test('when what was refused of a parcel is back, then the next door does not ask for what was taken of it', async () => {
  const lines = [aWantedLine({ quantity: 2 }), ...LINES.slice(1)];
  const of = await bothTaken({ lines });
  await says(of.order, 1, 'partly_delivered', {
    lines: [{ lineId: 'line-1', accepted: 1, refused: 1 }],
  });
  expect(takes(of)).toMatchObject({ collect: 60_000, taken: 290_000 });
  await says(of.order, 1, 'returned');
  expect(takes(of)).toMatchObject({ collect: 60_000, taken: 290_000 });
  expect(slipOf(of, 2)).toMatch(/600/);
});

test('when what was refused of a parcel is lost on its way back, then what was taken of it is money of the visit all the same', async () => {
  const of = await bothTaken({ lines: [aWantedLine({ quantity: 2 }), ...LINES.slice(1)] });
  await says(of.order, 1, 'partly_delivered', {
    lines: [{ lineId: 'line-1', accepted: 1, refused: 1 }],
  });
  await says(of.order, 1, 'lost');
  expect(takes(of)).toMatchObject({ collect: 60_000, taken: 290_000 });
});

test('when a visit is called off after a part was taken, then what was taken is still its money', async () => {
  const of = await bothTaken();
  await says(of.order, 1, 'delivered');
  await says(of.order, 2, 'attempt_failed');
  await of.order.hears('recordContact', { outcome: 'reached' });
  const taskId = taskOf(of.order, 'find_out_why');
  await of.order.hears('closeTask', { taskId, outcome: 'take_back', data: { reason: 'other' } });
  expect(takes(of)).toEqual({
    ...{ state: 'done', collect: 0, taken: 290_000, cash: 290_000 },
  });
  expect(slipOf(of, 2)).toMatch(/called off/);
});

test('when the other parcel came back already and nothing of this one is taken, then nothing is to be paid, said before and after', async () => {
  const of = await bothTaken();
  await says(of.order, 1, 'returned');
  const { terms } = of.shop.market.state();
  const nothing = [{ lineId: 'line-2', accepted: 0, refused: 1 }];
  const taking = [{ parcelId: 'par_1_2', lines: nothing }];
  expect(sumIfTaken(visitOf(of), terms, taking)).toBe(0);
  await says(of.order, 2, 'partly_delivered', { lines: nothing });
  expect(of.order.now().closing?.reason).toBe('declined');
  expect(takes(of)).toMatchObject({ collect: 0, taken: 0 });
});
