// The stand-ins, gateways with the real clients pointed at them, and a shop's webhook that keeps
// every callback it is sent. No test of its own.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateways } from '../../gateways/create-gateways';
import type { GatewaySettings } from '../../gateways/create-gateways';
import type { Email, Sms } from '../../gateways/messenger';
import type { FaultKind, Provider } from '../../gateways/stand-ins/faults';
import { generateEventKeys } from '../../gateways/stand-ins/sendgrid-events';
import { startStandIns } from '../../gateways/stand-ins/start-stand-ins';

export const ACCOUNT = { accountSid: `AC${'a1'.repeat(16)}`, authToken: 'a-token-of-the-stand-in' };
export const API_KEY = 'SG.a-key-of-the-stand-in';
export const KEYS = generateEventKeys();
export const PUBLIC_BASE = 'https://ordo.example';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface SentItem {
  readonly providerId: string;
  readonly to: string;
  readonly text: string;
  readonly html: string | null;
  readonly subject: string | null;
  readonly channel: string;
  readonly state: string;
  readonly notificationId?: string;
  readonly callbackUrl?: string;
  readonly at: string;
}

interface FaultBody {
  readonly kind: FaultKind;
  readonly times?: number;
  readonly to?: string;
  readonly hidden?: boolean;
  readonly delaySeconds?: number;
}

/** Gateways whose clients wait half a second at most, so that tests of silence are short. */
export function gatewaysTo(baseUrl: string, timeoutMilliseconds = 500) {
  const settings: GatewaySettings = {
    twilio: { ...ACCOUNT, from: '+15005550006', baseUrl, timeoutMilliseconds },
    sendgrid: { apiKey: API_KEY, from: 'shop@ordo.example', baseUrl, timeoutMilliseconds },
  };
  return createGateways(settings);
}

export function anSms(fields: Partial<Sms> = {}): Sms {
  return {
    to: '+79161234567',
    text: 'Заказ 17 принят & ждёт.',
    callbackUrl: `${PUBLIC_BASE}/v1/webhooks/twilio/message/token-17`,
    ...fields,
  };
}

export function anEmail(fields: Partial<Email> = {}): Email {
  return {
    to: 'anna@example.org',
    subject: 'Ваш заказ 17',
    text: 'Заказ принят.',
    html: '<p>Заказ принят.</p>',
    notificationId: 'notification-17',
    ...fields,
  };
}

/**
 * Starts everything; the webhook answers with the statuses of `answers` in turn, then 204, and calls that
 * are going on with the TwiML of `says` in turn.
 */
export async function localProviders() {
  const received: Received[] = [];
  const answers: number[] = [];
  const says: string[] = [];
  const shop = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks),
      });
      const status = answers.shift();
      const isCall = /\/(call|gather)\//.test(request.url ?? '');
      const hasEnded = /CallStatus=(completed|busy|failed|no-answer)/.test(
        received.at(-1)?.body.toString() ?? '',
      );
      const words = isCall && !hasEnded ? says.shift() : undefined;
      response.writeHead(status ?? (words === undefined ? 204 : 200)).end(words);
    });
  });
  shop.listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const callbackBase = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  const standIns = await startStandIns({
    twilio: ACCOUNT,
    sendgrid: { apiKey: API_KEY, privateKey: KEYS.privateKey },
    callbackBase,
  });

  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(standIns.url + path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status >= 400) throw new Error(`${path} was answered with ${response.status}.`);
    return response.status === 204 ? undefined : response.json();
  };
  const items = async <T>(path: string): Promise<T[]> => {
    const answer = (await control('GET', path)) as { items: T[] };
    return answer.items;
  };

  return {
    url: standIns.url,
    gateways: gatewaysTo(standIns.url),
    received,
    answers,
    says,
    control,
    fault: (provider: Provider, body: FaultBody) => control('POST', `/faults/${provider}`, body),
    sent: () => items<SentItem>('/sent'),
    duplicates: () => items<{ notification: string; times: number }>('/duplicates'),
    counts: async () =>
      (await control('GET', '/pending')) as { pending: number; undeliverable: number },
    /** Until no callback is owed any more. */
    quiet: async () => {
      while (standIns.pending() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    /** As after a fresh start, for the next test. */
    reset: async () => {
      await control('DELETE', '/faults');
      await control('POST', '/callbacks/release');
      while (standIns.pending() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await control('DELETE', '/sent');
      await control('DELETE', '/duplicates');
      received.length = 0;
      answers.length = 0;
      says.length = 0;
    },
    stop: async () => {
      await standIns.stop();
      shop.closeAllConnections();
      const closed = once(shop, 'close');
      shop.close();
      await closed;
    },
  };
}
