/**
 * What courier services with an interface of their own report, each signed in its own way. Their numbers become
 * the words of parties and carriers; what those lead to is decided by the order.
 */
import { z } from 'zod';
import { openText } from '../../config/sealing';
import { instructionOfLink } from '../../database/orders/instructions';
import type { ListedInstruction } from '../../database/orders/instructions';
import { orderOfLink } from '../../database/orders/link-orders';
import { liveSecrets } from '../../database/shops/party-secrets';
import { meaningOf } from '../../domain/parties/carrier-codes';
import { ADAPTERS } from '../../domain/parties/party';
import { isFromMetro } from '../../gateways/carriers/metro-courier-signature';
import type { Dependencies } from '../dependencies';
import { tellFact } from '../orders/act';
import { problem } from '../problems';
import { openRoute } from '../request/route';

const tag = 'Webhooks';
const text = z.string().max(200);

const metroReport = z
  .strictObject({
    client_ref: text.min(1),
    status: z.string().regex(/^\d{1,4}$/),
    track: text.default(''),
    ts: z.string().regex(/^\d{1,12}$/),
    sign: text,
  })
  .meta({ id: 'MetroCourierReport' });

type Report = z.output<typeof metroReport>;

const report = openRoute({
  method: 'post',
  path: '/v1/webhooks/carriers/{name}',
  operation: 'hearCarrier',
  summary: 'A report of a courier service in its own words',
  tag,
  params: z.strictObject({ name: z.enum(ADAPTERS) }),
  body: { type: 'form', schema: metroReport },
  answers: { 204: { description: 'Taken, or known already' } },
  handle: async ({ deps, params, body }) => {
    const instruction = await instructionOfLink(deps.database, body.client_ref);
    // What is not there and what is not theirs look alike.
    if (!instruction || !(await isSigned(deps, instruction, body)))
      throw problem('signature-invalid');
    const meaning = meaningOf(params.name, body.status);
    if ('answer' in meaning) await hearAnswer(deps, instruction, { ...meaning, report: body });
    else {
      const status = 'status' in meaning ? meaning.status : meaning.unknown;
      await hearStory(deps, instruction, { status, report: body });
    }
    return { status: 204 };
  },
});

async function isSigned(
  { database, environment, now }: Dependencies,
  { shop, party }: ListedInstruction,
  { client_ref: reference, status, track, ts, sign }: Report,
): Promise<boolean> {
  const live = await liveSecrets(database, { shop, party }, now());
  const secrets = live.map(({ sealed }) => openText(sealed, environment.codec));
  return isFromMetro({ sign, values: [reference, status, track, ts] }, secrets);
}

/** The same report again is the same fact. */
const senderIdOf = ({ client_ref: reference, status, ts }: Report, about: string): string =>
  [reference, status, ts, about].join('/');

async function hearAnswer(
  deps: Dependencies,
  { id: instructionId, orderId, party, pending }: ListedInstruction,
  said: { readonly answer: string; readonly report: Report },
): Promise<void> {
  const { answer } = said;
  const to = pending?.kind ?? 'instruction';
  const body = {
    ...{ instructionId, to, answer, actor: `party:${party}` },
    ...(answer === 'refused' ? { reason: 'other' } : {}),
  };
  const senderId = senderIdOf(said.report, 'answer');
  await tellFact(deps, { orderId, sender: 'carrier', senderId, name: 'answerInstruction', body });
}

/** Said of the whole order: every parcel that the service brings of it. */
async function hearStory(
  deps: Dependencies,
  { orderId, party }: ListedInstruction,
  said: { readonly status: string; readonly report: Report },
): Promise<void> {
  const found = await orderOfLink(deps.database, orderId);
  const own = (found?.order.parcels ?? []).filter((one) => one.carrier === party);
  const tracking = said.report.track === '' ? null : said.report.track;
  for (const { id: parcelId } of own) {
    const body = { parcelId, status: said.status, tracking, actor: `party:${party}` };
    const senderId = senderIdOf(said.report, parcelId);
    await tellFact(deps, { orderId, sender: 'carrier', senderId, name: 'reportParcel', body });
  }
}

export const carrierWebhookRoutes = [report];
