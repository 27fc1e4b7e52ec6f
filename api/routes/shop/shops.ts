/**
 * Which of the caller's shops a request is about.
 */
import { invalid, problem } from '../../problems/problems';
import type { Caller } from '../../request/authentication';

/** The shop named, or all of the caller's; 404 for one that is not theirs. */
export function chosenShops(caller: Caller, shop: string | undefined): readonly string[] {
  if (shop === undefined) return caller.shops;
  if (!caller.shops.includes(shop)) throw problem('not-found');
  return [shop];
}

/** The one shop meant: named, or the only one of the key; 422 where that is not clear. */
export function oneShop(caller: Caller, shop: string | undefined): string {
  const [only, ...others] = chosenShops(caller, shop);
  if (only !== undefined && others.length === 0) return only;
  throw invalid([{ pointer: '/shop', detail: 'is required: the key has several shops' }]);
}
