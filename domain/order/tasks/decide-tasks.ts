/**
 * Decides the outcome of a task. An outcome does what the command of the same meaning does, and a task
 * that still lacks something cannot be closed: the refusal names what is missing.
 */
import type { Refusal } from '../../life/life';
import { isRefusal } from '../../life/life';
import { taskOfKind } from '../../parties/party';
import { partyOf } from '../../policy/policy';
import { dueAfter } from '../../policy/shop-hours';
import { TASK_RULES } from '../../tasks/task';
import type { OpenTask, TaskKind } from '../../tasks/task';
import { channelsOf } from './asking';
import { amendmentOf, decideAmendment } from '../amendment/decide-amendment';
import { sentApart } from '../amendment/keep-wish';
import { outcomeData } from '../commands/command-schemas';
import { closingReason } from '../commands/shape-schemas';
import { closingReasonIn } from './closing-reason-in';
import type { CommandOf, OutcomeData } from '../commands/command-schemas';
import type { Change } from '../commands/shape-schemas';
import { confirm, recordContact } from '../contact/decide-agreement';
import { letGoOn } from './let-go-on';
import { partyOfTask, toldToTake } from './party-of-task';
import { cancel } from '../decide-cancellation';
import { isAboutBack, returnChased } from '../delivery/coming-back/awaited-back';
import { grantWish } from '../delivery/courier-request';
import { handOverChased } from '../delivery/following/followed';
import { foundOutWhy } from '../delivery/decide-find-out-why';
import { inspected } from '../delivery/coming-back/inspection';
import type { Decision, Scene } from '../scene';
import type { OrderFact } from '../events';
import { dropped } from '../goods/given-up';
import { shortLines } from '../goods/short-lines';
import { askedAnew } from '../parties/asked-anew';
import { owesGoods } from '../parties/owed';
import { mostToRefund, orderTotals } from '../money/totals';
import { isStillNeeded } from '../duties/tasks';
import { substituted, withoutShort } from './instead-of-short';
import { saidInChanges, saidInLine, saidInOutcome } from './where-it-was-said';

type Closing = CommandOf<'closeTask'>;
type Room = (scene: Scene, task: OpenTask, closing: Closing) => Decision;

const missing = (...what: string[]): Refusal => ({ refusal: 'task_conditions', missing: what });

function dataOf(closing: Closing): OutcomeData | Refusal {
  const read = outcomeData.safeParse(closing.data);
  if (read.success) return read.data;
  const path = read.error.issues[0]?.path ?? [];
  return { refusal: 'malformed', pointer: `/data/${path.map(String).join('/')}` };
}

function done({ taskId, outcome, noteId }: Closing): OrderFact {
  return { type: 'TaskDone', taskId, outcome, noteId };
}

/** Adds the task's end to what its outcome brings, unless that was refused. */
function withDone(closing: Closing, decision: Decision): Decision {
  if (isRefusal(decision)) return decision;
  const closed = decision.some(
    (fact) => fact.type === 'TaskDone' && fact.taskId === closing.taskId,
  );
  return closed ? decision : [...decision, done(closing)];
}

const call: Room = (scene, _task, closing) => {
  const data = dataOf(closing);
  if (isRefusal(data)) return data;
  const { actor, noteId, outcome } = closing;
  if (outcome === 'confirmed') {
    const { changes } = data;
    const said = changes ? { changes } : {};
    return saidInChanges(confirm(scene, { channel: 'phone', noteId, actor, ...said }));
  }
  const callBackAt = data.callBackAt ?? null;
  if (outcome === 'call_back' && callBackAt === null) {
    return { ...missing('callBackAt'), pointer: '/data/callBackAt' };
  }
  const given = closingReasonIn(data, 'declined');
  if (outcome === 'declined' && isRefusal(given)) return given;
  const said = recordContact(scene, {
    outcome: outcome as CommandOf<'recordContact'>['outcome'],
    callBackAt,
    reason: closingReason.safeParse(data.reason).data ?? null,
    noteId,
    actor,
  });
  return isRefusal(said) && said.pointer ? { ...said, pointer: `/data${said.pointer}` } : said;
};

/** Ends the order for the reason given, or the one usual where the task is ended so. */
function declined(scene: Scene, closing: Closing, usual: CommandOf<'cancel'>['reason']): Decision {
  const data = dataOf(closing);
  if (isRefusal(data)) return data;
  const given = closingReasonIn(data, usual);
  if (isRefusal(given)) return given;
  const { reason } = given;
  return withDone(closing, cancel(scene, { reason, noteId: null, actor: closing.actor }));
}

/** Ends the task with changes; what is refused of them is refused where the outcome said it. */
function changed(
  scene: Scene,
  closing: Closing,
  {
    changes,
    said,
  }: { readonly changes: readonly Change[]; readonly said: (decision: Decision) => Decision },
): Decision {
  return withDone(closing, said(amendmentOf(scene, { changes, noteId: null })));
}

const alternative: Room = (scene, _task, closing) => {
  const data = dataOf(closing);
  if (isRefusal(data)) return data;
  if (closing.outcome === 'declined') {
    return declined(scene, closing, 'out_of_stock');
  }
  const { changes } = data;
  if (changes) return changed(scene, closing, { changes, said: saidInChanges });
  const isLess = closing.outcome === 'removed';
  const meant = isLess ? withoutShort(scene.order) : substituted(scene.order, data);
  const said = isLess ? saidInOutcome : saidInLine;
  if (meant.length > 0) return changed(scene, closing, { changes: meant, said });
  return shortLines(scene.order).length > 0 ? missing('changes') : [done(closing)];
};

const simple: Room = (scene, _task, closing) =>
  closing.outcome === 'declined' ? declined(scene, closing, 'declined') : [done(closing)];

/** The change that was asked for may be made with the outcome that says it was. */
const change: Room = (scene, task, closing) => {
  const data = dataOf(closing);
  if (isRefusal(data)) return data;
  const { changes } = data;
  if (changes && closing.outcome !== 'kept') {
    return changed(scene, closing, { changes, said: saidInChanges });
  }
  // Any change made meanwhile has ended the task by itself.
  return closing.outcome === 'amended' ? missing('changes') : simple(scene, task, closing);
};

/** Another contact makes an end of the task by itself; after the agreement any way to the customer will do. */
function isFixed({ order }: Scene, { changes = [] }: OutcomeData): boolean {
  const isNew = changes.some(({ type }) => type === 'change_contact');
  return isNew || (order.agreement !== null && channelsOf(order).length > 0);
}

/** Fixed is only what lets the customer be told again. */
const contact: Room = (scene, task, closing) => {
  const data = dataOf(closing);
  if (isRefusal(data)) return data;
  if (closing.outcome !== 'fixed') return simple(scene, task, closing);
  return isFixed(scene, data) ? change(scene, task, closing) : missing('new_phone_or_email');
};

/** A silent or unwilling party: asked again, replaced by another, or the order ended. */
const party: Room = (scene, task, closing) => {
  const { order, terms, at } = scene;
  const isReplaced = closing.outcome === 'replaced';
  const about = order.instructions.find((one) => one.id === task.about);
  const instruction = about ?? (isReplaced ? toldToTake(order, task.about) : undefined);
  const isEnding = order.closing !== null;
  if (closing.outcome === 'deliver') {
    const goes = letGoOn(order, instruction);
    return isRefusal(goes) ? goes : [...goes, done(closing)];
  }
  if (closing.outcome === 'second_parcel') {
    const apart = instruction && sentApart(order, terms, instruction);
    return apart ? [apart, done(closing)] : { refusal: 'not_allowed_now', pointer: '/outcome' };
  }
  // An order that is being ended already: its parcel is to come back.
  if (closing.outcome === 'cancelled' && !isEnding) {
    return declined(scene, closing, 'out_of_stock');
  }
  if (!instruction && isReplaced) return { refusal: 'not_allowed_now', pointer: '/outcome' };
  if (!instruction) {
    const from = partyOfTask(order, terms, task.about).party;
    const chased = isAboutBack(order, task.about) ? returnChased(order, from) : [];
    return [...chased, ...handOverChased(order, task.about), done(closing)];
  }
  const { id: instructionId, party: silent, state, content } = instruction;
  // Who promised and does not deliver is called off, and the next best offer is taken.
  if (isReplaced && owesGoods(order, instruction)) {
    return [...dropped(order, instruction, 'silent'), done(closing)];
  }
  if (isReplaced) {
    const data = dataOf(closing);
    if (isRefusal(data)) return data;
    if (!data.party || instruction.kind !== 'deliver') return missing('party');
    const brings = terms.parties.filter(({ kind }) => taskOfKind(kind) === 'deliver');
    if (data.party === silent || !brings.some(({ id }) => id === data.party)) {
      return { refusal: 'malformed', pointer: '/data/party' };
    }
    const aside: readonly OrderFact[] =
      state === 'refused' ? [{ type: 'InstructionSetAside', instructionId, party: silent }] : [];
    return [...aside, { type: 'CarrierChosen', party: data.party }, done(closing)];
  }
  if (state === 'refused') {
    return [{ type: 'InstructionSetAside', instructionId, party: silent }, done(closing)];
  }
  const calendar = partyOf(terms, silent).calendar ?? terms.policy.calendar;
  const minutes = partyOf(terms, silent).deadlines.answerMinutes;
  const dueBy = dueAfter(calendar, at, minutes);
  if (instruction.callOffRefused) {
    const { version: wishVersion } = order.wish;
    const again = { instructionId, party: silent, content, wishVersion, dueBy } as const;
    return [{ type: 'CallOffWritten', ...again }, done(closing)];
  }
  const anew = askedAnew(scene, instruction, dueBy);
  return [anew ?? { type: 'PartyReminded', instructionId, party: silent, dueBy }, done(closing)];
};

const findOutWhy: Room = (scene, task, closing) => {
  const data = dataOf(closing);
  return isRefusal(data) ? data : foundOutWhy(scene, { task, closing, data });
};

const partialRefusal: Room = (scene, task, closing) =>
  withDone(
    closing,
    saidInOutcome(
      decideAmendment(scene, {
        amendmentId: task.about ?? '',
        decision: closing.outcome as CommandOf<'decideAmendment'>['decision'],
        actor: closing.actor,
      }),
    ),
  );

const inspection: Room = (scene, task, closing) => {
  const data = dataOf(closing);
  return isRefusal(data) ? data : inspected(scene, task, { closing, data });
};

const handIn: Room = ({ order }, _task, closing) => {
  const { due } = orderTotals(order);
  if (closing.outcome === 'settled') return due > 0 ? missing('payment') : [done(closing)];
  const paymentId = `${closing.taskId}-written-off`;
  const entry = { method: 'written_off', amount: due, reference: null };
  return [{ type: 'PaymentRecorded', paymentId, ...entry }, done(closing)];
};

/** Just the sum that was shown, while it is owed, and never by who asked for it (R98). */
const refund: Room = ({ order }, task, closing) => {
  const data = dataOf(closing);
  if (isRefusal(data)) return data;
  const { refundAsked: amount, refundAskedBy = [] } = order.money;
  if (refundAskedBy.includes(closing.actor)) return missing('another_person');
  const seen = data.amount?.amount ?? amount;
  const isOwed = isStillNeeded(order, task) && amount <= mostToRefund(order);
  if (closing.outcome === 'approved' && (seen !== amount || !isOwed)) return missing('amount');
  const type = closing.outcome === 'approved' ? 'RefundMade' : 'RefundRefused';
  return [{ type, amount }, done(closing)];
};

/** What the dispatcher grants is done; what is refused changes nothing. */
const courierRequest: Room = (scene, task, closing) => {
  if (closing.outcome === 'refused') return [done(closing)];
  const data = dataOf(closing);
  if (isRefusal(data)) return data;
  return withDone(closing, grantWish(scene, task, { data, actor: closing.actor }));
};

const ROOMS: Readonly<Record<TaskKind, Room>> = {
  call_customer: call,
  fix_contact: contact,
  find_alternative: alternative,
  customer_wants_change: change,
  party_overdue: party,
  party_refused: party,
  courier_request: courierRequest,
  doubtful_report: simple,
  find_out_why: findOutWhy,
  decide_partial_refusal: partialRefusal,
  message_undeliverable: simple,
  hand_in_overdue: handIn,
  approve_refund: refund,
  inspect_return: inspection,
  system_trouble: simple,
};

/** Closes a task with one of the outcomes its kind allows. */
export function closeTask(scene: Scene, closing: Closing): Decision {
  const task = scene.order.tasks.find((one) => one.id === closing.taskId);
  if (!task) return { refusal: 'task_closed', pointer: '/taskId' };
  if (!TASK_RULES[task.kind].outcomes.includes(closing.outcome)) {
    return { refusal: 'unknown_outcome', pointer: '/outcome' };
  }
  if (closing.version !== undefined && closing.version !== scene.order.wish.version) {
    return { refusal: 'stale_version' };
  }
  return ROOMS[task.kind](scene, task, closing);
}
