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

/** What the warehouse, or its carrier, says to a change it was told of. */
type PartyAnswer = 'answer' | 'refuse' | 'carrier_refuses';

export interface RaceInput {
  readonly do: 'amend' | 'cancel' | 'dispatch' | 'pick' | 'revert' | PartyAnswer;
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
/** Said to the first amendment. */
const says = (what: PartyAnswer): RaceInput => ({ do: what, version: 2, quantity: 0 });

/** Who races whom, in turns; all but the first three find the first amendment told already. */
const KINDS: readonly {
  readonly before: readonly RaceInput[];
  readonly both: readonly RaceInput[];
}[] = [
  { before: [], both: [amend(1, 3), plain('dispatch')] },
  { before: [], both: [amend(1, 3), amend(1, 1)] },
  { before: [], both: [amend(1, 3), plain('cancel')] },
  { before: [amend(1, 3)], both: [amend(2, 1), says('answer')] },
  { before: [amend(1, 3)], both: [plain('cancel'), says('answer')] },
  { before: [amend(1, 3)], both: [amend(2, 1), says('refuse')] },
  { before: [amend(1, 3)], both: [plain('cancel'), says('refuse')] },
  { before: [amend(1, 3)], both: [says('answer'), says('refuse')] },
  { before: [amend(1, 3)], both: [plain('dispatch'), says('refuse')] },
  { before: [amend(1, 3)], both: [says('answer'), says('carrier_refuses')] },
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

interface Heard {
  readonly cause: string;
  readonly answer: Answer | undefined;
}

async function hears(
  database: Database,
  lifeId: string,
  { name, command }: { readonly name: string; readonly command: object },
): Promise<Heard> {
  const cause = `race:${randomUUID()}`;
  const inputs = [{ cause, at: RACE_DAY, name, command: { ...command, actor: 'manager:race' } }];
  const turn = await persistently(() => commit(database, { lifeId, inputs, now: RACE_DAY }));
  return { cause, answer: turn.answers[cause] };
}

const idOf = ({ instructions }: Order, kind: 'pack' | 'deliver'): string =>
  instructions.find((one) => one.kind === kind)?.id ?? '';

function spoken(order: Order, input: RaceInput): { name: string; command: object } {
  const { version, quantity } = input;
  const instructionId = idOf(order, input.do === 'carrier_refuses' ? 'deliver' : 'pack');
  switch (input.do) {
    case 'amend': {
      const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity }];
      return { name: 'amend', command: { version, changes } };
    }
    case 'cancel':
      return { name: 'cancel', command: { reason: 'price' } };
    case 'revert': {
      const amendmentId = order.amendment?.id;
      return { name: 'decideAmendment', command: { amendmentId, decision: 'revert' } };
    }
    case 'dispatch':
      return { name: 'answerInstruction', command: { instructionId, answer: 'done' } };
    default: {
      const isYes = input.do === 'answer';
      const said = isYes ? { answer: 'accepted' } : { answer: 'refused', reason: 'already_packed' };
      const about = { instructionId, to: 'revision', wishVersion: version };
      return { name: 'answerInstruction', command: { ...about, ...said } };
    }
  }
}

/** What was answered, in the words of the race; whether a party's answer counted, the journal tells. */
async function outcomeOf(
  database: Database,
  lifeId: string,
  { input, cause, answer }: Heard & { readonly input: RaceInput },
): Promise<string> {
  if (answer && 'refusal' in answer) {
    return answer.refusal.refusal === 'stale_version' ? 'stale' : 'refused';
  }
  if (!['answer', 'refuse', 'carrier_refuses'].includes(input.do)) return 'done';
  const found = await database.pool.query<{ counts: boolean }>(
    `SELECT (data ->> 'counts')::boolean AS counts FROM journal
     WHERE life_id = $1 AND cause = $2 AND type = 'PartyAnswered'`,
    [lifeId, cause],
  );
  return found.rows[0]?.counts === true ? 'done' : 'too_late';
}

/** One race from its order to the pick list that is left when everybody has agreed. */
export async function race(database: Database, number: number): Promise<Raced> {
  const kind = KINDS[number % KINDS.length];
  if (!kind) throw new Error('no such race');
  const id = await placed(database);
  const begun = await stateOf(database, id);
  for (const { id: instructionId } of begun.instructions) {
    await hears(database, id, {
      name: 'answerInstruction',
      command: { instructionId, answer: 'accepted' },
    });
  }
  const act = async (client: number, input: RaceInput, of = begun): Promise<Recorded> => {
    const call = Number(process.hrtime.bigint());
    const heard = await hears(database, id, spoken(of, input));
    const end = Number(process.hrtime.bigint());
    const outcome = await outcomeOf(database, id, { input, ...heard });
    const output = { answer: outcome, pieces: 0 };
    return { race: number, client, input, output, call, return: end };
  };
  const history: Recorded[] = [];
  for (const input of kind.before) history.push(await act(0, input));
  history.push(...(await Promise.all(kind.both.map((input, client) => act(client, input)))));
  const asked = await agreed(database, id);
  if (asked.tasks.some((task) => task.kind === 'decide_partial_refusal')) {
    const { version } = asked.wish;
    history.push(await act(0, { do: 'revert', version, quantity: 0 }, asked));
  }
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
      await hears(database, id, { name: 'answerInstruction', command: said });
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
