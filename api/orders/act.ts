/**
 * The two ways in which something said over HTTP reaches an order: a person's command, answered by its workflow,
 * and a fact, which is kept at once and read by the next commit.
 */
import { askToStart } from '../../database/life/relay-work';
import { setTimeout as pause } from 'node:timers/promises';
import { nowOf } from '../../database/clock';
import { commit } from '../../database/commit';
import { answerOfCause, hearFact } from '../../database/life/inbox';
import { orderById } from '../../database/orders/orders';
import type { FoundOrder } from '../../database/orders/orders';
import type { Answer, Refusal } from '../../domain/life/life';
import type { CommandName } from '../../workflows/messages';
import type { Dependencies } from '../dependencies';
import { problem } from '../problems/problems';
import { unavailable } from '../request/answer';

interface Scoped {
  readonly deps: Dependencies;
  readonly caller: { readonly shops: readonly string[] };
}

/** The order with this id in the caller's shops; 404 where there is none. */
export async function findOrder({ deps, caller }: Scoped, id: string): Promise<FoundOrder> {
  const found = await orderById(deps.database.pool, { id, shops: caller.shops });
  if (!found) throw problem('not-found');
  return found;
}

export interface Command {
  readonly name: CommandName;
  readonly body: object;
  readonly updateId: string;
}

const ANSWER_WITHIN_MILLISECONDS = 5_000;
const LOOK_AGAIN_MILLISECONDS = 100;

/**
 * Gives a person's command to the order and waits for its answer. An order that is closed has nobody to ask, so
 * its answer comes from a commit here. Throws 503 where nobody answers in time; trying again is safe.
 */
export async function giveCommand(
  scope: Scoped,
  found: FoundOrder,
  command: Command,
): Promise<Answer> {
  const { deps } = scope;
  const until = performance.now() + ANSWER_WITHIN_MILLISECONDS;
  let present = found;
  for (;;) {
    if (present.closedAt !== null) return commitCommand(deps, present, command);
    const left = Math.max(1, Math.round(until - performance.now()));
    const asked = await deps.orderClient.command(present.workflowId, command, left);
    if (typeof asked === 'object') return asked.answer;
    if (asked === 'no_answer' || performance.now() >= until) throw unavailable();
    // Not started yet, ended by somebody, restarted just now, or closed while it was asked.
    if (asked === 'not_running') await askToStart(deps.database, found.order.id);
    await pause(LOOK_AGAIN_MILLISECONDS);
    present = await findOrder(scope, found.order.id);
  }
}

async function commitCommand(
  { database, now }: Dependencies,
  { order }: FoundOrder,
  { name, body, updateId }: Command,
): Promise<Answer> {
  const at = await nowOf(database, order.id, now());
  const cause = `u:${updateId}`;
  const inputs = [{ cause, at, name, command: body }];
  const turn = await commit(database, { lifeId: order.id, inputs, now: at });
  return turn.answers[cause] ?? { id: null };
}

export interface HeardFact {
  readonly orderId: string;
  readonly sender: string;
  readonly senderId: string;
  readonly name: string;
  readonly body: object;
}

const READ_WITHIN_MILLISECONDS = 2_000;
/** A look costs a round trip, so each waits longer than the one before: half as long again. */
const FIRST_LOOK_MILLISECONDS = 20;
const LONGER = 1.5;

/** Keeps a fact for good and waits a little for its answer: null where no commit has read it yet. */
export async function tellFact(
  { database, now }: Dependencies,
  fact: HeardFact,
): Promise<Answer | null> {
  const { orderId: lifeId, sender, senderId, name, body: command } = fact;
  const receivedAt = await nowOf(database, lifeId, now());
  const { cause, repeated } = await hearFact(database, {
    ...{ lifeId, sender, senderId, name, command, receivedAt },
  });
  const until = performance.now() + READ_WITHIN_MILLISECONDS;
  for (let wait = FIRST_LOOK_MILLISECONDS; ; wait *= LONGER) {
    // A fact said again was answered long ago; a new one needs the relay and a commit first.
    if (!repeated) await pause(Math.min(wait, until - performance.now()));
    const answer = await answerOfCause(database, lifeId, cause);
    if (answer || performance.now() >= until) return answer;
    if (repeated) await pause(wait);
  }
}

/** The refusal in an answer, or null. */
export function refusalIn(answer: Answer | null): Refusal | null {
  return answer && 'refusal' in answer ? answer.refusal : null;
}
