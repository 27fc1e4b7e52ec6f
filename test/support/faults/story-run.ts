/**
 * A story told once undisturbed, then many times side by side, each time with the worker killed at
 * another point of it. Gives whatever differs from the undisturbed end.
 */
import { join } from 'node:path';
import { same } from '../../../domain/same';
import { makeCast } from './cast';
import type { Cast } from './cast';
import { checkAll } from './checks';
import { countHits, KILL_POINTS } from './points';
import type { KillOrder, KillPoint } from './points';
import type { FaultRoom } from './room';
import { atRest } from './run';
import { placeInShop } from './shop';
import { endOf, playStory } from './stories';
import type { Story } from './stories';
import { makeWorkers } from './workers';

export interface StoryRun {
  readonly story: Story;
  /** How many of the points to try, spread over the story; all of them where there are fewer. */
  readonly points: number;
  readonly patienceMillis: number;
}

export interface StoryResult {
  /** Points of the undisturbed story. */
  readonly possible: number;
  readonly tried: readonly string[];
  /** Points at which the worker was really killed. */
  readonly killed: number;
  readonly faults: readonly string[];
}

/** Tells the story and compares; at rest it asks all that `checkAll` asks. */
export async function runStory(room: FaultRoom, run: StoryRun): Promise<StoryResult> {
  const hitsFile = join(room.folder, `hits-${run.story.replace(' ', '-')}.txt`);
  let kills: readonly KillOrder[] = [];
  const workers = makeWorkers({
    settings: room.settings(),
    hitsFile,
    logFile: join(room.folder, 'worker.log'),
    kills: () => kills,
  });
  const until = Date.now() + run.patienceMillis;
  try {
    await workers.start();
    const model = await enter(room);
    await playStory(room, model, { story: run.story, until });
    await atRest(room);
    const expected = await endOf(room, model);
    const { possible, chosen } = choosePoints(hitsFile, model, run);
    const casts = await Promise.all(chosen.map(() => enter(room)));
    kills = chosen.map((one, index) => ({ ...one, life: casts[index]?.placed.id ?? null }));
    // The worker that stood by while there was nothing to kill for learns of it by being replaced.
    workers.kill();
    await Promise.all(casts.map((cast) => playStory(room, cast, { story: run.story, until })));
    await atRest(room);
    const faults = [...(await checkAll(room, [model, ...casts]))];
    for (const [index, cast] of casts.entries()) {
      const ended = await endOf(room, cast);
      if (same(ended, expected)) continue;
      faults.push(
        `${nameOf(chosen[index])}: ${JSON.stringify(ended)}, not ${JSON.stringify(expected)}`,
      );
    }
    const killed = [...countHits(hitsFile).keys()].filter((line) =>
      line.startsWith('killed '),
    ).length;
    return { possible, tried: chosen.map(nameOf), killed, faults };
  } finally {
    await workers.close();
  }
}

async function enter(room: FaultRoom): Promise<Cast> {
  return makeCast(room, await placeInShop(room.database));
}

type Point = Omit<KillOrder, 'life'>;

function nameOf(point: Point | undefined): string {
  return point ? `${point.point} ${String(point.nth)}` : 'nowhere';
}

/**
 * Every point around an effect outside, and of those around commits so many as are left, spread evenly; where
 * fewer are wanted than stand around effects, some of those.
 */
function choosePoints(hitsFile: string, { placed }: Cast, run: StoryRun) {
  const hits = countHits(hitsFile);
  const of = (point: KillPoint): Point[] =>
    Array.from({ length: hits.get(`${placed.id} ${point}`) ?? 0 }, (_, n) => ({
      point,
      nth: n + 1,
    }));
  const all = KILL_POINTS.flatMap(of);
  const outside = all.filter(({ point }) => /mark|post/.test(point));
  const commits = all.filter(({ point }) => !/mark|post/.test(point));
  const isFew = run.points <= outside.length;
  const chosen = isFew
    ? spread(all, run.points)
    : [...outside, ...spread(commits, run.points - outside.length)];
  return { possible: all.length, chosen };
}

/** So many of the points, evenly far from each other. */
function spread(points: readonly Point[], wanted: number): readonly Point[] {
  const step = Math.max(1, points.length / wanted);
  const length = Math.min(wanted, points.length);
  const chosen = Array.from({ length }, (_, n) => points[Math.floor(n * step)]);
  return chosen.filter((one) => one !== undefined);
}
