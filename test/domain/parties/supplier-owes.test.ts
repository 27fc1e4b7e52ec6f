/**
 * A supplier that said yes and says nothing more: reminded when its offered term and the time for an answer are
 * over, then a person sees to it (R21, R33).
 */
import type { Channel } from '../../../domain/parties/party';
import type { Offer } from '../../../domain/stock/offers';
import {
  aShopInMemory,
  aWantedLine,
  DELIVERY,
  eventsOf,
  moment,
  momentsOf,
  refusalOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const NORTH: Offer = { party: 'supplier-north', price: 30_000, term: 1, quality: 1 };
const SOUTH: Offer = { party: 'supplier-south', price: 50_000, term: 2, quality: 1 };

/** Thursday 11:00: agreed; the supplier promised Friday, and says yes with the courier. */
async function promised(channels: Readonly<Record<string, Channel>> = {}): Promise<OrderInMemory> {
  const shop = aShopInMemory({ shelves: [], offers: { FILTER: [NORTH, SOUTH] }, channels });
  const window = { from: moment('2026-12-02 10:00'), to: moment('2026-12-02 14:00') };
  const lines = [aWantedLine({ sku: 'FILTER', title: 'Filter' })];
  const order = await shop.order({ lines, delivery: { ...DELIVERY, window } });
  await order.hears('confirm', { channel: 'phone' });
  await order.carriesOut();
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  return order;
}

const supplier = (order: OrderInMemory): OrderInMemory['id'] =>
  order.now().instructions.find((one) => one.party === 'supplier-north')?.id ?? '';
const says = (order: OrderInMemory, answer: object): ReturnType<OrderInMemory['hears']> =>
  order.hears('answerInstruction', { instructionId: supplier(order), ...answer });
const kinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map(({ kind }) => kind);

test('when a supplier accepted and its term passes, then it is reminded two working hours later, and then a person is asked', async () => {
  const order = await promised();
  expect(order.life().turn.wait).toMatchObject({
    for: 'supplier',
    party: 'supplier-north',
    what: { key: 'wait.supply' },
    until: moment('2026-11-28 13:00'),
  });
  await order.until('2026-11-28 12:59');
  expect(eventsOf(order, 'PartyReminded')).toEqual([]);
  await order.until('2026-11-28 13:00');
  expect(eventsOf(order, 'PartyReminded')).toMatchObject([
    { party: 'supplier-north', dueBy: moment('2026-11-28 15:00') },
  ]);
  expect(kinds(order)).not.toContain('party_overdue');
  await order.until('2026-11-28 15:00');
  expect(kinds(order)).toContain('party_overdue');
  expect(order.now().tasks.find(({ kind }) => kind === 'party_overdue')?.about).toBe(
    supplier(order),
  );
});

test('when it is told by letter, then it is reminded by letter too, and not once more after it has answered', async () => {
  const order = await promised({ 'supplier-north': { type: 'email', address: 'n@example.com' } });
  const told = (): readonly string[] => momentsOf(order, 'PartyTold');
  expect(told()).toHaveLength(1);
  await order.until('2026-11-28 12:59');
  expect(told()).toHaveLength(1);
  await order.until('2026-11-28 13:01');
  expect(told().slice(1)).toEqual([moment('2026-11-28 13:00')]);
  await says(order, { answer: 'done' });
  await order.until('2026-11-30 19:00');
  expect(told()).toHaveLength(2);
});

test('when it says that it is done in time, then nobody is reminded', async () => {
  const order = await promised();
  await order.until('2026-11-27 18:00');
  await says(order, { answer: 'done' });
  await order.until('2026-11-30 19:00');
  expect(eventsOf(order, 'PartyReminded')).toEqual([]);
});

test('when its goods left though it never said so, then nobody is reminded', async () => {
  const order = await promised();
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  await order.until('2026-11-30 19:00');
  expect(eventsOf(order, 'PartyReminded')).toEqual([]);
});

test('when it said a later day itself, then it has until then', async () => {
  const order = await promised();
  await says(order, { answer: 'accepted', expectedAt: moment('2026-12-01 12:00') });
  await order.until('2026-12-01 13:59');
  expect(eventsOf(order, 'PartyReminded')).toEqual([]);
  await order.until('2026-12-01 14:00');
  expect(momentsOf(order, 'PartyReminded')).toEqual([moment('2026-12-01 14:00')]);
});

describe('a person is to see to a supplier that does not deliver', () => {
  async function overdue(): Promise<OrderInMemory> {
    const order = await promised();
    await order.until('2026-11-28 15:00');
    return order;
  }

  test('when it says at last that it is done, then the task closes itself', async () => {
    const order = await overdue();
    await says(order, { answer: 'done' });
    expect(kinds(order)).not.toContain('party_overdue');
    expect(eventsOf(order, 'TaskWithdrawn')).toMatchObject([{ why: 'settled' }]);
  });

  test('when it is chased, then it has another term, and the task comes again', async () => {
    const order = await overdue();
    const taskId = taskOf(order, 'party_overdue');
    expect(refusalOf(await order.hears('closeTask', { taskId, outcome: 'chased' }))).toBeNull();
    expect(kinds(order)).not.toContain('party_overdue');
    await order.until('2026-11-30 19:00');
    expect(kinds(order)).toContain('party_overdue');
  });

  test('when it is replaced, then it is called off and the next best offer is taken', async () => {
    const order = await overdue();
    const taskId = taskOf(order, 'party_overdue');
    expect(refusalOf(await order.hears('closeTask', { taskId, outcome: 'replaced' }))).toBeNull();
    await order.until('2026-11-30 10:00');
    const told = order
      .now()
      .instructions.map((one) => `${one.party} ${one.pending?.kind ?? one.state}`);
    expect(told).toEqual(
      expect.arrayContaining(['supplier-north call_off', 'supplier-south sent']),
    );
    expect(order.now().goods['line-1']?.unwilling).toEqual(['supplier-north']);
  });
});
