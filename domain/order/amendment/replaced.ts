/**
 * What an amendment replaced, part by part: what was there before, so that just this can be put back. All changes
 * set a part to a value, so each part goes back by itself. Decides nothing.
 */
import { same } from '../../same';
import { lineOf } from '../goods/pieces-of';
import type { Contact, Delivery, Line, PaymentMethod, Promo, Window, Wish } from '../wish';

/** One part of a wish as it was before; of a line that was added: removed. */
export type Replaced =
  | ({ readonly part: 'pieces'; readonly lineId: string } & Pick<Line, 'quantity' | 'removed'>)
  | { readonly part: 'price'; readonly lineId: string; readonly price: number }
  | { readonly part: 'where'; readonly delivery: Omit<Delivery, 'window'> }
  | { readonly part: 'window'; readonly window: Window | null }
  | { readonly part: 'payment'; readonly payment: PaymentMethod }
  | { readonly part: 'contact'; readonly contact: Contact }
  | { readonly part: 'promo'; readonly promo: Promo | null }
  | { readonly part: 'certificate'; readonly code: string; readonly isThere: boolean };

/** What a new wish replaces of the one before. */
export function replacedBy(before: Wish, after: Wish): readonly Replaced[] {
  const { window, ...delivery } = before.delivery;
  const { window: newWindow, ...newDelivery } = after.delivery;
  const { payment, contact, promo = null } = before;
  return [
    ...after.lines.flatMap((line) => replacedOf(before, line)),
    ...(same(delivery, newDelivery) ? [] : [{ part: 'where', delivery } as const]),
    ...(same(window, newWindow) ? [] : [{ part: 'window', window } as const]),
    ...(payment === after.payment ? [] : [{ part: 'payment', payment } as const]),
    ...(same(contact, after.contact) ? [] : [{ part: 'contact', contact } as const]),
    ...(same(promo, after.promo ?? null) ? [] : [{ part: 'promo', promo } as const]),
    ...certificatesReplaced(before, after),
  ];
}

function replacedOf(before: Wish, line: Line): readonly Replaced[] {
  const { id: lineId } = line;
  const was = lineOf(before, lineId) ?? { ...line, removed: true };
  const { quantity, removed, price } = was;
  const isAsBefore = quantity === line.quantity && removed === line.removed;
  return [
    ...(isAsBefore ? [] : [{ part: 'pieces', lineId, quantity, removed } as const]),
    ...(price === line.price ? [] : [{ part: 'price', lineId, price } as const]),
  ];
}

function certificatesReplaced(before: Wish, after: Wish): readonly Replaced[] {
  const [was = [], is = []] = [before.certificates, after.certificates];
  const gone = was.filter((code) => !is.includes(code));
  const come = is.filter((code) => !was.includes(code));
  return [
    ...gone.map((code) => ({ part: 'certificate', code, isThere: true }) as const),
    ...come.map((code) => ({ part: 'certificate', code, isThere: false }) as const),
  ];
}

/** Whether both speak of one part, so that the later one stands over the earlier. */
export function isSamePart(one: Replaced, other: Replaced): boolean {
  return nameOf(one) === nameOf(other);
}

function nameOf(one: Replaced): string {
  if ('lineId' in one) return `${one.part} ${one.lineId}`;
  return one.part === 'certificate' ? `${one.part} ${one.code}` : one.part;
}

/** The wish with one part as it was. */
export function putBack(wish: Wish, was: Replaced): Wish {
  switch (was.part) {
    case 'pieces':
      return withLine(wish, was.lineId, { quantity: was.quantity, removed: was.removed });
    case 'price':
      return withLine(wish, was.lineId, { price: was.price });
    case 'where':
      return { ...wish, delivery: { ...was.delivery, window: wish.delivery.window } };
    case 'window':
      return { ...wish, delivery: { ...wish.delivery, window: was.window } };
    case 'payment':
      return { ...wish, payment: was.payment };
    case 'contact':
      return { ...wish, contact: was.contact };
    case 'promo': {
      const { promo: _later, ...rest } = wish;
      return { ...rest, ...(was.promo ? { promo: was.promo } : {}) };
    }
    case 'certificate': {
      const others = (wish.certificates ?? []).filter((code) => code !== was.code);
      return { ...wish, certificates: was.isThere ? [...others, was.code] : others };
    }
  }
}

function withLine(wish: Wish, lineId: string, was: Partial<Line>): Wish {
  const lines = wish.lines.map((line) => (line.id === lineId ? { ...line, ...was } : line));
  return { ...wish, lines };
}
