/**
 * Folds which messages of an instruction are still without an answer of their own, and which of them says what the
 * party has agreed to. What the answers change in the instruction is folded elsewhere.
 */
import type { Instant } from '../../calendar/instant';
import { agreedMessageOf } from '../../parties/agreed-message';
import type { EarlierMessage, Instruction } from '../../parties/instruction';
import { mayHaveArrived } from '../../parties/telling';
import type { EventOf, PartyEvent } from '../events';

interface Turned {
  readonly before: Instruction;
  readonly after: Instruction;
}

/** Notes it after an event has changed the instruction. */
export function noteAnswered(turned: Turned, event: PartyEvent, at: Instant): Instruction {
  const { before, after } = turned;
  if (event.type === 'PartyAnswered') return answered(turned, event, at);
  const known = { ...after, ...agreedBefore(before) };
  const passed = passedBy(turned, at);
  return passed ? { ...known, earlier: [...(before.earlier ?? []), passed] } : known;
}

/** What it has agreed to is known by what it was told last, so it is kept before it is told anything else. */
function agreedBefore(before: Instruction): Pick<Instruction, 'agreedMessage'> {
  const agreedMessage = agreedMessageOf(before);
  return agreedMessage > 1 ? { agreedMessage } : {};
}

/** What was asked and is not any more, though it was not answered. */
function passedBy({ before, after }: Turned, at: Instant): EarlierMessage | null {
  const { pending, telling } = before;
  if (!pending || after.pending === pending) return null;
  const { kind, wishVersion } = pending;
  const arrived = !telling || mayHaveArrived(telling, at);
  return { number: telling?.number ?? 0, kind, wishVersion, ...(arrived ? {} : { unsent: true }) };
}

function answered(turned: Turned, event: EventOf<'PartyAnswered'>, at: Instant): Instruction {
  const { before, after } = turned;
  const isOfAsked = event.counts && event.to !== 'instruction';
  const passed = isOfAsked ? null : passedBy(turned, at);
  const earlier = [...stillOpen(before, event, isOfAsked), ...(passed ? [passed] : [])];
  const { earlier: _before, ...rest } = after;
  return {
    ...rest,
    ...(earlier.length > 0 ? { earlier } : {}),
    ...heardOf(before, event, isOfAsked),
    ...agreedIn(before, event),
  };
}

/** What nobody can answer any more is left out: all that were given an answer, once the newest has its own. */
function stillOpen(
  { earlier = [] }: Instruction,
  { message, perhaps, answer }: EventOf<'PartyAnswered'>,
  isOfAsked: boolean,
): readonly EarlierMessage[] {
  return earlier
    .filter((one) => one.number !== message && !(isOfAsked && one.said !== undefined))
    .map((one) => (one.number === perhaps ? { ...one, said: answer } : one));
}

/** The newest version of which a revision or call-off was answered: more may come of that. */
function heardOf(
  { pending, earlier = [], heardVersion = 0 }: Instruction,
  { message }: EventOf<'PartyAnswered'>,
  isOfAsked: boolean,
): Pick<Instruction, 'heardVersion'> {
  const heard = isOfAsked ? pending : earlier.find((one) => one.number === message);
  return heard ? { heardVersion: Math.max(heardVersion, heard.wishVersion) } : {};
}

/** What is said of an older message from now on is said of what it has to do no more. */
function agreedIn(
  before: Instruction,
  { counts, to, answer, message }: EventOf<'PartyAnswered'>,
): Pick<Instruction, 'agreedMessage'> {
  const isAgreed = to === 'revision' && answer !== 'refused';
  const isOver = to === 'instruction' && answer === 'refused';
  if (!counts || message === undefined || !(isAgreed || isOver)) return agreedBefore(before);
  return { agreedMessage: Math.max(agreedMessageOf(before), message) };
}
