/**
 * A party with a server of its own, as a story sees it: it keeps what it is told, checks the signatures by
 * itself, answers as it is told to, and signs its own calls. It knows Ordo by its guide alone.
 */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Shop } from './shop';

/** A message as it arrived. */
export interface Told {
  readonly id: string;
  readonly kind: string;
  readonly instruction: {
    readonly id: string;
    readonly wishVersion: number;
    readonly pendingVersion: number | null;
    readonly message: string | null;
    readonly lines: readonly { readonly quantity: number; readonly price?: object }[];
    readonly deliverTo: { readonly phone: string | null } | null;
    readonly collect: object | null;
    readonly parcels: readonly string[];
  };
}

export interface PartyServer {
  readonly url: string;
  /** Every message that came, those it did not take included. */
  readonly calls: readonly Told[];
  /** The secrets each message was signed with, of those it knows. */
  readonly signedWith: readonly (readonly string[])[];
  /** Its next answers; afterwards it takes everything. */
  readonly willAnswer: (...answers: readonly ((response: ServerResponse) => void)[]) => void;
  readonly knows: (secret: string) => void;
  readonly close: () => void;
}

const hmac = (secret: string, time: string, body: string): string =>
  createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');

/** Answers with a status and, where given, headers and a body. */
export const status =
  (code: number, body = '', headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(code, headers).end(body);

/** Starts a server on a port of its own. */
export async function openPartyServer(): Promise<PartyServer> {
  const calls: Told[] = [];
  const signedWith: (readonly string[])[] = [];
  const answers: ((response: ServerResponse) => void)[] = [];
  const secrets: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const header = String(request.headers['ordo-signature']);
      const time = /t=(\d+)/.exec(header)?.[1] ?? '';
      calls.push(JSON.parse(body) as Told);
      signedWith.push(secrets.filter((one) => header.includes(`v1=${hmac(one, time, body)}`)));
      (answers.shift() ?? status(202))(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...{ calls, signedWith },
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/ordo`,
    willAnswer: (...more) => void answers.push(...more),
    knows: (secret) => void secrets.push(secret),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What a party that signs is answered. */
export async function callSigned(
  shop: Shop,
  { path, body, secret }: { readonly path: string; readonly body: object; readonly secret: string },
): Promise<{ readonly status: number; readonly text: string }> {
  const text = JSON.stringify(body);
  const time = String(Math.floor(Date.now() / 1000));
  const headers = {
    'content-type': 'application/json',
    'ordo-signature': `t=${time},v1=${hmac(secret, time, text)}`,
  };
  const answer = await fetch(`${shop.world.api}${path}`, { method: 'POST', headers, body: text });
  const said = { status: answer.status, text: await answer.text() };
  await shop.quiet();
  return said;
}

/** Lets a party of the demo shop be told by another channel. */
export async function tellBy(shop: Shop, party: string, channel: object): Promise<void> {
  const path = `/v1/parties/${party}`;
  const listed = await shop.ask<{ items: readonly { readonly id: string }[] }>(
    'admin',
    '/v1/parties?limit=100',
  );
  const known = listed.body.items.find((one) => one.id === party) as Record<string, unknown>;
  const { id: _id, shop: _shop, ...fields } = known;
  const body = { ...fields, channel };
  const stored = await shop.ask('admin', path, { method: 'PUT', body });
  if (stored.status !== 200) throw new Error(`not stored: ${JSON.stringify(stored.body)}`);
}

/** Makes a secret for a party and gives it to its server. */
export async function shareSecret(shop: Shop, party: string, server: PartyServer): Promise<string> {
  const made = await shop.ask<{ secret: string }>('admin', `/v1/parties/${party}/secrets`, {
    body: {},
  });
  server.knows(made.body.secret);
  return made.body.secret;
}
