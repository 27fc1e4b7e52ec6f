// The demo's own words that belong to no player, in both languages. What players say stands with them; what Ordo
// says comes from the API.
import type { Locale } from '../../../domain/messages/catalogue';
import type { Text } from '../../../domain/messages/words/texts';

export const WORDS = {
  playing: {
    en: 'Playing {count} orders on {api}, a few at a time. Lines with » are what people do, the others are the timeline.',
    ru: 'Играем {count} заказов на {api}, по нескольку сразу. Строки с » — что делают люди, остальные — лента событий.',
  },
  starting: {
    en: 'No Ordo runs here: starting one …',
    ru: 'Ordo здесь не запущен: запускаем …',
  },
  stopping: { en: 'Stopping what was started …', ru: 'Останавливаем запущенное …' },
  done: {
    en: 'Played in {seconds} s: {told} of {count} orders ended as told, {days} days of order time in all.',
    ru: 'Сыграно за {seconds} с: {told} из {count} заказов закончились, как рассказано; всего {days} дней времени заказов.',
  },
  broken: { en: '{name} broke off: {why}', ru: '{name} — оборвалось: {why}' },
  'column.order': { en: 'order', ru: 'заказ' },
  'column.fate': { en: 'fate', ru: 'судьба' },
  'column.title': { en: 'story', ru: 'история' },
  'column.end': { en: 'ended', ru: 'итог' },
  'column.paid': { en: 'paid', ru: 'оплачено' },
  'column.days': { en: 'days', ru: 'дней' },
  'column.calls': { en: 'calls', ru: 'звонков' },
  'column.messages': { en: 'messages', ru: 'сообщений' },
  'column.tasks': { en: 'tasks', ru: 'задач' },
  'column.events': { en: 'events', ru: 'событий' },
  open: { en: 'open: {stage}', ru: 'открыт: {stage}' },
  none: { en: 'not placed', ru: 'не оформлен' },
} as const satisfies Record<string, Text>;

const WEEKDAYS = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
} as const;

/** A text with its values filled in. */
export function word(
  key: keyof typeof WORDS,
  locale: Locale,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return WORDS[key][locale].replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}

/** The short name of a weekday, Monday being 1. */
export function weekdayName(weekday: number, locale: Locale): string {
  return WEEKDAYS[locale][weekday - 1] ?? '';
}
