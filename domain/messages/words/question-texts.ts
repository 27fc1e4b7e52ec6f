/**
 * Every word about quick questions, Russian beside English: live events and the page of whoever is asked.
 * Data only.
 */
import type { QuestionEvent, QuestionState } from '../../parties/question';
import type { Text } from './texts';

/** What is seen live, by type of event. */
export const QUESTION_EVENTS: Readonly<Record<QuestionEvent['type'], Text>> = {
  QuestionAsked: { en: 'A question to {party}', ru: 'Вопрос: {party}' },
  QuestionAnswered: { en: '{party} answered', ru: '{party}: ответ получен' },
  QuestionExpired: { en: '{party} did not answer in time', ru: '{party}: ответа вовремя нет' },
};

/** How the question stands, as the page says it. */
export const QUESTION_STANDS: Readonly<Record<QuestionState, Text>> = {
  open: { en: 'Please answer by {until}.', ru: 'Пожалуйста, ответьте до {until}.' },
  answered: { en: 'Thank you, the answer has been passed on.', ru: 'Спасибо, ответ передан.' },
  expired: {
    en: 'The time for this question is over: it was wanted by {until}.',
    ru: 'Время для этого вопроса прошло: ответ был нужен до {until}.',
  },
};

export const QUESTION_WORDS = {
  title: { en: 'A question', ru: 'Вопрос' },
  sku: { en: 'Product', ru: 'Товар' },
  answer: { en: 'Your answer', ru: 'Ваш ответ' },
  send: { en: 'Answer', ru: 'Ответить' },
  answered: { en: 'Answered', ru: 'Ответ' },
} as const satisfies Readonly<Record<string, Text>>;
