/**
 * The page behind a customer's signed link. What is answered on it is a fact of the order, kept at once.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { orderOfLink } from '../../../database/orders/link-orders';
import { pickupPointById } from '../../../database/shops/pickup-points';
import { presentPolicy } from '../../../database/shops/policies';
import { storePersonal } from '../../../database/orders/personal';
import type { FoundOrder } from '../../../database/orders/orders';
import { liveReaches } from '../../../domain/order/contact/reach';
import { reachMark, readLink } from '../../../gateways/link-signature';
import type { Dependencies } from '../../dependencies';
import { tellFact } from '../../orders/act';
import { personalParts } from '../../orders/personal-parts';
import { toShow } from '../../orders/show';
import { customerPage } from '../../pages/customer-page';
import type { CustomerView } from '../../pages/customer-page';
import { deadLink } from '../../pages/dead-link';
import { page } from '../../pages/html';
import { openRoute } from '../../request/route';
import type { Reply } from '../../request/route';
import { fingerprintOf } from '../../request/idempotency';
import { linkParams, pageAnswer } from '../../schemas/link-page';

const tag = 'Link pages';

const answers = { 200: pageAnswer, 404: { ...pageAnswer, description: 'The link is not valid' } };

/** The order behind a link that is ours, has not run out and went to the right person; else null. */
async function behind(deps: Dependencies, token: string): Promise<FoundOrder | null> {
  const link = readLink(token, deps.environment.linkSecret, new Date(deps.now()));
  if (link?.for !== 'customer') return null;
  const found = await orderOfLink(deps.database, link.id);
  if (!found) return null;
  // A number that is wrong or was given up leads nowhere, whoever holds its link.
  const isLive = liveReaches(found.order).some((reach) => reachMark(reach) === link.to);
  return isLive ? found : null;
}

async function show(
  deps: Dependencies,
  found: FoundOrder,
  said: CustomerView['said'],
): Promise<Reply> {
  const { order } = found;
  const { terms, personal } = await toShow(deps, found);
  const { pickupPointId: id } = order.wish.delivery;
  const point = id === null ? null : await pickupPointById(deps.database, { shop: order.shop, id });
  const policy = await presentPolicy(deps.database, order.shop);
  const shop = policy?.policy.title ?? order.shop;
  return page(200, customerPage({ order, personal, terms, point, shop, said, once: randomUUID() }));
}

const visit = openRoute({
  method: 'get',
  path: '/c/{token}',
  operation: 'visitCustomerPage',
  summary: "The customer's page of one order",
  tag,
  params: linkParams,
  answers,
  handle: async ({ deps, params: { token } }) => {
    const found = await behind(deps, token);
    return found ? show(deps, found, null) : deadLink();
  },
});

const answerForm = z
  .strictObject({
    answer: z.enum(['confirm', 'decline', 'change', 'received', 'not_received']),
    version: z.coerce.number().int().min(1).max(1_000_000),
    once: z.string().min(1).max(60),
    reason: z
      .enum(['changed_mind', 'bought_elsewhere', 'price', 'term', 'duplicate', 'other'])
      .optional(),
    note: z.string().trim().max(2_000).optional(),
  })
  .meta({ id: 'CustomerAnswer' });

type Form = z.output<typeof answerForm>;

const answer = openRoute({
  method: 'post',
  path: '/c/{token}',
  operation: 'answerOnCustomerPage',
  summary: "The customer's answer on the page",
  tag,
  params: linkParams,
  body: { type: 'form', schema: answerForm },
  answers,
  handle: async ({ deps, params: { token }, body }) => {
    const found = await behind(deps, token);
    if (!found) return deadLink();
    // Said of another version: nothing is decided by it, the newer one is shown.
    if (body.version !== found.order.wish.version) return show(deps, found, 'newer');
    const said = await tell(deps, found, body);
    return show(deps, (await behind(deps, token)) ?? found, said);
  },
});

/** Keeps the answer as a fact and says what became of it. */
async function tell(
  deps: Dependencies,
  { order }: FoundOrder,
  form: Form,
): Promise<NonNullable<CustomerView['said']>> {
  const { answer: said, version, once, reason = null, note } = form;
  const id = fingerprintOf('POST', order.id, once).slice(0, 32);
  const parts = personalParts(order, () => `per_${id}_1`);
  const noteId = parts.note(note);
  await storePersonal(deps.database.pool, parts.rows);
  const told = await tellFact(deps, {
    orderId: order.id,
    sender: 'customer',
    senderId: id,
    name: 'customerAnswers',
    body: { answer: said, version, reason, noteId },
  });
  if (!told) return 'kept';
  if ('refusal' in told) return REFUSED[told.refusal.refusal] ?? 'notNow';
  return said === 'confirm' && order.agreement ? 'alreadyConfirmed' : DONE[said];
}

const DONE: Readonly<Record<Form['answer'], NonNullable<CustomerView['said']>>> = {
  confirm: 'confirmed',
  decline: 'declined',
  change: 'changeAsked',
  received: 'thanks',
  not_received: 'sorry',
};

const REFUSED: Readonly<Record<string, NonNullable<CustomerView['said']>>> = {
  stale_version: 'newer',
  already_confirmed: 'alreadyConfirmed',
  already_delivered: 'delivered',
  already_closed: 'closed',
  no_change: 'changeAsked',
};

export const customerPageRoutes = [visit, answer];
