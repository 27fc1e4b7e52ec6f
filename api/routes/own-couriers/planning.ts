/**
 * The dispatcher's routes: looked at, planned, changed by hand, and moved as a whole to another courier.
 */
import { z } from 'zod';
import {
  assignVisit,
  moveRoute,
  planRoutes,
  takeOffRoute,
} from '../../../database/couriers/assign';
import { routesOfDay, unplannedOfDay } from '../../../database/couriers/day';
import type { NoFit } from '../../../domain/couriers/day-route';
import type { Visit } from '../../../domain/couriers/visit';
import { instructionById } from '../../../database/orders/parties/instructions';
import { actorOf } from '../../orders/actor';
import { problem } from '../../problems/problems';
import type { Problem } from '../../problems/problems';
import { refused } from '../../problems/refusals';
import { pageOf, pageQuery, placeByNumber, readCursor } from '../../request/paging';
import { keyRoute } from '../../request/route';
import { shopField } from '../../schemas/fields';
import {
  courierId,
  dateField,
  instructionParams,
  moveBody,
  movedOut,
  planBody,
  plannedOut,
  routePage,
  stopAssigned,
  stopBody,
  unplannedPage,
} from '../../schemas/own-couriers';
import { assignedView, routeView, unplannedView } from '../../views/route-view';
import { ok } from '../answers';
import { oneShop } from '../shop/shops';
import { tag } from './couriers';
import { mustBeAhead, todayOf } from './day-ahead';

const dayQuery = { ...pageQuery, date: dateField, shop: shopField.optional() };

/** A page of a list that is small and read whole: a day's. */
function pageOfDay<Item, Shown>(
  all: readonly Item[],
  query: { readonly limit: number; readonly cursor?: string | undefined },
  show: (item: Item) => Shown,
) {
  const after = readCursor(query.cursor, placeByNumber) ?? 0;
  const numbered = all.map((item, index) => ({ item, number: index + 1 })).slice(after);
  return pageOf(numbered, {
    limit: query.limit,
    place: (one) => one.number,
    show: ({ item }) => show(item),
  });
}

const routes = keyRoute({
  method: 'get',
  path: '/v1/routes',
  operation: 'readRoutes',
  summary: 'The routes of own couriers on a day',
  tag,
  query: z.strictObject({ ...dayQuery, courier: courierId.optional() }),
  answers: ok('Routes by courier, their stops in the order of driving', routePage),
  handle: async ({ deps, caller, query }) => {
    const shop = oneShop(caller, query.shop);
    const { date, courier = null } = query;
    const found = await routesOfDay(deps.database, { shop, date, courier });
    return { status: 200, body: pageOfDay(found, query, routeView) };
  },
});

const unplanned = keyRoute({
  method: 'get',
  path: '/v1/routes/unplanned',
  operation: 'readUnplanned',
  summary: 'Visits of a day that are on no route yet',
  tag,
  query: z.strictObject(dayQuery),
  answers: ok('Visits, and what planning the day now would say of each', unplannedPage),
  handle: async ({ deps, caller, query }) => {
    const shop = oneShop(caller, query.shop);
    const found = await unplannedOfDay(deps.database, { shop, date: query.date, at: deps.now() });
    return { status: 200, body: pageOfDay(found, query, unplannedView) };
  },
});

const plan = keyRoute({
  method: 'post',
  path: '/v1/routes/planning',
  operation: 'planRoutes',
  summary: 'Put every visit of a day that is on no route on one',
  tag,
  idempotency: 'accepted',
  body: { type: 'json', schema: planBody },
  answers: ok('What was put where, and what was left and why', plannedOut),
  handle: async (call) => {
    const { deps, caller, body } = call;
    const shop = oneShop(caller, body.shop);
    mustBeAhead(body.date, (await todayOf(deps, shop)).today);
    const planner = { shop, by: actorOf(call), at: deps.now() };
    const planned = await planRoutes(deps.database, { ...planner, date: body.date });
    const left = planned.left.map(({ visit, why }) => ({
      ...{ instructionId: visit.instruction.id, orderNumber: visit.order.number, why },
    }));
    const assigned = planned.assigned.map(assignedView);
    return { status: 200, body: { date: body.date, assigned, left } };
  },
});

/** What does not fit, and why: the whole act is refused for it. */
function doesNotFit(unfit: readonly { readonly visit: Visit; readonly why: NoFit }[]): Problem {
  const named = unfit.map(({ visit: { instruction, order }, why }) => ({
    ...{ instructionId: instruction.id, orderNumber: order.number, why },
  }));
  return refused({ refusal: 'does_not_fit' }, { more: { unfit: named } });
}

const move = keyRoute({
  method: 'post',
  path: '/v1/routes/moves',
  operation: 'moveRoute',
  summary: "Give all that is left of a courier's day to another, as one act",
  tag,
  idempotency: 'accepted',
  body: { type: 'json', schema: moveBody },
  answers: ok('What the other makes now', movedOut),
  handle: async (call) => {
    const { deps, caller, body } = call;
    const { date, from, to } = body;
    const shop = oneShop(caller, body.shop);
    mustBeAhead(date, (await todayOf(deps, shop)).today);
    const planner = { shop, by: actorOf(call), at: deps.now() };
    const moved = await moveRoute(deps.database, { ...planner, date, from, to });
    if ('unknown' in moved) {
      throw refused({ refusal: 'unknown_courier', pointer: `/${moved.unknown}` });
    }
    if ('unfit' in moved) throw doesNotFit(moved.unfit);
    return { status: 200, body: { date, moved: moved.moved.map(assignedView) } };
  },
});

/** Why a visit was put on no route, in the rules' own words. */
const NOT_PUT = {
  no_courier: { refusal: 'unknown_courier', pointer: '/courier' },
  no_visit: { refusal: 'not_allowed_now' },
  day_over: { refusal: 'too_late' },
} as const;

/** Somebody else was quicker: it is not where the person saw it. */
function elsewhere(more: { readonly courier?: string | null }): Problem {
  return refused({ refusal: 'on_another_route', pointer: '/from' }, { more });
}

const assign = keyRoute({
  method: 'put',
  path: '/v1/instructions/{id}/courier',
  operation: 'assignCourier',
  summary: 'Put one visit on the route of a courier, or take it off',
  tag,
  params: instructionParams,
  body: { type: 'json', schema: stopBody },
  answers: ok('Who makes it, when', stopAssigned),
  handle: async (call) => {
    const { deps, caller, params, body } = call;
    const { database } = deps;
    const found = await instructionById(database, { id: params.id, shops: caller.shops });
    if (!found) throw problem('not-found');
    const { id: instructionId, shop, orderId } = found;
    const { from = null } = body;
    if (body.courier === null) {
      if (!(await takeOffRoute(database, { shop, instructionId, from }))) throw elsewhere({});
      return { status: 200, body: { instructionId, courier: null, date: null, slot: null } };
    }
    const { courier, date: day = null } = body;
    const planner = { shop, by: actorOf(call), at: deps.now() };
    const wanted = { ...planner, orderId, instructionId, courier, from, day };
    const put = await assignVisit(database, wanted);
    if ('assigned' in put) {
      return { status: 200, body: { ...assignedView(put.assigned), date: put.date } };
    }
    if ('unfit' in put) throw doesNotFit([put.unfit]);
    if ('onRouteOf' in put) throw elsewhere({ courier: put.onRouteOf });
    throw refused(NOT_PUT[put.why]);
  },
});

export const planningRoutes = [routes, unplanned, plan, move, assign];
