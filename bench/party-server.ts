/**
 * A server of parties that takes every message at once and answers nothing by itself.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PartyServer {
  readonly url: string;
  /** Messages taken so far. */
  readonly calls: () => number;
  readonly close: () => void;
}

/** Listens on a port of its own. */
export async function openPartyServer(): Promise<PartyServer> {
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      calls += 1;
      response.writeHead(202).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/ordo`,
    calls: () => calls,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
