/**
 * What a preview says of an amendment is what the amendment brings, and looking changes nothing.
 */
import fc from 'fast-check';
import { previewAmendment } from '../../domain/order/amendment/preview';
import { codesNamed } from '../../domain/order/codes/apply-codes';
import type { Change } from '../../domain/order/shape-schemas';
import { orderTotals } from '../../domain/order/money/totals';
import { shopTerms } from '../../scripts/simulate/demo-shop';
import { seededDice } from '../../scripts/simulate/dice';
import { happen } from '../../scripts/simulate/history';
import { happenOnTheWay } from '../../scripts/simulate/on-the-way';
import { openMarket } from '../../scripts/simulate/market';
import { randomChanges } from '../../scripts/simulate/random-request';
import { aShopInMemory } from '../support/an-order-in-memory';
import { propertyRuns, propertySeed } from '../support/property-runs';

const set = (lineId: string, quantity: number): Change => ({
  type: 'set_quantity',
  lineId,
  quantity,
});

test('story 32: a thousand previews leave no trace', async () => {
  const shop = aShopInMemory();
  const order = await shop.order();
  const before = JSON.stringify([order.now(), shop.market.state().stock.items]);
  const { terms, now: at } = shop.market.state();
  for (let n = 0; n < 1000; n += 1)
    previewAmendment(order.now(), terms, { changes: [set('line-1', 1 + (n % 5))], at });
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
          const preview = previewAmendment(order, terms, { changes, at, codes });
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
          const told = rows.flatMap((event) =>
            event.type === 'RevisionWritten' && event.content.task === 'deliver'
              ? [event.party]
              : [],
          );
          const previewed = preview.parties
            .filter((one) => one.effect !== 'none')
            .map((one) => one.party);
          for (const party of told) expect(previewed).toContain(party);
        }
      },
    ),
    { numRuns: runs, ...propertySeed() },
  );
});
