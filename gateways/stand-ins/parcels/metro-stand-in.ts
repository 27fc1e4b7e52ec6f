/**
 * A stand-in of Metro Courier: takes form-encoded posts, checks their signature, answers by numbers, and reports
 * by its own signed calls, told so by a test or by a person on its page. For tests and development.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Router } from 'express';
import { STAND_IN_WORDS } from '../../../domain/messages/words/stand-in-words';
import { INSTRUCTION_WORDS, PARCEL_WORDS } from '../../../domain/messages/words/state-words';
import { meaningOf } from '../../../domain/parties/carrier-codes';
import { isFromMetro, metroSign } from '../../carriers/metro-courier-signature';
import { buttonsPage, localeOf, PAGE_HEADERS } from './buttons-page';
import type { Card, Locale } from './buttons-page';

/** An order as the service keeps it: the latest word about it. */
export type MetroOrder = Readonly<Record<string, string>>;

/** What the service knows and does, whoever runs it. */
export interface MetroDesk {
  /** What it has taken, by `client_ref`. */
  readonly orders: ReadonlyMap<string, MetroOrder>;
  /** How often it was called, refused calls included. */
  readonly calls: () => number;
  /** The numbers of its next answers; afterwards it takes everything. */
  readonly willAnswer: (...codes: readonly string[]) => void;
  /** Takes an order's fields; gives the number of the answer. */
  readonly take: (fields: MetroOrder) => string;
  /** Tells what became of an order; gives the status of the answer. */
  readonly report: (to: string, word: MetroWord) => Promise<number>;
}

export interface MetroStandIn extends Omit<MetroDesk, 'take'> {
  readonly url: string;
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

/** What a person may have it report, in its own numbers. */
const NUMBERS = ['10', '11', '20', '30', '35', '40', '50', '60', '70', '99'];

/** The service's desk; reports are dated by the clock given. */
export function openMetroDesk(secret: string, now: () => Date = () => new Date()): MetroDesk {
  const orders = new Map<string, MetroOrder>();
  const known = new Set<string>();
  const faults: string[] = [];
  let calls = 0;
  return {
    orders,
    calls: () => calls,
    willAnswer: (...codes) => void faults.push(...codes),
    take: (fields) => {
      calls += 1;
      const { ref = '', client_ref: clientRef = '', action = '', sign = '' } = fields;
      if (!isFromMetro({ sign, values: [ref, clientRef, action] }, [secret])) return '17';
      const fault = faults.shift();
      if (fault !== undefined) return fault;
      if (known.has(ref)) return '5';
      known.add(ref);
      orders.delete(clientRef);
      orders.set(clientRef, fields);
      return '0';
    },
    report: async (to, { clientRef, status, track = '', forgedWith, more = {} }) => {
      const ts = String(Math.floor(now().getTime() / 1000));
      const ref = orders.get(clientRef)?.['ref'] ?? 'unknown';
      const sign = metroSign([clientRef, ref, status, track, ts], forgedWith ?? secret);
      const said = { client_ref: clientRef, ref, status, track, ts, sign };
      const body = new URLSearchParams({ ...said, ...more });
      return (await fetch(to, { method: 'POST', body })).status;
    },
  };
}

/** Its routes: /api/orders for Ordo, / and /reports for a person; `reportTo` says where Ordo listens, once it does. */
export function metroStandIn(desk: MetroDesk, reportTo: () => string | undefined): Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: '64kb' });
  const lastSaid = new Map<string, string>();
  router.post('/api/orders', form, (request, response) => {
    const code = desk.take((request.body ?? {}) as MetroOrder);
    response.type('text/plain').send(`code=${code}`);
  });
  router.get('/', (request, response) => {
    const page = pageOf(desk, lastSaid, localeOf(request));
    response.set(PAGE_HEADERS).type('html').send(page);
  });
  router.post('/reports', form, async (request, response) => {
    const { about = '', says = '' } = (request.body ?? {}) as Record<string, string>;
    const to = reportTo();
    if (to === undefined || !desk.orders.has(about) || !NUMBERS.includes(says)) {
      response.status(404).json({ error: 'There is no such order or number.' });
      return;
    }
    const status = await desk.report(to, { clientRef: about, status: says }).catch(() => 0);
    lastSaid.set(about, `${says}: ${String(status)}`);
    response.redirect(303, request.baseUrl + '/');
  });
  return router;
}

function wordOf(number: string, locale: Locale): string {
  const meaning = meaningOf('metro-courier', number);
  if ('answer' in meaning) return INSTRUCTION_WORDS[meaning.answer][locale];
  return 'status' in meaning ? PARCEL_WORDS[meaning.status][locale] : number;
}

const ACTIONS: Readonly<Record<string, 'instruction' | 'revision' | 'call_off'>> = {
  '1': 'instruction',
  '2': 'revision',
  '3': 'call_off',
};

function pageOf(desk: MetroDesk, lastSaid: ReadonlyMap<string, string>, locale: Locale): string {
  const cards = [...desk.orders.entries()].toReversed().map(([about, fields]): Card => {
    const { goods = '', cod = '', addr = '', name = '', action = '' } = fields;
    const told = ACTIONS[action];
    const said = lastSaid.get(about);
    const details = [
      told ? INSTRUCTION_WORDS[told][locale] : action,
      [goods, cod, name, addr].filter((part) => part !== '').join(' · '),
      said === undefined ? '' : `${STAND_IN_WORDS.answered[locale]}: ${said}`,
    ];
    return { about, title: about, details: details.filter((detail) => detail !== '') };
  });
  return buttonsPage({
    ...{ locale, cards, action: 'reports' },
    title: STAND_IN_WORDS.metro[locale],
    intro: STAND_IN_WORDS.metroIntro[locale],
    nothing: STAND_IN_WORDS.nothing[locale],
    buttons: NUMBERS.map((says) => ({ says, title: `${says} ${wordOf(says, locale)}` })),
  });
}

/** Starts it alone on a port of its own, for tests. */
export async function startMetroStandIn(secret: string, now?: () => Date): Promise<MetroStandIn> {
  const { take, ...desk } = openMetroDesk(secret, now);
  const app = express().use(metroStandIn({ ...desk, take }, () => undefined));
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...desk,
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/orders`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
