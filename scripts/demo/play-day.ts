// Plays fates side by side, a few at a time, and answers what became of each. It prints nothing and starts nothing.
import type { WorkingCalendar } from '../../domain/calendar/working-calendar';
import type { Fate } from './fates/fate';
import { openLine, SaidNo } from './ordo/ask';
import type { Line, Ordo } from './ordo/ask';
import { fillShelves } from './players/fill-shelves';
import { openChronicle } from './scene/chronicle';
import type { Happening, TimelineRow } from './scene/chronicle';
import { openScene } from './scene/scene';
import type { OrderOut, Scene } from './scene/scene';
import { StoryBroken } from './scene/story-broken';
import { castOf } from './scene/cast';
import { openMeetings } from './scene/meetings';
import type { Meetings } from './scene/meetings';

/** What became of one fate: its order as the API tells it at the end, and whether its story came to its end. */
export interface Told {
  readonly fate: Fate;
  /** Null where it could not even be placed. */
  readonly order: OrderOut | null;
  readonly timeline: readonly TimelineRow[];
  readonly messages: number;
  /** Why the story broke off; null where it was told to its end. */
  readonly broken: string | null;
}

export interface Day {
  readonly ordo: Ordo;
  readonly fates: readonly Fate[];
  readonly signal: AbortSignal;
  readonly tell: (fate: Fate, happening: Happening, calendar: WorkingCalendar) => void;
}

/** As many as two cores carry without making each other wait. */
const SIDE_BY_SIDE = 4;

/** Plays the day; the answers stand in the order of its fates. */
export async function playDay(day: Day): Promise<readonly Told[]> {
  const line = openLine(day.ordo, day.signal);
  await fillShelves(line.to('demo'));
  const calendars = new Map(
    await Promise.all(
      [...new Set(day.fates.map(({ shop }) => shop))].map(
        async (shop) => [shop, await calendarOf(line, shop)] as const,
      ),
    ),
  );
  const stage: Stage = { day, line, calendars, meetings: openMeetings(), run: runName() };
  const told: Told[] = [];
  const waiting = [...day.fates.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, fate] = next;
      told[index] = await playFate(stage, { fate, index });
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return told;
}

interface Stage {
  readonly day: Day;
  readonly line: Line;
  readonly calendars: ReadonlyMap<string, WorkingCalendar>;
  readonly meetings: Meetings;
  readonly run: string;
}

async function playFate(
  { day, line, calendars, meetings, run }: Stage,
  { fate, index }: { readonly fate: Fate; readonly index: number },
): Promise<Told> {
  const calendar = calendars.get(fate.shop);
  if (calendar === undefined) throw new Error(`no calendar of shop ${fate.shop}`);
  const chronicle = openChronicle((happening) => day.tell(fate, happening, calendar));
  const ask = line.to(fate.shop);
  const scene = openScene({
    ...{ calendar, chronicle, ask, page: line.page, other: meetings.reached },
    ...castOf(run, index),
    onPlaced: () => meetings.reach(fate.name, 'placed'),
  });
  let broken: string | null = null;
  try {
    for (const act of fate.story) await act(scene);
    meetings.reach(fate.name, 'ended');
  } catch (error) {
    if (!(error instanceof StoryBroken) && !(error instanceof SaidNo)) throw error;
    broken = error.message;
    meetings.fail(fate.name);
  }
  return { fate, ...(await lookBack(scene)), timeline: chronicle.rows(), broken };
}

async function lookBack(scene: Scene): Promise<Pick<Told, 'order' | 'messages'>> {
  if (!scene.isPlaced()) return { order: null, messages: 0 };
  const order = await scene.order();
  const path = `/v1/dev/mailbox?orderId=${order.id}`;
  const { items } = await scene.ask<{ items: readonly unknown[] }>('admin', path);
  return { order, messages: items.length };
}

async function calendarOf(line: Line, shop: string): Promise<WorkingCalendar> {
  const path = `/v1/shops/${shop}/policy`;
  const { policy } = await line.to(shop)<{ policy: { calendar: WorkingCalendar } }>(
    'manager',
    path,
  );
  return policy.calendar;
}

/** Tells this day's orders from those of any other. */
function runName(): string {
  return Date.now().toString(36).slice(-6).toUpperCase();
}
