/**
 * May this be done? Answers every command with what happened or with a refusal.
 * Never throws for an expected no, never changes anything, reads no clock.
 */
import type { Refusal } from '../life/life';
import { amend, decideAmendment } from './amendment/decide-amendment';
import type { OrderEvent, OrderFact } from './events';
import { confirm, customerAnswers, recordContact } from './contact/decide-agreement';
import { cancel } from './decide-cancellation';
import { courierAsks } from './delivery/courier-request';
import {
  effectLost,
  messageReport,
  messageResult,
  providerAnswer,
} from './messages/decide-messages';
import { resendMessage } from './messages/resend';
import { trackingAnswer } from './delivery/following/decide-tracking';
import { askRefund, recordPayment } from './money/decide-money';
import { answerInstruction, reportParcel } from './parties/decide-parties';
import { lostTelling, tellingResult } from './parties/decide-telling';
import { closeTask } from './tasks/decide-tasks';
import { voiceEnd, voiceKey } from './voice/decide-voice';
import {
  handOffTask,
  markUndoable,
  releaseTask,
  takeTask,
  undoTask,
} from './tasks/decide-task-work';
import { taskFacts } from './tasks/asking';
import type { CommandName, CommandOf } from './commands/command-schemas';
import { nameToKeep } from './commands/read-command';
import type { Command } from './commands/read-command';
import type { Decision, Scene } from './scene';

type Decide<Name extends CommandName> = (scene: Scene, body: CommandOf<Name>) => Decision;

/** What each command is decided by; a fact of the engine or of a machine is a command as well. */
const DECISIONS: { readonly [Name in Exclude<CommandName, 'place'>]: Decide<Name> } = {
  confirm,
  recordContact: (scene, body) => markUndoable(recordContact(scene, body)),
  customerAnswers,
  amend,
  decideAmendment,
  cancel,
  cancelAsked: (scene) => [{ type: 'OperatorAskedToCancel' }, ...cancelledByOperator(scene)],
  note: (_scene, body) => [{ type: 'NoteTaken', noteId: body.noteId }],
  hearAnswer: (_scene, body) => {
    const { questionId, party, noteId } = body;
    return [{ type: 'PartyAnsweredQuestion', questionId, party, noteId }];
  },
  recordPayment,
  askRefund,
  answerInstruction,
  reportParcel,
  courierAsks,
  closeTask: (scene, body) => markUndoable(closeTask(scene, body)),
  resendMessage,
  takeTask,
  releaseTask,
  handOffTask,
  undoTask,
  messageResult,
  providerAnswer,
  messageReport,
  voiceKey,
  voiceEnd,
  tellingResult,
  trackingAnswer,
  effectLost: (scene, body) => {
    const telling = lostTelling(body);
    return telling ? tellingResult(scene, telling) : effectLost(scene, body);
  },
  goodsFreed: (_scene, body) => [{ type: 'GoodsFreed', sku: body.sku }],
  goodsSetAside: (_scene, body) => {
    const { lineId, place, quantity } = body;
    return [{ type: 'GoodsSetAside', lineId, place, quantity }];
  },
  start: () => [{ type: 'WorkflowStarted' }],
  due: (_scene, body) => [{ type: 'DeadlinePassed', key: body.key }],
  engineStuck: (scene, body) => trouble(scene, body.why),
};

function decided(scene: Scene, { name, body }: Exclude<Command, { name: 'place' }>): Decision {
  return (DECISIONS[name] as Decide<typeof name>)(scene, body);
}

function cancelledByOperator(scene: Scene): readonly OrderFact[] {
  const ended = cancel(scene, { reason: 'other', noteId: null, actor: 'operator' });
  return 'refusal' in ended ? [] : ended;
}

/** Something is wrong with Ordo itself: an administrator's task, once. */
function trouble({ order, terms, at }: Scene, what: string): readonly OrderFact[] {
  const task = { kind: 'system_trouble', about: null, cause: what, at } as const;
  const opened = taskFacts(order, terms.policy, task);
  return [{ type: 'TroubleMet', what, commands: [] }, ...opened];
}

/** Commands that may name the version they were made on, and mind nothing else of it. */
const ON_A_VERSION: readonly string[] = [
  'recordContact',
  'cancel',
  'note',
  'askRefund',
  'decideAmendment',
];

function isStale({ order }: Scene, { name, body }: Exclude<Command, { name: 'place' }>): boolean {
  const version = 'version' in body ? body.version : undefined;
  return ON_A_VERSION.includes(name) && version !== undefined && version !== order.wish.version;
}

function judged(scene: Scene, command: Exclude<Command, { name: 'place' }>): Decision {
  return isStale(scene, command) ? { refusal: 'stale_version' } : decided(scene, command);
}

/** Decides a command that was read; every command leaves at least one event, if only its refusal. */
export function decide(
  scene: Scene,
  command: Exclude<Command, { name: 'place' }> | Refusal,
  name: string,
): readonly OrderEvent[] {
  const by = speaker(command);
  const decision = 'refusal' in command ? command : judged(scene, command);
  if (!('refusal' in decision)) return decision.map((fact) => ({ ...fact, by: author(fact, by) }));
  const { refusal, pointer = null, missing = [] } = decision;
  return [{ type: 'Refused', command: nameToKeep(name), refusal, pointer, missing, by }];
}

/** What only the customer says, on the page behind a link or by a key of the telephone. */
const SAID_BY_CUSTOMER: readonly CommandName[] = ['customerAnswers', 'voiceKey'];

function speaker(command: Exclude<Command, { name: 'place' }> | Refusal): string {
  if (!('body' in command)) return 'ordo';
  if (SAID_BY_CUSTOMER.includes(command.name)) return 'customer';
  return 'actor' in command.body ? command.body.actor : 'ordo';
}

/** Channels on which nobody but the customer can confirm. */
const CUSTOMERS_OWN = ['link', 'voice'];

function author(fact: OrderFact, by: string): string {
  if (fact.type === 'OrderAgreed' && CUSTOMERS_OWN.includes(fact.channel)) return 'customer';
  return by;
}
