/**
 * Folds how far a party has been told: what is written for it is to be sent, a newer message takes the
 * place of an older one. What the instruction says and what is answered are folded elsewhere.
 */
import type { Instant } from '../../calendar/instant';
import { plus } from '../../calendar/instant';
import type { Instruction } from '../../parties/instruction';
import type { Telling, TellingKind } from '../../parties/telling';
import type { PartyEvent } from '../events';
import type { Order } from '../order';
import type { TellingEvent } from './telling-events';

/** Longer than any call to a party's server or to the mailman lasts. */
const ON_ITS_WAY = 'PT20S';

const KINDS: Readonly<Partial<Record<PartyEvent['type'], TellingKind>>> = {
  InstructionWritten: 'instruction',
  RevisionWritten: 'revision',
  CallOffWritten: 'call_off',
};

/** Notes, beside what the event has done already, that its party is to be told or reminded. */
export function noteTelling(order: Order, event: PartyEvent, at: Instant): Order {
  const kind = KINDS[event.type];
  if (kind !== undefined && 'instructionId' in event) {
    return change(order, event.instructionId, (one) => ({ ...one, telling: next(one, kind, at) }));
  }
  if (event.type !== 'PartyReminded') return order;
  return change(order, event.instructionId, (one) =>
    one.telling ? { ...one, telling: onceMore(one.telling, at) } : one,
  );
}

function next({ telling }: Instruction, kind: TellingKind, at: Instant): Telling {
  const isOnItsWay = telling?.state === 'to_send' && telling.notBefore <= at;
  const number = (telling?.number ?? 0) + 1;
  const fresh = { number, kind, state: 'to_send', attempt: 1, tries: 0 } as const;
  return isOnItsWay
    ? { ...fresh, notBefore: plus(at, ON_ITS_WAY), behind: true }
    : { ...fresh, notBefore: at };
}

/** The same message again: whoever has it knows it by its number. */
function onceMore(telling: Telling, at: Instant): Telling {
  if (telling.behind) return telling;
  if (telling.state === 'to_send') {
    return telling.notBefore <= at ? telling : { ...telling, tries: 0, notBefore: at };
  }
  const attempt = telling.attempt + 1;
  const known = telling.state === 'told' ? { arrived: true as const } : {};
  return { ...telling, ...known, state: 'to_send', attempt, tries: 0, notBefore: at };
}

/** Folds what became of one try to tell a party. */
export function evolveTelling(order: Order, event: TellingEvent, at: Instant): Order {
  return change(order, event.instructionId, (one) =>
    one.telling ? { ...one, telling: after(one.telling, event, at) } : one,
  );
}

function after(telling: Telling, event: TellingEvent, at: Instant): Telling {
  const { behind: _passed, ...rest } = telling;
  // The older message has arrived, so nothing can overtake it any more.
  if (event.number < telling.number) return telling.behind ? { ...rest, notBefore: at } : telling;
  switch (event.type) {
    case 'PartyTold':
      return { ...rest, state: 'told' };
    case 'PartyTellingFailed':
      return { ...rest, ...arrivedBy(event), state: 'failed' };
    case 'PartyTellingPutOff': {
      const { notBefore } = event;
      const next = { attempt: event.attempt + 1, tries: telling.tries + 1, notBefore };
      return { ...rest, ...arrivedBy(event), ...next };
    }
  }
}

function arrivedBy({ unsure }: { readonly unsure?: true }): Pick<Telling, 'arrived'> {
  return unsure ? { arrived: true } : {};
}

function change(order: Order, id: string, how: (one: Instruction) => Instruction): Order {
  const instructions = order.instructions.map((one) => (one.id === id ? how(one) : one));
  return { ...order, instructions };
}
