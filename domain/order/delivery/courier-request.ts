/**
 * A courier's wish and what becomes of it: a task for the dispatcher, and nothing else until it is granted (R70).
 * What is granted is done by the command of the same meaning, never here.
 */
import type { Refusal } from '../../life/life';
import { isSettledParcel } from '../../parties/parcel';
import type { OpenTask } from '../../tasks/task';
import { amendmentOf } from '../amendment/decide-amendment';
import { closingReason } from '../commands/shape-schemas';
import type { CommandOf, OutcomeData } from '../commands/command-schemas';
import { cancel } from '../decide-cancellation';
import type { Order } from '../order';
import type { Decision, Scene } from '../scene';
import { taskFacts } from '../tasks/asking';
import type { CourierWish } from './courier-events';

interface Asked {
  readonly wish: CourierWish;
  readonly parcelId: string;
}

/** What the task of a wish is about: two wishes about one parcel are two tasks, the same wish again is none. */
export function wishAbout({ wish, parcelId }: Asked): string {
  return `${wish}:${parcelId}`;
}

/** The wish and the parcel that a task is about. */
export function askedIn({ about }: Pick<OpenTask, 'about'>): Asked {
  const [wish = 'other', ...rest] = (about ?? '').split(':');
  return { wish: wish as CourierWish, parcelId: rest.join(':') };
}

function isUnderWay(order: Order, parcelId: string): boolean {
  const isOpen = !order.closing && !order.closed;
  return isOpen && order.parcels.some((one) => one.id === parcelId && !isSettledParcel(one));
}

/** Whether the wish of a task can still be granted: its parcel is under way and the order goes on. */
export function isWishOpen(order: Order, task: OpenTask): boolean {
  return isUnderWay(order, askedIn(task).parcelId);
}

/** A wish is kept for the timeline and asked of the dispatcher; of a parcel that is settled it is kept only. */
export function courierAsks(
  { order, terms, at }: Scene,
  { parcelId, wish, noteId }: CommandOf<'courierAsks'>,
): Decision {
  if (!order.parcels.some((one) => one.id === parcelId)) {
    return { refusal: 'unknown_parcel', pointer: '/parcelId' };
  }
  const task = {
    kind: 'courier_request',
    about: wishAbout({ wish, parcelId }),
    cause: wish,
    at,
  } as const;
  const opened = isUnderWay(order, parcelId) ? taskFacts(order, terms.policy, task) : [];
  return [{ type: 'CourierAsked', parcelId, wish, noteId }, ...opened];
}

const NO_CHANGES: Refusal = { refusal: 'task_conditions', missing: ['changes'] };

/** What granting a wish does: the order is cancelled, or changed as the dispatcher says; another sum needs to be said. */
export function grantWish(
  scene: Scene,
  task: OpenTask,
  granted: { readonly data: OutcomeData; readonly actor: string },
): Decision {
  const { wish } = askedIn(task);
  const { changes, reason } = granted.data;
  if (wish === 'cancel') {
    const why = closingReason.safeParse(reason).data ?? 'changed_mind';
    return cancel(scene, { reason: why, noteId: null, actor: granted.actor });
  }
  if (changes) return amendmentOf(scene, { changes, noteId: null });
  return wish === 'change_sum' ? NO_CHANGES : [];
}
