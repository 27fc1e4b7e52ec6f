// The tracking service of the Russian Post as far as Ordo asks it: it tells the operations it was told of, in the
// post's own envelope, and misbehaves when told to. A test tells it at /operations, a person on its page.
import express from 'express';
import type { Response, Router } from 'express';
import { z } from 'zod';
import { STAND_IN_WORDS } from '../../../domain/messages/words/stand-in-words';
import { PARCEL_WORDS } from '../../../domain/messages/words/state-words';
import { isCarrierWord } from '../../../domain/parties/parcel';
import { russianPostWord } from '../../tracking/russian-post-words';
import type { StandInParts } from '../stand-in-parts';
import { buttonsPage, localeOf, PAGE_HEADERS } from './buttons-page';
import type { Card, Locale } from './buttons-page';

const operation = z.strictObject({
  type: z.int().min(1).max(99),
  attribute: z.int().min(0).max(99).default(0),
  at: z.iso.datetime({ offset: true }),
});

type Operation = z.output<typeof operation>;
type Stories = Map<string, readonly Operation[]>;

/** What a person may have happened, as `type.attribute`. */
const HAPPENINGS = ['1.0', '8.0', '8.2', '12.0', '2.1', '3.0', '2.2', '18.0'];

const spoken = z.strictObject({
  about: z.string().regex(/^[\w-]{1,40}$/),
  says: z.enum(HAPPENINGS),
});

/** The routes /rtm34 and /operations/{number}; / and /happenings for a person. */
export function russianPostStandIn({ faults }: Pick<StandInParts, 'faults'>): Router {
  const stories: Stories = new Map();
  const add = (number: string, happened: Operation): void =>
    void stories.set(number, [...(stories.get(number) ?? []), happened]);
  const router = express.Router();
  router.post('/rtm34', express.text({ type: () => true }), (request, response) => {
    const asked = typeof request.body === 'string' ? request.body : '';
    const number = /Barcode>([^<]*)</.exec(asked)?.[1] ?? '';
    if (number !== '' && !stories.has(number)) stories.set(number, []);
    const { answer } = faults.take('russian_post', number).behaviour;
    if (answer === 'never') return;
    if (answer === 'dropped') request.socket.destroy();
    else if (answer !== 'ok') fault(response, answer === 'rate_limit' ? 429 : 503);
    else response.type('application/soap+xml').send(story(stories.get(number) ?? []));
  });
  router.post('/operations/:number', express.json(), (request, response) => {
    const body = operation.safeParse(request.body);
    if (!body.success) {
      response.status(400).json({ error: z.prettifyError(body.error) });
      return;
    }
    add(request.params.number, body.data);
    response.status(201).json(body.data);
  });
  router.get('/', (request, response) => {
    response
      .set(PAGE_HEADERS)
      .type('html')
      .send(pageOf(stories, localeOf(request)));
  });
  router.post('/happenings', express.urlencoded({ extended: false }), (request, response) => {
    const said = spoken.safeParse(request.body);
    if (!said.success) {
      response.status(400).json({ error: z.prettifyError(said.error) });
      return;
    }
    const [type = 0, attribute = 0] = said.data.says.split('.').map(Number);
    add(said.data.about, { type, attribute, at: new Date().toISOString() });
    response.redirect(303, request.baseUrl + '/');
  });
  return router;
}

function wordOf(
  { type, attribute }: Pick<Operation, 'type' | 'attribute'>,
  locale: Locale,
): string {
  const word = russianPostWord(type, attribute);
  return isCarrierWord(word) ? PARCEL_WORDS[word][locale] : word;
}

function pageOf(stories: Stories, locale: Locale): string {
  const known = [...stories.entries()].toReversed().map(([about, happened]): Card => {
    const last = happened.at(-1);
    const said = last && `${STAND_IN_WORDS.lastSaid[locale]}: ${wordOf(last, locale)}, ${last.at}`;
    return { about, title: about, details: said === undefined ? [] : [said] };
  });
  const other: Card = { about: null, title: STAND_IN_WORDS.otherNumber[locale], details: [] };
  return buttonsPage({
    ...{ locale, cards: [...known, other], action: 'happenings' },
    title: STAND_IN_WORDS.post[locale],
    intro: STAND_IN_WORDS.postIntro[locale],
    nothing: STAND_IN_WORDS.nothing[locale],
    buttons: HAPPENINGS.map((says) => {
      const [type = 0, attribute = 0] = says.split('.').map(Number);
      return { says, title: `${says} ${wordOf({ type, attribute }, locale)}` };
    }),
  });
}

function fault(response: Response, status: number): void {
  response.status(status).type('application/soap+xml').send(enveloped('<S:Fault/>'));
}

function enveloped(body: string): string {
  return `<?xml version='1.0' encoding='UTF-8'?><S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body>${body}</S:Body></S:Envelope>`;
}

function story(operations: readonly Operation[]): string {
  const records = operations.map(
    ({ type, attribute, at }) =>
      `<ns3:historyRecord><ns3:OperationParameters><ns3:OperType><ns3:Id>${String(type)}</ns3:Id><ns3:Name>…</ns3:Name></ns3:OperType><ns3:OperAttr><ns3:Id>${String(attribute)}</ns3:Id></ns3:OperAttr><ns3:OperDate>${at}</ns3:OperDate></ns3:OperationParameters></ns3:historyRecord>`,
  );
  return enveloped(
    `<ns7:getOperationHistoryResponse xmlns:ns7="http://russianpost.org/operationhistory"><ns3:OperationHistoryData xmlns:ns3="http://russianpost.org/operationhistory/data">${records.join('')}</ns3:OperationHistoryData></ns7:getOperationHistoryResponse>`,
  );
}
