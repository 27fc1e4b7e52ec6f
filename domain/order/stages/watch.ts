/**
 * Watch the delivery: the carrier's story arrives; on the next day Ordo checks; not delivered →
 * the customer is asked, then a person finds out why (R25–R27).
 */
import type { Instant } from '../../calendar/instant';
import { hasLeft, isMissing } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import type { Terms } from '../../policy/policy';
import { dueAfter } from '../../policy/shop-hours';
import type { TaskKind } from '../../tasks/task';
import { askPerson, channelsOf, hasTask, tellCustomer } from '../tasks/asking';
import { factsOf, record } from '../intent';
import type { OrderIntent } from '../intent';
import { endIntents, shipIntents } from '../delivery/journey';
import { isMoreThan, openParcels, wrongParcels } from '../delivery/coming-back/take-back';
import { backIntents } from '../delivery/coming-back/tell-back';
import type { Order } from '../order';
import { calledBack } from '../delivery/coming-back/awaited-back';
import { checkAt } from '../delivery/promise';
import { isBrought } from '../parties/brought';
import { carrierOf } from '../parties/desired';
import {
  followedParcels,
  handOverLookAt,
  isFollowed,
  silentAt,
  storageOverAt,
} from '../delivery/following/followed';
import { isToBeFetched } from '../delivery/following/lies-elsewhere';
import { taskWait } from '../tasks/task-wait';
import { phrase } from '../waiting';
import type { Wait } from '../waiting';
import type { Stage } from './stage';

/** Until when the customer may answer "did it come?". */
function answerBy(order: Order, terms: Terms): Instant | null {
  const { askedAt } = order.check;
  const { calendar, delivery } = terms.policy;
  return askedAt ? dueAfter(calendar, askedAt, delivery.askMinutes) : null;
}

const isCheckOpen = (order: Order): boolean =>
  order.instructedAt !== null && !order.closing && order.check.passedAt === null;

/** The carrier has failed as often as the shop lets it try: the goods are taken back. */
function isTriedEnough(order: Order, terms: Terms): boolean {
  const { failedAt, failed } = order.check;
  return failedAt !== null && failed >= terms.policy.delivery.maximumAttempts;
}

function checkIntents(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (!isCheckOpen(order)) return [];
  const due = checkAt(order, terms) <= at;
  if (order.deliveredAt) return due ? [record({ type: 'DeliveryCheckPassed' })] : [];
  // While anything else of the order is there or comes, a person has it taken back.
  if (isTriedEnough(order, terms) && !isMoreThan(order, wrongParcels(order))) {
    return [record({ type: 'ClosingBegun', reason: 'undeliverable', noteId: null })];
  }
  const answer = answerBy(order, terms);
  const mustFindOut =
    order.check.failedAt !== null ||
    order.parcels.some(isMissing) ||
    order.check.saidNotReceived ||
    (answer !== null && answer <= at);
  if (mustFindOut) return askPerson(order, terms.policy, { kind: 'find_out_why', about: null, at });
  // Those followed for weeks have deadlines of their own: whether they were handed over, kept, silent.
  if (!due || answer || isFollowed(order, terms)) return [];
  const { version } = order.wish;
  const ask =
    channelsOf(order).length > 0
      ? tellCustomer(order, terms, { purpose: 'delivery_check', version, at })
      : [];
  // One act: once the check has found nothing, nobody would ask the customer any more.
  return [record({ type: 'DeliveryFoundMissing' }, ...factsOf(ask))];
}

const isTurnedBack = (parcel: Parcel | undefined): boolean => parcel?.state === 'returning';

/** What a parcel that is followed for weeks waits for: to be handed over, to come, to be fetched. */
function followedWait(order: Order, terms: Terms): Wait | null {
  const [first] = followedParcels(order, terms).filter(({ parcel }) => isBrought(order, parcel));
  if (!first || !isFollowed(order, terms)) return null;
  const { parcel } = first;
  const by = { since: parcel.reportedAt ?? order.instructedAt ?? order.placedAt } as const;
  if (!hasLeft(parcel)) {
    const until = handOverLookAt(order, terms, first);
    const what = phrase('wait.hand_over');
    const then = phrase('then.check_hand_over');
    return { ...by, for: 'carrier', party: parcel.carrier, what, until, then };
  }
  const carries = phrase(isTurnedBack(parcel) ? 'wait.bring_back' : 'wait.deliver');
  const until = silentAt(order, terms, first);
  const then = phrase('then.taken_for_lost');
  const over = storageOverAt(order, terms, parcel);
  const ends = over ? { until: over, then: phrase('then.ask_return') } : { until, then };
  return isToBeFetched(order, parcel)
    ? { ...by, for: 'customer', party: null, what: phrase('wait.fetch'), ...ends }
    : { ...by, for: 'carrier', party: parcel.carrier, what: carries, until, then };
}

/** The goods come, or come back first to go out once more. */
function broughtWait(order: Order, terms: Terms): Wait | null {
  const [back] = calledBack(order);
  const isChecked = !isFollowed(order, terms);
  // Where nobody asks the customer whether it came, what comes back has a deadline of its own.
  if (back && !isChecked) return null;
  const parcel = back ?? openParcels(order).find((one) => isBrought(order, one));
  return {
    for: 'carrier',
    party: parcel?.carrier ?? carrierOf(order, terms),
    what: phrase(back || isTurnedBack(parcel) ? 'wait.bring_back' : 'wait.deliver'),
    since: order.instructedAt ?? order.placedAt,
    until: isChecked ? checkAt(order, terms) : null,
    then: phrase('then.check_delivery'),
  };
}

/** Tasks of people who have to see to a party before anything can leave. */
const HOLDS_UP: readonly TaskKind[] = ['party_overdue', 'party_refused'];

/** Nothing has left, and somebody stands for a party that has not said yes or not done it: nobody brings anything yet. */
function isHeldUp({ parcels, tasks }: Order): boolean {
  return !parcels.some(hasLeft) && tasks.some(({ kind }) => HOLDS_UP.includes(kind));
}

export const watch: Stage = {
  intents: (order, terms, at) => [
    ...shipIntents(order),
    ...endIntents(order, terms),
    ...backIntents(order, terms, at),
    ...checkIntents(order, terms, at),
  ],

  deadlines: (order, terms) => {
    if (!isCheckOpen(order) || hasTask(order, 'find_out_why')) return [];
    const answer = order.deliveredAt ? null : answerBy(order, terms);
    // What is still followed when all has arrived comes back: the check is about what came.
    if (!answer && !order.deliveredAt && isFollowed(order, terms)) return [];
    return answer
      ? [{ key: 'customer_answer', at: answer }]
      : [{ key: 'delivery_check', at: checkAt(order, terms) }];
  },

  waiting: (order, terms) => {
    if (!isCheckOpen(order) || order.deliveredAt) return null;
    const task = order.tasks.find((one) => one.kind === 'find_out_why');
    if (task) {
      return { ...taskWait(task), what: phrase('wait.find_out_why') };
    }
    const answer = answerBy(order, terms);
    if (answer) {
      return {
        for: 'customer',
        party: null,
        what: phrase('wait.did_it_come'),
        since: order.check.askedAt ?? order.at,
        until: answer,
        then: phrase('then.find_out_why'),
      };
    }
    if (isHeldUp(order)) return null;
    return followedWait(order, terms) ?? broughtWait(order, terms);
  },

  /** Everything is with the customer or was refused; the check's deadline stays. */
  finished: (order) => order.deliveredAt !== null,
};
