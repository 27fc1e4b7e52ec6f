/**
 * The slip that lies in a parcel: whose it is, what is in it, what is to be paid, and a barcode of its id. It says
 * what the picking list of the same moment says, and the sum by the order's money as it is then. Pure.
 */
import { windowText } from '../messages/window-text';
import { moneyText } from '../messages/letter';
import { PAPER_WORDS } from '../messages/words/paper-texts';
import type { PaperWords } from '../messages/words/paper-texts';
import type { Order } from '../order/order';
import { carrierOfParcel, isOff, parcelMoney } from '../order/parties/door-money';
import { isClosedUp, parcelsFor, piecesIn } from '../order/parties/packing';
import { lastTold } from '../parties/instruction';
import type { InstructionContent } from '../parties/instruction';
import type { Parcel } from '../parties/parcel';
import type { Terms } from '../policy/policy';
import { lineTitle } from './line-title';
import type { Paper } from './paper';

export interface SlipGiven {
  readonly terms: Terms;
  readonly name: string | null;
  /** Where it goes, as people say it: the door, or the point where it is fetched. */
  readonly place: string;
  /** What the customer said of the order, for who brings it. */
  readonly notes: readonly string[];
}

type Destination = Pick<InstructionContent, 'addressId' | 'pickupPointId' | 'window'>;

/** Where and when a parcel goes by the last its carrier was told; by the wish before anybody was. */
export function destinationOf(order: Order, parcel: Parcel): Destination {
  const carrier = carrierOfParcel(order, parcel);
  return carrier ? (lastTold(carrier) ?? carrier.content) : order.wish.delivery;
}

/** The slip of one parcel in the customer's language; prices are those of the order as it now is. */
export function packingSlip(order: Order, parcel: Parcel, given: SlipGiven): Paper {
  const { locale, zone } = order.wish.contact;
  const { currency, lines } = order.wish;
  const words = PAPER_WORDS[locale];
  const money = (amount: number): string => moneyText(amount, currency, locale);
  const rows = contentsOf(order, parcel).map(({ lineId, quantity }, index) => {
    const { sku = '', price = 0 } = lines.find(({ id }) => id === lineId) ?? {};
    return [
      ...[String(index + 1), sku, lineTitle(order, lineId) ?? lineId, String(quantity)],
      money(price * quantity),
    ];
  });
  const { pickupPointId, window } = destinationOf(order, parcel);
  const collect = parcelMoney(order, given.terms, parcel);
  const rest = isToHandOut(order, parcel) ? words.paid : words.calledOff;
  return {
    locale,
    title: words.packingSlip,
    facts: [
      [words.order, order.number],
      [words.parcel, parcel.id],
      [words.recipient, given.name ?? ''],
      [pickupPointId === null ? words.address : words.point, given.place],
      ...notesOf(given, words),
      [words.window, windowText(window, zone) ?? words.anyTime],
      [words.collect, collect > 0 ? money(collect) : rest],
      ...warningOf(order, words),
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

function notesOf({ notes }: SlipGiven, words: PaperWords): Paper['facts'] {
  return notes.map((note) => [words.notes, note] as const);
}

/** Until everybody has answered a change, nobody knows what will be brought. */
function warningOf({ amendment }: Order, words: PaperWords): Paper['facts'] {
  return amendment ? [[words.changing, words.changingSaid]] : [];
}

/** What its packer was last told is to be in it; once it is closed, what is. */
function contentsOf(
  order: Order,
  parcel: Parcel,
): readonly { readonly lineId: string; readonly quantity: number }[] {
  if (isClosedUp(parcel)) return parcel.lines;
  const packer = order.instructions.find(
    (one) => one.kind !== 'deliver' && parcelsFor(order, one).some(({ id }) => id === parcel.id),
  );
  const told = packer && lastTold(packer);
  if (!told) return parcel.lines;
  const closed = parcelsFor(order, packer).filter(isClosedUp);
  return told.lines
    .map(({ lineId, quantity }) => ({ lineId, quantity: quantity - piecesIn(closed, lineId) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Whether somebody is still to get it, or has it. */
function isToHandOut(order: Order, parcel: Parcel): boolean {
  if (parcel.lines.some(({ delivered }) => delivered > 0)) return true;
  if (['cancelled', 'returned', 'returning', 'lost', 'partly_delivered'].includes(parcel.state))
    return false;
  const carrier = carrierOfParcel(order, parcel);
  return carrier ? !isOff(carrier) && (!order.closing || carrier.goesOn) : !order.closing;
}
