/**
 * Two parcels of one order, of which one goes wrong while the other is in any state: builders for tests of the rules.
 */
import { aShopInMemory, aWantedLine, taskOf } from './an-order-in-memory';
import type { OrderInMemory, ShopGiven, ShopInMemory } from './an-order-in-memory';

/** Minor units. */
export const DRESS = 260_000;
export const DELIVERY = 30_000;

export interface TwoParcels {
  readonly shop: ShopInMemory;
  readonly order: OrderInMemory;
}

/** What the carrier says of the first or the second of them. */
export const report = (
  order: OrderInMemory,
  number: number,
  status: string,
  more: object = {},
): Promise<unknown> =>
  order.hears('reportParcel', { parcelId: `par_1_${String(number)}`, status, ...more });

/** Two dresses of two warehouses: the same line, or each its own. */
export async function twoParcels(
  payment: 'cash' | 'prepaid',
  isOneLine = false,
  { policy = {}, shelves = [] }: Pick<ShopGiven, 'policy' | 'shelves'> = {},
): Promise<TwoParcels> {
  const shop = aShopInMemory({
    policy,
    shelves: [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 1 },
      { place: 'warehouse-south', sku: isOneLine ? 'DRESS' : 'GOWN', onHand: 1 },
      ...shelves,
    ],
  });
  const lines = isOneLine
    ? [aWantedLine({ quantity: 2 })]
    : [aWantedLine(), aWantedLine({ sku: 'GOWN', title: 'Gown' })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' }, payment });
  if (payment === 'prepaid') await pays(order, 2 * DRESS + DELIVERY);
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  return { shop, order };
}

/** Both are on their way; what its carrier refuses of a change goes in a parcel of its own. */
export async function bothOnTheirWay(): Promise<OrderInMemory> {
  const { order } = await twoParcels('cash', false, {
    policy: { partlyRefused: 'second_parcel' },
    shelves: [{ place: 'warehouse-south', sku: 'BELT', onHand: 3 }],
  });
  for (const number of [1, 2]) await report(order, number, 'handed_over');
  return order;
}

/** What each carrier that is not called off is to give, not to give and to collect, by the last it was told. */
export const carriersTold = (order: OrderInMemory): readonly object[] =>
  order
    .now()
    .instructions.filter(({ kind, state }) => kind === 'deliver' && state !== 'called_off')
    .map(({ pending, content }) => {
      if (pending?.kind === 'call_off') return { off: true };
      const { lines, takeBack = [], collect } = pending?.content ?? content;
      const of = (some: typeof takeBack) => some.map(({ lineId, quantity }) => [lineId, quantity]);
      return { lines: of(lines), takeBack: of(takeBack), collect };
    });

export const pays = (order: OrderInMemory, amount: number): Promise<unknown> =>
  order.hears('recordPayment', { method: 'card', amount: { amount, currency: 'RUB' } });

/** Brings the other parcel into a state by what its carrier says. */
export async function otherIs(order: OrderInMemory, state: string): Promise<void> {
  if (state === 'announced') return;
  await report(order, 2, 'handed_over');
  if (state === 'handed_over') return;
  const refused = [{ lineId: 'line-2', accepted: 0, refused: 1 }];
  await report(order, 2, state, state === 'partly_delivered' ? { lines: refused } : {});
}

/** How the dispatcher ends the task to find out why, with the customer spoken to. */
export async function decides(
  order: OrderInMemory,
  outcome: string,
  more: object = {},
): Promise<unknown> {
  await order.hears('recordContact', { outcome: 'reached' });
  const taskId = taskOf(order, 'find_out_why');
  return order.hears('closeTask', { taskId, outcome, data: { reason: 'other', ...more } });
}

/** Everything asked of parties is agreed to. */
export async function allAgree(order: OrderInMemory): Promise<void> {
  for (const { id: instructionId, pending } of order.now().instructions) {
    if (!pending) continue;
    await order.hears('answerInstruction', { instructionId, to: pending.kind, answer: 'accepted' });
  }
}

/** States in which a parcel may still come. */
export const STILL_COMING = ['announced', 'handed_over', 'in_transit', 'at_pickup_point'];
