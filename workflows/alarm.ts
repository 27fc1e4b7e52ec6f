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

interface Ringing {
  readonly cause: string;
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
    present?.scope.cancel();
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
      const mine = { cause, scope };
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
