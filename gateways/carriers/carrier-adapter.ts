/**
 * What Ordo asks of a courier service that has an interface of its own. One adapter a service; nothing here
 * knows which, nor when it is asked.
 */
import type { instructionDocument } from '../../domain/parties/instruction-document';
import type { TellingKind } from '../../domain/parties/telling';
import type { PostOutcome } from '../webhooks/post-outcome';

export interface ToldToCarrier {
  readonly url: string;
  readonly allowPrivate: boolean;
  /** Shared with the service, the newest first. */
  readonly secret: string;
  /** The same for the same message, so that the service takes it once. */
  readonly id: string;
  readonly kind: TellingKind;
  readonly instruction: ReturnType<typeof instructionDocument>;
}

export interface CarrierAdapter {
  /** Makes exactly one attempt; never throws for anything the service or the network did. */
  readonly tell: (told: ToldToCarrier) => Promise<PostOutcome>;
}
