/**
 * The address of the page on which one instruction is answered, for a person without a desk of Ordo's.
 */
import type { Instruction } from '../../../domain/parties/instruction';
import { PARTY_LINK_DAYS } from '../../../domain/messages/party-letter';
import { signLink } from '../../../gateways/link-signature';
import type { Dependencies } from '../../dependencies';

const DAY_SECONDS = 86_400;

/** A fresh link to the instruction as it was told last. */
export function partyPageAddress(
  { environment, now }: Pick<Dependencies, 'environment' | 'now'>,
  { id, telling }: Pick<Instruction, 'id' | 'telling'>,
): string {
  const expires = Math.floor(Date.parse(now()) / 1000) + PARTY_LINK_DAYS * DAY_SECONDS;
  const link = { for: 'party', id, to: String(telling?.number ?? 0), expires } as const;
  return `${environment.api.publicUrl}/p/${signLink(link, environment.linkSecret)}`;
}
