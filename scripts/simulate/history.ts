/**
 * A history: one thing after another, by dice, to one of the orders of a market, while time passes.
 */
import type { Instant } from '../../domain/calendar/instant';
import { plus } from '../../domain/calendar/instant';
import { happens, pick } from './dice';
import type { Dice } from './dice';
import type { Happening } from './happening';
import type { Brought, Heard, Life, OpenMarket } from './market';
import { goodsAreSaidFree, providerAnswers, providerCallsBack, saysNonsense } from './machines';
import {
  carrierReports,
  courierWishes,
  packs,
  partyAnswers,
  partyAnswersLate,
  partyErrs,
} from './parties';
import {
  amends,
  answersByLink,
  asksAgain,
  asksRefund,
  cancels,
  confirms,
  decidesOnAmendment,
  isCalled,
  pays,
  takesNote,
  worksTask,
} from './people';
import { SHELVES } from './demo-shop';
import { randomRequest } from './random-request';
import { movesTask, slips } from './task-work';

/** Who speaks how often. */
const HAPPENINGS: readonly (readonly [number, Happening])[] = [
  [6, providerAnswers],
  [5, partyAnswers],
  [4, confirms],
  [4, amends],
  [4, worksTask],
  [4, carrierReports],
  [3, pays],
  [2, isCalled],
  [2, answersByLink],
  [2, packs],
  [2, partyErrs],
  [2, partyAnswersLate],
  [1, cancels],
  [1, asksRefund],
  [1, asksAgain],
  [1, decidesOnAmendment],
  [1, providerCallsBack],
  [1, goodsAreSaidFree],
  [1, takesNote],
  [2, movesTask],
  [1, slips],
  [1, courierWishes],
  [1, saysNonsense],
];

const WEIGHTED = HAPPENINGS.flatMap(([weight, happening]) =>
  Array.from({ length: weight }, () => happening),
);

const MOST_ORDERS = 4;
const MOST_DEADLINES_AT_ONCE = 60;

/** One thing happens: an order comes, time passes, or somebody speaks. */
export async function happen(
  market: OpenMarket,
  dice: Dice,
  mostOrders = MOST_ORDERS,
): Promise<void> {
  const { lives, now } = market.state();
  const what = dice.below(100);
  if (lives.length === 0 || (what < 4 && lives.length < mostOrders)) {
    await market.place(randomRequest(dice, lives.length + 1, now));
    return;
  }
  if (what < 22) return passTime(market, dice);
  if (what < 24) return market.bring(goodsCome(dice));
  if (what < 32) return market.readInbox();
  await heardBy(market, dice, (moment) => pick(dice, WEIGHTED)(moment));
}

/** Something is said to one of the orders, now and then twice. */
export async function heardBy(market: OpenMarket, dice: Dice, happening: Happening): Promise<void> {
  const life = pick(dice, market.state().lives);
  const heard = happening({ market: market.state(), life, dice });
  if (heard.length === 0) return;
  await market.tell(life.id, ...heard);
  if (happens(dice, 3)) await market.tell(life.id, ...heard);
}

function goodsCome(dice: Dice): Brought {
  const { place, sku } = pick(dice, SHELVES);
  return { place, sku, quantity: 1 + dice.below(2) };
}

/** To the next deadline of anybody, or by some minutes, with or without looking at the clock then. */
export async function passTime(market: OpenMarket, dice: Dice): Promise<void> {
  const { now } = market.state();
  const next = earliestDeadline(market.state().lives);
  const jump = plus(now, `PT${String(1 + dice.below(3000))}M`);
  market.passTo(next && happens(dice, 70) ? next : jump);
  if (happens(dice, 90)) await hearDeadlines(market);
}

function earliestDeadline(lives: readonly Life[]): Instant | undefined {
  return lives.flatMap(({ turn }) => (turn.deadline ? [turn.deadline.at] : [])).sort()[0];
}

/** Every deadline that has passed is heard, each once; a deadline heard before is a circle. */
async function hearDeadlines(market: OpenMarket): Promise<void> {
  for (let heard = 0; heard < MOST_DEADLINES_AT_ONCE; heard += 1) {
    const { lives, now } = market.state();
    const passed = lives.find(({ turn }) => turn.deadline && turn.deadline.at <= now);
    if (!passed) return;
    await market.tell(passed.id, deadlineOf(passed));
  }
  throw new Error('deadlines come due for ever at one instant');
}

/** The deadline of a life as the engine hears it; throws where it was heard before. */
export function deadlineOf({ turn, journal }: Life): Heard {
  const { deadline } = turn;
  if (!deadline) throw new Error('there is no deadline to be heard');
  const cause = `due:${deadline.key}@${deadline.at}`;
  if (journal.some((row) => row.cause === cause)) throw new Error(`heard again: ${cause}`);
  return { name: 'due', command: { key: deadline.key }, cause };
}
