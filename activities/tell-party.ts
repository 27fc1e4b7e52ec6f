/**
 * Tells a party what is written for it, by its own channel: mark, then one try, then nothing but the outcome.
 * The same message keeps its id, so whoever gets it twice knows it; an older one is withdrawn by its mark.
 */
import { beginOutside } from '../database/life/outside';
import { partyLetterFor } from '../database/orders/parties/party-letters';
import type { PartyLetter } from '../database/orders/parties/party-letters';
import type { Instruction } from '../domain/parties/instruction';
import type { OrderEffect } from '../domain/order/intent';
import type { Party } from '../domain/parties/party';
import { partyOf } from '../domain/policy/policy';
import type { PostOutcome } from '../gateways/webhooks/post-outcome';
import type { Activities, OutsideResult } from './activities';
import { partyMessage } from './party-message';
import type { PartyPorts } from './party-ports';
import { writeToParty } from './write-to-party';

type Telling = Extract<OrderEffect, { readonly do: 'tellParty' }>;

export function makeTellParty(ports: PartyPorts): Activities['tellParty'] {
  return async ({ life, key, attempt }) => {
    const [, instructionId = '', number = ''] = /^tell:(.+):(\d+)$/.exec(key) ?? [];
    const letter = await partyLetterFor(ports.database, life);
    const marked = await beginOutside(ports.database, { life, key, attempt });
    const what = { instructionId, number: Number(number), attempt };
    if (marked.mark === 'withdrawn') return heard(what, 'unknown', { outcome: 'withdrawn' });
    const effect = marked.effect as Telling;
    if (marked.mark === 'begun_before') {
      return heard(what, effect.channel, { outcome: 'unknown', code: 'INTERRUPTED' });
    }
    return heard(what, effect.channel, await tell(ports, letter, { ...effect, attempt }));
  };
}

function heard(
  what: { readonly instructionId: string; readonly number: number; readonly attempt: number },
  channel: string,
  outcome: PostOutcome | { readonly outcome: 'withdrawn' },
): OutsideResult {
  const code = 'code' in outcome ? outcome.code : null;
  const retryAfterSeconds = 'retryAfterSeconds' in outcome ? outcome.retryAfterSeconds : null;
  const command = { ...what, channel, outcome: outcome.outcome, code, retryAfterSeconds };
  return { name: 'tellingResult', command };
}

/** Every way this can end is an outcome: after the mark nothing may be thrown. */
async function tell(
  ports: PartyPorts,
  letter: PartyLetter,
  effect: Telling & { readonly attempt: number },
): Promise<PostOutcome> {
  const { order, terms } = letter;
  const instruction = order.instructions.find((one) => one.id === effect.instructionId);
  if (!instruction) return { outcome: 'refused', code: 'NO_INSTRUCTION' };
  const party = partyOf(terms, instruction.party);
  try {
    if (party.channel.type === 'email') {
      return await writeToParty(ports, letter, { instruction, effect, party });
    }
    return await callParty(ports, letter, { instruction, effect, party });
  } catch {
    return { outcome: 'unknown', code: 'GATEWAY' };
  }
}

/** One call to the party's own server, or to that of its service. */
async function callParty(
  ports: PartyPorts,
  letter: PartyLetter,
  { instruction, effect, party }: Said & { readonly party: Party },
): Promise<PostOutcome> {
  const { channel, kind } = party;
  if (channel.type !== 'webhook' && channel.type !== 'adapter') {
    return { outcome: 'refused', code: 'NO_SUCH_CHANNEL' };
  }
  const secrets = await ports.secrets({ shop: letter.order.shop, party: party.id });
  const [secret] = secrets;
  if (secret === undefined) return { outcome: 'refused', code: 'NO_SECRET' };
  const message = partyMessage(letter, { effect, instruction, kind });
  const allowPrivate = (channel.allowPrivate ?? false) && ports.mayBePrivate;
  const { url } = channel;
  return channel.type === 'webhook'
    ? ports.post({ url, body: JSON.stringify(message), secrets, allowPrivate })
    : ports.carriers[channel.name].tell({ ...message, url, secret, allowPrivate });
}

interface Said {
  readonly effect: Telling;
  readonly instruction: Instruction;
}
