/**
 * What can happen to the goods of an order's lines. Facts only; what follows is the business of evolve and plan.
 */
export type GoodsEvent =
  | {
      readonly type: 'GoodsReserved';
      readonly lineId: string;
      readonly place: string;
      readonly quantity: number;
    }
  | {
      readonly type: 'GoodsSourced';
      readonly lineId: string;
      readonly party: string;
      readonly quantity: number;
      /** The offer taken: minor units for a piece, days until it can be here. */
      readonly price?: number;
      readonly term?: number;
    }
  | {
      readonly type: 'GoodsSetAside';
      readonly lineId: string;
      readonly place: string;
      readonly quantity: number;
    }
  | {
      readonly type: 'GoodsMissing';
      readonly lineId: string;
      readonly place: string;
      readonly quantity: number;
    }
  | { readonly type: 'PrepaymentNeeded'; readonly lineId: string }
  | { readonly type: 'GoodsGrouped'; readonly lineId: string; readonly group: string }
  | { readonly type: 'GoodsShort'; readonly lineId: string; readonly quantity: number }
  | { readonly type: 'GoodsFreed'; readonly sku: string }
  | {
      readonly type: 'GoodsReleased';
      readonly lineId: string;
      readonly place: string;
      readonly quantity: number;
    }
  | {
      readonly type: 'SourceDropped';
      readonly lineId: string;
      readonly party: string;
      readonly quantity: number;
      /** Why the party is not asked for this line again; none where the line is only wanted less. */
      readonly why?: 'refused' | 'silent';
    }
  | {
      readonly type: 'GoodsShipped';
      readonly parcelId: string;
      readonly lineId: string;
      readonly place: string;
      readonly quantity: number;
    }
  | {
      readonly type: 'GoodsBack';
      readonly parcelId: string;
      readonly lineId: string;
      readonly place: string;
      readonly quantity: number;
    }
  | {
      readonly type: 'GoodsLost' | 'GoodsSentAnew';
      /** The customer does not pay for what was lost on the way to him, though the rest came. */
      readonly unpaid?: true;
      readonly parcelId: string;
      readonly lineId: string;
      readonly quantity: number;
    };
