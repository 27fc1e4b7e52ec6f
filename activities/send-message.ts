/**
 * Sends one message to a customer, or calls: mark, then post, then nothing but the outcome. A try that finds the
 * mark set by an earlier one never posts again: nobody knows what became of that one.
 */
import { letterFor } from '../database/orders/letters';
import type { Letter } from '../database/orders/letters';
import { beginOutside } from '../database/life/outside';
import type { OrderEffect } from '../domain/order/intent';
import { sayingsOf } from '../domain/messages/more-text';
import { templateOf } from '../domain/messages/templates';
import type { SendOutcome } from '../gateways/messenger';
import type { Activities, OutsideResult } from './activities';
import type { MessagePorts } from './message-ports';
import { letterDataOf, writeSms } from './write-sms';

type Sending = Extract<OrderEffect, { readonly do: 'sendMessage' }>;

interface Result {
  readonly messageId: string;
  readonly attempt: number;
  readonly outcome: SendOutcome['outcome'] | 'withdrawn';
  readonly code?: string;
  readonly providerId?: string;
  readonly retryAfterSeconds?: number;
}

const heard = (result: Result): OutsideResult => ({
  name: 'messageResult',
  command: { ...result },
});

export function makeSendMessage(ports: MessagePorts): Activities['sendMessage'] {
  return async ({ life, key, attempt }) => {
    const messageId = key.replace(/^notify:/, '');
    const letter = await letterFor(ports.database, { life, messageId });
    const marked = await beginOutside(ports.database, { life, key, attempt });
    const result = { messageId, attempt };
    if (marked.mark === 'withdrawn') return heard({ ...result, outcome: 'withdrawn' });
    if (marked.mark === 'begun_before') {
      return heard({ ...result, outcome: 'unknown', code: 'interrupted' });
    }
    return heard({ ...result, ...(await post(ports, letter, marked.effect as Sending)) });
  };
}

/** Every way this can end is an outcome: after the mark nothing may be thrown. */
async function post(ports: MessagePorts, letter: Letter, effect: Sending): Promise<SendOutcome> {
  if (effect.channel === 'voice') return call(ports, letter);
  let written: Written;
  try {
    written = await write(ports, letter, effect);
  } catch {
    return { outcome: 'refused', code: 'template' };
  }
  const { phone, email } = letter.customer;
  try {
    if (effect.channel === 'sms') {
      if (phone === null) return { outcome: 'refused', code: 'no_phone' };
      const callbackUrl = ports.smsCallback(letter.token);
      return await ports.sms.send({ to: phone, text: written.sms, callbackUrl });
    }
    if (email === null) return { outcome: 'refused', code: 'no_email' };
    const { subject, text, html } = written;
    return await ports.email.send({ to: email, subject, text, html, notificationId: letter.token });
  } catch {
    return { outcome: 'unknown', code: 'gateway' };
  }
}

/** Nothing is written for a call: what it says is asked for when somebody picks up. */
async function call(ports: MessagePorts, { customer, token }: Letter): Promise<SendOutcome> {
  if (customer.phone === null) return { outcome: 'refused', code: 'no_phone' };
  const address = ports.callAddress(token);
  try {
    return await ports.voice.call({
      to: customer.phone,
      answerUrl: address,
      callbackUrl: address,
    });
  } catch {
    return { outcome: 'unknown', code: 'gateway' };
  }
}

interface Written {
  readonly sms: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

async function write(ports: MessagePorts, letter: Letter, effect: Sending): Promise<Written> {
  const { order, terms } = letter;
  const { channel, messageId } = effect;
  if (channel === 'sms') {
    return { sms: await writeSms(ports, letter, effect), subject: '', text: '', html: '' };
  }
  const { locale } = order.wish.contact;
  const template = templateOf(terms.policy.templates, effect.purpose);
  const [saying] = sayingsOf(order, messageId, channel);
  const data = letterDataOf(ports, letter, { channel, ...saying });
  const plain = (source: string): Promise<string> => ports.render(source, data, { html: false });
  const body = template.email[locale];
  const html = await ports.render(body, data, { html: true });
  return {
    sms: '',
    subject: await plain(template.subject[locale]),
    text: await plain(body),
    html: withLayout(html, locale),
  };
}

/** The plain text as a page: paragraphs kept, addresses of links made into links. */
function withLayout(escaped: string, locale: string): string {
  const linked = escaped.replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
  const paragraphs = linked
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replace(/\n/g, '<br>')}</p>`)
    .join('\n');
  return `<!doctype html><html lang="${locale}"><body>${paragraphs}</body></html>`;
}
