/**
 * Stories 1, 3, 25 and 35 for the fault tests, told by what an order waits for. However often a worker dies
 * meanwhile, each comes to its one end.
 */
import { plus } from '../../../domain/calendar/instant';
import { orderTotals } from '../../../domain/order/money/totals';
import type { Order } from '../../../domain/order/order';
import type { Cast } from './cast';
import type { FaultRoom } from './room';
import { SKU, standingOf } from './shop';
import { passTime } from './time';

/** How the customer is agreed with, and what goes otherwise than planned after that. */
const STORIES = {
  plain: { agrees: confirmsByPhone, goesOn: nothingMore },
  'nobody answers': { agrees: confirmsByLink, goesOn: nothingMore },
  'changed while picked': { agrees: confirmsByPhone, goesOn: addsDress },
  'not delivered': { agrees: confirmsByPhone, goesOn: isPlannedAnew },
} as const;

export type Story = keyof typeof STORIES;

/** What the manager and the customer of the story do; false where it is everybody else's turn. */
type Telling = (order: Order, cast: Cast) => Promise<boolean>;

const CALLS = 3;

function nothingMore(): Promise<boolean> {
  return Promise.resolve(false);
}

async function confirmsByPhone(_order: Order, cast: Cast): Promise<boolean> {
  await cast.command('confirm', { channel: 'phone' }, `${cast.placed.id}-confirm`);
  return true;
}

/** The e-mail's link, after as many calls in vain as the shop makes. */
async function confirmsByLink(order: Order, cast: Cast): Promise<boolean> {
  const { id } = cast.placed;
  const { attempts, emailedAt } = order.contact;
  if (order.tasks.some((task) => task.kind === 'call_customer') && attempts < CALLS) {
    await cast.command('recordContact', { outcome: 'no_answer' }, `${id}-call-${String(attempts)}`);
  }
  if (emailedAt) await cast.tell('customerAnswers', { answer: 'confirm' }, `${id}-link`);
  return true;
}

const isAccepted = (order: Order): boolean =>
  order.instructions.length > 0 &&
  order.instructions.every((one) => one.state === 'accepted' && !one.pending);

/** Story 25: one more dress while the first is being packed. */
async function addsDress(order: Order, cast: Cast): Promise<boolean> {
  if (order.wish.version > 1 || !isAccepted(order)) return false;
  const price = { amount: 260_000, currency: order.wish.currency };
  const line = { sku: SKU, title: 'Dress', attributes: {}, quantity: 1, price };
  const changes = [{ type: 'add_line', line }];
  await cast.command('amend', { changes }, `${cast.placed.id}-amend`);
  return true;
}

/** Story 35: the courier brings nothing and says nothing until the delivery is planned anew. */
async function isPlannedAnew(order: Order, cast: Cast): Promise<boolean> {
  const { id } = cast.placed;
  const { askedAt, saidNotReceived, plannedAt } = order.check;
  if (plannedAt || !isAccepted(order)) return false;
  const task = order.tasks.find((one) => one.kind === 'find_out_why');
  if (!task) {
    const answer = 'not_received';
    if (askedAt && !saidNotReceived) await cast.tell('customerAnswers', { answer }, `${id}-asked`);
    return true;
  }
  const { lastReachedAt } = order.contact;
  if (!lastReachedAt || lastReachedAt < task.openedAt) {
    await cast.command('recordContact', { outcome: 'reached' }, `${id}-reached`);
    return true;
  }
  const window = { from: plus(order.at, 'P1D'), to: plus(order.at, 'P1DT4H') };
  // Orders of the fault tests begin without an address.
  const data = { reason: 'courier_late', window, addressId: `adr_${id}` };
  await cast.command('closeTask', { taskId: task.id, outcome: 'new_date', data }, `${id}-anew`);
  return true;
}

/** Everything is told first, so that runs differ in nothing but where the worker died. */
function tellOn(story: Story): Telling {
  const { agrees, goesOn } = STORIES[story];
  return async (order, cast) => {
    if (order.messages.length > 0 && !order.deliveredAt) return true;
    return order.agreement ? goesOn(order, cast) : agrees(order, cast);
  };
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
    const before = wordsOf(cast);
    if (!(await tellOn(story)(state, cast))) await cast.act(state);
    await new Promise((go) => setTimeout(go, 60));
    // Time passes only where nobody has anything to say to the order as it stands.
    if (wordsOf(cast) === before) await passTime(room, cast.placed, state);
  }
  return false;
}

/** How much was said so far; saying a thing again adds nothing. */
function wordsOf({ said }: Cast): number {
  return said.updates.length + said.facts.size;
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
