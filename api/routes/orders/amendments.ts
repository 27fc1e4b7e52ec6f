/**
 * Amendments of orders: previewed, made, answered by the parties, decided where a party refused.
 */
import { z } from 'zod';
import { amendmentOf, amendmentsOf } from '../../../database/orders/amendments';
import type { ListedAmendment } from '../../../database/orders/amendments';
import { readCodes } from '../../../database/codes/code-ledger';
import { personalOf } from '../../../database/orders/personal';
import { readForPreview } from '../../../database/orders/preview-reading';
import { eventsOfTypes } from '../../../database/orders/timeline';
import { codesNamed } from '../../../domain/order/codes/apply-codes';
import { previewAmendment } from '../../../domain/order/amendment/preview';
import { findOrder } from '../../orders/act';
import { commandChanges, personalParts } from '../../orders/personal-parts';
import { wheresOf } from '../../orders/place-at';
import { countryOf } from '../../../domain/policy/shop-country';
import { problem } from '../../problems/problems';
import { etag, neededVersion, versionOf } from '../../request/conditional';
import { pageOf, pageQuery, placeByNumber, readCursor } from '../../request/paging';
import { keyRoute } from '../../request/route';
import type { Call } from '../../request/route';
import { idField, idParams } from '../../schemas/fields';
import { amendmentOut, amendmentPage } from '../../schemas/amendments';
import { previewOut } from '../../schemas/order';
import { amendmentBody, decisionBody, previewBody } from '../../schemas/order-commands';
import { amendmentView } from '../../views/amendment-view';
import { ANSWER_EVENTS, partiesAnswers } from '../../views/parties/parties-answers';
import { previewView } from '../../views/preview-view';
import { ok } from '../answers';
import { beforeChanges, command, mayMake } from './order-commands';

const tag = 'Amendments';

const bothIds = z.strictObject({ id: idField, amendmentId: idField });

const preview = keyRoute({
  method: 'post',
  path: '/v1/orders/{id}/amendments/preview',
  operation: 'previewAmendment',
  summary: 'Show what changes would bring; nothing is done',
  tag,
  idempotency: 'accepted',
  params: idParams,
  body: { type: 'json', schema: previewBody },
  answers: ok('What the changes would bring', previewOut),
  handle: async (call) => {
    const { deps, body, params, caller } = call;
    mayMake(call, body.changes);
    const skus = body.changes.flatMap((one) => ('line' in one ? [one.line.sku] : []));
    const wanted = { id: params.id, shops: caller.shops, skus, wall: deps.now() };
    const read = await readForPreview(deps.database, wanted);
    if (!read) throw problem('not-found');
    const { order, terms, at, forSale } = read;
    let count = 0;
    const parts = personalParts(order, () => `new-${String((count += 1))}`);
    const about = { order, personal: read.personal, policy: terms.policy };
    const wheres = await wheresOf(deps.database, about, body.changes);
    const before = { ...about, country: countryOf(terms.policy), wheres, kinds: read.kinds };
    const changes = commandChanges(before, body.changes, { parts, pointer: '/changes' });
    const named = [...codesNamed({ changes }), ...(order.wish.certificates ?? [])];
    const asker = { shop: order.shop, lifeId: order.id, customerId: order.wish.contact.personalId };
    const codes = named.length > 0 ? await readCodes(deps.database.pool, asker, named) : [];
    const preview = previewAmendment(order, terms, { changes, at, codes, forSale });
    const personal = new Map([
      ...before.personal,
      ...parts.rows.map(({ id, data }) => [id, data] as const),
    ]);
    const shown = previewView({ order, terms, preview, forSale, personal });
    return { status: 200, headers: { ETag: etag(preview.version) }, body: shown };
  },
});

const amend = keyRoute({
  method: 'post',
  path: '/v1/orders/{id}/amendments',
  operation: 'amendOrder',
  summary: 'Change what the customer wishes, on the version named by If-Match',
  tag,
  idempotency: 'required',
  ifMatch: 'required',
  params: idParams,
  body: { type: 'json', schema: amendmentBody },
  answers: {
    202: { description: 'The amendment', schema: amendmentOut, headers: ['Location', 'ETag'] },
  },
  handle: async (call) => {
    const { changes, by, note } = call.body;
    const found = await findOrder(call, call.params.id);
    const before = await beforeChanges(call, found, changes);
    const answer = await command(call, found, {
      name: 'amend',
      version: neededVersion(call.ifMatch),
      body: (parts) => ({
        changes: commandChanges(before, changes, { parts, pointer: '/changes' }),
        by,
        noteId: parts.note(note),
      }),
    });
    const { order } = await findOrder(call, call.params.id);
    const made = 'id' in answer ? answer.id : null;
    const headers = { ETag: etag(order.wish.version) };
    if (made === null) {
      const { version } = order.wish;
      const nothing = { at: null, by: null, note: null, reason: null, changes: [], answers: [] };
      return { status: 202, headers, body: { id: null, version, state: 'accepted', ...nothing } };
    }
    const Location = `/v1/orders/${order.id}/amendments/${made}`;
    const body = await oneAmendment(call, { id: order.id, amendmentId: made });
    return { status: 202, headers: { ...headers, Location }, body };
  },
});

async function oneAmendment(
  { deps }: Pick<Call<unknown, unknown, unknown>, 'deps'>,
  { id, amendmentId }: { readonly id: string; readonly amendmentId: string },
) {
  const found = await amendmentOf(deps.database, id, amendmentId);
  if (!found) throw problem('not-found');
  const [shown] = await withAnswers({ deps }, id, [found]);
  return shown;
}

async function withAnswers(
  { deps }: Pick<Call<unknown, unknown, unknown>, 'deps'>,
  orderId: string,
  amendments: readonly ListedAmendment[],
) {
  const answers = partiesAnswers(await eventsOfTypes(deps.database, orderId, ANSWER_EVENTS));
  const personal = await personalOf(deps.database.pool, orderId);
  return amendments.map((amendment) => amendmentView(amendment, answers, personal));
}

const list = keyRoute({
  method: 'get',
  path: '/v1/orders/{id}/amendments',
  operation: 'listAmendments',
  summary: "Read an order's amendments, the oldest first",
  tag,
  params: idParams,
  query: z.strictObject(pageQuery),
  answers: ok('Amendments with every answer of the parties', amendmentPage),
  handle: async (call) => {
    const { deps, query } = call;
    const { order } = await findOrder(call, call.params.id);
    const after = readCursor(query.cursor, placeByNumber) ?? 0;
    const page = { after, limit: query.limit + 1 };
    const found = await amendmentsOf(deps.database, order.id, page);
    const shown = await withAnswers(call, order.id, found);
    const body = pageOf(shown, {
      limit: query.limit,
      place: (one) => one.version,
      show: (one) => one,
    });
    return { status: 200, body };
  },
});

const read = keyRoute({
  method: 'get',
  path: '/v1/orders/{id}/amendments/{amendmentId}',
  operation: 'readAmendment',
  summary: 'Read one amendment with every answer of the parties',
  tag,
  params: bothIds,
  answers: ok('The amendment', amendmentOut),
  handle: async (call) => {
    const { order } = await findOrder(call, call.params.id);
    const { amendmentId } = call.params;
    return { status: 200, body: await oneAmendment(call, { id: order.id, amendmentId }) };
  },
});

const decide = keyRoute({
  method: 'post',
  path: '/v1/orders/{id}/amendments/{amendmentId}/decision',
  operation: 'decideAmendment',
  summary: 'Decide what becomes of an amendment that a party refused',
  tag,
  idempotency: 'accepted',
  ifMatch: 'accepted',
  params: bothIds,
  body: { type: 'json', schema: decisionBody },
  answers: ok('The amendment', amendmentOut),
  handle: async (call) => {
    const { id, amendmentId } = call.params;
    const found = await findOrder(call, id);
    if (!(await amendmentOf(call.deps.database, found.order.id, amendmentId))) {
      throw problem('not-found');
    }
    const { decision } = call.body;
    await command(call, found, {
      name: 'decideAmendment',
      version: versionOf(call.ifMatch),
      body: () => ({ amendmentId, decision }),
    });
    return { status: 200, body: await oneAmendment(call, { id: found.order.id, amendmentId }) };
  },
});

export const amendmentRoutes = [preview, amend, list, read, decide];
