// The gateways of one installation, made from its settings. Settings alone decide between a real
// provider and a stand-in: nothing in the code differs.
import type { EmailGateway, SmsGateway, VoiceGateway } from './messenger';
import { sendgridEmail } from './sendgrid';
import type { SendGridSettings } from './sendgrid';
import { twilioSms, twilioVoice } from './twilio';
import type { TwilioSettings } from './twilio';

export interface GatewaySettings {
  readonly twilio: TwilioSettings;
  readonly sendgrid: SendGridSettings;
}

export interface Gateways {
  readonly sms: SmsGateway;
  readonly email: EmailGateway;
  readonly voice: VoiceGateway;
}

/** Gateways to the real services, or to whatever a `baseUrl` names; opens no connection by itself. */
export function createGateways(settings: GatewaySettings): Gateways {
  return {
    sms: twilioSms(settings.twilio),
    email: sendgridEmail(settings.sendgrid),
    voice: twilioVoice(settings.twilio),
  };
}
