/**
 * Every word of a party's list of work, Russian beside English. Data only.
 */
import type { Text } from './texts';

export const DESK_WORDS = {
  toAnswer: { en: 'To be answered', ru: 'Нужен ответ' },
  toDo: { en: 'To be done', ru: 'В работе' },
  questions: { en: 'Questions', ru: 'Вопросы' },
  none: { en: 'Nothing at present.', ru: 'Сейчас ничего нет.' },
  order: { en: 'Order', ru: 'Заказ' },
  what: { en: 'What', ru: 'Что' },
  until: { en: 'Answer by', ru: 'Ответить до' },
  overdue: { en: 'overdue', ru: 'просрочено' },
  more: {
    en: 'Only the first {limit} are shown: the others follow as these are done.',
    ru: 'Показаны первые {limit}: остальные появятся по мере выполнения.',
  },
  asOf: { en: 'As of {at}.', ru: 'По состоянию на {at}.' },
  instruction: { en: 'new', ru: 'новое' },
  revision: { en: 'changed', ru: 'изменено' },
  back: { en: 'To the list of all your work', ru: 'К списку всей вашей работы' },
  call_off: { en: 'do not carry out', ru: 'не выполнять' },
} as const satisfies Readonly<Record<string, Text>>;
