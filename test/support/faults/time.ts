/**
 * Makes time pass for one order on the development server: only when nothing of it is under way, and
 * only to its next deadline, so that nothing is missed on the way.
 */
import { randomUUID } from 'node:crypto';
import { nowOf, setClockAtLeast } from '../../../database/clock';
import { pendingWork } from '../../../database/life/pending-work';
import { epoch, instantOf } from '../../../domain/calendar/instant';
import type { Order } from '../../../domain/order/order';
import { same } from '../../../domain/same';
import type { FaultRoom } from './room';
import { standingOf } from './shop';
import type { Placed } from './shop';

/** A little beyond the deadline, so that a timer set for it has rung. */
const BEYOND_MILLIS = 5;

/**
 * Moves the order's clock to its next deadline; false where it is busy, has none, has ended, or is no longer as
 * it was `seen`.
 */
export async function passTime(
  room: FaultRoom,
  { id, workflowId }: Placed,
  seen?: Order,
): Promise<boolean> {
  const { database, orders } = room;
  const [working, workflow, standing] = await Promise.all([
    pendingWork(database, id),
    orders.stateOf(workflowId),
    standingOf(database, id),
  ]);
  const { deadline, over, state } = standing;
  if (seen && !same(seen, state)) return false;
  const isWaitedFor = state.instructions.some((one) => one.state === 'sent' || one.pending);
  const isBusy = working.length > 0 || !workflow || workflow.busy.length > 0 || isWaitedFor;
  if (isBusy || over || deadline === null) return false;
  const wall = database.wall();
  if (deadline <= (await nowOf(database, id, wall))) return false;
  const clock = workflow.clock ?? epoch(wall);
  const by = epoch(deadline) - clock + BEYOND_MILLIS;
  if (by > 0 && !(await orders.skip(workflowId, by, `ff-${randomUUID()}`))) return false;
  const present = { wall: database.wall(), instant: instantOf(epoch(deadline) + BEYOND_MILLIS) };
  await setClockAtLeast(database, id, present);
  return true;
}
