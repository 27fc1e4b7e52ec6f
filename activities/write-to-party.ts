/**
 * The letter to a party without a server: written in its language, sent once, its outcome in the words of posts.
 * The link in it is signed and ends; who answers on the page answers for the party.
 */
import type { PartyLetter } from '../database/orders/parties/party-letters';
import { moneyText } from '../domain/messages/letter';
import { PARTY_LETTERS, PARTY_LINK_DAYS } from '../domain/messages/party-letter';
import { differenceText, toldFacts } from '../domain/messages/told-text';
import type { OrderEffect } from '../domain/order/intent';
import { revisedIn } from '../domain/parties/difference';
import { toDo } from '../domain/parties/instruction';
import type { Instruction } from '../domain/parties/instruction';
import { partyTitles } from '../domain/parties/party';
import type { Party } from '../domain/parties/party';
import type { SendOutcome } from '../gateways/messenger';
import type { PostOutcome } from '../gateways/webhooks/post-outcome';
import type { PartyPorts } from './party-ports';

interface Writing {
  readonly instruction: Instruction;
  readonly effect: Extract<OrderEffect, { readonly do: 'tellParty' }> & {
    readonly attempt: number;
  };
  readonly party: Party;
}

/** Sends one letter. */
export async function writeToParty(
  ports: PartyPorts,
  letter: PartyLetter,
  { instruction, effect, party }: Writing,
): Promise<PostOutcome> {
  const { channel } = party;
  if (channel.type !== 'email') return { outcome: 'refused', code: 'NO_SUCH_CHANNEL' };
  const { number, attempt } = effect;
  const locale = channel.locale ?? letter.terms.policy.locale;
  const { subject, text } = PARTY_LETTERS[effect.kind];
  const link = ports.partyLink({ id: instruction.id, number, at: letter.order.at });
  const { zone } = party.calendar ?? letter.terms.policy.calendar;
  const data = dataOf(letter, { instruction, locale, zone, link });
  const [head, plain, rich] = await Promise.all([
    ports.render(subject[locale], data, { html: false }),
    ports.render(text[locale], data, { html: false }),
    ports.render(text[locale], data, { html: true }),
  ]);
  const sent = await ports.email.send({
    to: channel.address,
    subject: head,
    text: plain,
    html: `<!doctype html><html lang="${locale}"><body><p>${rich.replaceAll('\n', '<br>')}</p></body></html>`,
    // Another name for every try: a reminder is meant to be a second letter.
    notificationId: `${instruction.id}.${String(number)}.${String(attempt)}`,
  });
  return asPosted(sent);
}

interface About {
  readonly instruction: Instruction;
  readonly locale: 'ru' | 'en';
  readonly zone: string;
  readonly link: string;
}

function dataOf(
  { order, terms }: PartyLetter,
  { instruction, locale, zone, link }: About,
): Record<string, unknown> {
  const { pending } = instruction;
  const content = pending?.content ?? instruction.content;
  const lines = toDo(content);
  const { takeBack = [] } = content;
  const { currency } = order.wish;
  const around = { locale, zone, currency, titles: partyTitles(terms.parties) };
  return {
    shop: terms.policy.title,
    number: order.number,
    link,
    days: String(PARTY_LINK_DAYS),
    changes: revisedIn(instruction).map((one) => differenceText(one, around)),
    facts: toldFacts(content, around).map(([name, value]) => `${name}: ${value}`),
    lines: lines.map(({ title, sku, quantity, price, term }) => ({
      ...{ title, sku, quantity: String(quantity) },
      price: price === undefined ? '' : moneyText(price, currency, locale),
      term: term === undefined ? '' : String(term),
    })),
    back: takeBack.map(({ title, sku, quantity }) => ({ title, sku, quantity: String(quantity) })),
  };
}

function asPosted(sent: SendOutcome): PostOutcome {
  switch (sent.outcome) {
    case 'accepted':
      return { outcome: 'delivered', status: 202, answer: '' };
    case 'repeat': {
      const { code, retryAfterSeconds: seconds } = sent;
      return {
        outcome: 'again',
        code,
        ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
      };
    }
    case 'refused':
    case 'unknown':
      return { outcome: sent.outcome, code: sent.code };
  }
}
