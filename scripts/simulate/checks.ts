/**
 * What must hold after every step of every order. Each check throws with what it found; none of them
 * asks the rules what they think of it, all look at facts.
 */
import { moneyAddsUp } from '../../domain/money/money';
import { BESIDE_MOVES, besideOf, PATIENCE_MOVES, patienceOf } from '../../domain/parties/beside';
import { INSTRUCTION_MOVES, isLive } from '../../domain/parties/instruction';
import { hasLeft, isSettledParcel, PARCEL_MOVES } from '../../domain/parties/parcel';
import { evolve } from '../../domain/order/evolve';
import { coveredQuantity, heldQuantity, sourcedQuantity } from '../../domain/order/goods/goods';
import type { Order } from '../../domain/order/order';
import { STAGE_MOVES } from '../../domain/order/stage';
import type { StageName } from '../../domain/order/stage';
import { orderTotals } from '../../domain/order/money/totals';
import { same } from '../../domain/same';
import { checkAnswered } from './check-answered';
import { checkBack } from './check-back';
import { checkCodes } from './check-codes';
import { checkDoor } from './check-door';
import { checkFacts } from './check-facts';
import { checkOneMessage } from './check-one-message';
import { checkReports } from './check-reports';
import { checkStock } from './check-stock';
import { checkTellings } from './check-tellings';
import { checkVoice } from './check-voice';
import { checkWait } from './check-wait';
import type { Life, Taken } from './market';
import { must } from './must';
import { isOutOfHand } from './out-of-hand';

/** Moves seen in a run, as "from → to". */
export interface Seen {
  readonly stages: Set<string>;
  readonly instructions: Set<string>;
  /** Of what is asked beside instructions, and of the wait for answers. */
  readonly beside: Set<string>;
  readonly patience: Set<string>;
  readonly parcels: Set<string>;
  readonly tellings: Set<string>;
}

export function nothingSeen(): Seen {
  const ofParties = { instructions: new Set<string>(), tellings: new Set<string>() };
  const besides = { beside: new Set<string>(), patience: new Set<string>() };
  return { stages: new Set(), parcels: new Set(), ...ofParties, ...besides };
}

/** Looks at everything after a step; `seen` gathers the moves made. */
export function checkStep(taken: Taken, seen: Seen): void {
  const { market, before, after } = taken;
  const { order, turn } = after;
  checkStage(before, after, seen);
  checkStock(market);
  checkCodes(market, taken.after);
  checkGoods(order);
  checkContact(order);
  must(moneyAddsUp(orderTotals(order)), `${order.id}: money does not add up`);
  must(
    taken.inputs.every(({ cause }) => cause in turn.answers),
    `${order.id}: an input unanswered`,
  );
  must(same(fold(before, turn, seen), order), `${order.id}: the fold of the rows is not the state`);
  must(
    turn.wait !== null || order.closed !== null,
    `${order.id}: waits for nothing (${turn.stage})`,
  );
  checkWait(taken);
  checkFacts(taken);
  checkDoor(order);
  checkAnswered(taken);
  checkReports(after);
  checkBack(taken);
  checkOneMessage(taken);
  if (order.closed) checkClosed(order);
  else checkVoice(order, market.terms);
}

/** The rows folded one by one, with every move they make looked at. */
function fold(before: Life | null, turn: Life['turn'], seen: Seen): Order | null {
  return turn.rows.reduce<Order | null>((order, row) => {
    const next = evolve(order, row.event, row.at);
    if (order) checkMoves(order, next, seen);
    return next;
  }, before?.order ?? null);
}

function checkStage(before: Life | null, { turn }: Life, seen: Seen): void {
  if (!before || before.turn.stage === turn.stage) return;
  const from: StageName = before.turn.stage;
  seen.stages.add(`${from} → ${turn.stage}`);
  must(STAGE_MOVES[from].includes(turn.stage), `stage moved from ${from} to ${turn.stage}`);
}

function checkMoves(before: Order, after: Order, seen: Seen): void {
  if (before.instructions !== after.instructions) checkInstructions(before, after, seen);
  if (before.parcels !== after.parcels) checkParcels(before, after, seen);
}

function checkInstructions(before: Order, after: Order, seen: Seen): void {
  for (const one of after.instructions) {
    const was = before.instructions.find((other) => other.id === one.id);
    if (!was) {
      const isNew = besideOf(one) === 'nothing' && patienceOf(one) === 'waiting';
      must(isNew, `${after.id}: ${one.party} was told and is not waited for`);
    }
    if (!was || was === one) continue;
    mustMove(INSTRUCTION_MOVES, [was.state, one.state], seen.instructions);
    mustMove(BESIDE_MOVES, [besideOf(was), besideOf(one)], seen.beside);
    mustMove(PATIENCE_MOVES, [patienceOf(was), patienceOf(one)], seen.patience);
  }
  checkTellings(before, after, seen.tellings);
}

function checkParcels(before: Order, after: Order, seen: Seen): void {
  for (const { id, state } of after.parcels) {
    const was = before.parcels.find((other) => other.id === id)?.state;
    if (was) mustMove(PARCEL_MOVES, [was, state], seen.parcels);
  }
}

/** A move is one of its table; to itself it is none. */
function mustMove<State extends string>(
  moves: Readonly<Record<State, readonly State[]>>,
  [from, to]: readonly [State, State],
  seen: Set<string>,
): void {
  if (from === to) return;
  seen.add(`${from} → ${to}`);
  must(moves[from].includes(to), `moved from ${from} to ${to}`);
}

/** Pieces that each source was told to pack and has not let go of, or has sent already. */
function packedOrGone(order: Order, lineId: string): number {
  const ofLine = (lines: readonly { lineId: string; quantity: number }[]): number =>
    lines.reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
  const packers = order.instructions.filter((one) => one.kind !== 'deliver');
  const sources = [...packers.map((one) => one.party), ...order.parcels.map((one) => one.source)];
  return [...new Set(sources)].reduce((sum, source) => {
    const told = packers.filter((one) => one.party === source && isLive(one));
    const gone = order.parcels.filter((parcel) => parcel.source === source && hasLeft(parcel));
    const asked = ofLine(told.flatMap((one) => one.content.lines));
    // What it is told now counts beside what it was told before: it may be doing either.
    const askedNow = ofLine(told.flatMap((one) => (one.pending ?? one).content.lines));
    return sum + Math.max(asked, askedNow, ofLine(gone.flatMap((parcel) => parcel.lines)));
  }, 0);
}

/** Never more promised than wished, but for what a party was told to pack and has not let go. */
function checkGoods(order: Order): void {
  for (const line of order.wish.lines) {
    const goods = order.goods[line.id];
    if (!goods) continue;
    const wanted = order.closing || line.removed ? 0 : line.quantity;
    const covered = coveredQuantity(goods);
    const most = Math.max(wanted, packedOrGone(order, line.id));
    must(
      covered <= most,
      `${order.id}/${line.id}: ${String(covered)} promised, ${String(most)} wished`,
    );
    const ended = goods.delivered + goods.returned;
    must(ended <= goods.shipped, `${order.id}/${line.id}: more ended than left`);
  }
}

/** Nothing reserved, nobody uninformed, money square. */
function checkClosed(order: Order): void {
  for (const [id, goods] of Object.entries(order.goods)) {
    must(
      heldQuantity(goods) + sourcedQuantity(goods) === 0,
      `${order.id}/${id}: reserved when closed`,
    );
    const ended = goods.delivered + goods.returned === goods.shipped;
    must(ended, `${order.id}/${id}: neither delivered nor back when closed`);
  }
  must(order.parcels.every(isSettledParcel), `${order.id}: a parcel is out when closed`);
  const uninformed = order.instructions
    .filter((one) => isLive(one) && one.pending !== null && !order.deliveredAt)
    .filter((one) => !isOutOfHand(order, one));
  must(uninformed.length === 0, `${order.id}: a party uninformed when closed`);
}

/** Nothing more is on its way to a number that is no good, and after the answer nobody tries any more. */
function checkContact(order: Order): void {
  const { agreement, closing, contact, messages, tasks, wish } = order;
  const waiting = messages.filter(({ state }) => state === 'waiting');
  const astray = contact.wrongNumber || !wish.contact.hasPhone;
  must(!astray || !waiting.some(({ channel }) => channel === 'sms'), `${order.id}: SMS go astray`);
  if (!agreement && !closing) return;
  const tries = ['confirm_by_sms', 'confirm_by_email', 'confirm_reminder'];
  must(
    !waiting.some(({ purpose }) => tries.includes(purpose)),
    `${order.id}: asked after the answer`,
  );
  must(!tasks.some(({ kind }) => kind === 'call_customer'), `${order.id}: called after the answer`);
}

/** A closed order whose life is over owes nobody anything. */
export function checkOver({ order }: Life): void {
  const { due, overpaid } = orderTotals(order);
  const { refundAsked, refundRefused } = order.money;
  must(refundAsked === 0 && overpaid <= refundRefused, `${order.id}: over, and money is owed back`);
  must(due === 0 || order.closed?.reason !== 'completed', `${order.id}: over, and money is due`);
  must(
    !order.parcels.some((one) => hasLeft(one) && !isSettledParcel(one)),
    `${order.id}: still out`,
  );
}
