/**
 * What a preview says of an amendment is what the amendment brings, and looking changes nothing.
 */
import fc from 'fast-check';
import { previewAmendment } from '../../../domain/order/amendment/preview';
import { codesNamed } from '../../../domain/order/codes/apply-codes';
import type { Change } from '../../../domain/order/commands/shape-schemas';
import { orderTotals } from '../../../domain/order/money/totals';
import { lackingLines } from '../../../domain/order/goods/short-lines';
import { promisedDay } from '../../../domain/order/delivery/promise';
import type { OrderEvent } from '../../../domain/order/events';
import { GROUPS, OFFERS, PREPAID_ONLY, shopTerms } from '../../../scripts/simulate/demo-shop';
import { seededDice } from '../../../scripts/simulate/dice';
import { happen } from '../../../scripts/simulate/history';
import { happenOnTheWay } from '../../../scripts/simulate/on-the-way';
import { openMarket } from '../../../scripts/simulate/market';
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

test('what a preview says of money and parties is what the amendment brings', async () => {
  const runs = Math.ceil(propertyRuns(2000) / 4);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.noShrink(fc.nat()), { minLength: 1, maxLength: 20 }),
      fc.nat(),
      fc.constantFrom('ask', 'second_parcel'),
      fc.boolean(),
      async (seeds, last, partlyRefused, isOnTheWay) => {
        const market = openMarket({
          terms: shopTerms({ partlyRefused }),
          at: '2026-11-26T08:00:00.000Z',
          watch: () => undefined,
        });
        const next = isOnTheWay ? happenOnTheWay : happen;
        for (const seed of seeds) await next(market, seededDice(seed));
        const { lives, terms, now: at } = market.state();
        for (const { id, order, journal } of lives) {
          const changes = randomChanges(seededDice(last), order, at);
          const known = [...codesNamed({ changes }), ...(order.wish.certificates ?? [])];
          const { shop, wish } = order;
          const asker = { shop, lifeId: id, customerId: wish.contact.personalId, at };
          const codes = await market.state().stock.codes.look(asker, known);
          const preview = previewAmendment(order, terms, {
            ...{ changes, at, codes },
            forSale: forSaleIn({ market }, FOR_SALE),
          });
          const life = await market.tell(id, {
            name: 'amend',
            command: { changes, actor: 'manager:1' },
          });
          const rows = life.journal.slice(journal.length).map((row) => row.event);
          const refused = rows.find((event) => event.type === 'Refused');
          expect(preview.refusals.map((one) => one.refusal)).toEqual(
            refused ? [refused.refusal] : [],
          );
          if (refused) continue;
          expect(preview.totals.after).toEqual(orderTotals(life.order));
          if (life.order.closing) continue;
          for (const { sku, quantity } of lackingLines(life.order)) {
            const more = preview.more.find((one) => one.sku === sku)?.quantity ?? 0;
            expect(more).toBeGreaterThanOrEqual(quantity);
          }
          const told = rows.flatMap((event) =>
            'party' in event && isTelling(event) ? [event.party] : [],
          );
          const previewed = preview.parties.flatMap(({ party, effect }) =>
            effect === 'tell' ? [party] : [],
          );
          for (const party of told) expect(previewed).toContain(party);
          // Who is told only when it opens has no instruction yet.
          const later = previewed.filter((party) => !told.includes(party));
          const toldBefore = life.order.instructions.map(({ party }) => party);
          expect(later.filter((party) => toldBefore.includes(party))).toEqual([]);
          expect(preview.delivery.to.delivery).toEqual(life.order.wish.delivery);
          expect(preview.delivery.to.day).toBe(promisedDay(life.order, terms));
        }
      },
    ),
    { numRuns: runs, ...propertySeed() },
  );
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
