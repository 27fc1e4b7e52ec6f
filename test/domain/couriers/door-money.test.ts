/**
 * What is taken at the door is what the order's money says at that moment: on the visit and on every paper of it.
 */
import type { Courier } from '../../../domain/couriers/courier';
import { toBringBack } from '../../../domain/couriers/brought-back';
import { sumIfTaken } from '../../../domain/couriers/if-taken';
import { visitsOf } from '../../../domain/couriers/visit';
import type { Visit } from '../../../domain/couriers/visit';
import { pickingList } from '../../../domain/papers/picking-list';
import { packingSlip } from '../../../domain/papers/packing-slip';
import { routeSheet } from '../../../domain/papers/route-sheet';
import type { Paper } from '../../../domain/papers/paper';
import { aShopInMemory, aWantedLine } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopGiven, ShopInMemory } from '../../support/an-order-in-memory';

const rub = (amount: number): { amount: number; currency: string } => ({
  amount: amount * 100,
  currency: 'RUB',
});
const AGREED = { agreed: { channel: 'phone' } } as const;
const BELT = aWantedLine({ sku: 'BELT', title: 'Belt', price: rub(600) });
const TWO_PLACES: ShopGiven = {
  shelves: [
    { place: 'warehouse-main', sku: 'DRESS', onHand: 10 },
    { place: 'warehouse-south', sku: 'BELT', onHand: 3 },
  ],
};
const IVAN: Courier = {
  ...{ id: 'ivan', name: 'Ivan', zones: [], windows: [] },
  locale: 'en',
  ...{ cashLimit: null, active: true },
};

interface Told {
  readonly shop: ShopInMemory;
  readonly order: OrderInMemory;
}

async function told(fields: object = {}, given: ShopGiven = {}): Promise<Told> {
  const shop = aShopInMemory(given);
  return { shop, order: await shop.order({ ...AGREED, ...fields }) };
}

function visitOf({ shop, order }: Told): Visit {
  const [visit] = visitsOf(order.now(), shop.market.state().terms);
  if (!visit) throw new Error('nobody is to go there');
  return visit;
}

const takes = (of: Told) => {
  const { state, collect, taken, cash } = visitOf(of);
  return { state, collect, taken, cash };
};

const report = ({ order }: Told, number: number, status: string, more: object = {}) =>
  order.hears('reportParcel', { parcelId: `par_1_${String(number)}`, status, ...more });

const oneOfTwo = { lines: [{ lineId: 'line-1', accepted: 1, refused: 1 }] };

function sheetOf(of: Told): Paper {
  const stop = { visit: visitOf(of), name: null, phone: null, address: 'Street 1', notes: [] };
  const at = { zone: 'Europe/Moscow', currency: 'RUB' };
  return routeSheet({ courier: IVAN, date: '2026-11-27' }, [stop], at);
}

function slipOf({ shop, order }: Told, number: number): string {
  const parcel = order.now().parcels[number - 1];
  if (!parcel) throw new Error('there is no such parcel');
  const { terms } = shop.market.state();
  const given = { terms, name: null, place: 'Street 1', notes: [] };
  const paper = packingSlip(order.now(), parcel, given);
  return paper.facts.find(([name]) => name === 'To collect')?.[1] ?? '';
}

test('when a visit is on the sheet of a day on which it is not made, then the sheet says so in place of its hours', async () => {
  const of = await told();
  const hoursOn = (day: string): string | undefined => {
    const stop = { visit: visitOf(of), name: null, phone: null, address: 'Street 1', notes: [] };
    const at = { zone: 'Europe/Moscow', currency: 'RUB' };
    return routeSheet({ courier: IVAN, date: day }, [stop], at).tables[0]?.rows[0]?.[1];
  };
  expect(hoursOn('2026-11-27')).toBe('10:00–14:00');
  expect(hoursOn('2026-11-28')).toBe('not to be made');
  await of.order.hears('cancel', { reason: 'price' });
  expect(visitOf(of).state).toBe('called_off');
  expect(hoursOn('2026-11-27')).toBe('not to be made');
});

describe('a visit of own couriers', () => {
  test('when one of two is taken, then only what was taken is the money of the visit', async () => {
    const of = await told({ lines: [aWantedLine({ quantity: 2 })] });
    expect(takes(of)).toEqual({ state: 'planned', collect: 550_000, taken: 0, cash: 550_000 });
    await report(of, 1, 'handed_over');
    await report(of, 1, 'partly_delivered', oneOfTwo);
    expect(takes(of)).toEqual({ state: 'done', collect: 0, taken: 290_000, cash: 290_000 });
    const sheet = sheetOf(of);
    expect(sheet.tables[0]?.rows[0]?.at(-1)).toMatch(/2,900/);
    expect(sheet.facts.at(-1)?.[1]).toMatch(/2,900/);
  });

  test('when a part is paid before the visit, then only the rest is taken; once all came in, nothing', async () => {
    const of = await told();
    await of.order.hears('recordPayment', { method: 'cash', amount: rub(1000) });
    expect(takes(of)).toMatchObject({ collect: 190_000, cash: 190_000 });
    await report(of, 1, 'delivered');
    expect(takes(of)).toMatchObject({ collect: 0, taken: 190_000 });
    await of.order.hears('recordPayment', { method: 'cash', amount: rub(1900) });
    expect(takes(of)).toMatchObject({ collect: 0, taken: 0, cash: 0 });
  });

  test('when it is called off, then nothing is to be taken; when it is brought all the same, then what was told', async () => {
    const of = await told();
    await report(of, 1, 'handed_over');
    await of.order.hears('cancel', { reason: 'changed_mind' });
    expect(takes(of)).toEqual({ state: 'called_off', collect: 0, taken: 0, cash: 0 });
    await report(of, 1, 'delivered');
    expect(takes(of)).toEqual({ state: 'done', collect: 0, taken: 290_000, cash: 290_000 });
  });

  test('when it is paid by card, then the sheet says so and counts it as no cash', async () => {
    const of = await told({ payment: 'card_on_delivery' });
    const sheet = sheetOf(of);
    expect(sheet.tables[0]?.rows[0]?.at(-1)).toMatch(/2,900.*by card/);
    expect(sheet.facts.at(-1)?.[1]).toMatch(/^\D*0/);
  });

  test('when one of two parcels has come, then what is left is taken for the other', async () => {
    const of = await told({ lines: [aWantedLine(), BELT] }, TWO_PLACES);
    expect(takes(of)).toEqual({ state: 'planned', collect: 350_000, taken: 0, cash: 350_000 });
    await report(of, 1, 'delivered');
    expect(takes(of)).toEqual({
      ...{ state: 'planned', collect: 60_000, taken: 290_000, cash: 350_000 },
    });
  });
});

describe('a packing slip', () => {
  test('when two parcels go by post, then each slip says its own part, and together they say the whole', async () => {
    const post = { method: 'post', addressId: 'adr_1', pickupPointId: null, window: null } as const;
    const delivery = { ...post, price: rub(350) };
    const of = await told(
      { delivery, payment: 'cod_post', lines: [aWantedLine(), BELT] },
      TWO_PLACES,
    );
    expect([slipOf(of, 1), slipOf(of, 2)]).toEqual([
      expect.stringMatching(/2,950/),
      expect.stringMatching(/600/),
    ]);
    await report(of, 2, 'delivered');
    await of.order.hears('recordPayment', { method: 'cash', amount: rub(600) });
    expect(slipOf(of, 1)).toMatch(/2,950/);
    expect(slipOf(of, 2)).toMatch(/paid/);
  });

  test('when its carrier has not been told yet, then it says what is owed all the same', async () => {
    const { shop, order } = await told();
    const now = order.now();
    const instructions = now.instructions.filter(({ kind }) => kind !== 'deliver');
    const before = { ...order, now: () => ({ ...now, instructions }) };
    expect(slipOf({ shop, order: before }, 1)).toMatch(/2,900/);
  });

  test('when the order is called off, then nothing is to be taken and it is not to be handed out', async () => {
    const of = await told();
    await of.order.hears('cancel', { reason: 'changed_mind' });
    expect(slipOf(of, 1)).toMatch(/called off/);
  });

  test('when the order is being changed, then it holds what the picking list says, and a warning', async () => {
    const of = await told({ lines: [aWantedLine({ quantity: 2 })] });
    const changes = [
      { type: 'set_quantity', lineId: 'line-1', quantity: 1 },
      { type: 'add_line', line: { sku: 'BELT', title: 'Belt', quantity: 1, price: rub(600) } },
    ];
    await of.order.hears('amend', { changes });
    const { terms } = of.shop.market.state();
    const at = { terms, name: null, place: 'Street 1', notes: [] };
    const [parcel] = of.order.now().parcels;
    const slip = packingSlip(of.order.now(), parcel!, at);
    const pieces = (rows: readonly (readonly string[])[] = []) =>
      rows.map(([_number, sku, , quantity]) => `${sku ?? ''} ${quantity ?? ''}`);
    expect(pieces(slip.tables[0]?.rows)).toEqual(['DRESS 1', 'BELT 1']);
    expect(slip.facts.map(([name]) => name)).toContain('Attention');
    const [instruction] = of.order.now().instructions;
    const picks = [{ order: of.order.now(), instruction: instruction! }];
    const where = { party: 'Main', locale: 'en', zone: 'Europe/Moscow' } as const;
    const list = pickingList(picks, where).tables[0]?.rows ?? [];
    expect(list.map(([, sku, , quantity]) => `${sku ?? ''} ${quantity ?? ''}`)).toEqual([
      ...['DRESS 1', 'BELT 1'],
    ]);
  });
});

describe('a picking list', () => {
  test.each(['refused', 'done', 'called_off'] as const)(
    'when its instruction is "%s", then nothing on it is to be picked',
    async (state) => {
      const order = (await told()).order.now();
      const instruction = order.instructions[0]!;
      const where = { party: 'Main', locale: 'en', zone: 'Europe/Moscow' } as const;
      const rowsOf = (one: typeof instruction): readonly unknown[] =>
        pickingList([{ order, instruction: one }], where).tables[0]?.rows ?? [];
      expect(rowsOf(instruction)).toHaveLength(1);
      expect(rowsOf({ ...instruction, state })).toEqual([]);
      const pending = { kind: 'revision', wishVersion: 2, content: instruction.content } as const;
      expect(rowsOf({ ...instruction, state, pending })).toHaveLength(1);
    },
  );
});

test('when nothing is to be taken, then nothing is to be paid, the delivery included', async () => {
  const of = await told({ lines: [aWantedLine({ quantity: 2 })] });
  const { terms } = of.shop.market.state();
  const taking = (accepted: number) => [
    { parcelId: 'par_1_1', lines: [{ lineId: 'line-1', accepted, refused: 2 - accepted }] },
  ];
  expect(sumIfTaken(visitOf(of), terms, taking(1))).toBeGreaterThan(0);
  expect(sumIfTaken(visitOf(of), terms, taking(0))).toBe(0);
});

test('when a parcel was lost, then nobody is asked to bring it back', async () => {
  const of = await told();
  await report(of, 1, 'handed_over');
  await report(of, 1, 'lost');
  const { parcels } = of.order.now();
  expect(toBringBack({ state: 'done', parcels })).toEqual([]);
});
