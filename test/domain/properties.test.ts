/**
 * What holds for every order whatever happens, in any order of things: random histories of several
 * orders that compete for the same goods. `npm run properties` tells a hundred thousand of them.
 */
import fc from 'fast-check';
import type { Instant } from '../../domain/calendar/instant';
import { heldQuantity, sourcedQuantity } from '../../domain/order/goods/goods';
import { awaitsAnswer, toDo } from '../../domain/parties/instruction';
import type { Instruction } from '../../domain/parties/instruction';
import type { Policy } from '../../domain/policy/policy';
import { DEMO_POLICY } from '../../domain/policy/demo-policy';
import { step } from '../../domain/order/step';
import type { Order } from '../../domain/order/order';
import { checkOver, checkStep, nothingSeen } from '../../scripts/simulate/checks';
import { asStored } from '../../scripts/simulate/as-stored';
import {
  CHANNELS,
  CONTACT_STEPS,
  EAGER_CONTACT,
  shopTerms,
} from '../../scripts/simulate/demo-shop';
import { seededDice } from '../../scripts/simulate/dice';
import { agreeWithAll, bringToEnd, fallSilent, saysYes } from '../../scripts/simulate/endings';
import { happen, heardBy } from '../../scripts/simulate/history';
import { changesMind, happenOnTheWay } from '../../scripts/simulate/on-the-way';
import { openMarket } from '../../scripts/simulate/market';
import type { Heard, Life, OpenMarket, Taken } from '../../scripts/simulate/market';
import { propertyRuns, propertySeed } from '../support/property-runs';

const BEGINS: Instant = '2026-11-26T08:00:00.000Z';
const USUAL_RUNS = 2_700;
const RUNS = propertyRuns(USUAL_RUNS);
/** Property 5 speaks of amendments, so that many histories must hold one. */
const LEAST_AMENDED = RUNS === USUAL_RUNS ? 5_000 : Math.floor(RUNS / 2);

jest.setTimeout(RUNS * 300 + 60_000);

/** A history is the dice of each happening: leaving one out leaves the others as they were. */
interface History {
  readonly partlyRefused: Policy['partlyRefused'];
  readonly repeats: boolean;
  readonly isEager: boolean;
  /** Some parties are told by their own servers and by letter. */
  readonly hasChannels: boolean;
  readonly slowInbox: boolean;
  readonly offers: NonNullable<Policy['offers']>;
  readonly steps: Policy['contact']['steps'];
  /** Told of orders that are on their way from the start. */
  readonly isOnTheWay: boolean;
  readonly happenings: readonly number[];
  /** From which of them on the wish is to be changed until once it was, if nobody did; counted round where there are fewer. */
  readonly changesAfter: number;
}

const histories = (most: number): fc.Arbitrary<History> =>
  fc.record({
    partlyRefused: fc.constantFrom('ask', 'revert', 'second_parcel', 'take_back'),
    repeats: fc.boolean(),
    isEager: fc.boolean(),
    hasChannels: fc.boolean(),
    slowInbox: fc.boolean(),
    offers: fc.constantFrom<NonNullable<Policy['offers']>>(
      { by: 'price' },
      { by: 'term' },
      { by: 'quality' },
      { by: 'weighed', weights: { price: 2, term: 1, quality: 0.5 } },
    ),
    steps: fc.constantFrom(...CONTACT_STEPS),
    isOnTheWay: fc.boolean(),
    happenings: fc.array(fc.noShrink(fc.nat()), { minLength: 1, maxLength: most }),
    changesAfter: fc.nat({ max: most }),
  });

/** How many of the histories told held an amendment. */
const told = { amended: 0 };

async function tell(history: History, watch: (taken: Taken) => void): Promise<OpenMarket> {
  const { partlyRefused, repeats, isEager, slowInbox, offers, steps, isOnTheWay } = history;
  const messages = {
    ...DEMO_POLICY.messages,
    retryMinutes: [1, 5],
    repeatUnknown: repeats ? ['order_received', 'confirm_by_voice'] : [],
  };
  const contact = isEager ? EAGER_CONTACT : { ...DEMO_POLICY.contact, steps };
  const policy = { partlyRefused, messages, contact, offers };
  const terms = shopTerms(policy, history.hasChannels ? CHANNELS : {});
  const market = openMarket({ terms, at: BEGINS, watch, slowInbox });
  const next = isOnTheWay ? happenOnTheWay : happen;
  const changesAfter = history.changesAfter % history.happenings.length;
  for (const [index, seed] of history.happenings.entries()) {
    await next(market, seededDice(seed));
    if (index >= changesAfter && !isAmended(market)) {
      await heardBy(market, seededDice(seed + 1), changesMind);
    }
  }
  return market;
}

const isAmended = (market: OpenMarket): boolean =>
  market.state().lives.some(({ order }) => order.counts.amendment > 0);

function count(market: OpenMarket): void {
  if (isAmended(market)) told.amended += 1;
}

const ids = (market: OpenMarket): readonly string[] => market.state().lives.map(({ id }) => id);

function lifeOf(market: OpenMarket, id: string): Life {
  const life = market.state().lives.find((one) => one.id === id);
  if (!life) throw new Error(`there is no order ${id}`);
  return life;
}

const checked = (taken: Taken): void => {
  checkStep(taken, nothingSeen());
};

test('whatever happens, stock, money and every voice hold at each step, and everybody who helps ends the order', async () => {
  await fc.assert(
    fc.asyncProperty(histories(40), async (history) => {
      const market = await tell(history, checked);
      for (const id of ids(market)) {
        await bringToEnd(market, id);
        checkOver(lifeOf(market, id));
      }
      count(market);
      await market.readInbox();
      expect(market.state().setAside).toEqual([]);
    }),
    { numRuns: RUNS, ...propertySeed() },
  );
});

test('when nobody says another word, then the order ends or a person with a name stands for it', async () => {
  await fc.assert(
    fc.asyncProperty(histories(25), async (history) => {
      const market = await tell(history, checked);
      for (const id of ids(market)) await fallSilent(market, id);
      count(market);
    }),
    { numRuns: Math.ceil(RUNS / 2), ...propertySeed() },
  );
});

test('when every party has answered, then what they promised is what the customer wishes', async () => {
  await fc.assert(
    fc.asyncProperty(histories(25), async (history) => {
      const market = await tell(history, checked);
      for (const id of ids(market)) await agreeWithAll(market, id);
      count(market);
    }),
    { numRuns: Math.ceil(RUNS / 4), ...propertySeed() },
  );
});

test('when nothing new is heard, then a step writes nothing and asks for the same again', async () => {
  await fc.assert(
    fc.asyncProperty(histories(25), async (history) => {
      const market = await tell(history, checked);
      count(market);
      const { terms, stock, now, lives } = market.state();
      for (const { order, journal, turn } of lives) {
        const again = await step(asStored(order), [], {
          terms,
          stock,
          at: now,
          seq: journal.length,
        });
        const third = await step(again.order, [], { terms, stock, at: now, seq: journal.length });
        expect(third.rows).toEqual([]);
        expect(third.outside).toEqual(again.outside);
        expect(third.deadline).toEqual(again.deadline);
        if (turn.order.at === now) expect(again.rows).toEqual([]);
      }
    }),
    { numRuns: Math.ceil(RUNS / 4), ...propertySeed() },
  );
});

test('when two parties answer in the other order, then wish and promises are the same', async () => {
  await fc.assert(
    fc.asyncProperty(histories(25), async (history) => {
      // The same steps to the last: what is looked at once need not be looked at again.
      const [one, other] = [await tell(history, checked), await tell(history, () => undefined)];
      for (const id of ids(one)) {
        // A deadline that passed unheard is looked at first: what follows from it is nobody's answer.
        for (const market of [one, other]) await market.tell(id);
        const answers = yesOfEach(lifeOf(one, id).order);
        for (const said of answers) await one.tell(id, said);
        for (const said of [...answers].reverse()) await other.tell(id, said);
        // What one of them lets go may be just what another line is short of: that is asked and answered too.
        for (const market of [one, other]) await agreeWithAll(market, id);
        expect(promises(lifeOf(other, id).order)).toEqual(promises(lifeOf(one, id).order));
      }
      count(one);
    }),
    { numRuns: Math.ceil(RUNS / 4), ...propertySeed() },
  );
});

test('when all have been told, then thousands of them held an amendment', () => {
  expect(told.amended).toBeGreaterThanOrEqual(LEAST_AMENDED);
});

function yesOfEach({ instructions }: Order): readonly Heard[] {
  return instructions.filter(awaitsAnswer).map(saysYes);
}

/** Whether all that a packer was told to pack has left it: its yes or no is nothing to anybody any more. */
function hasSentAll(parcels: Order['parcels'], { party, kind, content }: Instruction): boolean {
  const left = parcels.flatMap(({ source, lines }) => (source === party ? lines : []));
  return toDo(content).every(({ lineId, quantity }) => {
    const gone = left.filter((line) => line.shipped && line.lineId === lineId);
    return kind !== 'deliver' && quantity <= gone.reduce((sum, line) => sum + line.quantity, 0);
  });
}

/**
 * The wish and what everybody has promised for it, whoever was asked first. A closed order hears no answer of
 * who had nothing in hand any more, so that of those only the goods count. Where a line is short or was, who lets go
 * first, be it of another order, decides from which place it gets the pieces: then only how many they are is the same.
 */
function promises({ wish, goods, instructions, parcels, closed }: Order): object {
  const byParty = instructions
    .filter((one) => one.state !== 'called_off' && !hasSentAll(parcels, one))
    .map(({ party, state, content, pending }) => {
      const { gone: _left, ...asked } = content;
      return { party, state, pending, content: { ...asked, lines: toDo(content) } };
    });
  const bySource = parcels.map(({ source, carrier, state, lines }) => ({
    source,
    carrier,
    state,
    lines,
  }));
  const sorted = (list: readonly object[]): readonly string[] =>
    list.map((one) => JSON.stringify(asStored(one))).sort();
  const isShort = Object.values(goods).some(({ short }) => short !== null);
  const held = Object.entries(goods).map(([id, one]) => ({
    ...one,
    id,
    held: isShort ? heldQuantity(one) : sorted(one.held),
    sourced: isShort ? sourcedQuantity(one) : sorted(one.sourced),
  }));
  if (closed || isShort) return { wish, goods: sorted(held) };
  return { wish, goods: sorted(held), byParty: sorted(byParty), bySource: sorted(bySource) };
}
