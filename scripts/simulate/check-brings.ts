/**
 * What must hold of the pieces that the one carrier of an order was told to bring: all that the order has for what is
 * wanted, and nothing else. Looks at facts, not at the rules.
 */
import type { InstructionContent } from '../../domain/parties/instruction';
import { isLive } from '../../domain/parties/instruction';
import { hasLeft } from '../../domain/parties/parcel';
import { coveredQuantity } from '../../domain/order/goods/goods';
import { prepaymentOwed } from '../../domain/order/money/totals';
import type { Order } from '../../domain/order/order';
import { wantedLines } from '../../domain/order/wish';
import type { Line } from '../../domain/order/wish';
import { must } from './must';

const piecesOf = (
  lines: InstructionContent['lines'] | Order['parcels'][number]['lines'],
  id: string,
) => lines.reduce((sum, one) => sum + (one.lineId === id ? one.quantity : 0), 0);

/** Pieces of a line that a carrier is to bring back while the rest of the order goes on. */
export function awaitedBack({ parcels }: Order, lineId: string): number {
  return parcels.reduce(
    (sum, { takenBack, lines }) => sum + (takenBack ? piecesOf(lines, lineId) : 0),
    0,
  );
}

/**
 * Each line is brought as often as it is covered. Where the order has more of the same goods in the hands of a packer
 * for lines that want them no more, just those are brought besides, for whichever lines lack them.
 */
export function checkBrings(order: Order, party: string, told: InstructionContent): void {
  const wanted = wantedLines(order.wish);
  for (const sku of new Set(wanted.map((line) => line.sku))) {
    const lines = wanted
      .filter((line) => line.sku === sku)
      .map((line) => asTold(order, told, line));
    const isHeldBack = lines.some(({ waitsForMoney }) => waitsForMoney);
    const spare = order.wish.lines
      .filter((line) => line.sku === sku)
      .reduce((sum, line) => sum + spareOf(order, line), 0);
    for (const { id, brings, covered, most, waitsForMoney } of lines) {
      const isRight = brings <= most && (waitsForMoney || brings >= covered);
      must(isRight, `${order.id}/${id}: ${party} is to bring ${String(brings)}`);
    }
    const total = (of: 'brings' | 'covered' | 'lacks'): number =>
      lines.reduce((sum, line) => sum + line[of], 0);
    const all = total('covered') + Math.min(total('lacks'), spare);
    const isAll = isHeldBack ? total('brings') <= all : total('brings') === all;
    must(isAll, `${order.id}: ${party} is to bring ${String(total('brings'))} of ${sku}`);
  }
}

interface AsTold {
  readonly id: string;
  readonly brings: number;
  readonly covered: number;
  readonly lacks: number;
  readonly most: number;
  readonly waitsForMoney: boolean;
}

function asTold(order: Order, told: InstructionContent, line: Line): AsTold {
  const { id, quantity, prepaidOnly } = line;
  const goods = order.goods[id];
  const all = goods ? coveredQuantity(goods) : 0;
  const lacks = Math.max(0, quantity - all);
  return {
    ...{ id, lacks, brings: piecesOf(told.lines, id) },
    covered: Math.min(quantity, all - awaitedBack(order, id)),
    most: Math.min(quantity, all - awaitedBack(order, id) + lacks),
    waitsForMoney: prepaymentOwed(order) > 0 && (prepaidOnly || order.wish.payment === 'prepaid'),
  };
}

/** Pieces held for a line beyond what it wants, with packers that have not closed them up. */
function spareOf(order: Order, { id, removed, quantity }: Line): number {
  const goods = order.goods[id];
  if (!goods) return 0;
  const over = coveredQuantity(goods) - (removed ? 0 : quantity);
  const open = goods.held.reduce((sum, { place, quantity: held }) => {
    const packs = order.instructions.some(
      (one) => one.party === place && one.kind === 'pack' && isLive(one),
    );
    const closed = order.parcels
      .filter(
        ({ source, sealedBy, state }) =>
          source === place && sealedBy.length > 0 && state !== 'cancelled',
      )
      .filter((parcel) => !hasLeft(parcel))
      .reduce((all, { lines }) => all + piecesOf(lines, id), 0);
    return sum + (packs ? Math.max(0, held - closed) : 0);
  }, 0);
  return Math.max(0, Math.min(over, open));
}
