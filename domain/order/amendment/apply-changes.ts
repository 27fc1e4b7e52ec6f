/**
 * Applies typed changes to a wish, one by one, and refuses the first that cannot be made,
 * naming it by its JSON pointer. Knows nothing of parties, stock or stages.
 */
import type { Refusal } from '../../life/life';
import { assertNever } from '../../assert';
import { same } from '../../same';
import type { Change } from '../commands/shape-schemas';
import { withCode, withoutCode } from '../codes/apply-codes';
import type { CodesFound } from '../codes/apply-codes';
import { codeKey } from '../codes/code-register';
import { changedContact } from '../contact/reach';
import { mayCost } from '../money/most-sum';
import type { Line, Wish } from '../wish';
import { isPayableBy } from '../money/payable-by';
import { wantedLines } from '../wish';

type ChangeOf<Type extends Change['type']> = Extract<Change, { type: Type }>;
type Applied = Wish | Refusal;

const isRefused = (applied: Applied): applied is Refusal => 'refusal' in applied;

/** The wish with all changes made, one version on; or the first refusal with its pointer. */
export function applyChanges(
  wish: Wish,
  changes: readonly Change[],
  codes: CodesFound = NOTHING_FOUND,
): Applied {
  const touched = contradiction(changes);
  if (touched !== null) {
    return { refusal: 'contradictory_changes', pointer: `/changes/${String(touched)}` };
  }
  let next: Wish = wish;
  for (const [index, change] of changes.entries()) {
    const applied = applyChange(next, change, codes);
    if (isRefused(applied)) {
      return { ...applied, pointer: `/changes/${String(index)}${applied.pointer ?? ''}` };
    }
    next = applied;
  }
  if (same(next, wish)) return { refusal: 'no_change', pointer: '/changes' };
  const unpayable = unfitting(wish, next, changes);
  if (unpayable !== null) return { refusal: 'payment_does_not_fit', pointer: unpayable };
  return mayCost(next) ? { ...next, version: wish.version + 1 } : TOO_MUCH;
}

const NOTHING_FOUND: CodesFound = { known: [], at: '' };
const TOO_MUCH: Refusal = { refusal: 'sum_too_large', pointer: '/changes' };

/** Where a way to pay was asked for that the delivery does not have, or the other way round. */
function unfitting(before: Wish, after: Wish, changes: readonly Change[]): string | null {
  const isOther =
    before.payment !== after.payment || before.delivery.method !== after.delivery.method;
  if (!isOther || isPayableBy(after.delivery.method, after.payment)) return null;
  const payment = changes.findIndex(({ type }) => type === 'change_payment');
  if (payment >= 0) return `/changes/${String(payment)}/method`;
  const delivery = changes.findIndex(({ type }) => type === 'change_delivery');
  return `/changes/${String(delivery)}/delivery/method`;
}

/** The index of a change that speaks of a thing an earlier one has settled already. */
function contradiction(changes: readonly Change[]): number | null {
  const seen = new Map<string, string>();
  for (const [index, change] of changes.entries()) {
    const about = subjectOf(change);
    if (change.type === 'add_line') continue;
    const earlier = seen.get(about);
    const aboutLine = 'lineId' in change;
    const gone = earlier === 'remove_line' || earlier === 'substitute_line';
    const ends = change.type === 'remove_line' || change.type === 'substitute_line';
    if (earlier !== undefined && (!aboutLine || gone || ends || earlier === change.type))
      return index;
    seen.set(about, change.type);
  }
  return null;
}

/** What a change is about; two certificates are two things, as two lines are. */
function subjectOf(change: Change): string {
  if ('lineId' in change) return change.lineId;
  if ('code' in change) {
    const of = change.type.endsWith('promo_code') ? 'promo' : 'certificate';
    return `${of} ${change.type === 'apply_promo_code' ? '' : codeKey(change.code)}`;
  }
  return change.type;
}

function applyChange(wish: Wish, change: Change, codes: CodesFound): Applied {
  switch (change.type) {
    case 'add_line':
      return addLine(wish, change);
    case 'remove_line':
      return editLine(wish, change.lineId, (line) => ({ ...line, removed: true }));
    case 'set_quantity':
      return editLine(wish, change.lineId, (line) => ({ ...line, quantity: change.quantity }));
    case 'set_price':
      return change.price.currency === wish.currency
        ? editLine(wish, change.lineId, (line) => ({ ...line, price: change.price.amount }))
        : { refusal: 'other_currency', pointer: '/price/currency' };
    case 'substitute_line': {
      if (isItself(wish, change)) return { refusal: 'no_change', pointer: '/line' };
      const removed = editLine(wish, change.lineId, (line) => ({ ...line, removed: true }));
      return isRefused(removed)
        ? removed
        : addLine(removed, { type: 'add_line', line: change.line });
    }
    case 'change_payment':
      return { ...wish, payment: change.method };
    case 'change_delivery':
      return changeDelivery(wish, change);
    case 'change_contact':
      return { ...wish, contact: changedContact(wish.contact, change.contact) };
    case 'apply_promo_code':
      return withCode(wish, { kind: 'promo', code: change.code }, codes);
    case 'remove_promo_code':
      return withoutCode(wish, 'promo', change.code);
    case 'apply_certificate':
      return withCode(wish, { kind: 'certificate', code: change.code }, codes);
    case 'remove_certificate':
      return withoutCode(wish, 'certificate', change.code);
    default:
      return assertNever(change);
  }
}

/** Whether a line would take its own place. */
function isItself(wish: Wish, { lineId, line }: ChangeOf<'substitute_line'>): boolean {
  const present = wantedLines(wish).find((one) => one.id === lineId);
  if (!present) return false;
  const { sku, title, attributes, quantity, price } = present;
  const { group: _kind, urgent: _term, ...asked } = line;
  const { amount, currency } = asked.price;
  const known = { sku, title, attributes, quantity, price, currency: wish.currency };
  return same({ ...asked, price: amount, currency }, known);
}

/**
 * So many lines an order may ever have had, those that were removed included: each look at it goes over all of them.
 */
const MOST_LINES = 1_000;

function addLine(wish: Wish, { line }: ChangeOf<'add_line'>): Applied {
  if (wish.lines.length >= MOST_LINES) return { refusal: 'too_many_lines', pointer: '' };
  if (line.price.currency !== wish.currency) {
    return { refusal: 'other_currency', pointer: '/line/price/currency' };
  }
  const added: Line = {
    id: `line-${String(wish.lines.length + 1)}`,
    sku: line.sku,
    title: line.title,
    attributes: line.attributes,
    quantity: line.quantity,
    price: line.price.amount,
    prepaidOnly: false,
    removed: false,
    ...(line.group === undefined ? {} : { group: line.group }),
    ...(line.urgent ? { urgent: true } : {}),
  };
  return { ...wish, lines: [...wish.lines, added] };
}

function editLine(wish: Wish, lineId: string, how: (line: Line) => Line): Applied {
  const known = wantedLines(wish).some((line) => line.id === lineId);
  if (!known) return { refusal: 'unknown_line', pointer: '/lineId' };
  return { ...wish, lines: wish.lines.map((line) => (line.id === lineId ? how(line) : line)) };
}

function changeDelivery(wish: Wish, { delivery }: ChangeOf<'change_delivery'>): Applied {
  if (delivery.price && delivery.price.currency !== wish.currency) {
    return { refusal: 'other_currency', pointer: '/delivery/price/currency' };
  }
  const needsPoint = delivery.method === 'pickup';
  if (needsPoint && !delivery.pickupPointId) {
    return { refusal: 'malformed', pointer: '/delivery/pickupPointId' };
  }
  if (!needsPoint && !delivery.addressId) {
    return { refusal: 'malformed', pointer: '/delivery/address' };
  }
  const { addressWhole: told, price, unserved: _nowhere, ...where } = delivery;
  const kept = where.addressId === wish.delivery.addressId && wish.delivery.addressWhole;
  const whole = (told ?? kept) ? { addressWhole: true } : {};
  const amount = price?.amount ?? wish.delivery.price;
  return { ...wish, delivery: { ...defined(where), ...whole, price: amount } };
}

/** A wish holds no fields that say nothing. */
function defined<Where extends { zone?: string | undefined; storageDays?: number | undefined }>({
  zone,
  storageDays,
  ...where
}: Where) {
  return {
    ...where,
    ...(zone === undefined ? {} : { zone }),
    ...(storageDays === undefined ? {} : { storageDays }),
  };
}
