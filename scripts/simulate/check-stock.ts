/**
 * What must hold of the stock after every step: its counters agree with what the orders hold and with what came
 * and went, and nothing lies free while somebody lacks it.
 */
import { lackingLines } from '../../domain/order/goods/short-lines';
import type { Market } from './market';
import { must } from './must';
import { shelfOf, tallyOf } from './tally';

/** The counters are what the orders hold and what has come and gone; nothing is sold twice. */
export function checkStock({ lives, stock, shelves, setAside, brought }: Market): void {
  for (const { place, sku, onHand, reserved, lost } of stock.items) {
    must(reserved >= 0 && onHand >= reserved, `${place}/${sku}: ${String(reserved)} reserved`);
    const isHere = (one: { place: string; sku: string }): boolean =>
      one.place === place && one.sku === sku;
    const came = piecesOf(brought.filter(isHere));
    let held = piecesOf(setAside.filter(isHere));
    let gone = 0;
    for (const life of lives) {
      const { order } = life;
      const ids = order.wish.lines.filter((line) => line.sku === sku).map((line) => line.id);
      for (const id of ids) {
        const parts = order.goods[id]?.held ?? [];
        held += parts.find((part) => part.place === place)?.quantity ?? 0;
      }
      gone += tallyOf(life).gone.get(shelfOf(place, sku)) ?? 0;
    }
    must(held === reserved, `${place}/${sku}: ${String(held)} held, ${String(reserved)} reserved`);
    const began = shelves.find((one) => one.place === place && one.sku === sku)?.onHand ?? 0;
    must(
      onHand === began + came - gone - lost,
      `${place}/${sku}: ${String(onHand)} on hand, ${String(gone)} gone`,
    );
  }
  checkNobodyForgotten(lives, stock, setAside);
}

const piecesOf = (parts: readonly { readonly quantity: number }[]): number =>
  parts.reduce((sum, part) => sum + part.quantity, 0);

/** Nothing lies free while somebody lacks it. */
function checkNobodyForgotten(
  lives: Market['lives'],
  stock: Market['stock'],
  setAside: Market['setAside'],
): void {
  for (const { place, sku, onHand, reserved } of stock.items) {
    if (onHand === reserved) continue;
    const lacking = lives
      .filter(({ order }) => !order.closed)
      .flatMap(({ order }) => lackingLines(order))
      .filter((line) => line.sku === sku);
    for (const { lifeId, lineId, quantity } of lacking) {
      const own = setAside.filter((one) => one.lifeId === lifeId && one.lineId === lineId);
      must(piecesOf(own) >= quantity, `${place}/${sku} is free and ${lifeId}/${lineId} lacks it`);
    }
  }
}
