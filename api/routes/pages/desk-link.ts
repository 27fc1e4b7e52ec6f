/**
 * Who is behind the link to a party's list of work, for the list itself and for the pages it leads to: a page opened
 * from the list leads back there, as long as that link is one of the same party.
 */
import { z } from 'zod';
import { deskMark } from '../../../database/shops/desk-links';
import { listParties } from '../../../database/shops/parties';
import type { Party } from '../../../domain/parties/party';
import { readLink } from '../../../gateways/link-signature';
import type { Dependencies } from '../../dependencies';
import { linkToken } from '../../schemas/link-page';

/** In the address of a page that was opened from a list: the token of that list. What others add to a link is nothing to it. */
export const fromList = z.object({ list: linkToken.optional().catch(undefined) });

/** The party behind a link that is ours, has not run out and was not called back; else null. */
export async function deskOf(
  deps: Dependencies,
  token: string,
): Promise<{ readonly shop: string; readonly party: Party } | null> {
  const found = readLink(token, deps.environment.linkSecret, new Date(deps.now()));
  if (found?.for !== 'desk') return null;
  const [shop = '', id = ''] = found.id.split(':');
  if ((await deskMark(deps.database, { shop, party: id })) !== found.to) return null;
  const party = (await listParties(deps.database, [shop])).find((one) => one.id === id);
  return party ? { shop, party } : null;
}

/** Where the list is from which a page of this party was opened; null where it was opened otherwise. */
export async function wayBack(
  deps: Dependencies,
  of: { readonly shop: string; readonly party: string },
  list: string | undefined,
): Promise<string | null> {
  const desk = list === undefined ? null : await deskOf(deps, list);
  return desk?.shop === of.shop && desk.party.id === of.party ? `/w/${list ?? ''}` : null;
}
