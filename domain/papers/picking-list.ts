/**
 * The warehouse's picking list for one instruction or several: all goods together first, then order by order. Pure.
 */
import { windowText } from '../messages/window-text';
import { PAPER_WORDS } from '../messages/words/paper-texts';
import type { PaperWords } from '../messages/words/paper-texts';
import type { Locale } from '../messages/catalogue';
import type { Order } from '../order/order';
import { lastTold, toDo } from '../parties/instruction';
import type { Instruction } from '../parties/instruction';
import { lineTitle } from './line-title';
import type { Paper, PaperColumn, PaperTable } from './paper';

export interface ToPick {
  readonly order: Order;
  readonly instruction: Instruction;
}

/** What one warehouse is to pick by the last it was told; what is called off, refused or done has nothing on it. */
export function pickingList(
  picks: readonly ToPick[],
  {
    party,
    locale,
    zone,
  }: { readonly party: string; readonly locale: Locale; readonly zone: string },
): Paper {
  const words = PAPER_WORDS[locale];
  const tables = picks.map((pick) => orderTable(pick, words, zone));
  const together = picks.length > 1 ? [togetherTable(picks, words)] : [];
  return {
    locale,
    title: words.pickingList,
    facts: [[words.party, party]],
    barcode: null,
    tables: [...together, ...tables],
    signatures: [words.pickedBy],
    page: words.page,
  };
}

function columns(words: PaperWords): readonly PaperColumn[] {
  return [
    { head: words.number, share: 0.08, isNumber: true },
    { head: words.sku, share: 0.24 },
    { head: words.title, share: 0.54 },
    { head: words.quantity, share: 0.14, isNumber: true },
  ];
}

/** Whether the warehouse is still to pick for it: what it has refused or done is no work until it is asked anew. */
function isWork({ state, pending }: Instruction): boolean {
  return pending !== null || state === 'sent' || state === 'accepted';
}

function linesOf({ order, instruction }: ToPick) {
  const told = isWork(instruction) ? lastTold(instruction) : null;
  const lines = told ? toDo(told) : [];
  return lines.map(({ lineId, sku, title, quantity }) => ({
    ...{ sku, quantity },
    title: lineTitle(order, lineId) ?? title,
  }));
}

function orderTable(pick: ToPick, words: PaperWords, zone: string): PaperTable {
  const { number } = pick.order;
  const { window } = lastTold(pick.instruction) ?? pick.instruction.content;
  const when = windowText(window, zone) ?? words.anyTime;
  return {
    caption: `${words.order} ${number} · ${when}`,
    columns: columns(words),
    rows: linesOf(pick).map(({ sku, title, quantity }, index) => [
      ...[String(index + 1), sku, title, String(quantity)],
    ]),
  };
}

function togetherTable(picks: readonly ToPick[], words: PaperWords): PaperTable {
  const bySku = new Map<string, { readonly title: string; readonly quantity: number }>();
  for (const { sku, title, quantity } of picks.flatMap(linesOf)) {
    const known = bySku.get(sku);
    bySku.set(sku, { title: known?.title ?? title, quantity: (known?.quantity ?? 0) + quantity });
  }
  const rows = [...bySku]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([sku, { title, quantity }], index) => [
      ...[String(index + 1), sku, title, String(quantity)],
    ]);
  return { caption: words.together, columns: columns(words), rows };
}
