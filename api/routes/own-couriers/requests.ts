/**
 * A courier's wish about a parcel, whichever carrier's: the dispatcher decides, here nothing is changed (R70).
 */
import { parcelById } from '../../../database/orders/parties/parcels';
import { storePersonal } from '../../../database/orders/personal';
import { wishAbout } from '../../../domain/order/delivery/courier-request';
import { findOrder, refusalIn, tellFact } from '../../orders/act';
import { actorOf, personalIdsOf, senderOf } from '../../orders/actor';
import { personalParts } from '../../orders/personal-parts';
import { problem } from '../../problems/problems';
import { refused } from '../../problems/refusals';
import { keyRoute } from '../../request/route';
import { idParams } from '../../schemas/fields';
import { parcelRequestBody, parcelRequestOut } from '../../schemas/own-couriers';
import { ok } from '../answers';

const request = keyRoute({
  method: 'post',
  path: '/v1/parcels/{id}/requests',
  operation: 'requestOfParcel',
  summary: "A courier's wish about a parcel, for the dispatcher to decide",
  tag: 'Parties',
  idempotency: 'accepted',
  params: idParams,
  body: { type: 'json', schema: parcelRequestBody },
  answers: ok('The wish, kept', parcelRequestOut),
  handle: async (call) => {
    const { deps, caller, body, params } = call;
    const parcel = await parcelById(deps.database, { id: params.id, shops: caller.shops });
    if (!parcel) throw problem('not-found');
    const { id: parcelId, orderId, shop } = parcel;
    const { wish, note } = body;
    const parts = personalParts({ shop, id: orderId }, personalIdsOf(call, null));
    const noteId = parts.note(note);
    await storePersonal(deps.database.pool, parts.rows);
    const said = { parcelId, wish, noteId, actor: actorOf(call) };
    const fact = { orderId, name: 'courierAsks', body: said, ...senderOf(call) };
    const refusal = refusalIn(await tellFact(deps, fact));
    if (refusal) throw refused(refusal);
    const { order } = await findOrder(call, orderId);
    const about = wishAbout({ wish, parcelId });
    const task = order.tasks.find((one) => one.kind === 'courier_request' && one.about === about);
    return { status: 200, body: { parcelId, orderId, wish, taskId: task?.id ?? null } };
  },
});

export const parcelRequestRoutes = [request];
