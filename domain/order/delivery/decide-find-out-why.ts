/**
 * Decides how "find out why it was not delivered" ends: only with a reason and after the customer was spoken
 * with (R26, R27); another date, address or way, found delivered after all, or taken back.
 */
import { isRefusal } from '../../life/life';
import { isMissing } from '../../parties/parcel';
import type { OpenTask } from '../../tasks/task';
import { amendmentOf } from '../amendment/decide-amendment';
import type { CommandOf, OutcomeData } from '../commands/command-schemas';
import { isUnderWay } from '../contact/decide-agreement';
import type { OrderFact } from '../events';
import { paidInstead } from '../money/payable-by';
import type { Order } from '../order';
import type { Decision, Scene } from '../scene';
import type { Delivery } from '../wish';
import { outstandingLines, takeBackFacts, wrongParcels } from './coming-back/take-back';

const missing = (...what: string[]): Decision => ({ refusal: 'task_conditions', missing: what });

interface Ended {
  readonly task: OpenTask;
  readonly closing: CommandOf<'closeTask'>;
  readonly data: OutcomeData;
}

/** The facts of an outcome, or what it still lacks. */
export function foundOutWhy(scene: Scene, ended: Ended): Decision {
  const { order } = scene;
  const { task, closing, data } = ended;
  const { lastReachedAt } = order.contact;
  const lacks = [
    ...(data.reason ? [] : ['reason']),
    ...(lastReachedAt && lastReachedAt >= task.openedAt ? [] : ['contact_with_customer']),
  ];
  if (lacks.length > 0) return missing(...lacks);
  switch (closing.outcome) {
    case 'delivered_after_all':
      return isUnderWay(order) ? [thereAfterAll(order), doneBy(closing)] : missing('take_back');
    case 'take_back':
      return [...takeBackFacts(order), doneBy(closing)];
    default:
      return planAnew(scene, ended);
  }
}

/** What went wrong is there; where all was late and the customer asked for it, all of it is. */
function thereAfterAll(order: Order): OrderFact {
  const wrong = order.check.askedAt === null ? wrongParcels(order) : [];
  const received = { type: 'CustomerSaidOfDelivery', received: true } as const;
  return wrong.length > 0 ? { ...received, parcelIds: wrong.map(({ id }) => id) } : received;
}

function doneBy({ taskId, outcome, noteId }: CommandOf<'closeTask'>): OrderFact {
  return { type: 'TaskDone', taskId, outcome, noteId };
}

/** The attempt now under way has failed, whether or not its carrier said so. */
function attemptsFailed({ check }: Order): number {
  return check.failed + (check.failedParcels.length > 0 ? 0 : 1);
}

function planAnew(scene: Scene, { closing, data }: Ended): Decision {
  const { order, terms } = scene;
  const isLast = attemptsFailed(order) >= terms.policy.delivery.maximumAttempts;
  // What was refused at the source cannot be brought another day; what was lost is sent anew.
  if (isLast || !isUnderWay(order)) return missing('take_back');
  const { currency } = order.wish;
  const delivery = newDelivery(scene, closing.outcome, data);
  if ('missing' in delivery) return missing(...delivery.missing);
  const price = { amount: delivery.price, currency };
  const nowhere = data.unserved ? { unserved: data.unserved } : {};
  const reason = data.reason ?? 'other';
  const { payment } = order.wish;
  // How it was to be paid goes with a way that stays, whatever is offered for it today.
  const isSameWay = delivery.method === order.wish.delivery.method;
  const method = isSameWay
    ? payment
    : paidInstead(delivery.method, payment, terms.policy.deliveryWays);
  const amended = amendmentOf(scene, {
    changes: [
      { type: 'change_delivery', delivery: { ...delivery, price, ...nowhere } },
      ...(method === payment ? [] : [{ type: 'change_payment', method } as const]),
    ],
    noteId: null,
    reason,
  });
  // The new date may have been agreed with the customer as an amendment already.
  const isAgreed = isRefusal(amended) && amended.refusal === 'no_change';
  if (isRefusal(amended) && !isAgreed) return { ...amended, pointer: asSaid(amended.pointer) };
  return [
    { type: 'DeliveryPlannedAnew', reason },
    ...sentAnew(order),
    ...(isRefusal(amended) ? [] : amended),
    doneBy(closing),
  ];
}

/** The field of the outcome that a pointer into the change means. */
function asSaid(pointer = ''): string {
  const [, field = ''] =
    /^\/changes\/0\/delivery\/(address|pickupPointId|method)$/.exec(pointer) ?? [];
  return `/data/${field || 'window'}`;
}

function newDelivery(
  { order, at }: Scene,
  outcome: string,
  data: OutcomeData,
): Delivery | { readonly missing: readonly string[] } {
  const { delivery } = order.wish;
  const isOtherWay = outcome === 'new_way';
  const method = (isOtherWay ? data.method : undefined) ?? delivery.method;
  const toPoint = method === 'pickup';
  const addressId = toPoint ? null : (data.addressId ?? delivery.addressId);
  const pickupPointId = toPoint ? (data.pickupPointId ?? delivery.pickupPointId) : null;
  const agreed = delivery.window && delivery.window.to > at ? delivery.window : null;
  // Another way may promise days instead of hours.
  const window = data.window ?? (isOtherWay ? null : agreed);
  const lacks = [
    ...(isOtherWay && !data.method ? ['method'] : []),
    ...(outcome === 'new_address' && !toPoint && !data.addressId ? ['address'] : []),
    ...(!toPoint && !addressId ? ['address'] : []),
    ...(toPoint && !pickupPointId ? ['pickup_point'] : []),
    ...(!isOtherWay && !window ? ['window'] : []),
  ];
  if (lacks.length > 0) return { missing: [...new Set(lacks)] };
  const isElsewhere = method !== delivery.method || data.addressId || data.pickupPointId;
  const { zone: _before, storageDays: _kept, ...plain } = delivery;
  const kept = isElsewhere ? { ...plain, ...whereIn(data) } : delivery;
  return { ...kept, method, addressId, pickupPointId, window };
}

function whereIn({ zone, storageDays }: OutcomeData): Pick<Delivery, 'zone' | 'storageDays'> {
  return {
    ...(zone === undefined ? {} : { zone }),
    ...(storageDays === undefined ? {} : { storageDays }),
  };
}

/** What was lost is written off, and others go in its place; in place of what was refused at the door none go. */
function sentAnew(order: Order): readonly OrderFact[] {
  return order.parcels.filter(isMissing).flatMap((parcel) =>
    outstandingLines(parcel).map(([lineId, quantity]): OrderFact => {
      const type = parcel.opened ? 'GoodsLost' : 'GoodsSentAnew';
      return { type, parcelId: parcel.id, lineId, quantity };
    }),
  );
}
