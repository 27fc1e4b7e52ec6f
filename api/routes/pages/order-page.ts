/**
 * The page of one order for people, in the development profile alone. It asks for no key, because a browser has
 * none to send; so it is served to this machine only, under a name of this machine, and to no other site's forms.
 */
import type { Request } from 'express';
import { z } from 'zod';
import { nowOf } from '../../../database/clock';
import { orderOfLink } from '../../../database/orders/link-orders';
import { messagesOfOrder } from '../../../database/orders/notifications';
import type { FoundOrder } from '../../../database/orders/orders';
import { timelineOf } from '../../../database/orders/timeline';
import { plus } from '../../../domain/calendar/instant';
import type { Locale } from '../../../domain/messages/catalogue';
import type { Dependencies } from '../../dependencies';
import { toShow } from '../../orders/show';
import { moveClock } from '../../orders/time-machine';
import { page } from '../../pages/html';
import { orderPage } from '../../pages/order-page';
import { Problem, problem } from '../../problems/problems';
import { openRoute } from '../../request/route';
import type { Reply } from '../../request/route';
import { idParams } from '../../schemas/fields';

const tag = 'Development';
const developmentOnly = true;
const pageAnswer = {
  description: 'A page',
  schema: z.string().max(10_000_000),
  contentType: 'text/html',
};
const answers = { 200: pageAnswer };

const HERE = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;
const NAMES_OF_HERE = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Asked from this machine, by its own name, and not from a page of another site. */
function isOurs(request: Request): boolean {
  const host = request.get('host') ?? '';
  const origin = request.get('origin');
  const isSameSite = origin === undefined || origin === `http://${host}`;
  return HERE.test(request.ip ?? '') && NAMES_OF_HERE.test(host) && isSameSite;
}

/** The order of the page; 404 where there is none, or whoever asks is not this machine. */
async function behind(deps: Dependencies, request: Request, id: string): Promise<FoundOrder> {
  const found = isOurs(request) ? await orderOfLink(deps.database, id) : null;
  if (!found) throw problem('not-found');
  return found;
}

const MOST_EVENTS = 1_000;

async function show(
  deps: Dependencies,
  found: FoundOrder,
  { locale, isBusy }: { readonly locale: Locale | null; readonly isBusy: boolean },
): Promise<Reply> {
  const { database } = deps;
  const { id } = found.order;
  const shown = await toShow(deps, found);
  const [now, timeline, messages] = await Promise.all([
    nowOf(database, id, deps.now()),
    timelineOf(database, id, { after: 0, limit: MOST_EVENTS }),
    messagesOfOrder(database, id),
  ]);
  const language = locale ?? shown.terms.policy.locale;
  const view = { ...shown, now, timeline, messages, isBusy, locale: language };
  return page(isBusy ? 409 : 200, orderPage(view));
}

/** The language that the browser asks for; null where it has no wish of ours. */
function localeOf(request: Request): Locale | null {
  const wish = request.get('accept-language');
  if (wish === undefined || wish.trim() === '*') return null;
  const best = request.acceptsLanguages('ru', 'en');
  return best === 'ru' || best === 'en' ? best : null;
}

const visit = openRoute({
  method: 'get',
  path: '/o/{id}',
  operation: 'visitOrderPage',
  summary: 'The page of one order for people, on this machine',
  tag,
  developmentOnly,
  params: idParams,
  answers,
  handle: async ({ deps, request, params }) => {
    const found = await behind(deps, request, params.id);
    return show(deps, found, { locale: localeOf(request), isBusy: false });
  },
});

const moveForm = z.strictObject({ move: z.enum(['day', 'deadline']) }).meta({ id: 'MoveClock' });

const move = openRoute({
  method: 'post',
  path: '/o/{id}',
  operation: 'moveClockOnOrderPage',
  summary: "Move the order's clock by a day or to its next deadline",
  tag,
  developmentOnly,
  params: idParams,
  body: { type: 'form', schema: moveForm },
  answers: {
    ...answers,
    303: { description: 'Moved: look at the page again' },
    409: { ...pageAnswer, description: 'Something is under way' },
  },
  handle: async ({ deps, request, params, body }) => {
    const found = await behind(deps, request, params.id);
    const { order, deadline } = found;
    const now = await nowOf(deps.database, order.id, deps.now());
    const to = body.move === 'day' ? plus(now, 'P1D') : (deadline?.at ?? now);
    const caller = { id: 'development', role: 'admin', shops: [order.shop] } as const;
    try {
      await moveClock({ deps, caller }, order.id, to);
    } catch (error) {
      if (!(error instanceof Problem) || error.slug !== 'not-quiet') throw error;
      const present = (await orderOfLink(deps.database, order.id)) ?? found;
      return show(deps, present, { locale: localeOf(request), isBusy: true });
    }
    return { status: 303, headers: { Location: `/o/${order.id}` } };
  },
});

export const orderPageRoutes = [visit, move];
