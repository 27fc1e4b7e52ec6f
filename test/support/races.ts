/**
 * Races over a real PostgreSQL: two act on one order at the same moment, each on a connection of its own, and what
 * both were answered is recorded with the moments of asking and answering. It judges nothing.
 */
import { randomUUID } from 'node:crypto';
import { commit } from '../../database/commit';
import type { Database } from '../../database/database';
import type { Answer } from '../../domain/life/life';
import type { Order } from '../../domain/order/order';
import { aWantedLine } from './an-order-in-memory';
import { persistently } from './database';
import { placeLines } from './place-rows';

/** A Thursday morning on which the shop and its parties are at work. */
export const RACE_DAY = '2026-11-26T08:00:00.000Z';
export const RACE_SKU = 'BELT-BLACK';

export interface RaceInput {
  readonly do: 'amend' | 'cancel' | 'dispatch' | 'answer' | 'pick';
  /** The version of the wish it speaks of. */
  readonly version: number;
  /** Pieces wanted; 0 where it says nothing of them. */
  readonly quantity: number;
}

export interface Recorded {
  readonly race: number;
  readonly client: number;
  readonly input: RaceInput;
  readonly output: { readonly answer: string; readonly pieces: number };
  /** Nanoseconds of one clock. */
  readonly call: number;
  readonly return: number;
}

export interface Raced {
  readonly history: readonly Recorded[];
  readonly order: Order;
}

const amend = (version: number, quantity: number): RaceInput => ({
  do: 'amend',
  version,
  quantity,
});
const plain = (what: 'cancel' | 'dispatch'): RaceInput => ({ do: what, version: 1, quantity: 0 });

/** Who races whom, in turns; the last two find the first amendment told already. */
const KINDS: readonly {
  readonly before: readonly RaceInput[];
  readonly both: readonly RaceInput[];
}[] = [
  { before: [], both: [amend(1, 3), plain('dispatch')] },
  { before: [], both: [amend(1, 3), amend(1, 1)] },
  { before: [], both: [amend(1, 3), plain('cancel')] },
  { before: [amend(1, 3)], both: [amend(2, 1), { do: 'answer', version: 2, quantity: 0 }] },
  { before: [amend(1, 3)], both: [plain('cancel'), { do: 'answer', version: 2, quantity: 0 }] },
];

const placed = (database: Database): Promise<string> =>
  placeLines(database, RACE_DAY, {
    lines: [aWantedLine({ sku: RACE_SKU, quantity: 2 })],
    ...{ source: 'phone', agreed: { channel: 'phone' } },
  });

async function stateOf(database: Database, id: string): Promise<Order> {
  const found = await database.pool.query<{ state: Order }>(
    'SELECT state FROM life WHERE id = $1',
    [id],
  );
  const state = found.rows[0]?.state;
  if (!state) throw new Error(`there is no order ${id}`);
  return state;
}

async function says(
  database: Database,
  lifeId: string,
  { name, command }: { readonly name: string; readonly command: object },
): Promise<Answer | undefined> {
  const cause = `race:${randomUUID()}`;
  const inputs = [{ cause, at: RACE_DAY, name, command: { ...command, actor: 'manager:race' } }];
  const turn = await persistently(() => commit(database, { lifeId, inputs, now: RACE_DAY }));
  return turn.answers[cause];
}

function spoken(warehouse: string, input: RaceInput): { name: string; command: object } {
  const { version, quantity } = input;
  const instructionId = warehouse;
  switch (input.do) {
    case 'amend': {
      const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity }];
      return { name: 'amend', command: { version, changes } };
    }
    case 'cancel':
      return { name: 'cancel', command: { reason: 'price' } };
    case 'dispatch':
      return { name: 'answerInstruction', command: { instructionId, answer: 'done' } };
    default: {
      const answer = { to: 'revision', answer: 'accepted', wishVersion: version };
      return { name: 'answerInstruction', command: { instructionId, ...answer } };
    }
  }
}

/** What was answered, in the words of the race; whether a party's answer counted, the journal tells. */
async function outcomeOf(
  database: Database,
  lifeId: string,
  { input, answer }: { readonly input: RaceInput; readonly answer: Answer | undefined },
): Promise<string> {
  if (answer && 'refusal' in answer) {
    return answer.refusal.refusal === 'stale_version' ? 'stale' : 'refused';
  }
  if (input.do !== 'answer') return 'done';
  const found = await database.pool.query<{ counts: boolean }>(
    `SELECT (data ->> 'counts')::boolean AS counts FROM journal
     WHERE life_id = $1 AND type = 'PartyAnswered' AND data ->> 'to' = 'revision' ORDER BY seq LIMIT 1`,
    [lifeId],
  );
  return found.rows[0]?.counts === true ? 'done' : 'too_late';
}

/** One race from its order to the pick list that is left when everybody has agreed. */
export async function race(database: Database, number: number): Promise<Raced> {
  const kind = KINDS[number % KINDS.length];
  if (!kind) throw new Error('no such race');
  const id = await placed(database);
  const begun = await stateOf(database, id);
  const warehouse = begun.instructions.find((one) => one.kind === 'pack')?.id ?? '';
  for (const { id: instructionId } of begun.instructions) {
    await says(database, id, {
      name: 'answerInstruction',
      command: { instructionId, answer: 'accepted' },
    });
  }
  const act = async (client: number, input: RaceInput): Promise<Recorded> => {
    const call = Number(process.hrtime.bigint());
    const answer = await says(database, id, spoken(warehouse, input));
    const end = Number(process.hrtime.bigint());
    const outcome = await outcomeOf(database, id, { input, answer });
    const output = { answer: outcome, pieces: 0 };
    return { race: number, client, input, output, call, return: end };
  };
  const history: Recorded[] = [];
  for (const input of kind.before) history.push(await act(0, input));
  history.push(...(await Promise.all(kind.both.map((input, client) => act(client, input)))));
  const order = await agreed(database, id);
  const call = Number(process.hrtime.bigint());
  const input: RaceInput = { do: 'pick', version: 1, quantity: 0 };
  const output = { answer: 'done', pieces: piecesToPack(order) };
  history.push({ race: number, client: 0, input, output, call, return: call + 1 });
  return { history, order };
}

/** Everybody agrees to what is asked last. */
async function agreed(database: Database, id: string): Promise<Order> {
  for (;;) {
    const order = await stateOf(database, id);
    const asked = order.instructions.filter((one) => one.pending !== null);
    if (asked.length === 0) return order;
    for (const { id: instructionId, pending } of asked) {
      const said = { instructionId, to: pending?.kind, answer: 'accepted' };
      await says(database, id, { name: 'answerInstruction', command: said });
    }
  }
}

/** Pieces that the warehouse is left with to pack. */
function piecesToPack(order: Order): number {
  return order.instructions
    .filter((one) => one.kind === 'pack' && one.state !== 'called_off')
    .flatMap((one) => one.content.lines)
    .reduce((sum, line) => sum + line.quantity, 0);
}

/** How many races are run, and the file that their histories are added to where one is wanted: `npm run races`. */
export function racesAsked(): { readonly races: number; readonly history: string | undefined } {
  const { ORDO_RACES, ORDO_RACES_HISTORY } = process.env;
  return { races: Number(ORDO_RACES ?? 300), history: ORDO_RACES_HISTORY };
}
