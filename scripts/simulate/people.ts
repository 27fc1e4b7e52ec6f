/**
 * What people do: customers, managers, dispatchers, cashiers, finance; sensibly and otherwise.
 */
import { plus } from '../../domain/calendar/instant';
import { orderTotals } from '../../domain/order/money/totals';
import { TASK_RULES } from '../../domain/tasks/task';
import { happens, pick } from './dice';
import type { Happening, Moment } from './happening';
import { randomChanges, randomLine } from './random-request';

const actor = 'manager:1';

function version({ life, dice }: Moment): { version?: number } {
  if (happens(dice, 70)) return {};
  return { version: Math.max(1, life.order.wish.version - dice.below(2)) };
}

function changes(moment: Moment): ReturnType<typeof randomChanges> {
  return randomChanges(moment.dice, moment.life.order, moment.market.now);
}

const money = (amount: number): { amount: number; currency: string } => ({
  amount,
  currency: 'RUB',
});

export const confirms: Happening = (moment) => {
  const channel = pick(moment.dice, ['phone', 'phone', 'link', 'email']);
  const amended = happens(moment.dice, 20) ? { changes: changes(moment) } : {};
  return [{ name: 'confirm', command: { channel, actor, ...amended, ...version(moment) } }];
};

const OUTCOMES = ['no_answer', 'busy', 'reached', 'call_back', 'wrong_number', 'declined'];

export const isCalled: Happening = ({ dice, market }) => {
  const outcome = pick(dice, happens(dice, 15) ? OUTCOMES : OUTCOMES.slice(0, 4));
  const callBackAt = plus(market.now, `PT${String(1 + dice.below(72))}H`);
  return [{ name: 'recordContact', command: { outcome, callBackAt, actor } }];
};

export const answersByLink: Happening = (moment) => {
  const { dice } = moment;
  const answer = pick(dice, [
    'confirm',
    'confirm',
    'change',
    'received',
    'not_received',
    'decline',
  ]);
  return [{ name: 'customerAnswers', command: { answer, ...version(moment) } }];
};

export const amends: Happening = (moment) => [
  { name: 'amend', command: { changes: changes(moment), actor, ...version(moment) } },
];

export const decidesOnAmendment: Happening = ({ life, dice }) => {
  const decision = pick(dice, ['revert', 'second_parcel', 'take_back']);
  const amendmentId = life.order.amendment?.id ?? 'amd_0_1';
  return [{ name: 'decideAmendment', command: { amendmentId, decision, actor } }];
};

export const cancels: Happening = ({ dice }) =>
  happens(dice, 10)
    ? [{ name: 'cancelAsked' }]
    : [{ name: 'cancel', command: { reason: pick(dice, ['changed_mind', 'price']), actor } }];

/** A wish is written down, or a party's answer to a quick question. */
export const takesNote: Happening = ({ dice }) => [
  happens(dice, 70)
    ? { name: 'note', command: { noteId: 'not_1', actor } }
    : {
        name: 'hearAnswer',
        command: { questionId: 'que_1', party: 'warehouse-main', noteId: 'not_2', actor },
      },
];

export const pays: Happening = ({ life, dice }) => {
  const { due } = orderTotals(life.order);
  const amount = pick(dice, [due, due, due, Math.ceil(due / 2), due + 10_000]);
  const currency = happens(dice, 3) ? 'EUR' : 'RUB';
  return amount > 0
    ? [{ name: 'recordPayment', command: { method: 'cash', amount: { amount, currency }, actor } }]
    : [];
};

/** A message that went out is to go out once more; also while it is under way, or is no longer the latest. */
export const asksAgain: Happening = ({ life, dice }) => {
  const noted = life.journal.flatMap(({ event }) => (event.type === 'MessageNoted' ? [event] : []));
  if (noted.length === 0) return [];
  const { messageId, purpose, version } = pick(dice, noted);
  const way = happens(dice, 50) ? { channel: pick(dice, ['sms', 'email']) } : {};
  return [{ name: 'resendMessage', command: { messageId, purpose, version, ...way, actor } }];
};

export const asksRefund: Happening = ({ life, dice }) => {
  const { paid, overpaid } = orderTotals(life.order);
  const amount = pick(dice, [overpaid, paid, Math.ceil(paid / 2), paid + 1]);
  return amount > 0
    ? [{ name: 'askRefund', command: { amount: money(amount), reason: 'asked', actor } }]
    : [];
};

/** Works a task with any outcome, with what it needs or without. */
export const worksTask: Happening = (moment) => {
  const { life, dice, market } = moment;
  const { tasks } = life.order;
  if (tasks.length === 0) return [];
  const task = pick(dice, tasks);
  const outcome = pick(dice, TASK_RULES[task.kind].outcomes);
  const from = plus(market.now, `P${String(1 + dice.below(3))}D`);
  const data = {
    ...(happens(dice, 80) ? { reason: pick(dice, ['courier_late', 'price', 'declined']) } : {}),
    ...(happens(dice, 80) ? { window: { from, to: plus(from, 'PT4H') } } : {}),
    ...(happens(dice, 60) ? { addressId: 'adr_9' } : {}),
    ...(happens(dice, 60) ? { method: pick(dice, ['courier', 'transport', 'pickup']) } : {}),
    ...(happens(dice, 60) ? { pickupPointId: 'point-1' } : {}),
    ...(happens(dice, 70) ? { party: pick(dice, ['city-courier', 'own-couriers', 'nobody']) } : {}),
    ...(happens(dice, 50) ? { changes: changes(moment) } : {}),
    ...(happens(dice, 50) ? { line: randomLine(dice) } : {}),
    ...(happens(dice, 80) ? { callBackAt: plus(market.now, 'PT5H') } : {}),
  };
  const spoken = { name: 'recordContact', command: { outcome: 'reached', actor } };
  const closed = { name: 'closeTask', command: { taskId: task.id, outcome, data, actor } };
  return happens(dice, 50) ? [spoken, closed] : [closed];
};
