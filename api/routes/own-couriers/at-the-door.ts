/**
 * What a courier's form says, as the facts it stands for: a report of every parcel of the visit, or a wish.
 * The same form sent twice is the same facts; whether they change anything is the order's to judge.
 */
import { z } from 'zod';
import type { CourierDay } from '../../../database/couriers/day';
import { toBringBack } from '../../../domain/couriers/brought-back';
import type { Visit } from '../../../domain/couriers/visit';
import { hasLeft, isSettledParcel } from '../../../domain/parties/parcel';
import type { Parcel } from '../../../domain/parties/parcel';
import type { Dependencies } from '../../dependencies';
import { refusalIn, tellFact } from '../../orders/act';
import type { CourierWords } from '../../pages/courier-words';
import { invalid } from '../../problems';

/** A field that a form may carry once or several times. */
function many<Item extends z.ZodType>(item: Item) {
  return z.union([z.array(item).max(90), item.transform((one) => [one])]).default([]);
}

export const doorForm = z
  .strictObject({
    did: z.enum(['took', 'delivered', 'partly', 'not_delivered', 'brought_back', 'wish']),
    once: z.string().min(1).max(60),
    /** `parcel/line`, each followed by how many pieces of it were taken. */
    item: many(z.string().min(1).max(200)),
    accepted: many(z.coerce.number().int().min(0).max(10_000)),
    reason: z
      .enum([
        'nobody_home',
        'no_answer',
        'wrong_address',
        'customer_postponed',
        'courier_late',
        'other',
      ])
      .optional(),
    wish: z.enum(['cancel', 'change_sum', 'other']).optional(),
    note: z.string().trim().max(2_000).optional(),
  })
  .meta({ id: 'CourierReport' });

type Form = z.output<typeof doorForm>;

interface AtDoor {
  readonly day: CourierDay;
  readonly visit: Visit;
  readonly form: Form;
  readonly noteId: string | null;
  /** The same for the same form, so that a double tap counts once. */
  readonly mark: string;
}

interface Said {
  readonly parcelId: string;
  readonly name: 'reportParcel' | 'courierAsks';
  readonly body: object;
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
  // Nothing is left to say it of: it was all reported before.
  if (facts.length === 0) return 'told';
  let isRead = true;
  for (const { parcelId, name, body } of facts) {
    const answer = await tellFact(deps, {
      ...{ orderId: visit.order.id, name, body: { ...body, parcelId, actor } },
      ...{ sender: `courier:${shop}/${id}`, senderId: `${mark}/${form.did}/${parcelId}` },
    });
    if (refusalIn(answer)) return 'notNow';
    isRead &&= answer !== null;
  }
  if (!isRead) return 'kept';
  return form.did === 'wish' ? 'asked' : 'told';
}

function factsOf({ visit, form, noteId }: AtDoor): readonly Said[] {
  const open = visit.parcels.filter((parcel) => !isSettledParcel(parcel));
  const report = (parcel: Parcel, body: object): Said => {
    return { parcelId: parcel.id, name: 'reportParcel', body };
  };
  switch (form.did) {
    case 'took':
      return open
        .filter((parcel) => !hasLeft(parcel))
        .map((parcel) => report(parcel, { status: 'handed_over' }));
    case 'delivered':
      return open.map((parcel) => report(parcel, { status: 'delivered' }));
    case 'partly': {
      const taken = takenOf(visit, form);
      return open.map((parcel) => report(parcel, takenReport(parcel, taken)));
    }
    case 'not_delivered': {
      const reason = form.reason ?? 'other';
      return open.map((parcel) => report(parcel, { status: 'attempt_failed', reason }));
    }
    case 'brought_back':
      return toBringBack(visit).map((parcel) => report(parcel, { status: 'returned' }));
    case 'wish': {
      const [parcel] = open;
      const wish = form.wish ?? 'other';
      return parcel ? [{ parcelId: parcel.id, name: 'courierAsks', body: { wish, noteId } }] : [];
    }
  }
}

/** Pieces taken by parcel and line; throws 422 where the form does not name every piece of the visit. */
function takenOf({ parcels }: Visit, { item, accepted }: Form): ReadonlyMap<string, number> {
  const taken = new Map(item.map((name, index) => [name, accepted[index] ?? -1]));
  for (const { id, lines } of parcels) {
    for (const { lineId, quantity } of lines) {
      const pieces = taken.get(`${id}/${lineId}`) ?? -1;
      if (pieces < 0 || pieces > quantity) {
        throw invalid([
          { pointer: '/accepted', detail: 'must say of every piece whether it was taken' },
        ]);
      }
    }
  }
  return taken;
}

function takenReport(parcel: Parcel, taken: ReadonlyMap<string, number>): object {
  const lines = parcel.lines.map(({ lineId, quantity }) => {
    const accepted = taken.get(`${parcel.id}/${lineId}`) ?? quantity;
    return { lineId, accepted, refused: quantity - accepted };
  });
  const isAll = lines.every(({ refused }) => refused === 0);
  return { status: isAll ? 'delivered' : 'partly_delivered', lines };
}
