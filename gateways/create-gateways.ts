// The gateways of one installation, made from its settings. Settings alone decide between a real
// provider and a stand-in: nothing in the code differs.
import type { EmailGateway, SmsGateway, VoiceGateway } from './messenger';
import { sendgridEmail } from './sendgrid';
import type { SendGridSettings } from './sendgrid';
import { russianPost } from './tracking/russian-post';
import type { RussianPostSettings } from './tracking/russian-post';
import type { TrackingGateway } from './tracking/tracking';
import { twilioSms, twilioVoice } from './twilio';
import type { TwilioSettings } from './twilio';

export interface GatewaySettings {
  readonly twilio: TwilioSettings;
  readonly sendgrid: SendGridSettings;
  /** Absent where the post is not asked. */
  readonly russianPost?: RussianPostSettings | undefined;
}

export interface Gateways {
  readonly sms: SmsGateway;
  readonly email: EmailGateway;
  readonly voice: VoiceGateway;
  readonly tracking: { readonly russian_post: TrackingGateway };
}

/** Gateways to the real services, or to whatever a `baseUrl` names; opens no connection by itself. */
export function createGateways(settings: GatewaySettings): Gateways {
  return {
    sms: twilioSms(settings.twilio),
    email: sendgridEmail(settings.sendgrid),
    voice: twilioVoice(settings.twilio),
    tracking: { russian_post: russianPost(settings.russianPost) },
  };
}
