/**
 * Parties of a shop, what they were told and what they answer; carriers' reports of parcels.
 * Answers and reports are facts: late, repeated or odd ones are kept, never refused.
 */
import { z } from 'zod';
import {
  instructionById,
  instructionParty,
  listInstructions,
} from '../../../database/orders/parties/instructions';
import type { ListedInstruction } from '../../../database/orders/parties/instructions';
import { parcelById, parcelCarrier } from '../../../database/orders/parties/parcels';
import { listParties, storeParty } from '../../../database/shops/parties';
import { storePersonal } from '../../../database/orders/personal';
import { wishNotesOf } from '../../../database/orders/wish-notes';
import { bringsStill } from '../../../domain/order/parties/in-hand';
import { parcelsFor } from '../../../domain/order/parties/packing';
import type { Party } from '../../../domain/parties/party';
import { findOrder, refusalIn, tellFact } from '../../orders/act';
import { actorOf, personalIdsOf, senderOf } from '../../orders/actor';
import { codedReason, personalParts } from '../../orders/personal-parts';
import { toShow } from '../../orders/show';
import type { Dependencies } from '../../dependencies';
import { invalid, problem } from '../../problems/problems';
import { refused } from '../../problems/refusals';
import { mayDo, mayReport, maySpeakFor, roleOf } from '../../request/permissions';
import { pageOf, pageQuery, placeByNumber, readCursor } from '../../request/paging';
import { keyRoute } from '../../request/route';
import type { KeyCall, KeyRoute } from '../../request/route';
import { idField, idParams, shopField } from '../../schemas/fields';
import {
  instructionAnswerBody,
  instructionDetailOut,
  instructionPage,
  parcelDetailOut,
  parcelReportBody,
  partyBody,
  partyOut,
  partyPage,
} from '../../schemas/parties';
import { instructionDocument } from '../../../domain/parties/instruction-document';
import { addressFault } from '../../../gateways/webhooks/address-fault';
import { customerOf } from '../../views/order-view';
import { parcelView } from '../../views/parcel-view';
import { partyPageAddress } from '../../views/parties/party-page-address';
import { ok } from '../answers';
import { chosenShops, oneShop } from '../shop/shops';

const tag = 'Parties';

type Said = Pick<KeyCall<unknown, unknown, unknown>, 'deps' | 'caller'>;

const signedByParty: KeyRoute['signedBy'] = async ({ database }, { id }) => {
  const found = await instructionParty(database, String(id));
  return found && { ...found, role: roleOf(found.task) };
};

const signedByCarrier: KeyRoute['signedBy'] = async ({ database }, { id }) => {
  const found = await parcelCarrier(database, String(id));
  return found && { ...found, role: roleOf('deliver') };
};

const list = keyRoute({
  method: 'get',
  path: '/v1/parties',
  operation: 'listParties',
  summary: 'List the parties of a shop',
  tag,
  query: z.strictObject({ ...pageQuery, shop: shopField.optional() }),
  answers: ok('Parties by shop and id', partyPage),
  handle: async ({ deps, caller, query }) => {
    const after = readCursor(query.cursor, placeByNumber) ?? 0;
    const found = await listParties(deps.database, chosenShops(caller, query.shop));
    const numbered = found.map((party, index) => ({ party, number: index + 1 })).slice(after);
    const body = pageOf(numbered, {
      limit: query.limit,
      place: (one) => one.number,
      show: (one) => one.party,
    });
    return { status: 200, body };
  },
});

const store = keyRoute({
  method: 'put',
  path: '/v1/parties/{id}',
  operation: 'storeParty',
  summary: 'Store a party of a shop, whole',
  tag,
  params: idParams,
  query: z.strictObject({ shop: shopField.optional() }),
  body: { type: 'json', schema: partyBody },
  answers: ok('The party', partyOut),
  handle: async ({ deps, caller, params, query, body }) => {
    const shop = oneShop(caller, query.shop);
    const party = { ...body, id: params.id } as Party;
    checkAddress(party, deps.environment);
    await storeParty(deps.database, shop, party);
    return { status: 200, body: { ...party, shop } };
  },
});

/** A server is called over the public internet and encrypted, unless party and operator both say otherwise. */
function checkAddress({ channel }: Party, { privateAddresses }: Dependencies['environment']): void {
  if (channel.type !== 'webhook' && channel.type !== 'adapter') return;
  const { url, allowPrivate = false } = channel;
  if (allowPrivate && !privateAddresses) {
    const detail = 'is not permitted by the operator (ORDO_PRIVATE_ADDRESSES)';
    throw invalid([{ pointer: '/channel/allowPrivate', detail }]);
  }
  if (addressFault({ url, allowPrivate }) === null) return;
  const detail = 'must begin with https:// and hold neither name nor password';
  throw invalid([{ pointer: '/channel/url', detail }]);
}

const instructionQuery = z.strictObject({
  ...pageQuery,
  shop: shopField.optional(),
  party: idField.optional(),
  state: instructionDetailOut.shape.state.optional(),
  orderId: idField.optional(),
});

const instructions = keyRoute({
  method: 'get',
  path: '/v1/instructions',
  operation: 'listInstructions',
  summary: "List a party's instructions",
  tag,
  query: instructionQuery,
  answers: ok('Instructions that fit', instructionPage),
  handle: async (call) => {
    const { deps, caller, query } = call;
    const found = await listInstructions(deps.database, {
      shops: chosenShops(caller, query.shop),
      party: query.party ?? null,
      state: query.state ?? null,
      orderId: query.orderId ?? null,
      after: readCursor(query.cursor, z.string().max(120)),
      limit: query.limit + 1,
    });
    const page = pageOf(found, {
      limit: query.limit,
      place: (one) => one.id,
      show: (one) => one,
    });
    const items = await Promise.all(page.items.map((one) => shown(call, one, false)));
    return { status: 200, body: { ...page, items } };
  },
});

/** With whom it leads to only where one is read: lists go to many eyes. */
async function shown(said: Said, instruction: ListedInstruction, withRecipient: boolean) {
  const found = await findOrder(said, instruction.orderId);
  const { terms, personal } = await toShow(said.deps, found);
  const { addressId } = instruction.pending?.content ?? instruction.content;
  const address = addressId === null ? undefined : personal.get(addressId);
  const isToKnow = withRecipient && bringsStill(found.order, instruction);
  const notes = isToKnow ? await wishNotesOf(said.deps.database.pool, found.order.id) : [];
  const party = terms.parties.find(({ id }) => id === instruction.party);
  const isTold = instruction.telling === undefined || instruction.telling.state === 'told';
  const { shop, orderId } = instruction;
  return instructionDocument(instruction, {
    ...{ shop, orderId },
    kind: party?.kind ?? instruction.kind,
    isToSend: !isTold && party?.channel.type !== 'desk',
    currency: found.order.wish.currency,
    parcels: parcelsFor(found.order, instruction).map(({ id }) => id),
    recipient: isToKnow
      ? {
          customer: customerOf(found.order, personal),
          address: address?.kind === 'address' ? address.address : null,
          notes,
        }
      : null,
  });
}

async function findInstruction({ deps, caller }: Said, id: string): Promise<ListedInstruction> {
  const found = await instructionById(deps.database, { id, shops: caller.shops });
  if (!found) throw problem('not-found');
  return found;
}

const instruction = keyRoute({
  method: 'get',
  path: '/v1/instructions/{id}',
  operation: 'readInstruction',
  summary: 'Read one instruction',
  tag,
  params: idParams,
  signedBy: signedByParty,
  answers: ok('The instruction', instructionDetailOut),
  handle: async (call) => {
    const found = await findInstruction(call, call.params.id);
    const body = await shown(call, found, true);
    const { role } = call.caller;
    const mayAnswer = mayDo(role, 'answerInstruction') && maySpeakFor(role, found.kind);
    return {
      status: 200,
      body: mayAnswer ? { ...body, page: partyPageAddress(call.deps, found) } : body,
    };
  },
});

const answer = keyRoute({
  method: 'post',
  path: '/v1/instructions/{id}/answers',
  operation: 'answerInstruction',
  summary: 'Answer an instruction, its revision or its call-off',
  tag,
  idempotency: 'accepted',
  params: idParams,
  body: { type: 'json', schema: instructionAnswerBody },
  signedBy: signedByParty,
  answers: ok('The instruction as it now is', instructionDetailOut),
  handle: async (call) => {
    const { note, tracking = null, ...said } = call.body;
    const found = await findInstruction(call, call.params.id);
    if (!maySpeakFor(call.caller.role, found.kind)) throw problem('forbidden');
    const { orderId, shop, id: instructionId } = found;
    const parts = personalParts({ shop, id: orderId }, personalIdsOf(call, null));
    const noteId = parts.note(note);
    await storePersonal(call.deps.database.pool, parts.rows);
    const body = { ...said, instructionId, tracking, noteId, actor: actorOf(call) };
    const fact = { orderId, name: 'answerInstruction', body, ...senderOf(call) };
    const heard = await tellFact(call.deps, fact);
    const answered = heard && 'id' in heard ? heard.id : null;
    const now = await findInstruction(call, call.params.id);
    return { status: 200, body: { ...(await shown(call, now, true)), answered } };
  },
});

const report = keyRoute({
  method: 'post',
  path: '/v1/parcels/{id}/reports',
  operation: 'reportParcel',
  summary: "Report a carrier's word about a parcel",
  tag,
  idempotency: 'accepted',
  params: idParams,
  body: { type: 'json', schema: parcelReportBody },
  signedBy: signedByCarrier,
  answers: ok('The parcel as it now is', parcelDetailOut),
  handle: async (call) => {
    const { status, at = null, reason = null, tracking = null, lines } = call.body;
    const { expectedAt = null } = call.body;
    const { orderId, shop } = await findParcel(call, call.params.id);
    if (!mayReport(call.caller.role, status)) throw problem('forbidden');
    const parts = personalParts({ shop, id: orderId }, personalIdsOf(call, null));
    const why = codedReason(parts, { reason });
    await storePersonal(call.deps.database.pool, parts.rows);
    const said = { status, at, ...why, tracking, expectedAt, lines, actor: actorOf(call) };
    const body = { ...said, parcelId: call.params.id };
    const fact = { orderId, name: 'reportParcel', body, ...senderOf(call) };
    const refusal = refusalIn(await tellFact(call.deps, fact));
    if (refusal) throw refused(refusal);
    return { status: 200, body: await findParcel(call, call.params.id) };
  },
});

async function findParcel({ deps, caller }: Said, id: string) {
  const found = await parcelById(deps.database, { id, shops: caller.shops });
  if (!found) throw problem('not-found');
  return { ...parcelView(found), shop: found.shop, orderId: found.orderId };
}

export const partyRoutes = [list, store, instructions, instruction, answer, report];
