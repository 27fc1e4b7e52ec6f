/**
 * A storefront's own little server for tests: keeps what it hears, checks signatures, and treats calls as it is told.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookEvent } from '../../domain/webhooks/webhook-events';
import { verifyWebhook } from '../../gateways/webhooks/webhook-signature';

export interface HeardCall {
  readonly event: WebhookEvent & { readonly id: string };
  readonly body: string;
  readonly signature: string | undefined;
}

export interface Storefront {
  readonly url: string;
  readonly calls: HeardCall[];
  /** Ids of orders that are being told of right now. */
  readonly most: () => number;
  /** What the next calls are answered: 200 where nothing is said; null never answers. */
  readonly answers: (treat: (call: HeardCall) => number | null | Promise<number>) => void;
  readonly close: () => void;
}

/** Whether a call was signed with this secret. */
export function isSignedBy(call: HeardCall | undefined, secret: string): boolean {
  const { signature, body = '' } = call ?? {};
  return verifyWebhook({ header: signature, body, secrets: [secret], now: new Date() });
}

/** Opens the server on a port of its own. */
export async function openStorefront(): Promise<Storefront> {
  const calls: HeardCall[] = [];
  const open = new Map<string, number>();
  let most = 0;
  let treat: Parameters<Storefront['answers']>[0] = () => 200;
  const answer = async (call: HeardCall, response: ServerResponse): Promise<void> => {
    const { id } = call.event.order;
    open.set(id, (open.get(id) ?? 0) + 1);
    most = Math.max(most, open.get(id) ?? 0);
    const status = await treat(call);
    open.set(id, (open.get(id) ?? 1) - 1);
    if (status !== null) response.writeHead(status).end();
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const signature = request.headers['ordo-signature'] as string | undefined;
      const call = { body, signature, event: JSON.parse(body) as HeardCall['event'] };
      calls.push(call);
      void answer(call, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/ordo`,
    calls,
    most: () => most,
    answers: (told) => {
      treat = told;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
