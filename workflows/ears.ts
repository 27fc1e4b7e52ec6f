/**
 * The ears of a life: everything that is heard becomes an input with a cause that names it for good.
 * Decides nothing; shapes that cannot be read are inputs too.
 */
import {
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  defineSignal,
  defineUpdate,
  setDefaultSignalHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Answer, Input } from '../domain/life/life';
import { COMMANDS, WAKE } from './messages';
import type { CommandName, LifeInput } from './messages';

export interface Ears {
  /** Takes what was heard since the last time; an empty list answers a mere wake. */
  readonly take: () => readonly Input[];
  readonly isHeard: () => boolean;
  readonly hear: (cause: string, name: string, command: unknown) => void;
  /** Asks for one empty commit. */
  readonly wake: () => void;
  /** Gives every waiting update its answer. */
  readonly tell: (answers: Readonly<Record<string, Answer>>) => void;
  readonly firstRun: string;
  readonly signals: () => number;
}

const NAMES = Object.keys(COMMANDS) as CommandName[];

/** Opens the ears: the start is queued before the first handler, else an update's row could come first. */
export function openEars(life: LifeInput): Ears {
  const { runId, firstExecutionRunId } = workflowInfo();
  const firstRun = life.firstRun ?? firstExecutionRunId;
  const answers = new Map<string, Answer>();
  let inputs: Input[] = [];
  let isWoken = false;
  let signals = life.signals ?? 0;
  const hear: Ears['hear'] = (cause, name, command) => {
    inputs.push({ cause, name, command, at: new Date(Date.now()).toISOString() });
  };
  const hearSignal = (name: string, command: unknown): void => {
    signals += 1;
    hear(`s:${firstRun}:${String(signals)}`, name, command);
  };
  hear(`start:${runId}`, 'start', {});
  const wake = (): void => {
    isWoken = true;
  };
  // Before the handler of unknown signals: it is given all that waits without a handler of its own.
  setHandler(defineSignal(WAKE), wake, { description: 'Look at the inbox and the clock' });
  listen({ hear, hearSignal, answers });
  return {
    firstRun,
    hear,
    wake,
    signals: () => signals,
    isHeard: () => isWoken || inputs.length > 0,
    take: () => {
      const taken = inputs;
      inputs = [];
      isWoken = false;
      return taken;
    },
    tell: (given) => {
      for (const [cause, answer] of Object.entries(given)) {
        if (cause.startsWith('u:')) answers.set(cause, answer);
      }
    },
  };
}

interface Listening {
  readonly hear: Ears['hear'];
  readonly hearSignal: (name: string, command: unknown) => void;
  readonly answers: Map<string, Answer>;
}

/** Registers every command as a signal and as an update; unknown signals are heard as what they are. */
function listen({ hear, hearSignal, answers }: Listening): void {
  for (const name of NAMES) {
    const description = COMMANDS[name];
    setHandler(
      defineSignal<[unknown]>(name),
      (command) => {
        hearSignal(name, command);
      },
      { description },
    );
    setHandler(
      defineUpdate<Answer, [unknown]>(name),
      async (command) => {
        const cause = `u:${currentUpdateInfo()?.id ?? ''}`;
        hear(cause, name, command);
        await condition(() => answers.has(cause));
        return answers.get(cause) ?? { id: null };
      },
      { description, validator: mustBeObject },
    );
  }
  setDefaultSignalHandler((name, ...args) => {
    hearSignal(name, args[0]);
  });
}

/** Shape only; what the command may do is for the commit. */
function mustBeObject(command: unknown): void {
  const isObject = typeof command === 'object' && command !== null && !Array.isArray(command);
  if (isObject && !('malformed' in command)) return;
  throw ApplicationFailure.nonRetryable('one JSON object is expected', 'Malformed');
}
