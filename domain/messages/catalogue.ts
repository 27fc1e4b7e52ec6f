/**
 * Says things to people in their language, from the one list of texts. Names of people never pass
 * through here unless the caller puts them in.
 */
import type { Instant } from '../calendar/instant';
import { toLocal } from '../calendar/local-time';
import type { Phrase, Wait } from '../order/waiting';
import { PHRASES, WHO } from './words/texts';
import type { Text } from './words/texts';

export type Locale = keyof Text;

/** A text with its `{name}`s filled in. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A text of a shop's own in a language, with `{name}`s filled in. */
export function sayText(
  text: Text,
  locale: Locale,
  values: Readonly<Record<string, string>> = {},
): string {
  return fill(text[locale], values);
}

/** A phrase in words; an unknown key is a bug and shows itself as the key. */
export function say(phrase: Phrase, locale: Locale): string {
  const known: Readonly<Record<string, Text>> = PHRASES;
  return fill(known[phrase.key]?.[locale] ?? phrase.key, phrase.values);
}

/** "Mon 23.11. 10:00" in the zone, as people of both languages read it. */
export function momentText(instant: Instant, zone: string): string {
  const { day, month, hour, minute } = toLocal(instant, zone);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(day)}.${two(month)} ${two(hour)}:${two(minute)}`;
}

/** The waiting in one sentence; `who` replaces the general word where a name may be told. */
export function sentenceOf(
  wait: Wait,
  reader: { readonly locale: Locale; readonly zone: string; readonly who?: string | undefined },
): string {
  const { locale, zone, who } = reader;
  const name = who ?? (wait.party === null ? WHO[wait.role ?? wait.for][locale] : wait.party);
  const what = say(wait.what, locale);
  const then = say(wait.then, locale);
  const until = wait.until === null ? null : momentText(wait.until, zone);
  if (locale === 'ru') {
    const limit = until === null ? '' : ` до ${until}`;
    return `Ждём${limit}: ${name} — ${what}; потом ${then}.`;
  }
  const limit = until === null ? '' : ` until ${until}`;
  return `Waiting${limit} for ${name}: ${what}; then ${then}.`;
}
