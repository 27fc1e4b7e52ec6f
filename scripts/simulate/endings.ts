/**
 * Two ways in which an order comes to its end: by nobody ever saying a word again, and by everybody
 * doing what is asked of them. Both throw where the order would stand for ever.
 */
import { coveredQuantity, goodsOf } from '../../domain/order/goods/goods';
import { shortLines } from '../../domain/order/goods/short-lines';
import type { Order } from '../../domain/order/order';
import { prepaymentOwed, orderTotals } from '../../domain/order/money/totals';
import { untold } from '../../domain/order/stages/instruct';
import { wantedLines } from '../../domain/order/wish';
import { awaitsAnswer, isLive } from '../../domain/parties/instruction';
import type { Instruction } from '../../domain/parties/instruction';
import { lastMessageOf } from '../../domain/parties/message-id';
import { hasLeft, isSettledParcel, outstanding } from '../../domain/parties/parcel';
import type { OpenTask } from '../../domain/tasks/task';
import { awaitedBack } from './check-brings';
import { deadlineOf } from './history';
import { allCarriedOut } from './machines';
import type { Heard, Life, OpenMarket } from './market';

const MOST_STEPS = 300;

function lifeOf(market: OpenMarket, id: string): Life {
  const life = market.state().lives.find((one) => one.id === id);
  if (!life) throw new Error(`there is no order ${id}`);
  return life;
}

async function passToDeadline(market: OpenMarket, life: Life): Promise<void> {
  if (!life.turn.deadline) return;
  market.passTo(life.turn.deadline.at);
  await market.tell(life.id, deadlineOf(life));
}

/** So often in a row nothing comes due but a question to a carrier's service: it goes on until somebody acts. */
const ASKED_IN_VAIN = 60;

/** Time passes and only machines answer: the order ends, or a person with a name stands for it. */
export async function fallSilent(market: OpenMarket, id: string): Promise<'over' | 'person'> {
  let asked = 0;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const life = lifeOf(market, id);
    const { turn, order } = life;
    if (turn.over) return 'over';
    const isQuestion = turn.outside.length > 0 || turn.deadline?.key.startsWith('track:');
    asked = isQuestion ? asked + 1 : 0;
    if (asked > ASKED_IN_VAIN && order.tasks.some((task) => task.escalated)) return 'person';
    if (turn.outside.length > 0) await market.tell(id, ...allCarriedOut(life));
    else if (turn.deadline) await passToDeadline(market, life);
    else if (order.tasks.some((task) => task.escalated || task.role === 'admin')) return 'person';
    else throw new Error(`${id} waits for ever for nobody (${turn.stage})`);
  }
  throw new Error(`${id}: silence never ends`);
}

/** Everybody does what is asked of them until the order is over. */
export async function bringToEnd(market: OpenMarket, id: string): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const life = lifeOf(market, id);
    if (life.turn.over && life.order.tasks.length === 0) return;
    const heard = nextHelp(life);
    if (heard.length > 0) await market.tell(id, ...heard);
    else if (life.turn.deadline) await passToDeadline(market, life);
    else throw new Error(`${id} stands for ever (${life.turn.stage})`);
  }
  throw new Error(`${id} never comes to an end (${lifeOf(market, id).turn.stage})`);
}

/** Every party says yes until none is asked any more; then each has promised what is wished. */
export async function agreeWithAll(market: OpenMarket, id: string): Promise<void> {
  for (let rounds = 0; rounds < MOST_STEPS; rounds += 1) {
    const life = lifeOf(market, id);
    const asked = life.order.instructions.filter(awaitsAnswer);
    if (asked.length === 0 || life.order.closed) {
      // Who is closed is told in the morning.
      const isAllTold = untold(life.order, market.state().terms).length === 0;
      if (isAllTold) mustBePromised(life.order);
      return;
    }
    await market.tell(id, ...asked.map(saysYes));
  }
  throw new Error(`${id}: the parties are asked for ever`);
}

/** Pieces of a line that are asked for by some instructions together: one party may have two. */
function piecesTold(told: Order['instructions'], lineId: string): number {
  return told
    .flatMap(({ content }) => content.lines)
    .reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
}

/** All that is held or sourced for an instructed order is in a packer's hands or not wanted any more. */
function mustBePromised(order: Order): void {
  const isQuiet = order.closing ?? order.closed ?? order.deliveredAt;
  const unwilling = order.instructions.some((one) => one.state === 'refused' || one.callOffRefused);
  const reverting = order.amendment !== null || order.tasks.length > 0 || prepaymentOwed(order) > 0;
  if (isQuiet || unwilling || reverting || !order.instructedAt) return;
  for (const line of wantedLines(order.wish)) {
    const goods = goodsOf(order, line.id);
    for (const { place } of goods.held) {
      const told = order.instructions.filter((one) => one.party === place);
      if (told.length === 0) continue;
      const packs = piecesTold(told, line.id);
      const promised = goods.held.find((part) => part.place === place)?.quantity ?? 0;
      if (packs < promised) throw new Error(`${order.id}: ${place} packs too few of ${line.id}`);
    }
    const carriers = order.instructions.filter((one) => one.kind === 'deliver' && isLive(one));
    const brings = piecesTold(carriers, line.id);
    const covered = Math.min(line.quantity, coveredQuantity(goods) - awaitedBack(order, line.id));
    if (carriers.length > 0 && brings < covered)
      throw new Error(`${order.id}: ${line.id} is brought by nobody`);
  }
}

const actor = 'helper';
const pay = (amount: number): Heard => ({
  name: 'recordPayment',
  command: { method: 'cash', amount: { amount, currency: 'RUB' }, actor },
});

/** A party's yes to what it was told last. */
export function saysYes(instruction: Instruction): Heard {
  const { id: instructionId, pending } = instruction;
  const message = lastMessageOf(instruction);
  const said = { to: pending?.kind ?? 'instruction', ...(message === null ? {} : { message }) };
  return {
    name: 'answerInstruction',
    command: { instructionId, ...said, answer: 'accepted', actor },
  };
}

const close = (task: OpenTask, outcome: string, data: object = {}): Heard => ({
  name: 'closeTask',
  command: { taskId: task.id, outcome, data, actor },
});

/** The next thing that anybody can do for the order to go on; nothing where it waits for the clock. */
function nextHelp(life: Life): readonly Heard[] {
  const { order, turn } = life;
  if (turn.outside.length > 0) return allCarriedOut(life);
  const { due } = orderTotals(order);
  const asked = order.instructions.filter(awaitsAnswer);
  const brought = bringOrTakeBack(order);
  const isOpen = !order.closing && !order.closed;
  if (isOpen && !order.agreement)
    return [{ name: 'confirm', command: { channel: 'email', actor } }];
  // Once everybody is instructed nothing holds the goods any more: what is owed then is settled later.
  const holdsGoods = isOpen && order.prepayment !== null && !order.instructedAt;
  if (holdsGoods && prepaymentOwed(order) > 0) return [pay(prepaymentOwed(order))];
  if (asked.length > 0 && !order.closed) return asked.map(saysYes);
  const isFirst = (one: OpenTask): boolean => one.kind === 'decide_partial_refusal';
  const task = order.tasks.find(isFirst) ?? order.tasks[0];
  if (task) return workTask(order, task);
  if (brought.length > 0) return brought;
  return order.deliveredAt && due > 0 ? [pay(due)] : [];
}

/** Carriers bring what is wanted and bring back what is not. */
function bringOrTakeBack(order: Order): readonly Heard[] {
  const told = order.instructions.some((one) => one.kind === 'deliver' && one.state !== 'refused');
  return order.parcels.flatMap((parcel) => {
    // Of a parcel whose pieces were all taken nothing comes back.
    const isOpen =
      parcel.lastWord !== 'returned' && parcel.lines.some((one) => outstanding(one) > 0);
    const isBack = parcel.state === 'partly_delivered' && isOpen;
    const status = isBack || (order.closing && hasLeft(parcel)) ? 'returned' : 'delivered';
    if (!isBack && (isSettledParcel(parcel) || (!told && !hasLeft(parcel)))) return [];
    const goesOn = order.instructions.some((one) => one.goesOn && one.party === parcel.carrier);
    if (order.closing && !hasLeft(parcel) && !isBack && !goesOn) return [];
    return [{ name: 'reportParcel', command: { parcelId: parcel.id, status, actor } }];
  });
}

function workTask(order: Order, task: OpenTask): readonly Heard[] {
  const { due } = orderTotals(order);
  const reached = { name: 'recordContact', command: { outcome: 'reached', actor } };
  switch (task.kind) {
    case 'call_customer':
      return [close(task, 'confirmed')];
    case 'fix_contact':
      return [changeContact(order), close(task, 'fixed')];
    case 'find_alternative':
      return findAlternative(order, task);
    case 'customer_wants_change':
      return [close(task, 'kept')];
    case 'party_overdue':
    case 'party_refused':
      return chase(order, task);
    case 'courier_request':
      return [close(task, 'refused')];
    case 'doubtful_report':
      return [close(task, 'cleared_up')];
    case 'find_out_why': {
      const isUnderWay = order.parcels.some((parcel) => !isSettledParcel(parcel));
      const outcome = isUnderWay ? 'delivered_after_all' : 'take_back';
      return [reached, close(task, outcome, { reason: 'courier_late' })];
    }
    case 'decide_partial_refusal':
      return [close(task, 'revert')];
    case 'message_undeliverable':
      return [close(task, 'reached_otherwise')];
    case 'hand_in_overdue':
      return due > 0 ? [pay(due)] : [];
    case 'inspect_return':
      return [close(task, 'restock')];
    case 'approve_refund':
      return [close(task, 'approved')];
    case 'system_trouble':
      return [close(task, 'solved')];
  }
}

function changeContact(order: Order): Heard {
  const contact = {
    personalId: `${order.wish.contact.personalId}-new`.slice(-100),
    hasPhone: true,
    hasEmail: true,
  };
  return { name: 'amend', command: { changes: [{ type: 'change_contact', contact }], actor } };
}

/** Short lines are left out; where nothing else is wanted the order is given up. */
function findAlternative(order: Order, task: OpenTask): readonly Heard[] {
  const short = shortLines(order);
  const covered = (lineId: string): number => coveredQuantity(goodsOf(order, lineId));
  const isAll = wantedLines(order.wish).every(({ id }) => covered(id) === 0);
  const changes = short.map(({ id: lineId }) =>
    covered(lineId) > 0
      ? { type: 'set_quantity', lineId, quantity: covered(lineId) }
      : { type: 'remove_line', lineId },
  );
  return isAll ? [close(task, 'declined')] : [close(task, 'removed', { changes })];
}

function chase(order: Order, task: OpenTask): readonly Heard[] {
  const brought = bringOrTakeBack(order);
  if ((order.closing !== null || task.about === 'still_out') && brought.length > 0) return brought;
  const refused = order.instructions.find((one) => one.id === task.about);
  const party = refused?.party === 'own-couriers' ? 'city-courier' : 'own-couriers';
  return refused?.state === 'refused' && refused.kind === 'deliver'
    ? [close(task, 'replaced', { party })]
    : [close(task, 'chased')];
}
