/**
 * Sees that every party is reached with what is written for it, by its own channel: again with pauses
 * while its server or its mailbox does not take it. Who works on Ordo's pages is told by the writing.
 */
import type { Deadline } from '../../life/life';
import type { Instruction } from '../../parties/instruction';
import type { Channel } from '../../parties/party';
import type { Telling } from '../../parties/telling';
import { partyOf } from '../../policy/policy';
import type { Terms } from '../../policy/policy';
import type { Order } from '../order';
import { isAwaited, mayBeTold } from '../parties/in-hand';
import { owesGoods } from '../parties/owed';
import type { Stage } from '../stages/stage';

interface ToTell {
  readonly instruction: Instruction;
  readonly telling: Telling;
  readonly channel: Channel['type'];
}

/** Its answer is awaited, or it was reminded of what it said yes to. */
function isOwed(order: Order, instruction: Instruction): boolean {
  if (isAwaited(order, instruction)) return true;
  return instruction.remindedAt !== null && owesGoods(order, instruction);
}

/** Messages that still matter: once a party has answered, it need not be told what it was asked. */
function toTell(order: Order, terms: Terms): readonly ToTell[] {
  return order.instructions.flatMap((instruction): readonly ToTell[] => {
    const { telling, party } = instruction;
    if (telling?.state !== 'to_send' || !mayBeTold(order, instruction)) return [];
    if (!isOwed(order, instruction)) return [];
    const channel = partyOf(terms, party).channel.type;
    return channel === 'desk' ? [] : [{ instruction, telling, channel }];
  });
}

export const tellings: Omit<Stage, 'finished'> = {
  intents: (order, terms, at) =>
    toTell(order, terms)
      .filter(({ telling }) => telling.notBefore <= at)
      .map(({ instruction, telling, channel }) => {
        const { id: instructionId, party } = instruction;
        const { number, attempt, kind } = telling;
        return {
          kind: 'outside',
          key: `tell:${instructionId}:${String(number)}`,
          attempt,
          summary: `tell ${party} of its ${kind} by ${channel}`,
          effect: { do: 'tellParty', instructionId, number, kind, channel },
        } as const;
      }),

  deadlines: (order, terms): readonly Deadline[] =>
    toTell(order, terms)
      .filter(({ telling }) => telling.notBefore > order.at)
      .map(({ instruction, telling }) => ({
        key: `tell:${instruction.id}`,
        at: telling.notBefore,
      })),

  waiting: () => null,
};
