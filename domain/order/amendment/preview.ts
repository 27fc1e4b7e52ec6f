/**
 * What an amendment would bring, before anything is done: money, whom to tell and for whom it is too
 * late, refusals. Pure: a thousand previews leave no trace.
 */
import type { LocalDate } from '../../calendar/local-time';
import { isRefusal } from '../../life/life';
import type { Refusal } from '../../life/life';
import type { Totals } from '../../money/money';
import { asksTheSame, isLive, lastTold } from '../../parties/instruction';
import type { Instruction, InstructionContent } from '../../parties/instruction';
import type { Terms } from '../../policy/policy';
import { same } from '../../same';
import { promisedDay } from '../delivery/promise';
import type { OrderFact } from '../events';
import { lackOf } from '../goods/short-lines';
import { orderTotals } from '../money/totals';
import type { Order } from '../order';
import { desiredInstructions, desiredOf } from '../parties/desired';
import type { Desired } from '../parties/desired';
import { isOutOfHand } from '../parties/in-hand';
import type { Delivery, Wish } from '../wish';
import { amendmentOf } from './decide-amendment';
import type { Asked } from './decide-amendment';
import { imagined } from './imagined';
import type { ForSale, Imagined } from './imagined';

interface Promised {
  readonly delivery: Delivery;
  readonly day: LocalDate;
}

export interface Preview {
  readonly version: number;
  readonly totals: { readonly before: Totals; readonly after: Totals };
  /** As it is and as it would be, with the local day it is promised for. */
  readonly delivery: { readonly from: Promised; readonly to: Promised };
  readonly toCollect: number;
  readonly toRefund: number;
  /** Pieces wanted beyond what the order has already, per SKU: what lines of the same goods give each other is had. */
  readonly more: readonly { readonly sku: string; readonly quantity: number }[];
  readonly parties: readonly {
    readonly party: string;
    readonly effect: 'tell' | 'too_late' | 'none';
  }[];
  readonly refusals: readonly Refusal[];
}

/** What the changes are looked at with: when, what the register says of codes, what there is of the goods. */
export interface Previewed extends Asked {
  readonly forSale: ForSale;
}

/** Previews changes at an instant; refused changes show the totals unchanged and the refusal. */
export function previewAmendment(order: Order, terms: Terms, asked: Previewed): Preview {
  const before = orderTotals(order);
  const { changes, at, forSale, codes = [] } = asked;
  const made = amendmentOf({ order, terms, at, codes }, { changes, noteId: null });
  const { version } = order.wish;
  const present = { delivery: order.wish.delivery, day: promisedDay(order, terms) };
  if (isRefusal(made)) {
    const nothing = { toCollect: 0, toRefund: 0, more: [], parties: [] };
    const totals = { before, after: before };
    return {
      version,
      totals,
      delivery: { from: present, to: present },
      ...nothing,
      refusals: [made],
    };
  }
  const { order: changed, facts } = imagined(order, made, { terms, at, forSale, codes });
  const after = orderTotals(changed);
  const to = { delivery: changed.wish.delivery, day: promisedDay(changed, terms) };
  return {
    version,
    totals: { before, after },
    delivery: { from: present, to },
    toCollect: Math.max(0, after.due - before.due),
    toRefund: Math.max(0, after.overpaid - before.overpaid),
    more: changed.closing ? [] : moreWanted(order, changed.wish),
    parties: partiesTouched(order, { order: changed, facts }, terms),
    refusals: [],
  };
}

/** What a new wish lacks with the goods the order has now; what a line waits for in the queue is none of them. */
function moreWanted(order: Order, wish: Wish): Preview['more'] {
  const asWished = { ...order, wish };
  const more = new Map<string, number>();
  for (const line of wish.lines) {
    const lack = lackOf(asWished, line);
    if (lack > 0) more.set(line.sku, (more.get(line.sku) ?? 0) + lack);
  }
  return [...more].map(([sku, quantity]) => ({ sku, quantity }));
}

const TELLING: readonly OrderFact['type'][] = [
  'InstructionWritten',
  'RevisionWritten',
  'CallOffWritten',
];

/** Told by what would be written, now or with its opening; too late where what it does differs and is over. */
function partiesTouched(order: Order, after: Imagined, terms: Terms): Preview['parties'] {
  const { order: changed, facts } = after;
  const desired = changed.closing ? [] : desiredInstructions(changed, terms);
  const written = facts.flatMap((fact) =>
    TELLING.includes(fact.type) && 'party' in fact && typeof fact.party === 'string'
      ? [fact.party]
      : [],
  );
  const later = changed.instructedAt
    ? desired.filter(
        ({ party, instructionId }) =>
          instructionId === null && !changed.instructions.some((one) => one.party === party),
      )
    : [];
  const told = new Set([...written, ...later.map(({ party }) => party)]);
  const late = changed.instructions
    .filter((one) => isLive(one) && isOutOfHand(changed, one))
    .filter((one) => differs(one, desiredOf(desired, one)))
    .map(({ party }) => party);
  const known = order.instructions.filter(isLive).map(({ party }) => party);
  return [...new Set([...known, ...told])].map((party) => {
    const effect = told.has(party) ? 'tell' : late.includes(party) ? 'too_late' : 'none';
    return { party, effect };
  });
}

/** Whether a party does otherwise than is wanted; when and by whom it goes on is nothing to who has packed it. */
function differs(instruction: Instruction, wanted: Desired | undefined): boolean {
  const told = lastTold(instruction);
  if (instruction.kind === 'deliver') {
    return wanted && told ? !asksTheSame(told, wanted.content) : !!wanted !== !!told;
  }
  const quantities = (lines: InstructionContent['lines'] = []): object =>
    lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  return !same(quantities(wanted?.content.lines), quantities(told?.lines));
}
