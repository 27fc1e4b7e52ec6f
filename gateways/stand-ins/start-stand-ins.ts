// Brings the local stand-ins of Twilio, SendGrid, the Russian Post's tracking and Metro Courier up on one port, for development and tests. Never
// part of production; it listens on the machine's own address only.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ErrorRequestHandler, Express, Request } from 'express';
import { STAND_IN_WORDS } from '../../domain/messages/words/stand-in-words';
import { createCallees } from './callees';
import { createCallbackQueue } from './callback-queue';
import { controlStandIns } from './control-stand-ins';
import { createFaults } from './faults';
import { linksPage, localeOf, PAGE_HEADERS } from './parcels/buttons-page';
import { metroStandIn, openMetroDesk } from './parcels/metro-stand-in';
import { russianPostStandIn } from './parcels/russian-post-stand-in';
import { sendgridStandIn } from './sendgrid-stand-in';
import { createSentLedger } from './sent-ledger';
import { twilioStandIn } from './twilio-stand-in';

export interface StandInSettings {
  /** 0 or absent for any free one. */
  readonly port?: number;
  readonly twilio: {
    readonly accountSid: string;
    readonly authToken: string;
    /** Numbers that end so are refused as invalid (21211); "0000" where absent. */
    readonly refusedSuffix?: string;
  };
  readonly sendgrid: {
    readonly apiKey: string;
    /** PKCS 8 in PEM, for signing events. */
    readonly privateKey: string;
    /** Where events go; where absent, /v1/webhooks/sendgrid under `callbackBase`. */
    readonly eventsUrl?: string;
  };
  /**
   * An origin to deliver callbacks to in place of the one they name, e.g. where the public address
   * of the shop is not this machine. Signatures still cover the address named.
   */
  readonly callbackBase?: string;
  /** The clock by which callbacks are stamped, where it is not this machine's. */
  readonly now?: () => Date;
}

export interface StandIns {
  /** The base URL for both providers' clients and for the control routes. */
  readonly url: string;
  /** Callbacks still owed. */
  pending(): number;
  /** Closes every connection and gives up the callbacks still owed. */
  stop(): Promise<void>;
}

/** Starts both stand-ins; throws where the port cannot be had. */
export async function startStandIns(settings: StandInSettings): Promise<StandIns> {
  let base = settings.callbackBase;
  const callbacks = createCallbackQueue((url) => rehome(url, base));
  const memory = { faults: createFaults(), ledger: createSentLedger(), callees: createCallees() };
  const parts = { ...memory, callbacks };
  const app = express().disable('x-powered-by');
  app.use(
    '/2010-04-01/Accounts/:sid',
    twilioStandIn({ refusedSuffix: '0000', ...settings.twilio }, parts),
  );
  const { apiKey, privateKey, eventsUrl } = settings.sendgrid;
  const events = (): string | undefined =>
    eventsUrl ?? (base === undefined ? undefined : new URL('/v1/webhooks/sendgrid', base).href);
  const now = settings.now ?? ((): Date => new Date());
  app.use('/v3', sendgridStandIn({ apiKey, privateKey, eventsUrl: events, now }, parts));
  app.use('/russian-post', russianPostStandIn(parts));
  const metro = openMetroDesk(METRO_SECRET, now);
  const carriers = (): string | undefined =>
    base && new URL('/v1/webhooks/carriers/metro-courier', base).href;
  app.use('/metro', metroStandIn(metro, carriers));
  app.get('/', (request, response) => {
    response.set(PAGE_HEADERS).type('html').send(servicesPage(request));
  });
  const setCallbackBase = (to: string): void => {
    base = to;
  };
  app.use(controlStandIns({ ...parts, setCallbackBase }));
  app.use((_request, response) => void response.status(404).json({ error: 'No such route.' }));
  app.use(answerErrors);

  const server = await listen(app, settings.port ?? 0);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pending: () => callbacks.counts().pending,
    stop: async () => {
      callbacks.stop();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** It opens nothing: whoever tries the service gives it to the party of his shop. */
const METRO_SECRET = 'metro-stand-in-secret';

function servicesPage(request: Request): string {
  const locale = localeOf(request);
  const links = [
    { to: '/metro/', title: STAND_IN_WORDS.metro[locale] },
    { to: '/russian-post/', title: STAND_IN_WORDS.post[locale] },
  ];
  return linksPage({ locale, title: STAND_IN_WORDS.services[locale], links });
}

async function listen(app: Express, port: number) {
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function rehome(url: string, base: string | undefined): string {
  if (base === undefined) return url;
  const { pathname, search } = new URL(url);
  return new URL(pathname + search, base).href;
}

/** A body that cannot be read is the caller's fault and says so; anything else is a fault of ours. */
// eslint-disable-next-line max-params -- Express knows an error handler by its four parameters.
const answerErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  if (response.headersSent || typeof status !== 'number' || status >= 500) next(error);
  else response.status(status).json({ error: 'The request cannot be read.' });
};
