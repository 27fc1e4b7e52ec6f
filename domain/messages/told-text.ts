/**
 * What a party is told, and what has become different in it, as its page, its letter and its list say it alike. Pure;
 * nothing of the customer stands in it.
 */
import type { Difference } from '../parties/difference';
import type { InstructionContent } from '../parties/instruction';
import { sayText } from './catalogue';
import type { Locale } from './catalogue';
import { moneyText } from './letter';
import { TOLD_WORDS } from './words/told-texts';
import { windowText } from './window-text';

export interface ToldAround {
  readonly locale: Locale;
  readonly zone: string;
  readonly currency: string;
  /** Titles of parties by their ids. */
  readonly titles: ReadonlyMap<string, string>;
}

/** To whom a packer hands its parcels and what goes by itself; what a carrier takes, and whether in cash or by card: name and value. */
export function toldFacts(
  { carrier, collect, byCard, apart = [], lines }: InstructionContent,
  around: ToldAround,
): readonly (readonly [string, string])[] {
  const { locale } = around;
  const facts: (readonly [string, string])[] = [];
  if (carrier !== undefined) facts.push([TOLD_WORDS.carrier[locale], titleOf(carrier, around)]);
  if (apart.length > 0) {
    const parts = lines.flatMap(({ lineId, title }) => {
      const part = apart.find((one) => one.lineId === lineId);
      return part ? [`${title} × ${String(part.quantity)}`] : [];
    });
    facts.push([TOLD_WORDS.apart[locale], parts.join(', ')]);
  }
  if (collect !== null) {
    const sum = sumOf(collect, around);
    const how = sayText(TOLD_WORDS[byCard ? 'card' : 'cash'], locale, { sum });
    facts.push([TOLD_WORDS.collect[locale], collect > 0 ? how : sum]);
  }
  return facts;
}

/** One difference in words. */
export function differenceText(one: Difference, around: ToldAround): string {
  const { locale } = around;
  const told = (word: keyof typeof TOLD_WORDS, values: Readonly<Record<string, string>> = {}) =>
    sayText(TOLD_WORDS[word], locale, values);
  switch (one.what) {
    case 'address':
    case 'phone':
      return told(one.what);
    case 'collectBy':
      return told(one.after === 'card' ? 'toCard' : 'toCash');
    case 'pieces':
      return told(one.before === 0 ? 'added' : one.after === 0 ? 'gone' : 'pieces', {
        ...{ title: one.title, before: String(one.before), after: String(one.after) },
      });
    case 'takeBack':
    case 'apart': {
      const words = one.what === 'apart' ? APART : BACK;
      const word = one.after === 0 ? words.no : words.yes;
      return told(word, { title: one.title, after: String(one.after) });
    }
    case 'term':
      return told('term', { title: one.title, ...both(one, String) });
    case 'price':
      return told('price', { title: one.title, ...both(one, (sum) => sumOf(sum, around)) });
    case 'collect':
      return told(
        'sum',
        both(one, (sum) => sumOf(sum, around)),
      );
    case 'window': {
      const text = (window: typeof one.before): string =>
        windowText(window, around.zone) ?? told('anyTime');
      return told('window', { before: text(one.before), after: text(one.after) });
    }
    case 'point':
      return told('point', { after: one.after ?? NOTHING });
    case 'carrier':
      return told(
        'handOver',
        both(one, (id) => titleOf(id, around)),
      );
  }
}

const NOTHING = '–';
const APART = { yes: 'ownParcel', no: 'together' } as const;
const BACK = { yes: 'takeBack', no: 'given' } as const;

function both<Value>(
  { before, after }: { readonly before: Value | null; readonly after: Value | null },
  text: (value: Value) => string,
): { readonly before: string; readonly after: string } {
  const say = (value: Value | null): string => (value === null ? NOTHING : text(value));
  return { before: say(before), after: say(after) };
}

function sumOf(sum: number, { currency, locale }: ToldAround): string {
  return moneyText(sum, currency, locale);
}

function titleOf(id: string, { titles }: ToldAround): string {
  return titles.get(id) ?? id;
}
