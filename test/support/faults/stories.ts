/**
 * Two stories for the fault tests, told by what an order waits for: the plain order and the one that
 * nobody answers. However often a worker dies meanwhile, both come to the same end.
 */
import { orderTotals } from '../../../domain/order/money/totals';
import type { Order } from '../../../domain/order/order';
import type { Cast } from './cast';
import type { FaultRoom } from './room';
import { standingOf } from './shop';
import { passTime } from './time';

export type Story = 'plain' | 'nobody answers';

const CALLS = 3;

/** What the manager and the customer of the story do, besides what everybody does. */
async function tellOn(story: Story, order: Order, cast: Cast): Promise<void> {
  const { id } = cast.placed;
  if (order.agreement || order.messages.length > 0) return;
  if (story === 'plain') {
    await cast.command('confirm', { channel: 'phone' }, `${id}-confirm`);
    return;
  }
  const { attempts, emailedAt } = order.contact;
  if (order.tasks.some((task) => task.kind === 'call_customer') && attempts < CALLS) {
    await cast.command('recordContact', { outcome: 'no_answer' }, `${id}-call-${String(attempts)}`);
  }
  if (emailedAt) await cast.tell('customerAnswers', { answer: 'confirm' }, `${id}-link`);
}

/** Plays the story to its end; false where the patience ended first. */
export async function playStory(
  room: FaultRoom,
  cast: Cast,
  { story, until }: { readonly story: Story; readonly until: number },
): Promise<boolean> {
  while (Date.now() < until) {
    const { state, over } = await standingOf(room.database, cast.placed.id);
    if (over) return true;
    await tellOn(story, state, cast);
    await cast.act(state);
    await new Promise((go) => setTimeout(go, 60));
    await passTime(room, cast.placed);
  }
  return false;
}

interface NotedMessage {
  readonly purpose: string;
  readonly version: number;
  readonly channel: string;
  readonly state: string;
}

/** How an order ended, without its names and instants: what must not differ from run to run. */
export async function endOf({ database }: FaultRoom, { placed }: Cast): Promise<object> {
  const { id } = placed;
  const { state, stage } = await standingOf(database, id);
  const messages = await database.pool.query<NotedMessage>(
    `SELECT purpose, version, channel, state FROM notification WHERE life_id = $1
     ORDER BY purpose, version`,
    [id],
  );
  return {
    stage,
    closed: state.closed?.reason ?? null,
    wish: { version: state.wish.version, lines: state.wish.lines },
    goods: state.goods,
    totals: orderTotals(state),
    attempts: state.contact.attempts,
    agreed: state.agreement?.channel ?? null,
    instructions: state.instructions.map(({ party, kind, state: answered }) => [
      party,
      kind,
      answered,
    ]),
    parcels: state.parcels.map(({ carrier, state: reported }) => [carrier, reported]),
    told: state.told,
    tasks: state.tasks.map(({ kind }) => kind),
    messages: messages.rows,
  };
}
