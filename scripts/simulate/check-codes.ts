/**
 * What must hold of certificates and promo codes after every step: no more is taken of any than there is, the
 * register and the orders agree, and an order that is over has spent what it held and nothing else.
 */
import { mayGoBack } from '../../domain/order/amendment/may-go-back';
import { orderTotals } from '../../domain/order/money/totals';
import { heldCodes } from '../../domain/order/codes/evolve-codes';
import type { MemoryCode } from '../../domain/order/codes/memory-codes';
import type { Life, Market } from './market';
import { must } from './must';
import { tallyOf } from './tally';

/** Looks at the register, and at the order that has just taken a step. */
export function checkCodes({ stock, lives }: Market, { order }: Life): void {
  for (const code of stock.codes.codes) checkCode(code, lives);
  if (order.closing) return;
  const { total, certificates } = orderTotals(order);
  must(certificates <= total, `${order.id}: its certificates pay more than it costs`);
  const { promo, certificates: wished = [] } = order.wish;
  const { promos, certificates: holds } = heldCodes(order);
  must(!promo || promos.includes(promo.code), `${order.id}: a promo code not taken`);
  if (mayGoBack(order)) return;
  const strange = holds.filter(({ code, held }) => held > 0 && !wished.includes(code));
  must(strange.length === 0, `${order.id}: a certificate held that was taken out`);
}

function checkCode({ kind, code, limit, held, spent }: MemoryCode, lives: readonly Life[]): void {
  const taken = [...held.values()].reduce((sum, amount) => sum + amount, spent);
  must(limit === null || taken <= limit, `${code}: more taken than there is`);
  for (const { id, order } of lives) {
    const { promos, certificates } = heldCodes(order);
    const own = certificates.find((one) => one.code === code)?.held ?? 0;
    const known = kind === 'promo' ? Number(promos.includes(code)) : own;
    const kept = held.get(id) ?? 0;
    const isSpent = kind === 'certificate' && order.closed !== null;
    must(kept === (isSpent ? 0 : known), `${id}: holds ${String(known)} of ${code}`);
  }
  const paid = lives.reduce((sum, life) => sum + (tallyOf(life).spent.get(code) ?? 0), 0);
  must(paid === spent, `${code}: ${String(spent)} spent, the orders say ${String(paid)}`);
}
