// One order's own clock, moved by the time machine of the development profile. It decides nothing.
import { setTimeout as pause } from 'node:timers/promises';
import { epoch, instantOf } from '../../../domain/calendar/instant';
import type { Instant } from '../../../domain/calendar/instant';
import type { Ask } from '../ordo/ask';
import { StoryBroken } from './story-broken';

export interface OrderClock {
  readonly now: () => Instant;
  /** Moves it on to the moment, from deadline to deadline; a moment that has passed changes nothing. */
  readonly moveTo: (moment: Instant) => Promise<void>;
  /** Resolves when nothing of the order is under way. */
  readonly quiet: () => Promise<void>;
}

const LOOK_AGAIN_MILLISECONDS = 40;
const QUIET_WITHIN_MILLISECONDS = 60_000;

/** The clock of the order that `id` names by the time it is asked. */
export function openClock(ask: Ask, id: () => string): OrderClock {
  // The API counts an order's time as the wall's plus an offset; the answer of each move tells the offset anew.
  let offset = 0;
  const now = (): Instant => instantOf(Date.now() + offset);
  return {
    now,
    moveTo: async (moment) => {
      const by = epoch(moment) - epoch(now());
      if (by <= 0) return;
      const path = `/v1/dev/orders/${id()}/fast-forward`;
      const span = `PT${(by / 1000).toFixed(3)}S`;
      const { clock } = await ask<{ clock: Instant }>('admin', path, { body: { by: span } });
      offset = epoch(clock) - Date.now();
    },
    quiet: async () => {
      const until = Date.now() + QUIET_WITHIN_MILLISECONDS;
      for (;;) {
        const path = `/v1/dev/orders/${id()}/quiet`;
        const { quiet, because } = await ask<{ quiet: boolean; because: string[] }>('admin', path);
        if (quiet) return;
        if (Date.now() > until) {
          throw new StoryBroken(`the order does not come to rest: ${because.join(', ')}`);
        }
        await pause(LOOK_AGAIN_MILLISECONDS);
      }
    },
  };
}
