/**
 * What parties and carriers say: as they should, late, twice, to an older version, in strange words.
 */
import { minus, plus } from '../../domain/calendar/instant';
import type { Instant } from '../../domain/calendar/instant';
import { awaitsAnswer } from '../../domain/parties/instruction';
import type { Instruction } from '../../domain/parties/instruction';
import { lastMessageOf, messageId } from '../../domain/parties/message-id';
import { CARRIER_WORDS } from '../../domain/parties/parcel';
import { happens, pick } from './dice';
import type { Dice } from './dice';
import type { Happening } from './happening';
import { messagesOf } from './written-messages';

const REASONS = [
  'already_packed',
  'already_handed_over',
  'out_of_stock',
  'cannot_in_time',
  'other',
];

/** Some day of the next five. */
function soon(dice: Dice, now: Instant): Instant {
  return plus(now, `P${String(1 + dice.below(5))}D`);
}

/** A courier's wish about any parcel, settled ones too. */
export const courierWishes: Happening = ({ life, dice }) => {
  if (life.order.parcels.length === 0) return [];
  const { id: parcelId } = pick(dice, life.order.parcels);
  const wish = pick(dice, ['cancel', 'change_sum', 'other']);
  return [{ name: 'courierAsks', command: { parcelId, wish, actor: 'courier' } }];
};

/** Answers what it was asked, mostly with yes. */
export const partyAnswers: Happening = ({ life, dice, market }) => {
  const asked = life.order.instructions.filter(awaitsAnswer);
  if (asked.length === 0) return [];
  const found = pick(dice, asked);
  const { id, pending, state, content } = found;
  const to = pending && (state !== 'sent' || happens(dice, 50)) ? pending.kind : 'instruction';
  const answer = pick(dice, ['accepted', 'accepted', 'accepted', 'refused', 'done']);
  const reason = answer === 'refused' ? pick(dice, REASONS) : null;
  const version = to === 'instruction' ? {} : aboutOf(found, dice);
  const isOfLine = reason !== null && happens(dice, 40);
  const named = isOfLine ? { lineIds: [pick(dice, content.lines).lineId] } : {};
  const expectedAt = happens(dice, 10) ? soon(dice, market.now) : null;
  const said = {
    ...{ instructionId: id, to, answer, reason, expectedAt },
    ...{ ...named, ...version, actor: 'party' },
  };
  return [{ name: 'answerInstruction', command: said }];
};

/** By what it says which message it answers: its id, its version, both, nothing. */
function aboutOf({ pending, ...instruction }: Instruction, dice: Dice): object {
  const message = lastMessageOf(instruction);
  return {
    ...(message !== null && happens(dice, 50) ? { message } : {}),
    ...(happens(dice, 50) ? { wishVersion: pending?.wishVersion } : {}),
  };
}

/** Answers one of all messages it was ever sent about an instruction, by its id or only by its version. */
export const partyAnswersLate: Happening = ({ life, dice }) => {
  const messages = messagesOf(life).filter(({ kind }) => kind !== 'instruction');
  if (messages.length === 0) return [];
  const { instructionId, number, kind: to, wishVersion } = pick(dice, messages);
  const answer = pick(dice, ['accepted', 'accepted', 'refused', 'done']);
  const message = { message: messageId(instructionId, number) };
  const about = pick<object>(dice, [message, { ...message, to }, { to, wishVersion }, { to }]);
  const said = { instructionId, answer, ...about, actor: 'party' };
  return [{ name: 'answerInstruction', command: said }];
};

/** Says anything about anything it was ever told. */
export const partyErrs: Happening = ({ life, dice }) => {
  const number = 1 + dice.below(life.order.counts.instruction + 1);
  const instructionId = `ins_${life.id.slice(4)}_${String(number)}`;
  const to = pick(dice, ['instruction', 'revision', 'call_off']);
  const answer = pick(dice, ['accepted', 'refused', 'done']);
  const wishVersion = 1 + dice.below(life.order.wish.version);
  const versioned = happens(dice, 50) ? { wishVersion } : {};
  const named = happens(dice, 30) ? { message: messageId(instructionId, 1 + dice.below(4)) } : {};
  return [
    {
      name: 'answerInstruction',
      command: { instructionId, to, answer, ...versioned, ...named, actor: 'party' },
    },
  ];
};

/** A warehouse that has accepted says it is done. */
export const packs: Happening = ({ life, dice }) => {
  const packing = life.order.instructions.filter(
    (one) => one.kind !== 'deliver' && one.state === 'accepted',
  );
  if (packing.length === 0) return [];
  const { id: instructionId } = pick(dice, packing);
  return [
    { name: 'answerInstruction', command: { instructionId, answer: 'done', actor: 'party' } },
  ];
};

/** The carrier's story: the usual words more often, each word possible, unknown ones too. */
export const carrierReports: Happening = ({ life, dice, market }) => {
  const { parcels } = life.order;
  if (parcels.length === 0) return [];
  const parcel = pick(dice, parcels);
  const usual = ['handed_over', 'in_transit', 'delivered', 'delivered', 'attempt_failed'];
  const status = pick(dice, happens(dice, 50) ? usual : [...CARRIER_WORDS, 'arrived_at_sorting']);
  const lines =
    status === 'partly_delivered' || happens(dice, 10)
      ? parcel.lines.map(({ lineId, quantity }) => {
          const refused = dice.below(quantity + 2);
          return { lineId, refused, accepted: Math.max(0, quantity - refused) };
        })
      : [];
  const heard = dice.below(100);
  // Late, by a clock that is wrong, or without a moment.
  const wrong = heard >= 65 ? plus(market.now, 'PT3H') : null;
  const at = heard >= 70 ? minus(market.now, 'PT3H') : wrong;
  const expectedAt = happens(dice, 10) ? soon(dice, market.now) : null;
  const tracking = happens(dice, 40) ? `RA${String(dice.below(1000))}RU` : null;
  const said = { parcelId: parcel.id, status, at, expectedAt, tracking, lines };
  return [{ name: 'reportParcel', command: { ...said, reason: 'nobody_home', actor: 'party' } }];
};
