/**
 * Says what happened, and who said so, in the language of whoever reads it: no word of programs is left in the text.
 * What comes from outside and has no word of ours stands in quotation marks.
 */
import type { OrderFact } from '../order/events';
import type { QuestionEvent } from '../parties/question';
import { fill } from './catalogue';
import type { Locale } from './catalogue';
import { EVENTS } from './words/event-texts';
import { moneyText } from './letter';
import { QUESTION_EVENTS } from './words/question-texts';
import { text } from './words/texts';
import type { Text } from './words/texts';
import { JOURNAL_WORDS } from './words/journal-words';
import { ROLE_WORDS } from './words/state-words';

/** What is known beside the event; where it is not, ids are told instead of titles, and sums in minor units. */
export interface Reader {
  readonly locale: Locale;
  /** Parties' titles by their ids. */
  readonly titles?: Readonly<Record<string, string>>;
  readonly currency?: string;
}

const NUMBERED: Readonly<Record<string, Text>> = {
  line: text('line {number}', 'позиция {number}'),
  par: text('parcel {number}', 'посылка {number}'),
};

const SPEAKERS: Readonly<Record<string, Text>> = {
  ordo: text('Ordo', 'Ordo'),
  customer: text('the customer', 'покупатель'),
  operator: text('the Temporal UI', 'интерфейс Temporal'),
  ...ROLE_WORDS,
};

const PARTIES = ['party', 'place', 'carrier'];
const PEOPLE = ['person', 'to'];

/** One line of the timeline, or of what happens beside it. */
export function eventText(event: OrderFact | QuestionEvent, reader: Reader): string {
  const texts: Readonly<Record<string, Text>> = { ...EVENTS, ...QUESTION_EVENTS };
  const values = Object.entries(event)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]): [string, string] => [name, fieldText(name, String(value), reader)]);
  return fill(texts[event.type]?.[reader.locale] ?? event.type, Object.fromEntries(values));
}

function fieldText(name: string, value: string, reader: Reader): string {
  const { locale, titles = {}, currency } = reader;
  if (PARTIES.includes(name)) return titles[value] ?? value;
  if (name === 'day') return dayText(value);
  if (name === 'lineId' || name === 'parcelId') return numbered(value, locale);
  if (name === 'amount') {
    return currency === undefined ? value : moneyText(Number(value), currency, locale);
  }
  if (PEOPLE.includes(name) && value.includes(':')) return speakerText(value, reader);
  const words = JOURNAL_WORDS[name];
  return words ? wordIn(words, name === 'key' ? momentOf(value) : value, locale) : value;
}

/** "28.11.2026" of `2026-11-28`, in both languages as in letters and papers. */
function dayText(day: string): string {
  return day.split('-').reverse().join('.');
}

/** `task:tsk_1_2` and `link_2` are moments of a kind. */
const momentOf = (key: string): string => key.replace(/:.*$|_\d+$/, '');

/** "line 1" of `line-1`; an id of another form stays as it is. */
function numbered(id: string, locale: Locale): string {
  const [, kind = '', number = ''] = /^([a-z]+)[-_](?:.*_)?(\d+)$/.exec(id) ?? [];
  const known = NUMBERED[kind];
  return known ? fill(known[locale], { number }) : quoted(id, locale);
}

/** A word of a table in a language; one that is not in it, in quotation marks. */
export function wordIn(
  words: Readonly<Record<string, Text>>,
  word: string,
  locale: Locale,
): string {
  return Object.hasOwn(words, word) ? (words[word] as Text)[locale] : quoted(word, locale);
}

const quoted = (word: string, locale: Locale): string =>
  locale === 'ru' ? `«${word}»` : `“${word}”`;

/** Who said something, as the journal names them: a role or a party in words, keys and couriers by their ids. */
export function speakerText(by: string, { locale, titles = {} }: Reader): string {
  const [kind = '', id] = by.split(/:(.*)/s);
  if (kind === 'party' && id !== undefined) return titles[id] ?? id;
  const who = wordIn(SPEAKERS, kind, locale);
  return id === undefined ? who : `${who} (${id})`;
}
