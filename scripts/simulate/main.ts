/**
 * Plays random orders through the rules alone, in memory, and prints their timelines in the words of
 * the shop. What must always hold is checked after every step; a broken rule ends the run with its seed.
 */
import { parseArgs } from 'node:util';
import { localDate } from '../../domain/calendar/local-time';
import { momentText } from '../../domain/messages/catalogue';
import { eventText } from '../../domain/messages/event-in-words';
import { checkOver, checkStep, nothingSeen } from './checks';
import { shopTerms } from './demo-shop';
import { seededDice } from './dice';
import { bringToEnd } from './endings';
import { happen } from './history';
import { openMarket } from './market';
import type { Life, OpenMarket } from './market';

const HELP = `Plays random orders of the demo shop through the rules, in memory, and prints what happened.

  npm run simulate -- [--orders 3] [--seed 1] [--json]

  --orders N   how many orders to play (1 to 1000); they compete for the same few goods, four at a time
  --seed N     the same number plays the same orders again
  --json       one JSON object a line: every event with order, instant and text
  --help       this page

After every step money, stock and promises are checked. A broken rule prints the seed and ends with code 1.
`;

const BEGINS = '2026-11-26T08:00:00.000Z';
const HAPPENINGS_PER_ORDER = 12;
const ORDERS_PER_MARKET = 4;

interface Asked {
  readonly orders: number;
  readonly seed: number;
  readonly json: boolean;
}

/** What the command line asks for, or one readable line about what is wrong with it. */
function readArguments(): Asked | string {
  const options = {
    orders: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ options });
    if (values.help) return HELP;
    const [orders, seed] = [Number(values.orders), Number(values.seed)];
    if (!Number.isInteger(orders) || orders < 1 || orders > 1000) return '--orders wants 1 to 1000';
    if (!Number.isInteger(seed) || seed < 0) return '--seed wants a whole number from 0 up';
    return { orders, seed, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : 'cannot read the arguments';
  }
}

/** Plays up to four orders that compete for the same goods, each to its end. */
async function playMarket(orders: number, seed: number): Promise<OpenMarket> {
  const dice = seededDice(seed);
  const seen = nothingSeen();
  const watch = (taken: Parameters<typeof checkStep>[0]): void => {
    checkStep(taken, seen);
  };
  const market = openMarket({ terms: shopTerms(), at: BEGINS, watch });
  const played = (): readonly Life[] => market.state().lives.slice(0, orders);
  for (let n = 0; n < orders * HAPPENINGS_PER_ORDER || played().length < orders; n += 1) {
    await happen(market, dice, orders);
  }
  for (const { id } of played()) {
    await bringToEnd(market, id);
    market
      .state()
      .lives.filter((life) => life.id === id)
      .forEach(checkOver);
  }
  return market;
}

function print(json: boolean, seed: number, market: OpenMarket): void {
  const { lives, terms } = market.state();
  const { calendar, currency } = terms.policy;
  const { zone } = calendar;
  for (const { order, journal } of lives) {
    if (!json) process.stdout.write(`\nOrder ${order.number} (seed ${String(seed)})\n`);
    for (const { at, event } of journal) {
      const text = eventText(event, { locale: 'en', currency });
      const line = json
        ? JSON.stringify({ seed, order: order.number, at, type: event.type, by: event.by, text })
        : `  ${localDate(at, zone).slice(0, 4)} ${momentText(at, zone)}  ${text}`;
      process.stdout.write(`${line}\n`);
    }
  }
}

async function main(): Promise<number> {
  // Whoever reads may stop reading, as `head` does.
  process.stdout.on('error', () => process.exit(0));
  const asked = readArguments();
  if (typeof asked === 'string') {
    const isHelp = asked === HELP;
    (isHelp ? process.stdout : process.stderr).write(isHelp ? HELP : `${asked}; see --help\n`);
    return isHelp ? 0 : 1;
  }
  for (let played = 0; played < asked.orders; played += ORDERS_PER_MARKET) {
    const seed = asked.seed + played;
    const orders = Math.min(ORDERS_PER_MARKET, asked.orders - played);
    try {
      print(asked.json, seed, await playMarket(orders, seed));
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      process.stderr.write(`seed ${String(seed)} breaks a rule: ${what}\n`);
      return 1;
    }
  }
  return 0;
}

void main().then((code) => {
  process.exitCode = code;
});
