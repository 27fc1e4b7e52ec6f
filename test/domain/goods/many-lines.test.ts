/**
 * An order of many lines: what is done for each of them is done for all at once, so that no number of lines is too
 * many for one step, and no line is gone through again for each of the others.
 */
import { evolve, evolveAll, foldedInOne } from '../../../domain/order/evolve';
import type { Order } from '../../../domain/order/order';
import { plan } from '../../../domain/order/plan';
import { webhookEvents } from '../../../domain/webhooks/webhook-events';
import { aShopInMemory, aWantedLine } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

/** More than a step has rounds. */
const MANY = 60;

test('when an order of sixty lines that nobody has is cancelled, then it ends', async () => {
  const lines = Array.from({ length: MANY }, (_none, index) =>
    aWantedLine({ sku: `UNICORN-${String(index)}`, title: 'Unicorn' }),
  );
  const order = await aShopInMemory().order({ lines });
  expect(order.types().filter((type) => type === 'GoodsShort')).toHaveLength(MANY);
  await order.hears('cancel', { reason: 'price' });
  expect(order.now().closed).toMatchObject({ reason: 'price' });
});

describe('an order of three hundred lines', () => {
  const LINES = 300;
  let shop: ShopInMemory;
  let order: OrderInMemory;

  const says = async (answer: string, to: string): Promise<void> => {
    for (const { id: instructionId } of order.now().instructions) {
      await order.hears('answerInstruction', { instructionId, to, answer });
      await order.carriesOut();
    }
  };

  beforeAll(async () => {
    const skus = Array.from({ length: LINES }, (_none, index) => `SKU-${String(index)}`);
    const shelves = skus.map((sku) => ({ place: 'warehouse-main', sku, onHand: 10 }));
    shop = aShopInMemory({ shelves });
    order = await shop.order({ lines: skus.map((sku) => aWantedLine({ sku, quantity: 2 })) });
    await order.hears('confirm', { channel: 'phone' });
    await order.carriesOut();
    await says('accepted', 'instruction');
    const changes = order
      .now()
      .wish.lines.map(({ id: lineId }, index) =>
        index % 2 === 0
          ? { type: 'set_quantity', lineId, quantity: 1 }
          : { type: 'remove_line', lineId },
      );
    await order.hears('amend', { version: 1, changes, by: 'customer', noteId: null });
    await order.carriesOut();
    await says('accepted', 'revision');
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  }, 60_000);

  const rows = () => order.life().journal.map(({ event, at, seq }) => ({ event, at, seq }));

  test('when it is looked at, then each list is gone through a few times and not once for each line', () => {
    const { terms, now } = shop.market.state();
    const { counted, reads } = counting(order.now());
    plan(counted, terms, now);
    expect(reads()).toBeGreaterThan(LINES);
    expect(reads()).toBeLessThan(LINES * 100);
  });

  test('when its journal is folded, then its goods are copied a few times and not once for each line', () => {
    const shipped = rows().filter(({ event }) => event.type === 'GoodsShipped');
    expect(shipped).toHaveLength(LINES / 2);
    expect(foldedInOne(rows()).length).toBeLessThan(30);
  });

  test('when it is folded at once or event by event, then it is the same order', () => {
    const oneByOne = rows().reduce<Order | null>(
      (after, { event, at }) => evolve(after, event, at),
      null,
    );
    expect(JSON.stringify(evolveAll(null, rows()))).toBe(JSON.stringify(oneByOne));
  });

  test('when a storefront is told from somewhere on, then it is told what it would be told of the whole', () => {
    const { terms } = shop.market.state();
    const journal = rows().map((row, index) => ({ ...row, tx: Math.floor(index / 40) }));
    const told = webhookEvents(journal, terms, 1);
    expect(told.map(({ type }) => type)).toContain('order.amended');
    for (const from of [2, 41, 400, journal.length]) {
      const later = told.filter(({ order: { seq } }) => seq >= from);
      expect(webhookEvents(journal, terms, from)).toEqual(later);
    }
  });
});

/** The order with lists that count how often one of their lines is read. */
function counting(order: Order): { readonly counted: Order; readonly reads: () => number } {
  let reads = 0;
  const watched = <Line extends object>(lines: readonly Line[]): readonly Line[] =>
    new Proxy(lines, {
      get: (target, key, receiver): unknown => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  const told = ({ lines, ...content }: Order['instructions'][number]['content']) => ({
    ...content,
    lines: watched(lines),
  });
  const counted: Order = {
    ...order,
    wish: { ...order.wish, lines: watched(order.wish.lines) },
    parcels: order.parcels.map((parcel) => ({ ...parcel, lines: watched(parcel.lines) })),
    instructions: order.instructions.map((one) => ({ ...one, content: told(one.content) })),
  };
  return { counted, reads: () => reads };
}
