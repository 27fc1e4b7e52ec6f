// The scene on which one order's story is played: what the players may know and do. It only asks the API;
// the acts themselves stand in players/.
import type { OrderOut } from '../../../api/schemas/order';
import type { Duration } from '../../../domain/calendar/duration';
import { instantOf, plus } from '../../../domain/calendar/instant';
import type { Instant } from '../../../domain/calendar/instant';
import type { WorkingCalendar } from '../../../domain/calendar/working-calendar';
import type { Text } from '../../../domain/messages/words/texts';
import type { Ask, Line } from '../ordo/ask';
import { openClock } from './clock';
import type { Chronicle } from './chronicle';

export type { OrderOut };

/** One act of a story: it waits for its cue, then somebody does something. */
export type Act = (scene: Scene) => Promise<void>;

export interface Customer {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

export interface Scene {
  readonly calendar: WorkingCalendar;
  readonly customer: Customer;
  /** The order's number in the shop. */
  readonly number: string;
  /** Asks the API as somebody of the order's shop. */
  readonly ask: Ask;
  readonly page: Line['page'];
  /** The order's id; an act before it is placed is a mistake in its story. */
  readonly id: () => string;
  readonly isPlaced: () => boolean;
  readonly placed: (order: { readonly id: string }) => void;
  readonly order: () => Promise<OrderOut>;
  /** The order's own present. */
  readonly now: () => Instant;
  /** Lets the order's time pass, deadline after deadline, and tells what happened. */
  readonly passTo: (moment: Instant) => Promise<void>;
  /** People take their time: lets so much of it pass before somebody acts. */
  readonly later: (span: Duration) => Promise<void>;
  /** Waits until nothing of the order is under way, and tells what happened. */
  readonly settle: () => Promise<void>;
  /** Says what a player does, in the demo's own words. */
  readonly says: (text: Text) => void;
  /** Resolves when another order of this day has come so far; its own time stands still meanwhile. */
  readonly other: (name: string, moment: 'placed' | 'ended') => Promise<void>;
}

/** What a scene is set with. */
export interface Setting extends Pick<
  Scene,
  'calendar' | 'customer' | 'number' | 'ask' | 'page' | 'other'
> {
  readonly chronicle: Chronicle;
  readonly onPlaced: () => void;
}

/** Sets the scene of an order that is not placed yet. */
export function openScene(setting: Setting): Scene {
  const { ask, chronicle, onPlaced, ...given } = setting;
  let known: string | null = null;
  const id = (): string => {
    if (known === null) throw new Error('the order of this story is not placed yet');
    return known;
  };
  const clock = openClock(ask, id);
  const now = (): Instant => (known === null ? instantOf(Date.now()) : clock.now());
  const settle = async (): Promise<void> => {
    await clock.quiet();
    await chronicle.goOn(ask, id());
  };
  const passTo = async (moment: Instant): Promise<void> => {
    await clock.moveTo(moment);
    await chronicle.goOn(ask, id());
  };
  return {
    ...{ ...given, ask, id, now, settle, passTo },
    later: (span) => passTo(plus(now(), span)),
    isPlaced: () => known !== null,
    placed: (order) => {
      known = order.id;
      onPlaced();
    },
    order: () => ask<OrderOut>('manager', `/v1/orders/${id()}`),
    says: (text) => chronicle.act(now(), text),
  };
}
