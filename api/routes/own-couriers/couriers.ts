/**
 * The couriers of a shop's own: stored, listed, and given a link to the page of their day.
 */
import { z } from 'zod';
import {
  courierById,
  listCouriers,
  renewLinkMark,
  storeCourier,
} from '../../../database/couriers/couriers';
import type { ShopCourier } from '../../../database/couriers/couriers';
import { presentPolicy } from '../../../database/shops/policies';
import { addDays, fromLocal } from '../../../domain/calendar/local-time';
import { signLink } from '../../../gateways/link-signature';
import type { Dependencies } from '../../dependencies';
import { invalid, problem } from '../../problems/problems';
import { refused } from '../../problems/refusals';
import { pageOf, pageQuery, placeByNumber, readCursor } from '../../request/paging';
import { keyRoute } from '../../request/route';
import { shopField } from '../../schemas/fields';
import {
  courierBody,
  courierOut,
  courierPage,
  courierParams,
  linkBody,
  linkOut,
} from '../../schemas/own-couriers';
import { courierView } from '../../views/route-view';
import { ok } from '../answers';
import { chosenShops, oneShop } from '../shop/shops';
import { mustBeNear, todayOf } from './day-ahead';

export const tag = 'Own couriers';

/** The shop's calendar and currency; 404 where there is no such shop any more. */
async function policyOf({ database }: Dependencies, shop: string) {
  const present = await presentPolicy(database, shop);
  if (!present) throw problem('not-found');
  return present.policy;
}

const list = keyRoute({
  method: 'get',
  path: '/v1/couriers',
  operation: 'listCouriers',
  summary: 'List the own couriers of a shop',
  tag,
  query: z.strictObject({ ...pageQuery, shop: shopField.optional() }),
  answers: ok('Couriers by shop and id', courierPage),
  handle: async ({ deps, caller, query }) => {
    const after = readCursor(query.cursor, placeByNumber) ?? 0;
    const found = await listCouriers(deps.database.pool, chosenShops(caller, query.shop));
    const numbered = found.map((courier, index) => ({ courier, number: index + 1 })).slice(after);
    const page = pageOf(numbered, {
      limit: query.limit,
      place: (one) => one.number,
      show: ({ courier }) => courier,
    });
    const items = await Promise.all(page.items.map((one) => shown(deps, one)));
    return { status: 200, body: { ...page, items } };
  },
});

async function shown(deps: Dependencies, courier: ShopCourier) {
  const { currency } = await policyOf(deps, courier.shop);
  return courierView(courier, currency);
}

async function findCourier(
  { database }: Dependencies,
  wanted: { readonly shop: string; readonly id: string },
): Promise<ShopCourier> {
  const found = await courierById(database.pool, wanted);
  if (!found) throw problem('not-found');
  return found;
}

const store = keyRoute({
  method: 'put',
  path: '/v1/couriers/{id}',
  operation: 'storeCourier',
  summary: 'Store an own courier, whole',
  tag,
  params: courierParams,
  query: z.strictObject({ shop: shopField.optional() }),
  body: { type: 'json', schema: courierBody },
  answers: ok('The courier', courierOut),
  handle: async ({ deps, caller, params: { id }, query, body }) => {
    const shop = oneShop(caller, query.shop);
    const { currency } = await policyOf(deps, shop);
    const { cashLimit, ...courier } = body;
    if (cashLimit && cashLimit.currency !== currency) {
      throw refused({ refusal: 'other_currency', pointer: '/cashLimit/currency' });
    }
    await storeCourier(deps.database, shop, {
      ...courier,
      id,
      cashLimit: cashLimit?.amount ?? null,
    });
    return { status: 200, body: await shown(deps, await findCourier(deps, { shop, id })) };
  },
});

const link = keyRoute({
  method: 'post',
  path: '/v1/couriers/{id}/links',
  operation: 'linkCourier',
  summary: "Make a link to the page of a courier's day",
  tag,
  idempotency: 'accepted',
  params: courierParams,
  body: { type: 'json', schema: linkBody },
  answers: ok('The link; it leads nowhere after the end of the next day', linkOut),
  handle: async ({ deps, caller, params: { id }, body: { date, shop: named, renew } }) => {
    const shop = oneShop(caller, named);
    const { today, zone } = await todayOf(deps, shop);
    mustBeNear(date, today);
    const expiresAt = fromLocal({ date: addDays(date, 2), time: '00:00' }, zone);
    if (expiresAt <= deps.now()) {
      throw invalid([{ pointer: '/date', detail: 'is over: its link would lead nowhere' }]);
    }
    const courier = await findCourier(deps, { shop, id });
    if (!courier.active) throw refused({ refusal: 'inactive_courier' });
    const to = renew ? await renewLinkMark(deps.database, { shop, id }) : courier.linkMark;
    const token = signLink(
      {
        for: 'courier',
        id: `${shop}:${id}:${date}`,
        to: to ?? courier.linkMark,
        expires: Math.floor(Date.parse(expiresAt) / 1000),
      },
      deps.environment.linkSecret,
    );
    const url = `${deps.environment.api.publicUrl}/r/${token}`;
    return { status: 200, body: { courier: id, date, url, expiresAt } };
  },
});

export const courierRoutes = [list, store, link];
