/**
 * What a preview says of an amendment is what the amendment brings, and looking changes nothing.
 */
import fc from 'fast-check';
import { previewAmendment } from '../../domain/order/amendment/preview';
import type { Change } from '../../domain/order/command-schemas';
import { orderTotals } from '../../domain/order/money/totals';
import { shopTerms } from '../../scripts/simulate/demo-shop';
import { seededDice } from '../../scripts/simulate/dice';
import { happen } from '../../scripts/simulate/history';
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
      async (seeds, last) => {
        const market = openMarket({
          terms: shopTerms(),
          at: '2026-11-26T08:00:00.000Z',
          watch: () => undefined,
        });
        for (const seed of seeds) await happen(market, seededDice(seed));
        const { lives, terms, now: at } = market.state();
        for (const { id, order, journal } of lives) {
          const changes = randomChanges(seededDice(last), order, at);
          const preview = previewAmendment(order, terms, { changes, at });
          const life = await market.tell(id, {
            name: 'amend',
            command: { changes, actor: 'manager:1' },
          });
          const rows = life.journal.slice(journal.length).map((row) => row.event);
          const refused = rows.find((event) => event.type === 'Refused');
          expect(preview.refusals.map((one) => one.refusal)).toEqual(
            refused ? [refused.refusal] : [],
          );
          if (refused || life.order.closing) continue;
          expect(preview.totals.after).toEqual(orderTotals(life.order));
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
