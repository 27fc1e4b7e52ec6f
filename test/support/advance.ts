/**
 * Making time pass: from deadline to deadline, waiting at each until all is quiet. Two makers do it:
 * the time-skipping server's one clock, and the dev server's clock of each workflow.
 */
import { randomUUID } from 'node:crypto';
import { createOrderClient } from '../../api/order-client';
import type { OrderClient } from '../../api/order-client';
import { epoch, instantOf } from '../../domain/calendar/instant';
import type { Instant } from '../../domain/calendar/instant';
import { weekAfter } from './clock';
import type { Week } from './clock';
import type { Engine } from './engine';

const POLL_MILLIS = 10;
const QUIET_WITHIN_MILLIS = 20_000;
/** Where every workflow has its own clock, many have to be moved before the world can be quiet. */
const CLOCKS_UP_WITHIN_MILLIS = 90_000;

/** What still moves, in words; empty when the engine is quiet. */
async function unrest(engine: Engine): Promise<readonly string[]> {
  const found = await engine.database.pool.query<{ what: string }>(
    `SELECT 'a life to start' AS what FROM outbox WHERE started_at IS NULL
     UNION ALL SELECT 'an unread fact' FROM inbox WHERE NOT read
     UNION ALL SELECT 'an effect outside, ' || state || ': ' || key FROM outside_intent
     UNION ALL SELECT 'a deadline: ' || deadline_key FROM life WHERE deadline <= $1 AND trouble IS NULL`,
    [engine.clock.now()],
  );
  const owed = engine.standIns.pending();
  return [...found.rows.map((row) => row.what), ...(owed > 0 ? ['callbacks owed'] : [])];
}

/** Waits until nothing moves by itself; throws naming what still does. */
export async function untilQuiet(engine: Engine): Promise<void> {
  const patience = engine.server.clock ? QUIET_WITHIN_MILLIS : CLOCKS_UP_WITHIN_MILLIS;
  const limit = Date.now() + patience;
  for (;;) {
    const moving = await unrest(engine);
    if (moving.length === 0 && (await clocksAreUp(engine))) return;
    if (Date.now() > limit) throw new Error(`the world is not quiet: ${moving.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}

/** The next moment at which some life will look again. */
async function nextDeadline(engine: Engine): Promise<Instant | null> {
  const found = await engine.database.pool.query<{ next: Instant | null }>(
    'SELECT min(deadline) AS next FROM life WHERE trouble IS NULL',
  );
  return found.rows[0]?.next ?? null;
}

/** Lets time pass to a moment, stopping at every deadline on the way. */
export async function advance(engine: Engine, to: Instant): Promise<void> {
  for (;;) {
    await untilQuiet(engine);
    const now = epoch(await presentMoment(engine));
    engine.clock.set(now);
    if (now >= epoch(to)) return;
    const deadline = await nextDeadline(engine);
    const next = deadline === null ? epoch(to) : Math.min(epoch(to), epoch(deadline));
    await pass(engine, { now, next });
  }
}

async function pass(engine: Engine, { now, next }: { now: number; next: number }): Promise<void> {
  const { clock } = engine.server;
  if (clock) {
    await clock.pass(Math.max(1, next - now));
    engine.clock.set(Math.max(await clock.now(), next));
    return;
  }
  engine.clock.set(Math.max(now + 1, next));
  await clocksAreUp(engine);
}

const LAG_MILLIS = 50;
/** A little beyond the moment, so that a timer set for it has rung. */
const BEYOND_MILLIS = 5;

/** So many clocks are moved at a time: with all at once, none would arrive in time. */
const SIDE_BY_SIDE = 4;

/** Where every workflow has its own clock: whether none had to be moved on to the present. */
async function clocksAreUp(engine: Engine): Promise<boolean> {
  if (engine.server.clock) return true;
  const workflows = createOrderClient(engine.server.client);
  const found = await engine.database.pool.query<{ id: string }>(
    'SELECT workflow_id AS id FROM life WHERE NOT over',
  );
  const left = found.rows.map(({ id }) => id);
  let moved = 0;
  const lane = async (): Promise<void> => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (await moveOn(engine, workflows, id)) moved += 1;
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return moved === 0;
}

/** Whether the workflow's clock had to be moved on. */
async function moveOn(engine: Engine, workflows: OrderClient, id: string): Promise<boolean> {
  const state = await workflows.stateOf(id);
  if (!state) return false;
  const lag = epoch(engine.clock.now()) - (state.clock ?? Date.now());
  if (lag <= LAG_MILLIS) return false;
  await workflows.skip(id, lag + BEYOND_MILLIS, `story-${randomUUID()}`);
  return true;
}

/** Moves the clock into the working hours of a shop in Moscow, where messages go out at once. */
export async function atThursday(engine: Engine): Promise<Week> {
  const week = weekAfter(await presentMoment(engine), 'Europe/Moscow');
  await advance(engine, week.at('thu 11:00'));
  return week;
}

export async function presentMoment(engine: Engine): Promise<Instant> {
  const { clock } = engine.server;
  return clock ? instantOf(await clock.now()) : engine.clock.now();
}
