/**
 * The alarm clock of a life: one timer, left alone while the deadline stays the same.
 * A deadline that has passed is heard at once, never slept for.
 */
import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Deadline } from '../domain/life/life';
import type { Ears } from './ears';

export interface Alarm {
  /** Sets, moves or clears the alarm; false where a deadline already heard is asked for again. */
  readonly set: (deadline: Deadline | null) => boolean;
  readonly forget: () => void;
}

/**
 * So near to its time a timer is left to ring unheard instead of being cancelled: the time-skipping server loses
 * the workflow task that cancels a timer ringing meanwhile (temporalio/sdk-java #2606, #3088).
 */
const LEFT_TO_RING_MILLIS = 5_000;

interface Ringing {
  readonly cause: string;
  /** Milliseconds since 1970. */
  readonly rings: number;
  readonly scope: CancellationScope;
}

export function makeAlarm(ears: Ears): Alarm {
  const heard = new Set<string>();
  let present: Ringing | null = null;
  const ring = (cause: string, key: string): void => {
    heard.add(cause);
    ears.hear(cause, 'due', { key });
  };
  const clear = (): void => {
    if (present && present.rings - Date.now() > LEFT_TO_RING_MILLIS) present.scope.cancel();
    present = null;
  };
  return {
    forget: () => {
      heard.clear();
    },
    set: (deadline) => {
      if (!deadline) {
        clear();
        return true;
      }
      const { key, at } = deadline;
      const cause = `due:${key}@${at}`;
      if (present?.cause === cause) return true;
      clear();
      if (heard.has(cause)) return false;
      const wait = Date.parse(at) - Date.now();
      if (wait <= 0) {
        ring(cause, key);
        return true;
      }
      const scope = new CancellationScope();
      const mine = { cause, scope, rings: Date.parse(at) };
      present = mine;
      void scope
        .run(() => sleep(wait, { summary: key }))
        .then(
          () => {
            if (present !== mine) return;
            present = null;
            ring(cause, key);
          },
          () => undefined,
        );
      return true;
    },
  };
}
