/**
 * What a decision on a refused change is said to bring is what it brings: money, day, and which changes go back.
 */
import fc from 'fast-check';
import { orderTotals } from '../../../domain/order/money/totals';
import { promisedDay } from '../../../domain/order/delivery/promise';
import { GROUPS, OFFERS, PREPAID_ONLY, shopTerms } from '../../../scripts/simulate/demo-shop';
import { pick, seededDice } from '../../../scripts/simulate/dice';
import { heardBy } from '../../../scripts/simulate/history';
import { openMarket } from '../../../scripts/simulate/market';
import type { Life, OpenMarket } from '../../../scripts/simulate/market';
import { changesMind, happenOnTheWay, refusesChange } from '../../../scripts/simulate/on-the-way';
import { partyAnswers } from '../../../scripts/simulate/parties';
import { choicesIn } from '../../support/an-order-in-memory';
import { propertyRuns, propertySeed } from '../../support/property-runs';

const FOR_SALE = { offers: OFFERS, prepaid: PREPAID_ONLY, groups: GROUPS };
const RUNS = Math.ceil(propertyRuns(2000) / 16);

jest.setTimeout(RUNS * 300 + 60_000);

/** What the histories told came to, so that they cannot pass by never coming to a decision. */
const seen = { decisions: 0, keptOthers: 0 };

function isOpen({ order }: Life): boolean {
  return order.amendment?.state === 'partly_refused';
}

/** Takes one of the choices, if there is any, and holds what came against what was said. */
async function decide(market: OpenMarket, life: Life, seed: number): Promise<void> {
  const choices = await choicesIn({ market }, life.id, FOR_SALE);
  if (choices.length === 0) return;
  const { decision, totals, day, takesBack } = pick(seededDice(seed), choices);
  const amendmentId = life.order.amendment?.id;
  const command = { amendmentId, decision, actor: 'dispatcher:1' };
  const after = await market.tell(life.id, { name: 'decideAmendment', command });
  expect(orderTotals(after.order)).toEqual(totals);
  expect(promisedDay(after.order, market.state().terms)).toBe(day);
  const reverted = after.journal.slice(life.journal.length).flatMap(({ event }) => {
    return event.type === 'AmendmentSettled' && event.state === 'reverted' ? [event] : [];
  });
  const isAlone = reverted.some(({ alone }) => alone === true);
  expect(reverted.map((event) => event.amendmentId)).toEqual(
    isAlone ? takesBack.map(({ id }) => id) : takesBack.slice(-1).map(({ id }) => id),
  );
  seen.decisions += 1;
  if (isAlone) seen.keptOthers += 1;
}

test('what a choice is said to bring is what deciding so brings', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.noShrink(fc.nat()), { minLength: 8, maxLength: 20 }),
      async (seeds) => {
        const terms = shopTerms({ partlyRefused: 'ask' });
        const market = openMarket({
          ...{ terms, at: '2026-11-26T08:00:00.000Z', watch: () => undefined },
        });
        for (const seed of seeds) {
          await happenOnTheWay(market, seededDice(seed));
          for (const often of [changesMind, refusesChange, partyAnswers]) {
            if (seed % 2 === 0) await heardBy(market, seededDice(seed + 1), often);
          }
          const life = market.state().lives.find(isOpen);
          if (life && seed % 3 > 0) await decide(market, life, seed);
        }
      },
    ),
    { numRuns: RUNS, ...propertySeed() },
  );
  expect(seen.decisions).toBeGreaterThan(RUNS / 4);
  expect(seen.keptOthers).toBeGreaterThan(0);
});
