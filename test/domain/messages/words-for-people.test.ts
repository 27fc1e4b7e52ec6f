/**
 * What people read of an order holds no word of programs, in neither language: every event once, and every value
 * that may stand in one.
 */
import { REFUSALS } from '../../../api/problems/problems';
import { eventText, speakerText, wordIn } from '../../../domain/messages/event-in-words';
import { JOURNAL_WORDS } from '../../../domain/messages/words/journal-words';
import type { EventOf, OrderFact } from '../../../domain/order/events';
import { commandSchemas } from '../../../domain/order/commands/command-schemas';
import {
  closingReason,
  contactOutcome,
  paidBy,
} from '../../../domain/order/commands/shape-schemas';
import { VOICE_ENDS } from '../../../domain/order/voice/voice-outcome';
import { PARCEL_MOVES } from '../../../domain/parties/parcel';
import { ROLES, TASK_RULES } from '../../../domain/tasks/task';
import { EVERY_EVENT } from '../../support/every-event';

const LOCALES = ['ru', 'en'] as const;

/** What a reader sees, less the words of others, in quotation marks, and names that are the same everywhere. */
const ownWords = (text: string): string =>
  text.replaceAll(/“[^”]*”|«[^»]*»|\b(Ordo|Temporal|SMS)\b|СКИДКА-10|Склад/g, '');

const RAW = {
  ru: /[A-Za-z]+/g,
  en: /[А-Яа-яЁё]+|\w*_\w*|\b[a-z]+[A-Z]\w*|\b(true|false|null|undefined)\b|\{\w*\}/g,
} as const;

const EVENTS = Object.entries(EVERY_EVENT).map(
  ([type, fields]) => ({ ...fields, type }) as OrderFact,
);

describe.each(LOCALES)('told in %s', (locale) => {
  const reader = { locale, titles: { 'склад-1': 'Склад' }, currency: 'RUB' };
  const raw = (text: string): readonly string[] => ownWords(text).match(RAW[locale]) ?? [];

  test.each(EVENTS)('when $type has happened, then no word of programs is told', (event) => {
    const text = eventText(event, reader);
    expect(raw(text.replaceAll('RUB', ''))).toEqual([]);
    expect(text).not.toBe('');
  });

  test('when a delay is foreseen, then its day is written as people write it', () => {
    const text = eventText({ ...EVERY_EVENT.DelayForeseen, type: 'DelayForeseen' }, reader);
    expect(text).toMatch(/ 28\.11\.2026$/);
  });

  test('when a carrier says a word of its own, then it stands in quotation marks', () => {
    const said: EventOf<'ParcelReported'> = {
      ...EVERY_EVENT.ParcelReported,
      ...{ type: 'ParcelReported', status: 'sorted_in_tula' },
    };
    expect(eventText(said, reader)).toMatch(/[«“]sorted_in_tula[»”]/);
  });

  test.each([
    ['command', Object.keys(commandSchemas)],
    ['refusal', Object.keys(REFUSALS)],
    ['reason', closingReason.options],
    ['method', paidBy.options],
    ['status', Object.keys(PARCEL_MOVES)],
    ['role', ROLES],
    ['kind', Object.keys(TASK_RULES)],
    ['outcome', [...contactOutcome.options, ...VOICE_ENDS]],
    ['outcome', Object.values(TASK_RULES).flatMap(({ outcomes }) => outcomes)],
    ['answer', commandSchemas.answerInstruction.shape.answer.options],
    ['to', commandSchemas.answerInstruction.shape.to.unwrap().options],
    ['reason', commandSchemas.answerInstruction.shape.reason.unwrap().unwrap().options],
    ['channel', commandSchemas.confirm.shape.channel.options],
    ['found', commandSchemas.providerAnswer.shape.found.options],
    ['wish', commandSchemas.courierAsks.shape.wish.options],
  ])('when the field %s holds any of its values, then each has a word', (field, values) => {
    for (const value of values) {
      const word = wordIn(JOURNAL_WORDS[field] ?? {}, value, locale);
      expect(word).not.toMatch(/[«“]/);
      expect(raw(word)).toEqual([]);
    }
  });

  test.each(['customer', 'ordo', 'operator', 'manager:7', 'courier:7', 'party:склад-1'])(
    'when %s has spoken, then who that is is told in words',
    (by) => {
      const who = speakerText(by, reader);
      expect(who).not.toMatch(/[«“:]/);
      expect(raw(who)).toEqual([]);
    },
  );
});
