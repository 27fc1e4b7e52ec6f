/**
 * What a workflow learns from a step: ids and words of the shop, never personal data.
 */
import type { Answer, Turn } from '../../domain/life/life';
import { sentenceOf } from '../../domain/messages/catalogue';
import type { Stepped } from '../../domain/order/step';
import type { Terms } from '../../domain/policy/policy';

export function turnOf(
  stepped: Stepped,
  terms: Terms,
  known: Readonly<Record<string, Answer>>,
): Turn {
  const { wait, stage, outside, deadline, over } = stepped;
  const { locale, calendar } = terms.policy;
  const answers: Record<string, Answer> = { ...known, ...stepped.answers };
  return {
    answers,
    outside,
    deadline,
    stage,
    over,
    waitingFor: wait?.for ?? null,
    dueBy: wait?.until ?? null,
    sentence: wait ? sentenceOf(wait, { locale, zone: calendar.zone }) : '',
  };
}
