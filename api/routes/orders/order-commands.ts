/**
 * What managers say to an order: confirmations, contact attempts, cancellations and notes.
 */
import { storePersonal } from '../../../database/orders/personal';
import { countryOf } from '../../../domain/policy/shop-country';
import { actorOf, personalIdsOf } from '../../orders/actor';
import { findOrder, giveCommand, refusalIn } from '../../orders/act';
import { knownOf } from '../../orders/known-of-changes';
import { commandChanges, personalParts } from '../../orders/personal-parts';
import type { Before, PersonalParts } from '../../orders/personal-parts';
import { showOrder, toShow } from '../../orders/show';
import { mustStand, whatChanged } from '../../orders/what-changed';
import { problem } from '../../problems/problems';
import { refused } from '../../problems/refusals';
import { neededVersion, versionOf } from '../../request/conditional';
import { updateIdOf } from '../../request/idempotency';
import { mayDo } from '../../request/permissions';
import { keyRoute } from '../../request/route';
import type { KeyCall } from '../../request/route';
import type { FoundOrder } from '../../../database/orders/orders';
import type { CommandName } from '../../../workflows/messages';
import type { RequestedChange } from '../../schemas/changes';
import { idParams } from '../../schemas/fields';
import { orderOut } from '../../schemas/order';
import {
  cancellationBody,
  confirmationBody,
  contactAttemptBody,
  noteBody,
  noteOut,
} from '../../schemas/order-commands';
import { okVersioned } from '../answers';

const tag = 'Orders';

type Said = KeyCall<{ readonly id: string }, unknown, unknown>;

/** A command made of what was said; personal data are kept before the command that names them is given. */
export async function command(
  call: Said,
  found: FoundOrder,
  make: {
    readonly name: CommandName;
    readonly version: number | null;
    readonly body: (parts: PersonalParts) => object;
  },
) {
  const { deps } = call;
  const parts = personalParts(found.order, personalIdsOf(call, make.version));
  const body = { ...make.body(parts), actor: actorOf(call) };
  await storePersonal(deps.database.pool, parts.rows);
  const { name, version } = make;
  const answer = await giveCommand(call, found, {
    name,
    body: version === null ? body : { ...body, version },
    updateId: updateIdOf(call, version),
  });
  const refusal = refusalIn(answer);
  if (!refusal) return answer;
  const isStale = refusal.refusal === 'stale_version' && version !== null;
  if (!isStale) throw refused(refusal);
  const { order } = await findOrder(call, found.order.id);
  throw refused(refusal, { more: await whatChanged(deps, order, version) });
}

/** Prices are a senior manager's to set; throws 403 for whoever may not. */
export function mayMake({ caller }: Said, changes: readonly RequestedChange[]): void {
  const setsPrice = changes.some((change) => change.type === 'set_price');
  if (setsPrice && !mayDo(caller.role, 'setPrice')) throw problem('forbidden');
}

/** What changes need to know of the order. */
export async function beforeChanges(
  call: Said,
  found: FoundOrder,
  changes: readonly RequestedChange[],
): Promise<Before> {
  mayMake(call, changes);
  const { terms, personal } = await toShow(call.deps, found);
  const { order } = found;
  const about = { order, personal, policy: terms.policy };
  const known = await knownOf(call.deps.database, about, changes);
  return { order, personal, country: countryOf(terms.policy), ...known };
}

const confirm = keyRoute({
  method: 'post',
  path: '/v1/orders/{id}/confirmation',
  operation: 'confirmOrder',
  summary: 'Confirm an order, with the changes made in the call as one act',
  tag,
  idempotency: 'accepted',
  ifMatch: 'accepted',
  params: idParams,
  body: { type: 'json', schema: confirmationBody },
  answers: okVersioned('The order', orderOut),
  handle: async (call) => {
    const { channel, changes, note } = call.body;
    const version = changes ? neededVersion(call.ifMatch) : versionOf(call.ifMatch);
    const found = await findOrder(call, call.params.id);
    const before = changes ? await beforeChanges(call, found, changes) : null;
    await command(call, found, {
      name: 'confirm',
      version,
      body: (parts) => ({
        channel,
        noteId: parts.note(note),
        ...(changes && before
          ? { changes: commandChanges(before, changes, { parts, pointer: '/changes' }) }
          : {}),
      }),
    });
    return showOrder(call.deps, await findOrder(call, call.params.id));
  },
});

const contactAttempt = keyRoute({
  method: 'post',
  path: '/v1/orders/{id}/contact-attempts',
  operation: 'recordContactAttempt',
  summary: 'Record one attempt to reach the customer',
  tag,
  idempotency: 'accepted',
  ifMatch: 'accepted',
  params: idParams,
  body: { type: 'json', schema: contactAttemptBody },
  answers: okVersioned('The order', orderOut),
  handle: async (call) => {
    const { outcome, callBackAt = null, reason = null, note } = call.body;
    const found = await findOrder(call, call.params.id);
    await command(call, found, {
      name: 'recordContact',
      version: versionOf(call.ifMatch),
      body: (parts) => ({ outcome, callBackAt, reason, noteId: parts.note(note) }),
    });
    return showOrder(call.deps, await findOrder(call, call.params.id));
  },
});

const cancel = keyRoute({
  method: 'post',
  path: '/v1/orders/{id}/cancellation',
  operation: 'cancelOrder',
  summary: 'Cancel an order and stand every party down',
  tag,
  idempotency: 'accepted',
  ifMatch: 'accepted',
  params: idParams,
  body: { type: 'json', schema: cancellationBody },
  answers: {
    202: { description: 'The order, being ended', schema: orderOut, headers: ['ETag'] },
  },
  handle: async (call) => {
    const { reason, note } = call.body;
    const found = await findOrder(call, call.params.id);
    await command(call, found, {
      name: 'cancel',
      version: versionOf(call.ifMatch),
      body: (parts) => ({ reason, noteId: parts.note(note) }),
    });
    const shown = await showOrder(call.deps, await findOrder(call, call.params.id));
    return { ...shown, status: 202 };
  },
});

const note = keyRoute({
  method: 'post',
  path: '/v1/orders/{id}/notes',
  operation: 'takeNote',
  summary: 'Write down a key wish of the customer',
  tag,
  idempotency: 'required',
  ifMatch: 'accepted',
  params: idParams,
  body: { type: 'json', schema: noteBody },
  answers: { 201: { description: 'The note', schema: noteOut } },
  handle: async (call) => {
    const { text } = call.body;
    const found = await findOrder(call, call.params.id);
    await mustStand(call, found.order);
    let id = '';
    await command(call, found, {
      name: 'note',
      version: versionOf(call.ifMatch),
      body: (parts) => {
        id = parts.keep({ kind: 'note', text });
        return { noteId: id };
      },
    });
    return { status: 201, body: { id, orderId: found.order.id, text } };
  },
});

export const orderCommandRoutes = [confirm, contactAttempt, cancel, note];
