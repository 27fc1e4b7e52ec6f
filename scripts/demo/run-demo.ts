// The demo from its first word to its exit code: finds or starts an Ordo, has the day played, prints it as it happens.
import type { Locale } from '../../domain/messages/catalogue';
import { Problem } from '../start/problem';
import type { RunningNote } from '../start/running-note';
import { chosenFates } from './fates/fates';
import { runningOrdo } from './ordo/running-ordo';
import { startedOrdo } from './ordo/started-ordo';
import { playDay } from './play-day';
import type { Told } from './play-day';
import { documentOf } from './told/document';
import { happeningLine } from './told/happening-line';
import { outcomeOf } from './told/outcome';
import { table } from './told/table';
import { word } from './told/words';

export interface DemoOptions {
  readonly lang: Locale;
  readonly only: readonly string[] | null;
  readonly json: boolean;
}

interface Found {
  readonly note: RunningNote;
  readonly stop: () => Promise<void>;
}

const INTERRUPTED = 130;

/** Plays the day; resolves to the exit code. Everything readable is printed here. */
export async function runDemo(options: DemoOptions): Promise<number> {
  // Whoever reads may be gone (`| head`): what was started is stopped all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  const { signal } = stop;
  const say = (line: string): void => {
    (options.json ? process.stderr : process.stdout).write(`${line}\n`);
  };
  try {
    const fates = chosenFates(options.only);
    const ordo = await findOrStart(options, say, signal);
    try {
      return await playOn(ordo.note, { options, fates, say, signal });
    } finally {
      await ordo.stop();
    }
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function findOrStart(
  { lang }: DemoOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Found> {
  const note = await runningOrdo();
  if (note !== null) return { note, stop: () => Promise.resolve() };
  say(word('starting', lang));
  const started = await startedOrdo(say, signal);
  return {
    note: started.note,
    stop: async () => {
      say(word('stopping', lang));
      await started.stop();
    },
  };
}

interface Playing {
  readonly options: DemoOptions;
  readonly fates: ReturnType<typeof chosenFates>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

async function playOn(note: RunningNote, playing: Playing): Promise<number> {
  const { options, fates, say, signal } = playing;
  const { lang: locale } = options;
  const { api } = note;
  const began = Date.now();
  say(`${word('playing', locale, { count: fates.length, api })}\n`);
  const told = await playDay({
    ...{ ordo: note, fates, signal },
    tell: ({ name }, happening, { zone }) => say(happeningLine(happening, { name, zone, locale })),
  });
  const seconds = Math.round((Date.now() - began) / 100) / 10;
  say(`\n${table(told, locale)}\n`);
  for (const { fate, broken } of told) {
    if (broken !== null) say(word('broken', locale, { name: fate.name, why: broken }));
  }
  const days = Math.round(told.reduce((sum, one) => sum + (outcomeOf(one)?.days ?? 0), 0));
  say(word('done', locale, { seconds, told: asTold(told), count: told.length, days }));
  if (options.json) {
    const document = documentOf(told, { api, seconds, lang: locale });
    await written(`${JSON.stringify(document, null, 2)}\n`);
  }
  return asTold(told) === told.length ? 0 : 1;
}

const asTold = (told: readonly Told[]): number =>
  told.filter(({ broken }) => broken === null).length;

/** A pipe takes a long document in pieces, and the process ends right after this. */
function written(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}
