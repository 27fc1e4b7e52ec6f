/**
 * Decides what becomes of a courier's wish (R70): it is kept and put before the dispatcher, and nothing of the
 * order changes until the dispatcher grants it.
 */
import { isRefusal } from '../../life/life';
import { isSettledParcel } from '../../parties/parcel';
import type { OpenTask } from '../../tasks/task';
import { amendmentOf } from '../amendment/decide-amendment';
import { tasksEndedBy } from '../amendment/ended-tasks';
import type { CommandOf, OutcomeData } from '../command-schemas';
import { cancel } from '../decide-cancellation';
import type { OrderFact } from '../events';
import { closingReasonIn } from '../tasks/closing-reason-in';
import { taskFacts } from '../tasks/asking';
import type { Decision, Scene } from '../scene';

type Asked = CommandOf<'requestFromParcel'>;

/** A courier's wish about a parcel that is still on its way; one task for each thing wished. */
export function requestFromParcel(
  { order, terms, at }: Scene,
  { parcelId, wish, noteId }: Asked,
): Decision {
  const parcel = order.parcels.find((one) => one.id === parcelId);
  if (!parcel) return { refusal: 'unknown_parcel', pointer: '/parcelId' };
  if (order.closed) return { refusal: 'already_closed' };
  if (parcel.state === 'delivered') return { refusal: 'already_delivered' };
  if (order.closing || isSettledParcel(parcel)) return { refusal: 'not_allowed_now' };
  const about = `${parcelId}/${wish}`;
  const asked = { kind: 'courier_request', about, cause: wish, at } as const;
  const opened = taskFacts(order, terms.policy, asked).map((fact) =>
    fact.type === 'TaskOpened' && noteId !== null ? { ...fact, noteId } : fact,
  );
  const [task] = opened;
  const before = order.tasks.find((one) => one.kind === 'courier_request' && one.about === about);
  const taskId = task?.type === 'TaskOpened' ? task.taskId : (before?.id ?? '');
  return [{ type: 'CourierAsked', parcelId, wish, taskId, noteId }, ...opened];
}

/** The parcel and the wish a dispatcher's task is about. */
export function wishOf({ about }: Pick<OpenTask, 'about'>): {
  readonly parcelId: string;
  readonly wish: string;
} {
  const [parcelId = '', wish = ''] = (about ?? '').split('/');
  return { parcelId, wish };
}

interface Ended {
  readonly task: OpenTask;
  readonly closing: CommandOf<'closeTask'>;
  readonly data: OutcomeData;
}

/** Granted is only what is done with it: the order ended, or changed as wished. */
export function answerCourier(scene: Scene, { task, closing, data }: Ended): Decision {
  const { taskId, outcome, noteId, actor } = closing;
  const done: OrderFact = { type: 'TaskDone', taskId, outcome, noteId };
  if (outcome === 'refused') return [done];
  const { wish } = wishOf(task);
  if (wish === 'cancel') {
    const reason = closingReasonIn(data, 'declined');
    if (isRefusal(reason)) return reason;
    const ended = cancel(scene, { reason: reason.reason, noteId: null, actor });
    return isRefusal(ended) ? ended : [...ended, done];
  }
  if (data.changes) {
    const changed = amendmentOf(scene, { changes: data.changes, noteId: null });
    if (isRefusal(changed)) return changed;
    return [...changed, ...tasksEndedBy(scene.order, data.changes), done];
  }
  // The sum follows from the order: it is changed here, or was by an amendment since the courier asked.
  const isChanged = scene.order.wish.version > (task.version ?? 0);
  return wish === 'change_sum' && !isChanged
    ? { refusal: 'task_conditions', missing: ['changes'], pointer: '/data/changes' }
    : [done];
}
