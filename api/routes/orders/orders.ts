/**
 * Placing, finding and reading orders.
 */
import { z } from 'zod';
import { searchOrders } from '../../../database/orders/search-orders';
import { timelineOf } from '../../../database/orders/timeline';
import { findOrder } from '../../orders/act';
import { place } from '../../orders/place-order';
import { showOrder, toShow } from '../../orders/show';
import { pageOf, pageQuery, placeByNumber, readCursor } from '../../request/paging';
import { keyRoute } from '../../request/route';
import { idField, idParams, instantIn, numberField, shopField, text } from '../../schemas/fields';
import { orderOut, orderPage, timelinePage, waitedFor } from '../../schemas/order';
import { placeOrderBody } from '../../schemas/order-request';
import { listedOrderView } from '../../views/listed-order-view';
import { journalReader, timelineEntryView } from '../../views/timeline-view';
import { ok, okVersioned } from '../answers';
import { chosenShops } from '../shop/shops';

const tag = 'Orders';

const placeOrder = keyRoute({
  method: 'post',
  path: '/v1/orders',
  operation: 'placeOrder',
  summary: 'Place an order; 201 means it is stored for good',
  tag,
  idempotency: 'required',
  body: { type: 'json', schema: placeOrderBody },
  answers: {
    201: { description: 'The order', schema: orderOut, headers: ['Location', 'ETag'] },
  },
  handle: place,
});

const searchQuery = z.strictObject({
  ...pageQuery,
  shop: shopField.optional(),
  number: numberField.optional(),
  q: text(200).optional().meta({
    description: 'Part of a number or name, the end of a phone number, the beginning of an e-mail',
  }),
  stage: orderOut.shape.stage.optional(),
  waitingFor: waitedFor.optional(),
  overdue: z.enum(['true', 'false']).optional(),
});

const placeInList = z.strictObject({ at: instantIn, id: idField });

const search = keyRoute({
  method: 'get',
  path: '/v1/orders',
  operation: 'searchOrders',
  summary: 'Find orders, the latest first',
  tag,
  query: searchQuery,
  answers: ok('Orders that fit', orderPage),
  handle: async ({ deps, caller, query }) => {
    const { limit } = query;
    const after = readCursor(query.cursor, placeInList);
    const found = await searchOrders(deps.database, {
      shops: chosenShops(caller, query.shop),
      number: query.number ?? null,
      text: query.q ?? null,
      stage: query.stage ?? null,
      waitingFor: query.waitingFor ?? null,
      overdue: query.overdue === undefined ? null : query.overdue === 'true',
      now: deps.now(),
      limit: limit + 1,
      after: after && { placedAt: after.at, id: after.id },
    });
    const body = pageOf(found, {
      limit,
      place: ({ placedAt, id }) => ({ at: placedAt, id }),
      show: listedOrderView,
    });
    return { status: 200, body };
  },
});

const read = keyRoute({
  method: 'get',
  path: '/v1/orders/{id}',
  operation: 'readOrder',
  summary: 'Read one order',
  tag,
  params: idParams,
  answers: okVersioned('The order', orderOut),
  handle: async (call) => showOrder(call.deps, await findOrder(call, call.params.id)),
});

/** The whole of most orders' stories is one page. */
const MOST_EVENTS = 1_000;

const timelineQuery = z.strictObject({
  limit: pageQuery.limit.unwrap().optional(),
  cursor: pageQuery.cursor,
});

const timeline = keyRoute({
  method: 'get',
  path: '/v1/orders/{id}/timeline',
  operation: 'readTimeline',
  summary: 'Read every event of an order, the oldest first',
  tag,
  params: idParams,
  query: timelineQuery,
  answers: ok('Events; up to a thousand where no limit is asked for', timelinePage),
  handle: async (call) => {
    const { deps, query } = call;
    const limit = query.limit ?? MOST_EVENTS;
    const found = await findOrder(call, call.params.id);
    const { terms, personal } = await toShow(deps, found);
    const after = readCursor(query.cursor, placeByNumber) ?? 0;
    const rows = await timelineOf(deps.database, found.order.id, { after, limit: limit + 1 });
    const reader = { ...journalReader(found.order, terms), personal };
    const body = pageOf(rows, {
      limit,
      place: (row) => row.seq,
      show: (row) => timelineEntryView(row, reader),
    });
    return { status: 200, body };
  },
});

export const orderRoutes = [placeOrder, search, read, timeline];
