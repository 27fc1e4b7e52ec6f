/**
 * Who deals with an order in the fault tests: a manager who tries again until he is answered, parties,
 * carrier, cashier and persons who do what the order waits for. All they say is kept in a ledger.
 */
import { WorkflowNotFoundError } from '@temporalio/common';
import { nowOf } from '../../../database/clock';
import { hearFact } from '../../../database/life/inbox';
import { askToStart } from '../../../database/life/relay-work';
import { orderTotals } from '../../../domain/order/money/totals';
import type { Answer } from '../../../domain/life/life';
import type { Order } from '../../../domain/order/order';
import { lastMessageOf } from '../../../domain/parties/message-id';
import type { FaultRoom } from './room';
import type { Placed } from './shop';

/** What was said and must be found in the journal exactly once. */
export interface Said {
  /** Notes by signal. */
  readonly signals: string[];
  /** Causes of updates that were answered. */
  readonly updates: string[];
  /** Causes of facts. */
  readonly facts: Set<string>;
}

const nothingSaid = (): Said => ({ signals: [], updates: [], facts: new Set() });

export interface Cast {
  readonly placed: Placed;
  readonly said: Said;
  /** An update, tried again with the same id until it is answered; `ended` where nobody is left to ask. */
  readonly command: (name: string, body: object, updateId: string) => Promise<Answer | 'ended'>;
  /** A note by signal; false where nobody is left to hear it. */
  readonly signal: (noteId: string) => Promise<boolean>;
  readonly tell: (name: string, body: object, senderId: string) => Promise<void>;
  /** Everybody does what the order now waits for; nothing is done twice. */
  readonly act: (order: Order) => Promise<void>;
}

const PATIENCE_MILLIS = 5_000;
/** After many kills in a row the server lets an order rest for minutes. */
const COMMAND_MILLIS = 180_000;
const TRIES = 100;

export function makeCast(room: FaultRoom, placed: Placed): Cast {
  const said = nothingSaid();
  const { database } = room;
  const command: Cast['command'] = async (name, body, updateId) => {
    const until = Date.now() + COMMAND_MILLIS;
    while (Date.now() < until) {
      const asked = await room.orders.command(
        placed.workflowId,
        { name, body, updateId },
        PATIENCE_MILLIS,
      );
      if (typeof asked === 'object') {
        said.updates.push(`u:${updateId}`);
        return asked.answer;
      }
      if (await isOver(room, placed)) return 'ended';
      // As the API does: whoever speaks to an order that does not run has it started.
      if (asked === 'not_running') await askToStart(database, placed.id);
      await new Promise((again) => setTimeout(again, 200));
    }
    throw new Error(`nobody answered ${name} of ${placed.id}`);
  };
  const tell: Cast['tell'] = async (name, body, senderId) => {
    const receivedAt = await nowOf(database, placed.id, database.wall());
    const fact = { lifeId: placed.id, sender: 'cast', senderId, name, command: body, receivedAt };
    said.facts.add((await hearFact(database, fact)).cause);
  };
  return {
    ...{ placed, said, command, tell },
    signal: async (noteId) => {
      const handle = room.temporal.client.workflow.getHandle(placed.workflowId);
      for (let tries = 0; tries < TRIES; tries += 1) {
        try {
          await handle.signal('note', { noteId });
          said.signals.push(noteId);
          return true;
        } catch (error) {
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        }
        if (await isOver(room, placed)) return false;
        // The relay has not started it yet.
        await new Promise((again) => setTimeout(again, 200));
      }
      throw new Error(`${placed.id} was never started`);
    },
    act: (order) => actOn(order, { tell, command }),
  };
}

async function isOver(room: FaultRoom, { id }: Placed): Promise<boolean> {
  const found = await room.database.pool.query('SELECT 1 FROM life WHERE id = $1 AND over', [id]);
  return found.rows.length > 0;
}

/** Sender ids and update ids name the thing answered, so that acting twice says the same thing once. */
async function actOn(
  order: Order,
  { tell, command }: Pick<Cast, 'tell' | 'command'>,
): Promise<void> {
  for (const instruction of order.instructions) {
    const { id: instructionId, state, pending } = instruction;
    if (state === 'sent' && !pending) {
      await tell('answerInstruction', { instructionId, answer: 'accepted' }, instructionId);
    }
    if (!pending) continue;
    const { kind: to, wishVersion } = pending;
    const message = lastMessageOf(instruction) ?? instructionId;
    const answer = { instructionId, to, answer: 'accepted', wishVersion, message };
    await tell('answerInstruction', answer, message);
  }
  const isAccepted = order.instructions.every((one) => one.state === 'accepted' && !one.pending);
  if (isAccepted && !order.closing && !order.deliveredAt) {
    for (const { id: parcelId } of order.parcels) {
      await tell('reportParcel', { parcelId, status: 'delivered' }, parcelId);
    }
  }
  const { due } = orderTotals(order);
  if (order.deliveredAt && due > 0) {
    const payment = { method: 'cash', amount: { amount: due, currency: order.wish.currency } };
    await tell('recordPayment', payment, `payment/${order.id}`);
  }
  for (const { id: taskId, kind } of order.tasks) {
    if (kind !== 'message_undeliverable') continue;
    await command('closeTask', { taskId, outcome: 'reached_otherwise' }, taskId);
  }
}
