/**
 * May this be done? Answers every command with what happened or with a refusal.
 * Never throws for an expected no, never changes anything, reads no clock.
 */
import { assertNever } from '../assert';
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
import { trackingAnswer } from './delivery/decide-tracking';
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
import { nameToKeep } from './read-command';
import type { Command } from './read-command';
import type { Decision, Scene } from './scene';

function decided(scene: Scene, command: Exclude<Command, { name: 'place' }>): Decision {
  switch (command.name) {
    case 'confirm':
      return confirm(scene, command.body);
    case 'recordContact':
      return markUndoable(recordContact(scene, command.body));
    case 'customerAnswers':
      return customerAnswers(scene, command.body);
    case 'amend':
      return amend(scene, command.body);
    case 'decideAmendment':
      return decideAmendment(scene, command.body);
    case 'cancel':
      return cancel(scene, command.body);
    case 'cancelAsked':
      return [{ type: 'OperatorAskedToCancel' }, ...cancelledByOperator(scene)];
    case 'note':
      return [{ type: 'NoteTaken', noteId: command.body.noteId }];
    case 'hearAnswer': {
      const { questionId, party, noteId } = command.body;
      return [{ type: 'PartyAnsweredQuestion', questionId, party, noteId }];
    }
    case 'recordPayment':
      return recordPayment(scene, command.body);
    case 'askRefund':
      return askRefund(scene, command.body);
    case 'answerInstruction':
      return answerInstruction(scene, command.body);
    case 'reportParcel':
      return reportParcel(scene, command.body);
    case 'courierAsks':
      return courierAsks(scene, command.body);
    case 'closeTask':
      return markUndoable(closeTask(scene, command.body));
    case 'resendMessage':
      return resendMessage(scene, command.body);
    case 'takeTask':
      return takeTask(scene, command.body);
    case 'releaseTask':
      return releaseTask(scene, command.body);
    case 'handOffTask':
      return handOffTask(scene, command.body);
    case 'undoTask':
      return undoTask(scene, command.body);
    case 'messageResult':
      return messageResult(scene, command.body);
    case 'providerAnswer':
      return providerAnswer(scene, command.body);
    case 'messageReport':
      return messageReport(scene, command.body);
    case 'voiceKey':
      return voiceKey(scene, command.body);
    case 'voiceEnd':
      return voiceEnd(scene, command.body);
    case 'tellingResult':
      return tellingResult(scene, command.body);
    case 'trackingAnswer':
      return trackingAnswer(scene, command.body);
    case 'effectLost': {
      const telling = lostTelling(command.body);
      return telling ? tellingResult(scene, telling) : effectLost(scene, command.body);
    }
    case 'goodsFreed':
      return [{ type: 'GoodsFreed', sku: command.body.sku }];
    case 'goodsSetAside': {
      const { lineId, place, quantity } = command.body;
      return [{ type: 'GoodsSetAside', lineId, place, quantity }];
    }
    case 'start':
      return [{ type: 'WorkflowStarted' }];
    case 'due':
      return [{ type: 'DeadlinePassed', key: command.body.key }];
    case 'engineStuck':
      return trouble(scene, command.body.why);
    default:
      return assertNever(command);
  }
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
  const by = 'body' in command && 'actor' in command.body ? command.body.actor : 'ordo';
  const decision = 'refusal' in command ? command : judged(scene, command);
  if (!('refusal' in decision)) return decision.map((fact) => ({ ...fact, by: author(fact, by) }));
  const { refusal, pointer = null, missing = [] } = decision;
  return [{ type: 'Refused', command: nameToKeep(name), refusal, pointer, missing, by }];
}

/** Channels on which nobody but the customer can confirm. */
const CUSTOMERS_OWN = ['link', 'voice'];

function author(fact: OrderFact, by: string): string {
  if (fact.type === 'OrderAgreed' && CUSTOMERS_OWN.includes(fact.channel)) return 'customer';
  return fact.type === 'CustomerSaidOfDelivery' ? 'customer' : by;
}
