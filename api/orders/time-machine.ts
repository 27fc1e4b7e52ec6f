/**
 * Moves one order's clock, and only its own: from deadline to deadline, each step only when nothing is under way.
 * For development and tests; production never reaches it.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { nowOf, setClockAtLeast } from '../../database/clock';
import type { FoundOrder } from '../../database/orders/orders';
import { pendingWork } from '../../database/life/pending-work';
import { epoch, instantOf } from '../../domain/calendar/instant';
import type { Instant } from '../../domain/calendar/instant';
import type { Dependencies } from '../dependencies';
import { problem } from '../problems/problems';
import type { Caller } from '../request/authentication';
import { callbacksOwed } from '../stand-ins';
import { findOrder } from './act';

interface Machine {
  readonly deps: Dependencies;
  readonly caller: Caller;
}

/** Everything of an order that is under way, in words; empty when it is at rest. */
export async function unrestOf(
  { deps }: Machine,
  { order, workflowId, deadline, over }: FoundOrder,
): Promise<readonly string[]> {
  const { database, orderClient } = deps;
  const [inDatabase, workflow, owed, now] = await Promise.all([
    pendingWork(database, order.id),
    over ? null : orderClient.stateOf(workflowId),
    callbacksOwed(deps),
    nowOf(database, order.id, deps.now()),
  ]);
  const isDue = deadline !== null && deadline.at <= now;
  return [
    ...inDatabase,
    ...(isDue ? [`deadline ${deadline.key}`] : []),
    ...(workflow?.busy ?? []),
    ...(!over && workflow === null ? ['the workflow does not run'] : []),
    ...(owed > 0 ? [`${String(owed)} callbacks of providers`] : []),
  ];
}

const QUIET_WITHIN_MILLISECONDS = 15_000;
const LOOK_AGAIN_MILLISECONDS = 50;
const MOST_STEPS = 500;

async function untilQuiet(machine: Machine, id: string): Promise<FoundOrder> {
  const until = performance.now() + QUIET_WITHIN_MILLISECONDS;
  for (;;) {
    const found = await findOrder(machine, id);
    const because = await unrestOf(machine, found);
    if (because.length === 0) return found;
    if (performance.now() >= until) throw problem('not-quiet', { more: { because } });
    await pause(LOOK_AGAIN_MILLISECONDS);
  }
}

/** Moves the order's clock on to the moment; answers where it stands then. 409 names what is not at rest. */
export async function moveClock(machine: Machine, id: string, to: Instant): Promise<Instant> {
  const { database, now: wall } = machine.deps;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const found = await untilQuiet(machine, id);
    const now = await nowOf(database, id, wall());
    if (now >= to) return now;
    const { deadline } = found;
    const next = deadline && deadline.at < to ? deadline.at : to;
    if (!found.over) await skipWorkflow(machine.deps, found, next);
    await setClockAtLeast(database, id, { wall: wall(), instant: next });
  }
  throw problem('not-quiet', { more: { because: ['the deadlines do not come to an end'] } });
}

/** A little beyond the moment, so that a timer set for it has rung. */
const BEYOND_MILLISECONDS = 5;

async function skipWorkflow(
  { orderClient, now }: Dependencies,
  { workflowId }: FoundOrder,
  to: Instant,
): Promise<void> {
  const state = await orderClient.stateOf(workflowId);
  if (state === null) return;
  const by = epoch(to) - (state.clock ?? epoch(now())) + BEYOND_MILLISECONDS;
  if (by <= 0) return;
  const arrived = await orderClient.skip(workflowId, by, `ff-${randomUUID()}`);
  if (!arrived) {
    const because = [`the workflow's clock did not reach ${instantOf(epoch(to))}`];
    throw problem('not-quiet', { more: { because } });
  }
}
