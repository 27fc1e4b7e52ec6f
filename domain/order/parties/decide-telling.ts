/**
 * Decides what became of one try to tell a party: reached, later again as the policy says, or a person's
 * matter. A try that is not the present one says nothing new, unless an older message has arrived.
 */
import type { Instant } from '../../calendar/instant';
import { plus } from '../../calendar/instant';
import type { Instruction } from '../../parties/instruction';
import type { Telling } from '../../parties/telling';
import { partyOf } from '../../policy/policy';
import type { CommandOf } from '../commands/command-schemas';
import type { OrderFact } from '../events';
import type { Decision, Scene } from '../scene';
import { taskFacts } from '../tasks/asking';
import { isAwaited } from './in-hand';

type Result = CommandOf<'tellingResult'>;

/** Kept so that every input leaves a row, though it says nothing new. */
const NOTHING_NEW: Decision = { refusal: 'no_change' };

/** The outcome of one try. */
export function tellingResult(scene: Scene, result: Result): Decision {
  const told = scene.order.instructions.find((one) => one.id === result.instructionId);
  const telling = told?.telling;
  if (!told || !telling) return NOTHING_NEW;
  if (result.outcome === 'bounced') return bounced(scene, { told, telling }, result);
  const isOlder = result.number < telling.number;
  const isPresent = result.number === telling.number && result.attempt === telling.attempt;
  if (!isOlder && (!isPresent || telling.state !== 'to_send')) return NOTHING_NEW;
  if (result.outcome === 'delivered') return [{ type: 'PartyTold', ...messageOf(told, result) }];
  if (isOlder || result.outcome === 'withdrawn') return NOTHING_NEW;
  const again = result.outcome === 'refused' ? null : againAt(scene, telling, result);
  const code = result.code ?? result.outcome;
  return again === null
    ? failed(scene, told, { ...result, code })
    : [
        {
          ...{ type: 'PartyTellingPutOff', ...messageOf(told, result), code, notBefore: again },
          ...unsureOf(result),
        },
      ];
}

function unsureOf({ outcome }: Result): { readonly unsure?: true } {
  return outcome === 'unknown' ? { unsure: true } : {};
}

/** A letter that was taken and then came back, whichever of its tries: the next would come back as well. */
function bounced(
  scene: Scene,
  { told, telling }: { readonly told: Instruction; readonly telling: Telling },
  result: Result,
): Decision {
  const isLatest = result.number === telling.number && result.attempt <= telling.attempt;
  if (!isLatest || telling.state === 'failed') return NOTHING_NEW;
  return failed(scene, told, { ...result, code: result.code ?? result.outcome });
}

function messageOf({ id: instructionId, party }: Instruction, result: Result) {
  const { number, attempt, channel } = result;
  return { instructionId, party, number, attempt, channel };
}

/**
 * Later again, whether or not the party may have the message: it knows it by its number. Null after the
 * last try.
 */
function againAt({ terms, at }: Scene, { tries }: Telling, result: Result): Instant | null {
  const { telling, messages } = terms.policy;
  const minutes = (telling ?? messages).retryMinutes[tries];
  if (minutes === undefined) return null;
  return plus(at, `PT${String(Math.max(minutes * 60, result.retryAfterSeconds ?? 0))}S`);
}

/** Nobody can reach the party: a person is told who, and why not. */
function failed(
  { order, terms, at }: Scene,
  told: Instruction,
  result: Result & { readonly code: string },
): readonly OrderFact[] {
  const { code, channel } = result;
  const what = { ...messageOf(told, result), code, ...unsureOf(result) };
  const fact = { type: 'PartyTellingFailed', ...what } as const;
  if (!isAwaited(order, told)) return [fact];
  const cause = `${partyOf(terms, told.party).title} by ${channel}: ${code}`;
  const task = { kind: 'party_overdue', about: told.id, cause, at } as const;
  return [fact, ...taskFacts(order, terms.policy, task)];
}

const TELLING_KEY = /^tell:(.+):(\d+)$/;

/** The result of a try that ended without one; null where something else was tried. */
export function lostTelling(lost: CommandOf<'effectLost'>): Result | null {
  const [, instructionId, number] = TELLING_KEY.exec(lost.key) ?? [];
  if (instructionId === undefined) return null;
  const what = { instructionId, number: Number(number), attempt: lost.attempt };
  return {
    ...what,
    ...{ outcome: 'unknown', code: 'lost', channel: 'unknown', retryAfterSeconds: null },
  };
}
