/**
 * An address in one line, as whoever goes there reads it: the one list of its parts, for letters, SMS, pages, papers
 * and the services of carriers.
 */
import { sayText } from './catalogue';
import type { Locale } from './catalogue';
import type { Text } from './words/texts';

/** The parts in the order of reading; what says nothing by its bare value has a word of its own. */
const PARTS: readonly (readonly [string, Text?])[] = [
  ['postalCode'],
  ['region'],
  ['city'],
  ['street'],
  ['house'],
  ['flat'],
  ['entrance', { en: 'entrance {value}', ru: 'подъезд {value}' }],
  ['floor', { en: 'floor {value}', ru: 'этаж {value}' }],
];

/** The parts there are; nothing where nothing is known. */
export function addressText(
  address: Readonly<Record<string, unknown>> | null,
  locale: Locale,
): string {
  return PARTS.flatMap(([field, text]) => {
    const value = address?.[field];
    if (typeof value !== 'string' || value === '') return [];
    return [text ? sayText(text, locale, { value }) : value];
  }).join(', ');
}
