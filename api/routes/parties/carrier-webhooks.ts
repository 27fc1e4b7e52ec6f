/**
 * What courier services with an interface of their own report, each signed in its own way. Their numbers become
 * the words of parties and carriers; what those lead to is decided by the order.
 */
import { z } from 'zod';
import { openText } from '../../../config/sealing';
import { instructionOfLink } from '../../../database/orders/parties/instructions';
import type { ListedInstruction } from '../../../database/orders/parties/instructions';
import { nowOf } from '../../../database/clock';
import { orderOfLink } from '../../../database/orders/link-orders';
import { liveSecrets } from '../../../database/shops/party-secrets';
import { epoch, instantOf } from '../../../domain/calendar/instant';
import { parcelsFor } from '../../../domain/order/parties/packing';
import { meaningOf } from '../../../domain/parties/carrier-codes';
import { ADAPTERS } from '../../../domain/parties/party';
import { isFromMetro } from '../../../gateways/carriers/metro-courier-signature';
import type { Dependencies } from '../../dependencies';
import { tellFact } from '../../orders/act';
import { problem } from '../../problems/problems';
import { openRoute } from '../../request/route';

const tag = 'Webhooks';
const text = z.string().max(200);
const MOST_OF_ID = 120;

/** A service may say more than today: what it reports is not lost for that. */
const metroReport = z
  .looseObject({
    client_ref: text.min(1),
    ref: text.min(1).meta({ description: 'The message it has worked on last' }),
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
  { client_ref: reference, ref, status, track, ts, sign }: Report,
): Promise<boolean> {
  const live = await liveSecrets(database, { shop, party }, now());
  const secrets = live.map(({ sealed }) => openText(sealed, environment.codec));
  return isFromMetro({ sign, values: [reference, ref, status, track, ts] }, secrets);
}

/** The same report again is the same fact. */
const senderIdOf = ({ client_ref: own, ref, status, ts }: Report, about: string): string =>
  [own, ref, status, ts, about].join('/');

async function hearAnswer(
  deps: Dependencies,
  instruction: ListedInstruction,
  said: { readonly answer: string; readonly report: Report },
): Promise<void> {
  const { id: instructionId, orderId, party } = instruction;
  const { answer, report: words } = said;
  // The message the service had last, by an id of ours: a newer one may be on its way to it.
  const message = words.ref.slice(0, MOST_OF_ID);
  const body = {
    ...{ instructionId, message, answer, actor: `party:${party}` },
    ...(answer === 'refused' ? { reason: 'other' } : {}),
  };
  const senderId = senderIdOf(words, 'answer');
  await tellFact(deps, { orderId, sender: 'carrier', senderId, name: 'answerInstruction', body });
}

/** Said of all that the service brings by this instruction. */
async function hearStory(
  deps: Dependencies,
  instruction: ListedInstruction,
  said: { readonly status: string; readonly report: Report },
): Promise<void> {
  const { orderId, party } = instruction;
  const found = await orderOfLink(deps.database, orderId);
  if (!found) return;
  const { track, ts } = said.report;
  const tracking = track === '' ? null : track;
  const wall = Math.min(Number(ts) * 1000, epoch(deps.now()));
  const at = await nowOf(deps.database, orderId, instantOf(wall));
  for (const { id: parcelId } of parcelsFor(found.order, instruction)) {
    const body = { parcelId, status: said.status, at, tracking, actor: `party:${party}` };
    const senderId = senderIdOf(said.report, parcelId);
    await tellFact(deps, { orderId, sender: 'carrier', senderId, name: 'reportParcel', body });
  }
}

export const carrierWebhookRoutes = [report];
