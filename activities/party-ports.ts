/**
 * What telling a party needs of the world: the database, signed posts, letters, the party's secrets, a link to
 * its page. Interfaces only.
 */
import type { Database } from '../database/database';
import type { Instant } from '../domain/calendar/instant';
import type { AdapterName } from '../domain/parties/party';
import type { CarrierAdapter } from '../gateways/carriers/carrier-adapter';
import type { EmailGateway } from '../gateways/messenger';
import type { PostOutcome } from '../gateways/webhooks/post-outcome';
import type { SignedPost } from '../gateways/webhooks/signed-post';

export interface PartyPorts {
  readonly database: Database;
  readonly email: EmailGateway;
  readonly render: (
    template: string,
    data: Record<string, unknown>,
    as: { readonly html: boolean },
  ) => Promise<string>;
  /** One try to post a signed message. */
  readonly post: (post: SignedPost) => Promise<PostOutcome>;
  /** Adapters of courier services by name. */
  readonly carriers: Readonly<Record<AdapterName, CarrierAdapter>>;
  /** The secrets a party shares with us, those that live now. */
  readonly secrets: (of: {
    readonly shop: string;
    readonly party: string;
  }) => Promise<readonly string[]>;
  /** Whether the operator lets parties have servers at private addresses. */
  readonly mayBePrivate: boolean;
  /** Address of the party's page of one instruction, for a letter written at a moment of the order. */
  readonly partyLink: (letter: {
    readonly id: string;
    readonly number: number;
    readonly at: Instant;
  }) => string;
}
