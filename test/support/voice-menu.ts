/**
 * What stories about the voice menu add to a shop: a contact policy with a call by the menu, and people
 * who do something when it calls.
 */
import type { Shop } from './shop';

interface ShopPolicy {
  readonly policy: Readonly<Record<string, unknown>> & { readonly contact: object };
}

/** Gives the shop these steps of contact; orders placed from now on keep to them. */
export async function agreesBy(shop: Shop, steps: readonly object[]): Promise<void> {
  const path = '/v1/shops/demo/policy';
  const { policy } = (await shop.ask<ShopPolicy>('admin', path)).body;
  const body = { ...policy, contact: { ...policy.contact, steps } };
  const changed = await shop.ask('admin', path, { method: 'PUT', body });
  if (changed.status >= 300) throw new Error(`no policy: ${JSON.stringify(changed.body)}`);
}

/** What whoever has the number does when the menu calls. */
export async function calleeDoes(
  shop: Shop,
  callee: { readonly to: string; readonly does: string; readonly keys?: string },
): Promise<void> {
  const told = await shop.ask('admin', '/v1/dev/stand-ins/twilio/callees', { body: callee });
  if (told.status >= 300) throw new Error(`no callee: ${JSON.stringify(told.body)}`);
}
