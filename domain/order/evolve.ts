/**
 * What is true after an event: total, exhaustive, never refuses, reads no clock.
 * It only tells the rooms apart; each room folds its own events.
 */
import { assert, assertNever } from '../assert';
import type { Instant } from '../calendar/instant';
import { latest } from '../calendar/instant';
import type { OrderEvent, OrderPlaced } from './events';
import type { Order } from './order';
import { withWrongPhone } from './contact/reach';
import { evolveAmendment } from './amendment/evolve-amendment';
import { evolveCodes } from './codes/evolve-codes';
import { evolveGoods, NO_GOODS } from './goods/goods';
import type { GoodsEvent } from './goods/goods-events';
import { evolveDelivery, FIRST_CHECK } from './delivery/evolve-delivery';
import { evolveFollowing, isFollowingEvent } from './delivery/following/evolve-following';
import { evolveParties } from './parties/evolve-parties';
import { evolveTelling, noteTelling } from './parties/evolve-telling';
import { evolveMoney } from './money/evolve-money';
import { evolveMessage, isMessageEvent } from './messages/evolve-messages';
import { evolveVoice } from './voice/evolve-voice';
import { evolveTask, isTaskEvent, keepUndo } from './tasks/evolve-tasks';

const UNTOUCHED = {
  contact: {
    attempts: 0,
    lastAttemptAt: null,
    lastReachedAt: null,
    callBackAt: null,
    emailedAt: null,
    remindedAt: null,
    wrongNumber: false,
  },
  agreement: null,
  prepayment: null,
  instructedAt: null,
  instructions: [],
  parcels: [],
  check: FIRST_CHECK,
  deliveredAt: null,
  carrier: null,
  money: { certificates: 0, paid: 0, refunded: 0, refundAsked: 0, refundRefused: 0 },
  messages: [],
  told: {},
  tasks: [],
  amendment: null,
  closing: null,
  closed: null,
  counts: {
    task: 0,
    instruction: 0,
    parcel: 0,
    message: 0,
    amendment: 0,
    payment: 0,
    reservation: 0,
  },
} as const;

/** Something that happened, and when. */
interface Happened {
  readonly event: OrderEvent;
  readonly at: Instant;
}

/** Events in turn, those that are folded in one: what happens to the goods of many lines, one after the other. */
export function foldedInOne<Row extends Happened>(rows: readonly Row[]): readonly Row[][] {
  const runs: Row[][] = [];
  for (const row of rows) {
    const open = runs.at(-1);
    if (open?.[0] && isGoodsEvent(open[0].event) && isGoodsEvent(row.event)) open.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** Folds events in turn, as `evolve` does one by one, in a time that does not grow with the square of the lines. */
export function evolveAll(before: Order | null, rows: readonly Happened[]): Order | null {
  return foldedInOne(rows).reduce<Order | null>((order, run) => {
    const goods = run.flatMap(({ event, at }) => (isGoodsEvent(event) ? [{ event, at }] : []));
    if (order && goods.length > 0) return evolveRun(order, goods);
    return run.reduce<Order | null>((after, { event, at }) => evolve(after, event, at), order);
  }, before);
}

type OfGoods = Extract<OrderEvent, { readonly type: GoodsEvent['type'] }>;

function evolveRun(
  order: Order,
  goods: readonly { readonly event: OfGoods; readonly at: Instant }[],
): Order {
  const after = goods.reduce((next, row) => keepUndo(order, next, row), evolveGoods(order, goods));
  return { ...after, at: goods.reduce((last, { at }) => latest(last, at), order.at) };
}

/** Folds one event; the order must have been placed before anything else can happen to it. */
export function evolve(order: Order | null, event: OrderEvent, at: Instant): Order {
  if (event.type === 'OrderPlaced') return placed(event, at);
  assert(order, `nothing may happen to an order before it is placed: ${event.type}`);
  const after = isRemark(event) ? order : keepUndo(order, folded(order, event, at), { event, at });
  return { ...after, at: latest(order.at, at) };
}

function placed(event: OrderPlaced, at: Instant): Order {
  const { id, shop, number, wish, knownCustomer, source, campaign } = event;
  const goods = Object.fromEntries(wish.lines.map((line) => [line.id, NO_GOODS]));
  const known = knownCustomer ? { knownCustomer } : {};
  const begins = { id, shop, number, source, campaign, wish, goods };
  return { ...UNTOUCHED, ...known, ...begins, placedAt: at, at };
}

/** Said for the timeline alone: nothing of the order is otherwise after it. */
const REMARKS = [
  'WorkflowStarted',
  'DeadlinePassed',
  'Refused',
  'NoteTaken',
  'PartyAnsweredQuestion',
  'OperatorAskedToCancel',
  'TroubleMet',
  'AlreadyAgreed',
  'CourierAsked',
  'PaymentToldAgain',
] as const;

type Remark = Extract<OrderEvent, { readonly type: (typeof REMARKS)[number] }>;

function isRemark(event: OrderEvent): event is Remark {
  return (REMARKS as readonly string[]).includes(event.type);
}

const GOODS: Readonly<Record<GoodsEvent['type'], true>> = {
  GoodsReserved: true,
  GoodsSourced: true,
  GoodsSetAside: true,
  GoodsMissing: true,
  PrepaymentNeeded: true,
  GoodsGrouped: true,
  GoodsShort: true,
  GoodsFreed: true,
  GoodsReleased: true,
  SourceDropped: true,
  GoodsShipped: true,
  GoodsBack: true,
  GoodsLost: true,
  GoodsSentAnew: true,
};

function isGoodsEvent<Event extends OrderEvent>(
  event: Event,
): event is Extract<Event, { readonly type: GoodsEvent['type'] }> {
  return event.type in GOODS;
}

function folded(
  order: Order,
  event: Exclude<OrderEvent, OrderPlaced | Remark>,
  at: Instant,
): Order {
  if (isTaskEvent(event)) return evolveTask(order, event, at);
  if (isGoodsEvent(event)) return evolveGoods(order, [{ event, at }]);
  if (isMessageEvent(event)) return evolveMessage(order, event, at);
  if (isFollowingEvent(event)) return evolveFollowing(order, event, at);
  switch (event.type) {
    case 'ContactAttempted':
    case 'OrderAgreed':
      return evolveContact(order, event, at);
    case 'VoiceCallEnded':
      return evolveVoice(order, event);
    case 'AmendmentMade':
    case 'AmendmentSettled':
      return evolveAmendment(order, event, at);
    case 'InstructionWritten':
    case 'RevisionWritten':
    case 'CallOffWritten':
    case 'PartyAnswered':
    case 'PartyReminded':
    case 'InstructionOverdue':
    case 'InstructionSetAside':
    case 'InstructionStands':
    case 'CarrierGoesOn':
    case 'CarrierChosen':
      return noteTelling(evolveParties(order, event, at), event, at);
    case 'PartyTold':
    case 'PartyTellingPutOff':
    case 'PartyTellingFailed':
      return evolveTelling(order, event, at);
    case 'ParcelAnnounced':
    case 'ParcelReported':
    case 'OrderDelivered':
    case 'DeliveryCheckPassed':
    case 'DeliveryFoundMissing':
    case 'CustomerSaidOfDelivery':
    case 'DeliveryPlannedAnew':
    case 'DelayForeseen':
      return evolveDelivery(order, event, at);
    case 'PaymentRecorded':
    case 'PrepaymentAsked':
    case 'PrepaymentMet':
    case 'RefundAsked':
    case 'RefundMade':
    case 'RefundRefused':
    case 'RefundWithdrawn':
      return evolveMoney(order, event, at);
    case 'PromoCodeTaken':
    case 'PromoCodeGivenBack':
    case 'CertificateHeld':
    case 'CertificateReleased':
    case 'CertificateSpent':
      return evolveCodes(order, event);
    case 'ClosingBegun':
      return { ...order, closing: { reason: event.reason, at } };
    case 'OrderClosed':
      return { ...order, closed: { reason: event.reason, at } };
    default:
      return assertNever(event);
  }
}

type Of<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;

function evolveContact(
  order: Order,
  event: Of<'ContactAttempted' | 'OrderAgreed'>,
  at: Instant,
): Order {
  if (event.type === 'OrderAgreed') {
    const { channel, version, changed } = event;
    const { changes, ...rest } = order;
    // Who agrees to the order as it stands knows it.
    const isKnown = !changed && version === order.wish.version;
    const agreement = { at, channel, version, ...(changed ? { changed } : {}) };
    return { ...rest, agreement, ...(changes && !isKnown ? { changes } : {}) };
  }
  const reached = event.outcome === 'reached' || event.outcome === 'call_back';
  const found =
    event.outcome === 'wrong_number'
      ? withWrongPhone(order)
      : { wrongNumber: order.contact.wrongNumber };
  const promised = event.callBackAt ? { promisedCallAt: event.callBackAt } : {};
  const contact = {
    ...order.contact,
    ...found,
    ...promised,
    attempts: order.contact.attempts + 1,
    lastAttemptAt: at,
    lastReachedAt: reached ? at : order.contact.lastReachedAt,
    callBackAt: event.callBackAt,
  };
  return { ...order, contact };
}
