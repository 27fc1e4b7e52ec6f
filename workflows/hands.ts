/**
 * The hands of a life: one activity for each effect outside, never two for one attempt.
 * Both outcomes of an activity are inputs; how an effect is done is unknown here.
 */
import { proxyActivities } from '@temporalio/workflow';
import type { OutsideIntent } from '../domain/life/life';
import type { Activities, OutsideActivity } from '../activities/activities';
import type { Ears } from './ears';

/** An attempt lasts at most 30 s and all attempts 15 min: longer waits are deadlines of the order. */
const LIMITS = {
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '15m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const;

export interface Hands {
  /** Starts what is not in flight; false where an attempt already used is asked for again. */
  readonly start: (intent: OutsideIntent) => boolean;
  readonly areIdle: () => boolean;
  /** What was used before may be asked for again: after the engine stood still for long. */
  readonly forget: () => void;
}

export function makeHands(life: string, ears: Ears): Hands {
  const inFlight = new Set<string>();
  const used = new Map<string, number>();
  return {
    areIdle: () => inFlight.size === 0,
    forget: () => {
      used.clear();
    },
    start: ({ key, attempt, summary, effect }) => {
      const name = `${key}#${String(attempt)}`;
      if (inFlight.has(name)) return true;
      if ((used.get(key) ?? 0) >= attempt) return false;
      used.set(key, attempt);
      inFlight.add(name);
      const activity = (effect as { readonly do: OutsideActivity }).do;
      const perform = proxyActivities<Activities>({ ...LIMITS, summary })[activity];
      void perform({ life, key, attempt }).then(
        (result) => {
          inFlight.delete(name);
          ears.hear(`r:${name}`, result.name, result.command);
        },
        () => {
          inFlight.delete(name);
          ears.hear(`r:${name}`, 'effectLost', { key, attempt });
        },
      );
      return true;
    },
  };
}
