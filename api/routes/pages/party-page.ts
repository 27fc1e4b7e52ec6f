/**
 * The page behind a party's signed link. What is answered on it is a fact of the order, kept at once; an answer
 * to an older message never counts for the newer one.
 */
import { z } from 'zod';
import { instructionOfLink } from '../../../database/orders/parties/instructions';
import type { ListedInstruction } from '../../../database/orders/parties/instructions';
import { orderOfLink } from '../../../database/orders/link-orders';
import { storePersonal } from '../../../database/orders/personal';
import { wishNotesOf } from '../../../database/orders/wish-notes';
import { eventsOfTypes } from '../../../database/orders/timeline';
import { bringsStill } from '../../../domain/order/parties/in-hand';
import { partyTitles } from '../../../domain/parties/party';
import { messageId } from '../../../domain/parties/message-id';
import { readLink } from '../../../gateways/link-signature';
import type { Dependencies } from '../../dependencies';
import { tellFact } from '../../orders/act';
import { personalParts } from '../../orders/personal-parts';
import { toShow } from '../../orders/show';
import { deadLink } from '../../pages/dead-link';
import { page } from '../../pages/html';
import { partyPage } from '../../pages/party-page';
import type { PartyView } from '../../pages/party-page';
import { fingerprintOf } from '../../request/idempotency';
import { openRoute } from '../../request/route';
import type { Reply } from '../../request/route';
import { customerOf } from '../../views/order-view';
import { answerStands } from '../../views/parties/party-answer-stands';
import { linkParams, pageAnswer } from '../../schemas/link-page';
import { fromList, wayBack } from './desk-link';

const tag = 'Link pages';

const answers = {
  200: pageAnswer,
  404: { ...pageAnswer, description: 'The link is not ours' },
  410: { ...pageAnswer, description: 'The link has run out' },
};

interface Behind {
  readonly instruction: ListedInstruction;
  /** The message in which the link stood. */
  readonly number: number;
}

/** What a link leads to; 404 where it is not ours, 410 where it has run out. */
async function behind(deps: Dependencies, token: string): Promise<Behind | 404 | 410> {
  const { linkSecret } = deps.environment;
  const link = readLink(token, linkSecret, new Date(0));
  if (link?.for !== 'party') return 404;
  if (readLink(token, linkSecret, new Date(deps.now())) === null) return 410;
  const instruction = await instructionOfLink(deps.database, link.id);
  return instruction ? { instruction, number: Number(link.to ?? 0) } : 404;
}

async function show(
  deps: Dependencies,
  instruction: ListedInstruction,
  { said, list }: { readonly said: PartyView['said']; readonly list: string | undefined },
): Promise<Reply> {
  const found = await orderOfLink(deps.database, instruction.orderId);
  if (!found) return deadLink();
  const { terms, personal } = await toShow(deps, found);
  const { order } = found;
  const { policy, parties } = terms;
  const party = parties.find(({ id }) => id === instruction.party);
  const { addressId } = instruction.pending?.content ?? instruction.content;
  const address = addressId === null ? undefined : personal.get(addressId);
  const notes = await wishNotesOf(deps.database.pool, order.id);
  const view: PartyView = {
    ...{ instruction, said, orderNumber: order.number, currency: order.wish.currency },
    locale:
      party?.channel.type === 'email' ? (party.channel.locale ?? policy.locale) : policy.locale,
    zone: (party?.calendar ?? policy.calendar).zone,
    list: await wayBack(deps, instruction, list),
    shop: policy.title,
    titles: partyTitles(parties),
    recipient: bringsStill(order, instruction)
      ? {
          customer: customerOf(order, personal),
          address: address?.kind === 'address' ? address.address : null,
          notes,
        }
      : null,
  };
  return page(200, partyPage(view));
}

const visit = openRoute({
  method: 'get',
  path: '/p/{token}',
  operation: 'visitPartyPage',
  summary: "A party's page of one instruction",
  tag,
  params: linkParams,
  query: fromList,
  answers,
  handle: async ({ deps, params: { token }, query: { list } }) => {
    const found = await behind(deps, token);
    if (typeof found === 'number') return deadLink(found);
    const { instruction, number } = found;
    return show(deps, instruction, { said: isNewer(instruction, number) ? 'newer' : null, list });
  },
});

/** Something was written for the party after the message in which the link stood. */
function isNewer({ telling }: ListedInstruction, number: number): boolean {
  return telling !== undefined && telling.number > number;
}

const answerForm = z
  .strictObject({
    answer: z.enum(['accepted', 'refused', 'done']),
    to: z.enum(['instruction', 'revision', 'call_off']),
    number: z.coerce.number().int().min(0).max(1_000_000),
    version: z.coerce.number().int().min(1).max(1_000_000),
    reason: z
      .enum(['already_packed', 'already_handed_over', 'out_of_stock', 'cannot_in_time', 'other'])
      .optional(),
    note: z.string().trim().max(2_000).optional(),
  })
  .meta({ id: 'PartyAnswer' });

type Form = z.output<typeof answerForm>;

const answer = openRoute({
  method: 'post',
  path: '/p/{token}',
  operation: 'answerOnPartyPage',
  summary: "A party's answer on its page",
  tag,
  params: linkParams,
  query: fromList,
  body: { type: 'form', schema: answerForm },
  answers,
  handle: async ({ deps, params: { token }, query: { list }, body }) => {
    const found = await behind(deps, token);
    if (typeof found === 'number') return deadLink(found);
    const { instruction } = found;
    // Answered is what was shown: where something newer was written meanwhile, that is shown instead.
    if (isNewer(instruction, body.number)) return show(deps, instruction, { said: 'newer', list });
    const isRead = await tell(deps, instruction, body);
    const now = (await instructionOfLink(deps.database, instruction.id)) ?? instruction;
    const said = isRead ? ((await stands(deps, now, body)) ? 'thanks' : 'late') : 'kept';
    return show(deps, now, { said, list });
  },
});

/** Whether it now stands as was answered; else the answer came too late to count, and nobody is thanked for it. */
async function stands(
  { database }: Dependencies,
  instruction: ListedInstruction,
  said: Form,
): Promise<boolean> {
  const journal = await eventsOfTypes(database, instruction.orderId, ['PartyAnswered']);
  return answerStands(said, instruction, journal);
}

/** Keeps the answer as a fact, each once for a message; false where no commit has read it yet. */
async function tell(
  deps: Dependencies,
  { id: instructionId, party, orderId, shop }: ListedInstruction,
  form: Form,
): Promise<boolean> {
  const { answer: said, to, number, version: wishVersion, reason = null, note } = form;
  // The same form sent again is one answer; another reason or other words make another.
  const once = [number, to, said, wishVersion, reason, note ?? null];
  const senderId = fingerprintOf('POST', instructionId, once).slice(0, 32);
  const parts = personalParts({ shop, id: orderId }, () => `per_${senderId}_1`);
  const noteId = parts.note(note);
  await storePersonal(deps.database.pool, parts.rows);
  const actor = `party:${party}`;
  // An instruction older than channels has no messages with numbers.
  const message = number === 0 ? {} : { message: messageId(instructionId, number) };
  const answered = { instructionId, to, answer: said, wishVersion, ...message };
  const body = { ...answered, reason, noteId, actor };
  const fact = { orderId, sender: 'party-page', senderId, name: 'answerInstruction', body };
  return (await tellFact(deps, fact)) !== null;
}

export const partyPageRoutes = [visit, answer];
