/**
 * What a preview says of an amendment is what the amendment brings, and looking changes nothing.
 */
import fc from 'fast-check';
import type { ForSale } from '../../../domain/order/amendment/imagined';
import { previewAmendment } from '../../../domain/order/amendment/preview';
import type { Preview } from '../../../domain/order/amendment/preview';
import { codesNamed } from '../../../domain/order/codes/apply-codes';
import { commandSchemas } from '../../../domain/order/commands/command-schemas';
import type { Change } from '../../../domain/order/commands/shape-schemas';
import { lackOf, shortLines } from '../../../domain/order/goods/short-lines';
import { orderTotals } from '../../../domain/order/money/totals';
import { promisedDay } from '../../../domain/order/delivery/promise';
import type { OrderEvent } from '../../../domain/order/events';
import type { Order } from '../../../domain/order/order';
import { isLive } from '../../../domain/parties/instruction';
import { GROUPS, OFFERS, PREPAID_ONLY, shopTerms } from '../../../scripts/simulate/demo-shop';
import { happens, seededDice } from '../../../scripts/simulate/dice';
import type { Happening, Moment } from '../../../scripts/simulate/happening';
import { happen, heardBy } from '../../../scripts/simulate/history';
import { changesMind, happenOnTheWay, refusesChange } from '../../../scripts/simulate/on-the-way';
import { openMarket } from '../../../scripts/simulate/market';
import type { Life, OpenMarket } from '../../../scripts/simulate/market';
import { isOutOfHand } from '../../../scripts/simulate/out-of-hand';
import { partyAnswers } from '../../../scripts/simulate/parties';
import { randomChanges } from '../../../scripts/simulate/random-request';
import {
  aShopInMemory,
  aWantedLine,
  forSaleIn,
  moment,
  taskOf,
} from '../../support/an-order-in-memory';
import { propertyRuns, propertySeed } from '../../support/property-runs';

const FOR_SALE = { offers: OFFERS, prepaid: PREPAID_ONLY, groups: GROUPS };

const set = (lineId: string, quantity: number): Change => ({
  type: 'set_quantity',
  lineId,
  quantity,
});

const isTelling = ({ type }: OrderEvent): boolean =>
  type === 'InstructionWritten' || type === 'RevisionWritten' || type === 'CallOffWritten';

test('story 32: a thousand previews leave no trace', async () => {
  const shop = aShopInMemory();
  const order = await shop.order();
  const before = JSON.stringify([order.now(), shop.market.state().stock.items]);
  const { terms, now: at } = shop.market.state();
  for (let n = 0; n < 1000; n += 1) {
    const changes = [set('line-1', 1 + (n % 5))];
    previewAmendment(order.now(), terms, { changes, at, forSale: forSaleIn(shop) });
  }
  expect(JSON.stringify([order.now(), shop.market.state().stock.items])).toBe(before);
});

const RUNS = Math.ceil(propertyRuns(2000) / 5);
/** What the previews looked at came to, and how often at least, so that they cannot pass by never coming to it. */
const seen = { previews: 0, tooLate: 0, more: 0 };
const LEAST = { previews: RUNS * 0.75, tooLate: Math.floor(RUNS / 50), more: RUNS / 3 };

/** Parcels are on their way and lost, so that nobody can be told otherwise who had them. */
const losesAll: Happening = ({ life }) =>
  life.order.parcels.flatMap(({ id: parcelId }) =>
    ['handed_over', 'lost'].map((status) => ({
      name: 'reportParcel',
      command: { parcelId, status, actor: 'party' },
    })),
  );

/** Some change is refused as often as not and some parcels are lost, so that it is too late to ask some parties anything. */
async function goesOn(market: OpenMarket, seed: number, isOnTheWay: boolean): Promise<void> {
  const next = isOnTheWay ? happenOnTheWay : happen;
  await next(market, seededDice(seed));
  if (!isOnTheWay || seed % 2 === 0) return;
  for (const often of [changesMind, refusesChange, partyAnswers]) {
    await heardBy(market, seededDice(seed + 1), often);
  }
  if (seed % 5 === 0) await heardBy(market, seededDice(seed + 2), losesAll);
}

/** What is wanted beyond what there was comes from what was free and what the change itself sets free. */
function holdsOfGoods(
  { more }: Preview,
  { shelves }: ForSale,
  after: { readonly order: Order; readonly rows: readonly OrderEvent[] },
): void {
  const { lines } = after.order.wish;
  const free = (sku: string): number =>
    shelves.reduce((sum, one) => sum + (one.sku === sku ? one.free : 0), 0);
  const ofSku = (sku: string): readonly string[] =>
    lines.filter((line) => line.sku === sku).map(({ id }) => id);
  const skus = more.map(({ sku }) => sku);
  expect(shortLines(after.order).filter(({ sku }) => !skus.includes(sku))).toEqual([]);
  for (const { sku, quantity } of more) {
    const ids = ofSku(sku);
    const short = lines
      .filter((line) => line.sku === sku)
      .reduce((sum, line) => sum + lackOf(after.order, line), 0);
    const freed = after.rows.reduce((sum, row) => {
      const isOne = row.type === 'GoodsReleased' && ids.includes(row.lineId);
      return sum + (isOne ? row.quantity : 0);
    }, 0);
    const got = quantity - short;
    seen.more += 1;
    expect(got).toBeGreaterThanOrEqual(Math.min(quantity, free(sku)));
    if (!OFFERS[sku]) expect(got).toBeLessThanOrEqual(free(sku) + freed);
  }
}

/** For whom it is too late is told nothing and has nothing in hand; who has nothing in hand and is asked otherwise is one. */
function holdsOfLate({ parties }: Preview, order: Order, told: readonly string[]): void {
  for (const { party, effect } of parties) {
    if (effect !== 'tell') expect(told).not.toContain(party);
    const own = order.instructions.filter((one) => one.party === party && isLive(one));
    const past = own.filter((one) => isOutOfHand(order, one));
    if (effect === 'too_late') {
      seen.tooLate += 1;
      expect(past).not.toEqual([]);
    }
    if (effect !== 'none') continue;
    const { window, addressId } = order.wish.delivery;
    for (const { kind, pending, content } of past) {
      const last = pending ?? { content };
      const told = { window: last.content.window, addressId: last.content.addressId };
      if (kind === 'deliver') expect(told).toEqual({ window, addressId });
    }
  }
}

function lifeOf(market: OpenMarket, id: string): Life {
  const life = market.state().lives.find((one) => one.id === id);
  if (!life) throw new Error(`there is no order ${id}`);
  return life;
}

/** What a change asks for where the order stands now: one thing on the way, else several at once. */
function changesOf({ market, life }: Omit<Moment, 'dice'>, seed: number): readonly Change[] {
  const dice = seededDice(seed);
  if (happens(dice, 30)) return randomChanges(dice, life.order, market.now);
  const [said] = changesMind({ market, life, dice });
  return commandSchemas.amend.parse(said?.command).changes;
}

/** A change is looked at ahead, then made: what was said of it holds. */
async function holds(market: OpenMarket, id: string, seed: number): Promise<void> {
  const life = lifeOf(market, id);
  const { order, journal } = life;
  const changes = changesOf({ market: market.state(), life }, seed);
  const { terms, now: at, stock } = market.state();
  const known = [...codesNamed({ changes }), ...(order.wish.certificates ?? [])];
  const { shop, wish } = order;
  const asker = { shop, lifeId: id, customerId: wish.contact.personalId, at };
  const codes = await stock.codes.look(asker, known);
  const forSale = forSaleIn({ market }, FOR_SALE);
  const preview = previewAmendment(order, terms, { changes, at, codes, forSale });
  const after = await market.tell(id, { name: 'amend', command: { changes, actor: 'manager:1' } });
  const rows = after.journal.slice(journal.length).map((row) => row.event);
  const refused = rows.find((event) => event.type === 'Refused');
  expect(preview.refusals.map((one) => one.refusal)).toEqual(refused ? [refused.refusal] : []);
  if (refused) return;
  seen.previews += 1;
  const [was, is] = [orderTotals(order), orderTotals(after.order)];
  expect(preview.totals).toEqual({ before: was, after: is });
  expect(preview.toCollect).toBe(Math.max(0, is.due - was.due));
  expect(preview.toRefund).toBe(Math.max(0, is.overpaid - was.overpaid));
  if (after.order.closing) return;
  holdsOfGoods(preview, forSale, { order: after.order, rows });
  const told = rows.flatMap((event) => ('party' in event && isTelling(event) ? [event.party] : []));
  holdsOfTold(preview, after.order, told);
  holdsOfLate(preview, after.order, told);
  expect(preview.delivery.to.delivery).toEqual(after.order.wish.delivery);
  expect(preview.delivery.to.day).toBe(promisedDay(after.order, terms));
}

/** Whoever is told was named; who is named and is not told has no instruction yet and is told when it opens. */
function holdsOfTold({ parties }: Preview, order: Order, told: readonly string[]): void {
  const named = parties.flatMap(({ party, effect }) => (effect === 'tell' ? [party] : []));
  for (const party of told) expect(named).toContain(party);
  const later = named.filter((party) => !told.includes(party));
  const toldBefore = order.instructions.map(({ party }) => party);
  expect(later.filter((party) => toldBefore.includes(party))).toEqual([]);
}

/** Changes looked at of each order, one after the other. */
const CHANGES = 2;

test('what a preview says of money, goods and parties is what the amendment brings', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.noShrink(fc.nat()), { minLength: 1, maxLength: 20 }),
      fc.noShrink(fc.nat()),
      fc.constantFrom('ask', 'second_parcel', 'revert', 'take_back'),
      fc.boolean(),
      async (seeds, last, partlyRefused, isOnTheWay) => {
        const terms = shopTerms({ partlyRefused });
        const at = '2026-11-26T08:00:00.000Z';
        const market = openMarket({ terms, at, watch: () => undefined });
        for (const seed of seeds) await goesOn(market, seed, isOnTheWay);
        for (const { id } of market.state().lives) {
          for (let n = 0; n < CHANGES; n += 1) await holds(market, id, last + n);
        }
      },
    ),
    { numRuns: RUNS, ...propertySeed() },
  );
  expect(seen.previews).toBeGreaterThanOrEqual(LEAST.previews);
  expect(seen.tooLate).toBeGreaterThanOrEqual(LEAST.tooLate);
  expect(seen.more).toBeGreaterThanOrEqual(LEAST.more);
});

describe('whom a preview names', () => {
  const rub = (amount: number): { amount: number; currency: string } => ({
    amount: amount * 100,
    currency: 'RUB',
  });
  const add = (sku: string): Change => ({
    type: 'add_line',
    line: { sku, title: sku, attributes: {}, quantity: 1, price: rub(400) },
  });
  const move = {
    type: 'change_delivery',
    delivery: {
      ...{ method: 'courier', addressId: 'adr_1', pickupPointId: null },
      window: { from: moment('2026-11-28 11:00'), to: moment('2026-11-28 15:00') },
    },
  } satisfies Change;
  const OFFERED = { FILTER: [{ party: 'supplier-north', price: 300, term: 1 }] };

  async function packed(): Promise<{
    readonly report: (status: string) => Promise<unknown>;
    readonly previews: (...changes: Change[]) => Readonly<Record<string, string>>;
    readonly replaces: (party: string) => Promise<unknown>;
  }> {
    const shop = aShopInMemory({ offers: OFFERED });
    const order = await shop.order({ lines: [aWantedLine()], agreed: { channel: 'phone' } });
    const answer = (instructionId: string, said: string): Promise<unknown> =>
      order.hears('answerInstruction', { instructionId, answer: said });
    await answer('ins_1_1', 'accepted');
    return {
      report: async (status) => {
        await answer('ins_1_2', 'accepted');
        return order.hears('reportParcel', { parcelId: 'par_1_1', status });
      },
      replaces: async (party) => {
        await answer('ins_1_2', 'refused');
        const taskId = taskOf(order, 'party_refused');
        return order.hears('closeTask', { taskId, outcome: 'replaced', data: { party } });
      },
      previews: (...changes) => {
        const { terms, now: at } = shop.market.state();
        const forSale = forSaleIn(shop, { offers: OFFERED });
        const { parties } = previewAmendment(order.now(), terms, { changes, at, forSale });
        return Object.fromEntries(parties.map(({ party, effect }) => [party, effect]));
      },
    };
  }

  test('when a line is added after the parcel has left, then the warehouse is told: it can pack one more', async () => {
    const { report, previews } = await packed();
    await report('handed_over');
    expect(previews(add('BELT'))).toEqual({ 'warehouse-main': 'tell', 'own-couriers': 'tell' });
  });

  test('when only the date changes in transit, then it is nothing to the warehouse', async () => {
    const { report, previews } = await packed();
    await report('handed_over');
    expect(previews(move)).toEqual({ 'warehouse-main': 'none', 'own-couriers': 'tell' });
  });

  test('when only a supplier has the new goods, then he is told and the warehouse is not', async () => {
    const { previews } = await packed();
    expect(previews(add('FILTER'))).toEqual({
      'warehouse-main': 'none',
      'own-couriers': 'tell',
      'supplier-north': 'tell',
    });
  });

  test('when nobody has the new goods, then nobody is told yet', async () => {
    const { previews } = await packed();
    expect(previews(add('UNICORN'))).toEqual({ 'warehouse-main': 'none', 'own-couriers': 'none' });
  });

  test('when the carrier was replaced and the way changes, then the new way’s own carrier is told', async () => {
    const { replaces, previews } = await packed();
    await replaces('city-courier');
    const toPost: Change = {
      type: 'change_delivery',
      delivery: { ...move.delivery, method: 'post' },
    };
    const found = previews(toPost, { type: 'change_payment', method: 'cod_post' });
    expect(found).toMatchObject({ 'city-courier': 'tell', post: 'tell' });
  });
});
