// The table at the end: what became of each order. It only lays out what the outcomes say.
import type { Locale } from '../../../domain/messages/catalogue';
import { moneyText } from '../../../domain/messages/letter';
import type { Told } from '../play-day';
import { outcomeOf } from './outcome';
import { word } from './words';

type Row = readonly string[];

/** The whole table, one line for each order below its head. */
export function table(told: readonly Told[], locale: Locale): string {
  const head: Row = (
    [
      'order',
      'fate',
      'title',
      'end',
      'paid',
      'days',
      'calls',
      'messages',
      'tasks',
      'events',
    ] as const
  ).map((name) => word(`column.${name}`, locale));
  const rows = [head, ...told.map((one) => rowOf(one, locale))];
  const widths = head.map((_name, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const ruler = widths.map((width) => '─'.repeat(width));
  const [first, ...others] = rows.map((row) => lineOf(row, widths));
  return [first ?? '', lineOf(ruler, widths), ...others].join('\n');
}

function rowOf(one: Told, locale: Locale): Row {
  const { fate, broken } = one;
  const outcome = outcomeOf(one);
  const about = [fate.name, fate.title[locale]];
  if (outcome === null) return ['', ...about, `✗ ${word('none', locale)}`, '', '', '', '', '', ''];
  const { number, stage, reason, paid, days, calls, messages, tasks, events } = outcome;
  const end = reason ?? word('open', locale, { stage });
  return [
    number,
    ...about,
    `${broken === null ? '✓' : '✗'} ${end}`,
    moneyText(paid.amount, paid.currency, locale),
    ...[days, calls, messages, tasks, events].map(String),
  ];
}

/** The columns from which on there are numbers, which stand to the right. */
const FIRST_NUMBER = 4;

function lineOf(row: Row, widths: readonly number[]): string {
  return row
    .map((cell, column) => {
      const width = widths[column] ?? 0;
      return column < FIRST_NUMBER ? cell.padEnd(width) : cell.padStart(width);
    })
    .join('  ')
    .trimEnd();
}
