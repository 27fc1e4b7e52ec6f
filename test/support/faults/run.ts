/**
 * Many orders at once while their worker is killed again and again: at the points of a schedule and at
 * any moment. The same seed gives the same orders and the same schedule.
 */
import { join } from 'node:path';
import { happens, pick, seededDice } from '../../../scripts/simulate/dice';
import type { Dice } from '../../../scripts/simulate/dice';
import { makeCast } from './cast';
import type { Cast } from './cast';
import { checkAll } from './checks';
import { countHits, KILL_POINTS } from './points';
import type { KillOrder } from './points';
import type { FaultRoom } from './room';
import { passTime } from './time';
import { placeInShop, standingOf } from './shop';
import { makeWorkers } from './workers';

export interface FaultRun {
  readonly orders: number;
  readonly seed: number;
  /** Kills at most; the last ones leave time for the orders to end. */
  readonly kills: number;
  /** How long all orders may take to end. */
  readonly patienceMillis: number;
  /** The mutation: causes that are journalled already are heard again. */
  readonly withoutCauseCheck?: boolean;
  readonly progress?: (line: string) => void;
}

export interface FaultResult {
  readonly seed: number;
  readonly orders: number;
  readonly kills: number;
  /** How often a worker killed itself at each point. */
  readonly killsByPoint: Readonly<Record<string, number>>;
  readonly ended: number;
  readonly signals: number;
  readonly updates: number;
  readonly facts: number;
  readonly seconds: number;
  readonly faults: readonly string[];
}

const AT_ONCE = 15;
const DAY = 86_400_000;

/** Runs the orders in the room and asks all questions of `checkAll` when they have come to rest. */
export async function runFaults(room: FaultRoom, run: FaultRun): Promise<FaultResult> {
  const began = Date.now();
  const hitsFile = join(room.folder, 'hits.txt');
  const schedule = seededDice(run.seed);
  if (run.withoutCauseCheck) await letCausesRepeat(room);
  const workers = makeWorkers({
    settings: room.settings({ historyLimit: 120 }),
    hitsFile,
    logFile: join(room.folder, 'worker.log'),
    forget: run.withoutCauseCheck === true,
    kills: () => (workers.ends() < run.kills ? nextKill(schedule, killLater) : []),
  });
  let killer: NodeJS.Timeout | undefined;
  const killLater = (millis: number): void => {
    killer = setTimeout(workers.kill, millis);
  };
  await workers.start();
  const casts: Cast[] = [];
  const stuck: string[] = [];
  let ended = 0;
  const play = async (number: number): Promise<void> => {
    const dice = seededDice(run.seed * 7_919 + number);
    const cast = await enter(room, dice);
    casts.push(cast);
    try {
      if (await playOut(room, cast, { dice, until: began + run.patienceMillis })) ended += 1;
    } catch (error) {
      // One order that cannot be played on says so at the end, and the others go on.
      stuck.push(
        error instanceof Error ? (error.stack ?? error.message) : 'an order could not be played',
      );
    }
    if (ended % 10 === 0)
      run.progress?.(
        `${String(ended)} of ${String(run.orders)} orders ended, ${String(workers.ends())} kills`,
      );
  };
  try {
    await inTurns(run.orders, play);
    await atRest(room);
    const faults = [...stuck, ...(await checkAll(room, casts))];
    const killsByPoint = Object.fromEntries(
      KILL_POINTS.map((point) => [point, killedAt(hitsFile, point)]),
    );
    const sum = (of: (cast: Cast) => number): number =>
      casts.reduce((all, cast) => all + of(cast), 0);
    return {
      ...{ seed: run.seed, orders: run.orders, kills: workers.ends(), killsByPoint, ended, faults },
      signals: sum(({ said }) => said.signals.length),
      updates: sum(({ said }) => said.updates.length),
      facts: sum(({ said }) => said.facts.size),
      seconds: Math.round((Date.now() - began) / 1000),
    };
  } finally {
    clearTimeout(killer);
    await workers.close();
  }
}

/** Without it the mutation would only be stopped by the database, and never seen. */
async function letCausesRepeat(room: FaultRoom): Promise<void> {
  await room.database.pool.query('DROP INDEX journal_life_id_cause_part_key');
}

/** A worker lives long enough for the orders to get on: the server lets those rest that failed in a row. */
const LIVES_MILLIS = 4_000;

/** At one of the points, a few hits after the worker has lived so long, or at any moment. */
function nextKill(dice: Dice, killLater: (millis: number) => void): readonly KillOrder[] {
  const afterMillis = LIVES_MILLIS + dice.below(LIVES_MILLIS);
  const point = pick(dice, [...KILL_POINTS, 'any moment'] as const);
  const nth = 1 + dice.below(3);
  if (point !== 'any moment') return [{ point, life: null, nth, afterMillis }];
  killLater(afterMillis);
  return [];
}

function killedAt(hitsFile: string, point: string): number {
  let sum = 0;
  for (const [line, count] of countHits(hitsFile)) {
    if (line.startsWith('killed ') && line.endsWith(` ${point}`)) sum += count;
  }
  return sum;
}

async function inTurns(count: number, play: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await play((next += 1));
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, lane));
}

async function enter(room: FaultRoom, dice: Dice): Promise<Cast> {
  const long = Date.now() - 4 * DAY;
  const [from, to] = [new Date(long).toISOString(), new Date(long + DAY / 6).toISOString()];
  const placed = await placeInShop(room.database, {
    channel: happens(dice, 50) ? 'sms' : 'email',
    // A window long past, so that the next-day check is due the moment the order is delivered.
    window: { from, to },
  });
  return makeCast(room, placed);
}

type Act = () => Promise<unknown>;

/** What one order hears before everybody just does what it waits for. */
function scriptOf(room: FaultRoom, cast: Cast, dice: Dice): Act[] {
  const { id } = cast.placed;
  let notes = 0;
  const note = (): Act => {
    const noteId = `note-${id.slice(4, 12)}-${String((notes += 1))}`;
    const kind = dice.below(3);
    if (kind === 0) return () => cast.signal(noteId);
    if (kind === 1) return () => cast.command('note', { noteId }, noteId);
    const freed = { sku: 'DRESS-RED-42' };
    return async () => {
      await cast.tell('goodsFreed', freed, noteId);
      await cast.tell('goodsFreed', freed, noteId);
    };
  };
  const act: Act = async () => cast.act((await standingOf(room.database, id)).state);
  const noAnswer: Act = () => cast.command('recordContact', { outcome: 'no_answer' }, `${id}-call`);
  const confirm: Act = () => cast.command('confirm', { channel: 'phone' }, `${id}-confirm`);
  const end =
    (name: string, body: object): Act =>
    () =>
      cast.command(name, body, `${id}-end`);
  const declined = end('recordContact', { outcome: 'declined', reason: 'price' });
  const cancelled = end('cancel', { reason: 'changed_mind' });
  const stories = [
    [note(), confirm, note(), act, note(), act],
    [note(), noAnswer, note(), confirm, act, note(), note()],
    [note(), confirm, note(), act, note(), cancelled],
    [note(), noAnswer, note(), declined],
    [note(), note(), cancelled],
  ];
  return pick(dice, stories);
}

interface Playing {
  readonly dice: Dice;
  readonly until: number;
}

/** Plays one order to its end; false where the patience ended first. */
async function playOut(room: FaultRoom, cast: Cast, { dice, until }: Playing): Promise<boolean> {
  const script = scriptOf(room, cast, dice);
  while (Date.now() < until) {
    const { state, over } = await standingOf(room.database, cast.placed.id);
    if (over) return true;
    const next = script.shift();
    await (next ? next() : cast.act(state));
    if (script.length === 0) await passTime(room, cast.placed);
    await new Promise((go) => setTimeout(go, 40 + dice.below(400)));
  }
  return false;
}

const REST_MILLIS = 60_000;

/** Waits until no callback is owed and no life has anything unread, unbegun or not started. */
export async function atRest(room: FaultRoom): Promise<void> {
  const until = Date.now() + REST_MILLIS;
  while (Date.now() < until) {
    const moving = await room.database.pool.query(
      `SELECT 1 FROM outbox WHERE started_at IS NULL UNION ALL SELECT 1 FROM inbox WHERE NOT read
       UNION ALL SELECT 1 FROM outside_intent`,
    );
    if (moving.rows.length === 0 && room.standIns.pending() === 0) return;
    await new Promise((again) => setTimeout(again, 100));
  }
}
