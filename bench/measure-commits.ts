/**
 * What one commit costs, without Temporal: ten at a time on ten connections, with nothing heard and
 * with one note, on orders that are at rest.
 */
import { randomUUID } from 'node:crypto';
import { commit } from '../database/commit';
import type { Database } from '../database/database';
import { manyAtOnce, spreadOf } from './spread';
import type { Spread } from './spread';

export interface CommitFigures {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly took: Spread;
  /** Milliseconds of Node's processor time each. */
  readonly nodeCpu: number;
}

const AT_ONCE = 10;

/** Measures both kinds, the second of two rounds each. */
export async function measureCommits(
  database: Database,
  count: number,
): Promise<{ readonly empty: CommitFigures; readonly note: CommitFigures }> {
  const found = await database.pool.query<{ id: string }>(
    `SELECT id FROM life WHERE closed_at IS NULL AND trouble IS NULL ORDER BY id DESC LIMIT 200`,
  );
  const lives = found.rows.map((row) => row.id);
  const round = (kind: 'empty' | 'note'): Promise<CommitFigures> =>
    measureRound({ database, lives, count, kind });
  await round('empty');
  const empty = await round('empty');
  await round('note');
  return { empty, note: await round('note') };
}

interface Round {
  readonly database: Database;
  readonly lives: readonly string[];
  readonly count: number;
  readonly kind: 'empty' | 'note';
}

async function measureRound({ database, lives, count, kind }: Round): Promise<CommitFigures> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const items = Array.from({ length: count }, (_none, index) => index);
  const took = await manyAtOnce(items, AT_ONCE, async (index) => {
    const lifeId = lives[index % lives.length] ?? '';
    const now = new Date().toISOString();
    const from = performance.now();
    const noted = {
      cause: `u:${randomUUID()}`,
      ...{ at: now, name: 'note' },
      command: { noteId: `per_${randomUUID()}`, actor: 'manager:bench' },
    };
    const inputs = kind === 'empty' ? [] : [noted];
    const { answers } = await commit(database, { lifeId, inputs, now });
    const answer = answers[noted.cause];
    if (kind === 'note' && (!answer || 'refusal' in answer)) throw new Error('a note was refused');
    return performance.now() - from;
  });
  const millis = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: (count * 1_000) / millis,
    took: spreadOf(took),
    nodeCpu: (user + system) / 1_000 / count,
  };
}
