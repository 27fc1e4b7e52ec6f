/**
 * The slip that lies in a parcel: whose it is, what is in it, what is to be paid, and a barcode of its id. Pure.
 */
import { windowText } from '../messages/window-text';
import { moneyText } from '../messages/letter';
import { PAPER_WORDS } from '../messages/paper-texts';
import type { Order } from '../order/order';
import { parcelsFor } from '../order/parties/packing';
import { lastTold } from '../parties/instruction';
import type { Parcel } from '../parties/parcel';
import { lineTitle } from './line-title';
import type { Paper } from './paper';

export interface Recipient {
  readonly name: string | null;
  readonly address: string;
}

/** The slip of one parcel in the customer's language; prices are those of the order as it now is. */
export function packingSlip(order: Order, parcel: Parcel, { name, address }: Recipient): Paper {
  const { locale, zone } = order.wish.contact;
  const { currency, delivery, lines } = order.wish;
  const words = PAPER_WORDS[locale];
  const money = (amount: number): string => moneyText(amount, currency, locale);
  const rows = parcel.lines.map(({ lineId, quantity }, index) => {
    const { sku = '', price = 0 } = lines.find(({ id }) => id === lineId) ?? {};
    return [
      ...[String(index + 1), sku, lineTitle(order, lineId) ?? lineId, String(quantity)],
      money(price * quantity),
    ];
  });
  const collect = collectOf(order, parcel);
  return {
    locale,
    title: words.packingSlip,
    facts: [
      [words.order, order.number],
      [words.parcel, parcel.id],
      [words.recipient, name ?? ''],
      [words.address, address],
      [words.window, windowText(delivery.window, zone) ?? words.anyTime],
      [words.collect, collect > 0 ? money(collect) : words.paid],
    ],
    barcode: parcel.id,
    tables: [
      {
        caption: null,
        columns: [
          { head: words.number, share: 0.07, isNumber: true },
          { head: words.sku, share: 0.21 },
          { head: words.title, share: 0.42 },
          { head: words.quantity, share: 0.12, isNumber: true },
          { head: words.sum, share: 0.18, isNumber: true },
        ],
        rows,
      },
    ],
    signatures: [words.signed],
    page: words.page,
  };
}

/** What the carrier of the parcel collects for all it brings at once. */
function collectOf(order: Order, parcel: Parcel): number {
  const told = order.instructions.find(
    (one) =>
      one.kind === 'deliver' && parcelsFor(order, one).some((other) => other.id === parcel.id),
  );
  return (told && lastTold(told)?.collect) ?? 0;
}
