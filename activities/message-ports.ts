/**
 * What the activities outside need of the world: the database, the gateways, a way to render and to
 * sign links. Interfaces only.
 */
import type { Database } from '../database/database';
import type { MessageChannel } from '../domain/messages/message';
import type { AskRule } from '../domain/delivery/follow-rule';
import type { EmailGateway, SmsGateway, VoiceGateway } from '../gateways/messenger';
import type { TrackingGateway } from '../gateways/tracking/tracking';

export interface MessagePorts {
  readonly database: Database;
  readonly sms: SmsGateway;
  readonly email: EmailGateway;
  readonly voice: VoiceGateway;
  /** Carriers' tracking services by their names in policies. */
  readonly tracking: Readonly<Record<AskRule['service'], TrackingGateway>>;
  /** Renders a Liquid template; throws where the template is broken. */
  readonly render: (
    template: string,
    data: Record<string, unknown>,
    as: { readonly html: boolean },
  ) => Promise<string>;
  /** Address of the customer's page of an order taken in at a moment of the wall clock, for one receiver. */
  readonly customerLink: (order: {
    readonly id: string;
    readonly takenIn: string;
    readonly to: { readonly channel: MessageChannel; readonly id: string };
  }) => string;
  /** Where Twilio reports what became of a message. */
  readonly smsCallback: (token: string) => string;
  /** Where Twilio asks what to say in a call, and reports how it ended. */
  readonly callAddress: (token: string) => string;
}
