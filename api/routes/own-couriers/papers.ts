/**
 * Papers as PDF: what a warehouse picks, what lies in a parcel, where a courier goes. Each shows what its reader
 * may know, and none is kept.
 */
import { z } from 'zod';
import { routesOfDay } from '../../../database/couriers/day';
import { instructionById } from '../../../database/orders/parties/instructions';
import { parcelById } from '../../../database/orders/parties/parcels';
import { pickupPointById } from '../../../database/shops/pickup-points';
import { addressText } from '../../../domain/messages/address-text';
import type { Order } from '../../../domain/order/order';
import type { Parcel } from '../../../domain/parties/parcel';
import type { Paper } from '../../../domain/papers/paper';
import { destinationOf, packingSlip } from '../../../domain/papers/packing-slip';
import type { SlipGiven } from '../../../domain/papers/packing-slip';
import { pickingList } from '../../../domain/papers/picking-list';
import type { ToPick } from '../../../domain/papers/picking-list';
import { routeSheet } from '../../../domain/papers/route-sheet';
import { printPaper } from '../../../gateways/papers/print-paper';
import type { Dependencies } from '../../dependencies';
import { findOrder } from '../../orders/act';
import { toShow } from '../../orders/show';
import { invalid, problem } from '../../problems/problems';
import { keyRoute } from '../../request/route';
import type { KeyCall, Reply } from '../../request/route';
import { idField, shopField } from '../../schemas/fields';
import { courierId, dateField } from '../../schemas/own-couriers';
import { oneShop } from '../shop/shops';
import { doorOf } from './door';

const tag = 'Papers';

const answers = {
  200: {
    description: 'A PDF of A4 pages',
    schema: z.string().max(50_000_000).meta({ format: 'binary' }),
    contentType: 'application/pdf',
  },
};

async function printed(paper: Paper, name: string): Promise<Reply> {
  const headers = {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${name}.pdf"`,
  };
  return { status: 200, headers, body: await printPaper(paper) };
}

type Said = Pick<KeyCall<unknown, unknown, unknown>, 'deps' | 'caller'>;

async function toPick(call: Said, id: string): Promise<ToPick> {
  const found = await instructionById(call.deps.database, { id, shops: call.caller.shops });
  if (!found) throw problem('not-found');
  const { order } = await findOrder(call, found.orderId);
  return { order, instruction: found };
}

const list = keyRoute({
  method: 'get',
  path: '/v1/papers/picking-list.pdf',
  operation: 'printPickingList',
  summary: 'What a warehouse picks for one instruction or several',
  tag,
  query: z.strictObject({
    instructions: z
      .string()
      .max(6_000)
      .transform((ids) => [...new Set(ids.split(','))])
      .pipe(z.array(idField).min(1).max(50))
      .meta({ description: 'Ids of instructions to one party, with commas between them' }),
  }),
  answers,
  handle: async (call) => {
    const picks = await Promise.all(call.query.instructions.map((id) => toPick(call, id)));
    const [first] = picks;
    const parties = new Set(picks.map(({ instruction }) => instruction.party));
    const isPacked = picks.every(({ instruction }) => instruction.kind !== 'deliver');
    if (!first || parties.size > 1 || !isPacked) {
      throw invalid([
        { pointer: '/instructions', detail: 'must be of one party that packs or supplies' },
      ]);
    }
    const { terms } = await toShow(call.deps, await findOrder(call, first.order.id));
    const { locale, calendar } = terms.policy;
    const { party: id } = first.instruction;
    const party = terms.parties.find((one) => one.id === id)?.title ?? id;
    return printed(pickingList(picks, { party, locale, zone: calendar.zone }), 'picking-list');
  },
});

/** Who gets a parcel and where: at the door, or at the point to which it is brought. */
async function recipientOf(
  deps: Dependencies,
  order: Order,
  parcel: Parcel,
): Promise<Pick<SlipGiven, 'name' | 'place' | 'notes'>> {
  const { addressId, pickupPointId } = destinationOf(order, parcel);
  const { locale } = order.wish.contact;
  const { name, address, notes } = await doorOf(deps, order, { addressId, locale });
  if (pickupPointId === null) return { name, place: address, notes };
  const point = await pickupPointById(deps.database, { shop: order.shop, id: pickupPointId });
  const where = point ? [point.title, addressText(point.address, locale)] : [pickupPointId];
  return { name, place: where.filter((part) => part !== '').join(', '), notes };
}

const slip = keyRoute({
  method: 'get',
  path: '/v1/papers/packing-slip.pdf',
  operation: 'printPackingSlip',
  summary: 'The slip of one parcel, with a barcode of its id',
  tag,
  query: z.strictObject({ parcel: idField }),
  answers,
  handle: async (call) => {
    const wanted = { id: call.query.parcel, shops: call.caller.shops };
    const parcel = await parcelById(call.deps.database, wanted);
    if (!parcel) throw problem('not-found');
    const found = await findOrder(call, parcel.orderId);
    const { order } = found;
    const { terms } = await toShow(call.deps, found);
    // As the order has it: both are read at one moment.
    const own = order.parcels.find(({ id }) => id === parcel.id) ?? parcel;
    const recipient = await recipientOf(call.deps, order, own);
    return printed(packingSlip(order, own, { terms, ...recipient }), 'packing-slip');
  },
});

const sheet = keyRoute({
  method: 'get',
  path: '/v1/papers/route-sheet.pdf',
  operation: 'printRouteSheet',
  summary: 'Where a courier goes on a day, and what is collected there',
  tag,
  query: z.strictObject({ date: dateField, courier: courierId, shop: shopField.optional() }),
  answers,
  handle: async ({ deps, caller, query }) => {
    const shop = oneShop(caller, query.shop);
    const { date, courier } = query;
    const [day] = await routesOfDay(deps.database, { shop, date, courier });
    if (!day) throw problem('not-found');
    // What was put off or called off stands on it for what was taken there before.
    const had = day.calledOff.filter(({ visit }) => visit.taken > 0);
    const stops = await Promise.all(
      [...day.stops, ...had].map(async ({ visit }) => {
        const { addressId } = visit.content;
        const { locale } = day.courier;
        return { visit, ...(await doorOf(deps, visit.order, { addressId, locale })) };
      }),
    );
    const { currency, calendar } = day.terms.policy;
    return printed(routeSheet(day, stops, { zone: calendar.zone, currency }), 'route-sheet');
  },
});

export const paperRoutes = [list, slip, sheet];
