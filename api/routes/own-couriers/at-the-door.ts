/**
 * What a courier's form says, as the facts it stands for: a report of each parcel it speaks of, or a wish.
 * Whether they change anything is the order's to judge; what came of them is said truthfully.
 */
import type { CourierDay } from '../../../database/couriers/day';
import { orderById } from '../../../database/orders/orders';
import type { Taken } from '../../../domain/couriers/if-taken';
import { toBringBack } from '../../../domain/couriers/brought-back';
import { toTake } from '../../../domain/couriers/to-take';
import type { Visit } from '../../../domain/couriers/visit';
import { wishAbout } from '../../../domain/order/delivery/courier-request';
import type { Order } from '../../../domain/order/order';
import { hasLeft, isSettledParcel } from '../../../domain/parties/parcel';
import type { Parcel } from '../../../domain/parties/parcel';
import type { Dependencies } from '../../dependencies';
import { refusalIn, tellFact } from '../../orders/act';
import type { CourierWords } from '../../pages/courier/courier-words';
import { namedParcels, parcelsAt, takenOf } from './door-form';
import type { DoorForm } from './door-form';

interface AtDoor {
  readonly day: CourierDay;
  readonly visit: Visit;
  readonly form: DoorForm;
  readonly noteId: string | null;
  /** The same for the same form, so that a double tap counts once. */
  readonly mark: string;
}

type Word =
  'handed_over' | 'in_transit' | 'delivered' | 'partly_delivered' | 'attempt_failed' | 'returned';

interface Reported {
  readonly name: 'reportParcel';
  readonly parcel: Parcel;
  readonly body: {
    readonly status: Word;
    readonly reason?: string;
    readonly lines?: Taken['lines'];
  };
}

interface Asked {
  readonly name: 'courierAsks';
  readonly parcel: Parcel;
  readonly body: {
    readonly wish: 'cancel' | 'change_sum' | 'other';
    readonly noteId: string | null;
  };
}

/** Tells the order and says what became of it. */
export async function sayAtDoor(
  deps: Dependencies,
  at: AtDoor,
): Promise<keyof CourierWords['said']> {
  const { day, visit, form, mark } = at;
  const { id, shop } = day.courier;
  const actor = `courier:${id}`;
  const facts = factsOf(at);
  let isRead = true;
  for (const { parcel, name, body } of facts) {
    const answer = await tellFact(deps, {
      ...{ orderId: visit.order.id, name, body: { ...body, parcelId: parcel.id, actor } },
      ...{ sender: `courier:${shop}/${id}`, senderId: `${mark}/${form.did}/${parcel.id}` },
    });
    if (refusalIn(answer)) return 'notNow';
    isRead &&= answer !== null;
  }
  if (!isRead) return 'kept';
  const found = await orderById(deps.database.pool, { id: visit.order.id, shops: [shop] });
  const order = found?.order ?? visit.order;
  if (!facts.every((fact) => isSo(order, fact))) return 'notCounted';
  return form.did === 'wish' ? 'asked' : 'told';
}

const report = (parcel: Parcel, body: Reported['body']): Reported => {
  return { name: 'reportParcel', parcel, body };
};

function factsOf({ visit, form, noteId }: AtDoor): readonly (Reported | Asked)[] {
  if (form.did === 'wish') {
    const all = parcelsAt(visit);
    const parcel = all.find((one) => !isSettledParcel(one)) ?? all[0];
    const { wish = 'other' } = form;
    return parcel ? [{ name: 'courierAsks', parcel, body: { wish, noteId } }] : [];
  }
  if (form.did === 'brought_back') {
    return toBringBack(visit).map((parcel) => report(parcel, { status: 'returned' }));
  }
  const named = namedParcels(visit, form);
  switch (form.did) {
    case 'took':
      return toTake(visit)
        .filter(({ parcel }) => named.includes(parcel))
        .map(({ parcel, status }) => report(parcel, { status }));
    case 'delivered':
      return form.item.length > 0
        ? pieceByPiece(named, form)
        : named.map((parcel) => report(parcel, { status: 'delivered' }));
    case 'partly':
      return pieceByPiece(named, form);
    case 'not_delivered': {
      const reason = form.reason ?? 'other';
      return named.map((parcel) => report(parcel, { status: 'attempt_failed', reason }));
    }
    case 'count':
      return [];
  }
}

function pieceByPiece(named: readonly Parcel[], form: DoorForm): readonly Reported[] {
  return takenOf(named, form).flatMap(({ parcelId, lines }) => {
    const isAll = lines.every(({ refused }) => refused === 0);
    const status = isAll ? 'delivered' : 'partly_delivered';
    const parcel = named.find(({ id }) => id === parcelId);
    return parcel ? [report(parcel, { status, lines })] : [];
  });
}

/** Whether the order now says what the courier said; what it knew before is no untruth. */
function isSo(order: Order, fact: Reported | Asked): boolean {
  const now = order.parcels.find(({ id }) => id === fact.parcel.id);
  if (fact.name === 'courierAsks') {
    const about = wishAbout({ wish: fact.body.wish, parcelId: fact.parcel.id });
    return order.tasks.some((one) => one.kind === 'courier_request' && one.about === about);
  }
  if (!now) return false;
  const { status, lines = [] } = fact.body;
  if (status === 'handed_over') return hasLeft(now) && !isSettledParcel(now);
  // What is wanted no more is taken back at the door though the courier says "all of it".
  const isTrimmed = now.state === 'partly_delivered' && now.sealedBy.length > 0;
  if (status === 'delivered' && isTrimmed && !isSettledParcel(fact.parcel)) return true;
  return (
    now.state === status &&
    lines.every(({ lineId, accepted }) =>
      now.lines.some((line) => line.lineId === lineId && line.delivered === accepted),
    )
  );
}
