/**
 * The pages behind a courier's signed link of one day. What is reported on them is the same fact as a report over
 * HTTP, kept at once; what is asked on them is asked of the dispatcher.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { courierById } from '../../../database/couriers/couriers';
import { routesOfDay } from '../../../database/couriers/day';
import type { CourierDay, Stop } from '../../../database/couriers/day';
import { sumIfTaken } from '../../../domain/couriers/if-taken';
import type { Visit } from '../../../domain/couriers/visit';
import { storePersonal } from '../../../database/orders/personal';
import { readLink } from '../../../gateways/link-signature';
import type { Dependencies } from '../../dependencies';
import { personalParts } from '../../orders/personal-parts';
import { courierPage } from '../../pages/courier/courier-page';
import { courierStopPage } from '../../pages/courier/courier-stop-page';
import type { StopView } from '../../pages/courier/courier-stop-page';
import { notOnRoute } from '../../pages/courier/not-on-route';
import type { Door } from '../../pages/courier/visit-shown';
import { deadLink } from '../../pages/dead-link';
import { page } from '../../pages/html';
import { fingerprintOf } from '../../request/idempotency';
import { openRoute } from '../../request/route';
import type { Reply } from '../../request/route';
import { idField } from '../../schemas/fields';
import { sayAtDoor } from './at-the-door';
import { doorForm, namedParcels, takenOf } from './door-form';
import type { DoorForm } from './door-form';
import { doorOf } from './door';
import { linkParams, linkToken, pageAnswer } from '../../schemas/link-page';

const tag = 'Link pages';

const stopParams = z.strictObject({ token: linkToken, stop: idField });

const answers = {
  200: pageAnswer,
  404: { ...pageAnswer, description: 'The link is not valid, or the visit is not on this route' },
};

/** The day behind a link that is ours, is not over and was not called back; else null. */
async function behind(deps: Dependencies, given: string): Promise<CourierDay | null> {
  const link = readLink(given, deps.environment.linkSecret, new Date(deps.now()));
  if (link?.for !== 'courier') return null;
  const [shop = '', id = '', date = ''] = link.id.split(':');
  const courier = await courierById(deps.database.pool, { shop, id });
  if (!courier?.active || courier.linkMark !== link.to) return null;
  const [day] = await routesOfDay(deps.database, { shop, date, courier: id });
  return day ?? null;
}

async function atDoor(
  deps: Dependencies,
  { courier: { locale } }: CourierDay,
  stop: Stop,
): Promise<Door> {
  const { order, content } = stop.visit;
  return { stop, ...(await doorOf(deps, order, { addressId: content.addressId, locale })) };
}

const allOf = ({ stops, calledOff }: CourierDay): readonly Stop[] => [...stops, ...calledOff];

/** Messengers and counters add parameters of their own to a link: whatever stands there, the courier sees his route. */
const routeQuery = z.object({
  from: z.coerce.number().int().min(0).max(10_000).default(0).catch(0).meta({
    description: 'From which visit on, where the route is too long for one page',
  }),
});

const visit = openRoute({
  method: 'get',
  path: '/r/{token}',
  operation: 'visitCourierPage',
  summary: "A courier's route of one day",
  tag,
  params: linkParams,
  query: routeQuery,
  answers,
  handle: async ({ deps, params: { token: given }, query }) => {
    const day = await behind(deps, given);
    if (!day) return deadLink();
    const stops = allOf(day);
    // The route may have become shorter since the link onward was shown.
    const from = query.from < stops.length ? query.from : 0;
    const doors = await Promise.all(stops.slice(from).map((stop) => atDoor(deps, day, stop)));
    return page(200, courierPage(day, doors, { base: `/r/${given}`, from }));
  },
});

/** The visit on the route of the link, or null. */
function stopOf(day: CourierDay, id: string): Stop | null {
  return allOf(day).find((one) => one.visit.instruction.id === id) ?? null;
}

async function showStop(
  deps: Dependencies,
  at: { readonly day: CourierDay; readonly stop: Stop; readonly base: string },
  { said = null, counted = null }: Partial<Pick<StopView, 'said' | 'counted'>>,
): Promise<Reply> {
  const { day, base } = at;
  const door = await atDoor(deps, day, at.stop);
  return page(200, courierStopPage({ day, door, said, counted, base, once: randomUUID() }));
}

/** What is to be taken for so much of the parcels as the form says; nothing is told to the order. */
function countedOf({ terms }: CourierDay, visit: Visit, form: DoorForm): StopView['counted'] {
  const taken = takenOf(namedParcels(visit, form), form);
  return { sum: sumIfTaken(visit, terms, taken), taken };
}

const visitStop = openRoute({
  method: 'get',
  path: '/r/{token}/{stop}',
  operation: 'visitCourierStop',
  summary: "One visit of a courier's route",
  tag,
  params: stopParams,
  answers,
  handle: async ({ deps, params: { token: given, stop: id } }) => {
    const day = await behind(deps, given);
    if (!day) return deadLink();
    const base = `/r/${given}`;
    const stop = stopOf(day, id);
    return stop ? showStop(deps, { day, stop, base }, {}) : notOnRoute(day, base);
  },
});

const report = openRoute({
  method: 'post',
  path: '/r/{token}/{stop}',
  operation: 'reportOnCourierPage',
  summary: "A courier's report or wish about one visit",
  tag,
  params: stopParams,
  body: { type: 'form', schema: doorForm },
  answers,
  handle: async ({ deps, params: { token: given, stop: id }, body }) => {
    const day = await behind(deps, given);
    if (!day) return deadLink();
    const stop = stopOf(day, id);
    if (!stop) return notOnRoute(day, `/r/${given}`);
    const { order } = stop.visit;
    const base = `/r/${given}`;
    if (body.did === 'count') {
      return showStop(deps, { day, stop, base }, { counted: countedOf(day, stop.visit, body) });
    }
    // By all it says: who goes back, corrects it and sends it again has said something else.
    const mark = fingerprintOf('POST', id, body).slice(0, 32);
    const parts = personalParts(order, () => `per_${mark}_1`);
    const noteId = parts.note(body.note);
    await storePersonal(deps.database.pool, parts.rows);
    const said = await sayAtDoor(deps, { day, visit: stop.visit, form: body, noteId, mark });
    const now = (await behind(deps, given)) ?? day;
    return showStop(deps, { day: now, stop: stopOf(now, id) ?? stop, base }, { said });
  },
});

export const courierPageRoutes = [visit, visitStop, report];
