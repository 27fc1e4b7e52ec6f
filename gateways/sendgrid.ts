// E-mail through SendGrid, by its own client; the only file that knows its mail API. It decides
// nothing about repeating: it reports evidence, send-outcome.ts classifies it.
import assert from 'node:assert';
import { Client } from '@sendgrid/client';
import { MailService } from '@sendgrid/mail';
import type { Email, EmailGateway } from './messenger';
import { providerCall } from './provider-call';
import type { ProviderRequest } from './provider-call';
import { sendOutcome } from './send-outcome';
import type { Evidence } from './send-outcome';

export interface SendGridSettings {
  readonly apiKey: string;
  readonly from: string;
  readonly fromName?: string | undefined;
  /** Another place that speaks SendGrid's API; absent for SendGrid itself. */
  readonly baseUrl?: string | undefined;
  /** How long one attempt may take; 15 s where absent, 18 s at most. */
  readonly timeoutMilliseconds?: number | undefined;
}

/** E-mail through SendGrid; it cannot be asked what it accepted, so `find` never can tell. */
export function sendgridEmail(settings: SendGridSettings): EmailGateway {
  return {
    send: async (email) => {
      assert(email.to !== '' && email.subject !== '', 'An e-mail has a recipient and a subject.');
      assert(email.text !== '' && email.html !== '', 'An e-mail has a plain and a formatted part.');
      const evidence = await providerCall(
        (request) => post(settings, email, request),
        settings.timeoutMilliseconds,
      );
      return sendOutcome(evidence);
    },
    find: async () => ({ found: 'cannot_tell', code: 'NOT_SUPPORTED' }),
  };
}

async function post(
  settings: SendGridSettings,
  email: Email,
  request: ProviderRequest,
): Promise<Evidence> {
  const { fromName: name, from } = settings;
  const [response] = await connect(settings, request).send({
    from: name === undefined ? { email: from } : { email: from, name },
    subject: email.subject,
    personalizations: [{ to: email.to, customArgs: { notification_id: email.notificationId } }],
    content: [
      { type: 'text/plain', value: email.text },
      { type: 'text/html', value: email.html },
    ],
    // Links carry the customer's own token: nobody else may rewrite or count them.
    trackingSettings: {
      clickTracking: { enable: false, enableText: false },
      openTracking: { enable: false },
    },
  });
  const headers = response.headers as Record<string, unknown>;
  const id = headers['x-message-id'];
  const isAccepted = response.statusCode === 202 && typeof id === 'string' && id !== '';
  return {
    kind: 'answer',
    status: response.statusCode,
    ...(isAccepted ? { providerId: id } : {}),
    retryAfterSeconds: retryAfterSeconds(headers),
  };
}

/** SendGrid tells the second at which its limit ends, a gateway before it the seconds to wait. */
function retryAfterSeconds(headers: Record<string, unknown>): number | undefined {
  if (headers['retry-after'] !== undefined) return Number(headers['retry-after']);
  if (headers['x-ratelimit-reset'] === undefined) return undefined;
  return Math.max(0, Number(headers['x-ratelimit-reset']) - Date.now() / 1000);
}

/** A client of its own for one request, so that nothing is shared through the package's singleton. */
function connect(settings: SendGridSettings, { agents, milliseconds }: ProviderRequest) {
  const client = new Client();
  client.setApiKey(settings.apiKey);
  client.setDefaultHeader('Connection', 'close');
  const transport = {
    url: '',
    timeout: milliseconds,
    httpAgent: agents.http,
    httpsAgent: agents.https,
    // A redirected POST would be made again, or come back as a harmless looking GET.
    maxRedirects: 0,
    // The watched connections must be the ones used.
    proxy: false,
    // Every status is an answer. The client's own error object is not used: it makes a regular
    // expression of the working directory's name, which throws for a name like "c++".
    validateStatus: () => true,
    // After setApiKey, which sets the address back to SendGrid's own.
    ...(settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl }),
  };
  client.setDefaultRequest(transport);
  const service = new MailService();
  service.setClient(client);
  return service;
}
