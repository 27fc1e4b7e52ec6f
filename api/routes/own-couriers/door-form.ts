/**
 * The form of a courier's page: its fields, which parcels it speaks of, and how many pieces of each were taken.
 * What is wrong with it is said here; nothing is told to the order.
 */
import { z } from 'zod';
import type { Taken } from '../../../domain/couriers/if-taken';
import type { Visit } from '../../../domain/couriers/visit';
import { isSettledParcel } from '../../../domain/parties/parcel';
import type { Parcel } from '../../../domain/parties/parcel';
import { invalid } from '../../problems/problems';

/** A field that a form may carry once or several times. */
function many<Item extends z.ZodType>(item: Item) {
  return z.union([z.array(item).max(90), item.transform((one) => [one])]).default([]);
}

export const doorForm = z
  .strictObject({
    did: z.enum(['took', 'delivered', 'count', 'partly', 'not_delivered', 'brought_back', 'wish']),
    once: z.string().min(1).max(60),
    /** Of which parcels it speaks; may be left out where the visit has one only. */
    parcel: many(z.string().min(1).max(100)),
    /** `parcel/line`, each followed by how many pieces of it were taken. */
    item: many(z.string().min(1).max(200)),
    /** An empty field says nothing; it is no 0. */
    accepted: many(z.string().regex(/^\d{1,5}$/)),
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

export type DoorForm = z.output<typeof doorForm>;

/** Parcels of the visit; of one that was called off and agreed, those that were not to leave. */
export function parcelsAt({ parcels, order, instruction }: Visit): readonly Parcel[] {
  const own = order.parcels.filter(({ carrier }) => carrier === instruction.party);
  return parcels.length > 0 ? parcels : own;
}

/** The parcels a form speaks of; throws 422 where several may be meant and none is named, or one is not here. */
export function namedParcels(visit: Visit, { parcel: named }: DoorForm): readonly Parcel[] {
  const all = parcelsAt(visit);
  const open = all.filter((parcel) => !isSettledParcel(parcel));
  if (named.length === 0 && open.length > 1) {
    throw invalid([{ pointer: '/parcel', detail: 'must name the parcels it speaks of' }]);
  }
  if (named.some((id) => all.every((parcel) => parcel.id !== id))) {
    throw invalid([{ pointer: '/parcel', detail: 'must be of this visit' }]);
  }
  if (named.length > 0) return all.filter(({ id }) => named.includes(id));
  return open.length > 0 ? open : all;
}

/** What was taken of these parcels; throws 422 where the form does not say once of every piece. */
export function takenOf(parcels: readonly Parcel[], form: DoorForm): readonly Taken[] {
  const { item, accepted } = form;
  const said = new Map(item.map((name, index) => [name, Number(accepted[index] ?? -1)]));
  const isTwice = said.size < item.length || accepted.length !== item.length;
  return parcels.map(({ id: parcelId, lines }) => ({
    parcelId,
    lines: lines.map(({ lineId, quantity }) => {
      const pieces = said.get(`${parcelId}/${lineId}`) ?? -1;
      if (isTwice || pieces < 0 || pieces > quantity) {
        throw invalid([
          { pointer: '/accepted', detail: 'must say once of every piece whether it was taken' },
        ]);
      }
      return { lineId, accepted: pieces, refused: quantity - pieces };
    }),
  }));
}
