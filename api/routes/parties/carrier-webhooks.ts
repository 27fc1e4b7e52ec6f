/**
 * What courier services with an interface of their own report, each read and believed in its own way. Their codes become
 * the words of parties and carriers; what those lead to is decided by the order.
 */
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
import type { AdapterName } from '../../../domain/parties/party';
import type { CarrierReport } from '../../carriers/carrier-reader';
import { CARRIER_READERS } from '../../carriers/carrier-readers';
import type { Dependencies } from '../../dependencies';
import { tellFact } from '../../orders/act';
import { problem } from '../../problems/problems';
import { openRoute } from '../../request/route';

const tag = 'Webhooks';
const MOST_OF_ID = 120;

/** One route a service: its form and its signature are its own. */
const reportRoute = (adapter: AdapterName) => {
  const reader = CARRIER_READERS[adapter];
  return openRoute({
    method: 'post',
    path: `/v1/webhooks/carriers/${adapter}`,
    operation: `hear-${adapter}`,
    summary: 'A report of a courier service in its own words',
    tag,
    body: { type: 'form', schema: reader.schema },
    answers: { 204: { description: 'Taken, or known already' } },
    handle: async ({ deps, body }) => {
      const report = reader.read(body);
      const instruction = await instructionOfLink(deps.database, report.reference);
      const isSigned = async (by: ListedInstruction) =>
        reader.isSigned(body, await secretsOf(deps, by));
      // What is not there and what is not theirs look alike.
      if (!instruction || !(await isSigned(instruction))) throw problem('signature-invalid');
      const meaning = meaningOf(adapter, report.code);
      if ('answer' in meaning) await hearAnswer(deps, instruction, { ...meaning, report });
      else {
        const status = 'status' in meaning ? meaning.status : meaning.unknown;
        await hearStory(deps, instruction, { status, report });
      }
      return { status: 204 };
    },
  });
};

async function secretsOf(
  { database, environment, now }: Dependencies,
  { shop, party }: ListedInstruction,
): Promise<readonly string[]> {
  const live = await liveSecrets(database, { shop, party }, now());
  return live.map(({ sealed }) => openText(sealed, environment.codec));
}

/** The same report again is the same fact. */
const senderIdOf = ({ reference, message, code, at }: CarrierReport, about: string): string =>
  [reference, message, code, String(at), about].join('/');

async function hearAnswer(
  deps: Dependencies,
  instruction: ListedInstruction,
  said: { readonly answer: string; readonly report: CarrierReport },
): Promise<void> {
  const { id: instructionId, orderId, party } = instruction;
  const { answer, report } = said;
  // The message the service had last, by an id of ours: a newer one may be on its way to it.
  const message = report.message.slice(0, MOST_OF_ID);
  const body = {
    ...{ instructionId, message, answer, actor: `party:${party}` },
    ...(answer === 'refused' ? { reason: 'other' } : {}),
  };
  const senderId = senderIdOf(report, 'answer');
  await tellFact(deps, { orderId, sender: 'carrier', senderId, name: 'answerInstruction', body });
}

/** Said of all that the service brings by this instruction. */
async function hearStory(
  deps: Dependencies,
  instruction: ListedInstruction,
  said: { readonly status: string; readonly report: CarrierReport },
): Promise<void> {
  const { orderId, party } = instruction;
  const found = await orderOfLink(deps.database, orderId);
  if (!found) return;
  const { tracking } = said.report;
  const wall = Math.min(said.report.at, epoch(deps.now()));
  const at = await nowOf(deps.database, orderId, instantOf(wall));
  for (const { id: parcelId } of parcelsFor(found.order, instruction)) {
    const body = { parcelId, status: said.status, at, tracking, actor: `party:${party}` };
    const senderId = senderIdOf(said.report, parcelId);
    await tellFact(deps, { orderId, sender: 'carrier', senderId, name: 'reportParcel', body });
  }
}

export const carrierWebhookRoutes = ADAPTERS.map(reportRoute);
