/**
 * Stands between the worker and its activities, so that an engine test may hold up a commit or a message,
 * bend what they say, and count them. It changes nothing until it is told to.
 */
import type { Activities } from '../../activities/activities';
import type { Turn } from '../../domain/life/life';
import { makeGate } from './gate';
import type { Gate } from './gate';

type Send = Activities['sendMessage'];

export interface Held {
  readonly commitGate: Gate;
  readonly sendGate: Gate;
  /** False makes every commit a patient one. */
  mayCommitQuickly: boolean;
  bend: (turn: Turn) => Turn;
  /** Happens while a commit that was made is still under way. */
  meanwhile: (life: string) => Promise<unknown>;
  /** Takes the place of sending a message, and may still have it sent. */
  send: (order: Parameters<Send>[0], own: Send) => ReturnType<Send>;
  sends: number;
  commits: number;
  readonly around: (own: Activities) => Activities;
  /** Nothing is held, bent or counted any more. */
  readonly reset: () => void;
}

const untouched = (): Pick<
  Held,
  'mayCommitQuickly' | 'bend' | 'meanwhile' | 'send' | 'sends' | 'commits'
> => ({
  mayCommitQuickly: true,
  bend: (turn) => turn,
  meanwhile: () => Promise.resolve(),
  send: (order, own) => own(order),
  sends: 0,
  commits: 0,
});

export function holdActivities(): Held {
  const held: Held = {
    commitGate: makeGate(),
    sendGate: makeGate(),
    ...untouched(),
    around: (own) => around(held, own),
    reset: () => {
      Object.assign(held, untouched());
      held.commitGate.open();
      held.sendGate.open();
    },
  };
  return held;
}

function around(held: Held, own: Activities): Activities {
  const bent = async (how: Activities['commit'], order: Parameters<Activities['commit']>[0]) => {
    held.commits += 1;
    const turn = held.bend(await how(order));
    await held.meanwhile(order.life);
    await held.commitGate.pass();
    return turn;
  };
  return {
    ...own,
    commit: (order) => bent(own.commit, order),
    commitQuickly: (order) =>
      held.mayCommitQuickly
        ? bent(own.commitQuickly, order)
        : Promise.reject(new Error('not quickly today')),
    sendMessage: async (order) => {
      held.sends += 1;
      const result = await held.send(order, own.sendMessage);
      await held.sendGate.pass();
      return result;
    },
  };
}
