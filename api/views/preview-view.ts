/**
 * A preview as the API shows it: money as money, stock with what is there, parties with their kinds. Pure.
 */
import type { PersonalData } from '../../database/orders/personal';
import type { ForSale } from '../../domain/order/amendment/imagined';
import type { Preview } from '../../domain/order/amendment/preview';
import type { Order } from '../../domain/order/order';
import type { Terms } from '../../domain/policy/policy';
import { REFUSALS } from '../problems/problems';
import { deliveryView, totalsView } from './order-view';

interface Previewed {
  readonly order: Order;
  readonly terms: Terms;
  readonly preview: Preview;
  readonly forSale: ForSale;
  readonly personal: ReadonlyMap<string, PersonalData>;
}

/** The answer of a preview. */
export function previewView(previewed: Previewed) {
  const { order, terms, preview, forSale, personal } = previewed;
  const { currency } = order.wish;
  const freeOf = (sku: string): number =>
    forSale.shelves.reduce((sum, shelf) => sum + (shelf.sku === sku ? shelf.free : 0), 0);
  const money = (amount: number) => ({ amount, currency });
  const promised = ({ delivery, day }: Preview['delivery']['from']) => ({
    ...deliveryView(delivery, currency, personal),
    day,
  });
  return {
    version: preview.version,
    totals: {
      before: totalsView(preview.totals.before, currency),
      after: totalsView(preview.totals.after, currency),
    },
    toCollect: money(preview.toCollect),
    toRefund: money(preview.toRefund),
    stock: preview.more.map(({ sku, quantity }) => ({
      sku,
      wanted: quantity,
      available: freeOf(sku),
    })),
    parties: preview.parties.map(({ party, effect }) => ({
      party,
      kind: terms.parties.find(({ id }) => id === party)?.kind ?? 'unknown',
      effect,
    })),
    delivery: {
      from: promised(preview.delivery.from),
      to: promised(preview.delivery.to),
    },
    refusals: preview.refusals.map(({ refusal, pointer }) => ({
      pointer: pointer ?? '/changes',
      refusal,
      detail: aboutRefusal(refusal),
    })),
  };
}

function aboutRefusal(code: string): string {
  const known: Readonly<Record<string, { readonly about: string }>> = REFUSALS;
  return known[code]?.about ?? code;
}
