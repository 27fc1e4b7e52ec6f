// The tracking service of the Russian Post as far as Ordo asks it: it tells the operations it was told of, in the
// post's own envelope, and misbehaves when told to. Test control is at /operations.
import express from 'express';
import type { Response, Router } from 'express';
import { z } from 'zod';
import type { StandInParts } from './stand-in-parts';

const operation = z.strictObject({
  type: z.int().min(1).max(99),
  attribute: z.int().min(0).max(99).default(0),
  at: z.iso.datetime({ offset: true }),
});

type Operation = z.output<typeof operation>;

/** The routes /rtm34 and /operations/{number}. */
export function russianPostStandIn({ faults }: Pick<StandInParts, 'faults'>): Router {
  const stories = new Map<string, readonly Operation[]>();
  const router = express.Router();
  router.post('/rtm34', express.text({ type: () => true }), (request, response) => {
    const asked = typeof request.body === 'string' ? request.body : '';
    const number = /Barcode>([^<]*)</.exec(asked)?.[1] ?? '';
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
    const { number } = request.params;
    stories.set(number, [...(stories.get(number) ?? []), body.data]);
    response.status(201).json(body.data);
  });
  return router;
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
