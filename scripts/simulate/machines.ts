/**
 * What machines say: providers of messages, the stock, the engine, and whoever sends nonsense.
 */
import type { OrderEffect } from '../../domain/order/intent';
import { VOICE_ENDS, VOICE_KEYS } from '../../domain/order/voice/voice-outcome';
import { happens, pick } from './dice';
import type { Dice } from './dice';
import type { Happening } from './happening';
import type { Heard, Life } from './market';

const OUTCOMES = ['accepted', 'accepted', 'accepted', 'refused', 'repeat', 'unknown', 'withdrawn'];

const TOLD = ['delivered', 'delivered', 'delivered', 'again', 'unknown', 'refused', 'withdrawn'];

function told(
  effect: Extract<OrderEffect, { readonly do: 'tellParty' }>,
  attempt: number,
  outcome: string,
): Heard {
  const { instructionId, number, channel } = effect;
  const command = { instructionId, number, channel, attempt, outcome };
  return { name: 'tellingResult', command };
}

/** A key, or the end of a call without one; of a call that may be over, about a version that may be. */
const voiceMenuSpeaks: Happening = ({ life, dice }) => {
  const calls = life.journal.flatMap(({ event }) =>
    event.type === 'MessageNoted' && event.purpose === 'confirm_by_voice' ? [event.messageId] : [],
  );
  if (calls.length === 0) return [];
  const messageId = pick(dice, calls);
  if (happens(dice, 50)) {
    return [{ name: 'voiceEnd', command: { messageId, outcome: pick(dice, VOICE_ENDS) } }];
  }
  const version = Math.max(1, life.order.wish.version - dice.below(2));
  return [{ name: 'voiceKey', command: { messageId, key: pick(dice, VOICE_KEYS), version } }];
};

/** The outcome of something the order wants done outside, or what the voice menu brings. */
export const providerAnswers: Happening = (moment) => {
  const { life, dice } = moment;
  const { outside } = life.turn;
  const unwanted = life.order.messages.filter((message) => message.state === 'withdrawn');
  if (unwanted.length > 0 && happens(dice, 50)) {
    const { id: messageId, attempt } = pick(dice, unwanted);
    return [
      { name: 'messageResult', command: { messageId, attempt, outcome: pick(dice, OUTCOMES) } },
    ];
  }
  if (outside.length === 0) return voiceMenuSpeaks(moment);
  const { effect, attempt } = pick(dice, outside);
  if (effect.do === 'tellParty') {
    const late = happens(dice, 10) ? Math.max(0, attempt - 1) : attempt;
    return [told(effect, late, pick(dice, TOLD))];
  }
  if (effect.do === 'askCarrier') return [carrierAnswers(effect.parcelId, attempt, dice)];
  const { messageId } = effect;
  if (effect.do === 'askProvider') {
    const found = pick(dice, ['accepted', 'no', 'cannot_tell', 'cannot_tell']);
    return [{ name: 'providerAnswer', command: { messageId, found } }];
  }
  const late = happens(dice, 10) ? Math.max(0, attempt - 1) : attempt;
  const outcome = pick(dice, OUTCOMES);
  return [{ name: 'messageResult', command: { messageId, attempt: late, outcome, code: '30003' } }];
};

/** Where a parcel is, as the service of its carrier tells it: the whole story so far, or nothing. */
function carrierAnswers(parcelId: string, attempt: number, dice: Dice): Heard {
  const outcome = pick(dice, ['words', 'words', 'nothing', 'unreachable', 'withdrawn']);
  const said = ['handed_over', 'in_transit', 'at_pickup_point', 'delivered', 'returned', 'lost'];
  const words =
    outcome === 'words'
      ? said
          .slice(0, 1 + dice.below(said.length))
          .map((status, day) => ({ status, at: `2026-11-2${String(day)}T10:00:00Z` }))
      : [];
  return { name: 'trackingAnswer', command: { parcelId, attempt, outcome, words } };
}

/** A letter to a party comes back, perhaps one that was followed by others. */
function letterBounces({ life, dice }: Parameters<Happening>[0]): readonly Heard[] {
  const told = life.journal.flatMap(({ event }) => (event.type === 'PartyTold' ? [event] : []));
  if (told.length === 0) return [];
  const { instructionId, number, attempt, channel } = pick(dice, told);
  const command = { instructionId, number, attempt, channel, outcome: 'bounced', code: '5.1.1' };
  return [{ name: 'tellingResult', command }];
}

/** A callback about a message that may be settled long ago. */
export const providerCallsBack: Happening = (moment) => {
  const { life, dice } = moment;
  if (happens(dice, 20)) return letterBounces(moment);
  const noted = life.journal.flatMap(({ event }) => (event.type === 'MessageNoted' ? [event] : []));
  if (noted.length === 0) return [];
  const { messageId, purpose, version } = pick(dice, noted);
  const isCall = purpose === 'confirm_by_voice';
  const channel = isCall ? 'voice' : pick(dice, ['sms', 'email']);
  const state = pick(dice, ['accepted', 'failed']);
  return [{ name: 'messageReport', command: { messageId, purpose, version, channel, state } }];
};

export const goodsAreSaidFree: Happening = ({ life, dice }) => {
  const { sku } = pick(dice, life.order.wish.lines);
  return [{ name: 'goodsFreed', command: { sku } }];
};

/** Commands nobody can read, and Ordo's own words from outside. */
export const saysNonsense: Happening = ({ dice }) => [
  pick<Heard>(dice, [
    { name: 'confirmm', command: {} },
    { name: 'confirm', command: { channel: 'smoke' } },
    { name: 'amend', command: 'two dresses, please' },
    { name: 'place', command: { placed: {} } },
    { name: 'closeTask', command: { taskId: 'tsk_0_0', outcome: 'done' } },
    { name: 'reportParcel', command: { parcelId: 'par_0_0', status: 'delivered' } },
    { name: 'start' },
    { name: 'engineStuck', command: { why: 'stuck' } },
  ]),
];

/** The effect is carried out as it should be. */
function carriedOut(effect: OrderEffect, attempt: number): Heard {
  if (effect.do === 'tellParty') return told(effect, attempt, 'delivered');
  if (effect.do === 'askCarrier') {
    const { parcelId } = effect;
    return { name: 'trackingAnswer', command: { parcelId, attempt, outcome: 'nothing' } };
  }
  const { messageId } = effect;
  return effect.do === 'askProvider'
    ? { name: 'providerAnswer', command: { messageId, found: 'accepted' } }
    : { name: 'messageResult', command: { messageId, attempt, outcome: 'accepted' } };
}

/** Everything an order wants done outside, carried out as it should be. */
export function allCarriedOut({ turn }: Life): readonly Heard[] {
  return turn.outside.map(({ effect, attempt }) => carriedOut(effect, attempt));
}
