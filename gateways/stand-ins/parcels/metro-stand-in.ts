/**
 * A stand-in of Metro Courier: takes form-encoded posts, checks their signature, answers by numbers, and reports
 * by its own signed calls. For tests and development; it knows Ordo by the addresses it is given.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isFromMetro, metroSign } from '../carriers/metro-courier-signature';

/** An order as the service keeps it: the latest word about it. */
export type MetroOrder = Readonly<Record<string, string>>;

export interface MetroStandIn {
  readonly url: string;
  /** What it has taken, by `client_ref`. */
  readonly orders: ReadonlyMap<string, MetroOrder>;
  /** How often it was called, refused calls included. */
  readonly calls: () => number;
  /** The numbers of its next answers; afterwards it takes everything. */
  readonly willAnswer: (...codes: readonly string[]) => void;
  /** Tells what became of an order; gives the status of the answer. */
  readonly report: (to: string, word: MetroWord) => Promise<number>;
  readonly stop: () => void;
}

export interface MetroWord {
  readonly clientRef: string;
  readonly status: string;
  readonly track?: string;
  /** Signed with this instead of the shared secret. */
  readonly forgedWith?: string;
  /** Fields that its reports have one day. */
  readonly more?: Readonly<Record<string, string>>;
}

const MOST_BYTES = 64 * 1024;

/** Starts it on a port of its own; reports are dated by the clock given. */
export async function startMetroStandIn(
  secret: string,
  now: () => Date = () => new Date(),
): Promise<MetroStandIn> {
  const orders = new Map<string, MetroOrder>();
  const known = new Set<string>();
  const faults: string[] = [];
  let calls = 0;
  const take = (fields: MetroOrder): string => {
    const { ref = '', client_ref: clientRef = '', action = '', sign = '' } = fields;
    if (!isFromMetro({ sign, values: [ref, clientRef, action] }, [secret])) return '17';
    const fault = faults.shift();
    if (fault !== undefined) return fault;
    if (known.has(ref)) return '5';
    known.add(ref);
    orders.set(clientRef, fields);
    return '0';
  };
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      if (text.length < MOST_BYTES) text += part;
    });
    request.on('end', () => {
      calls += 1;
      const code = take(Object.fromEntries(new URLSearchParams(text)));
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end(`code=${code}`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/orders`,
    orders,
    calls: () => calls,
    willAnswer: (...codes) => void faults.push(...codes),
    report: async (to, { clientRef, status, track = '', forgedWith, more = {} }) => {
      const ts = String(Math.floor(now().getTime() / 1000));
      const ref = orders.get(clientRef)?.['ref'] ?? 'unknown';
      const sign = metroSign([clientRef, ref, status, track, ts], forgedWith ?? secret);
      const said = { client_ref: clientRef, ref, status, track, ts, sign };
      const body = new URLSearchParams({ ...said, ...more });
      return (await fetch(to, { method: 'POST', body })).status;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
