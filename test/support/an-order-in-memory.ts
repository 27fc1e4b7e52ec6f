/**
 * Builders for tests of the rules alone: a shop in memory, an order placed with it, what people say.
 * After every step all that must always hold is checked.
 */
import type { Instant } from '../../domain/calendar/instant';
import { fromLocal } from '../../domain/calendar/local-time';
import type { ForSale } from '../../domain/order/amendment/imagined';
import { codesInChoices, refusalChoices } from '../../domain/order/amendment/refusal-choices';
import type { RefusalChoice } from '../../domain/order/amendment/refusal-choices';
import type { OrderEvent } from '../../domain/order/events';
import type { Order } from '../../domain/order/order';
import type { CodeGiven } from '../../domain/order/codes/memory-codes';
import type { OrderRequest } from '../../domain/order/place';
import type { Policy } from '../../domain/policy/policy';
import type { Channel } from '../../domain/parties/party';
import type { Offer } from '../../domain/stock/offers';
import { checkStep, nothingSeen } from '../../scripts/simulate/checks';
import type { Seen } from '../../scripts/simulate/checks';
import { shopTerms } from '../../scripts/simulate/demo-shop';
import { deadlineOf } from '../../scripts/simulate/history';
import { allCarriedOut } from '../../scripts/simulate/machines';
import { openMarket } from '../../scripts/simulate/market';
import type { Heard, Life, OpenMarket } from '../../scripts/simulate/market';

/** "2026-11-26 11:00" on the shop's clock in Moscow, or in another zone. */
export function moment(text: string, zone = 'Europe/Moscow'): Instant {
  const [date = '', time = ''] = text.split(' ');
  return fromLocal({ date, time }, zone);
}

/** A Thursday morning in the demo shop's working hours. */
const THURSDAY = '2026-11-26 11:00';

export interface ShopInMemory {
  readonly market: OpenMarket;
  /** Places an order and lets its messages go out. */
  readonly order: (fields?: Partial<OrderRequest>) => Promise<OrderInMemory>;
  /** Places an order whose first messages still wait for their provider. */
  readonly untoldOrder: (fields?: Partial<OrderRequest>) => Promise<OrderInMemory>;
}

/** An order, with everything that can be said to it; each call answers with the events it left. */
export interface OrderInMemory {
  readonly id: string;
  readonly now: () => Order;
  readonly life: () => Life;
  readonly hears: (name: string, command?: object) => Promise<readonly OrderEvent[]>;
  /** Several things said in the same instant. */
  readonly hearsAll: (...heard: readonly Heard[]) => Promise<readonly OrderEvent[]>;
  /** Lets time pass to a moment, stopping at every deadline of the order. */
  readonly until: (text: string, zone?: string) => Promise<void>;
  readonly carriesOut: () => Promise<void>;
  readonly types: () => readonly OrderEvent['type'][];
}

export interface ShopGiven {
  /** Gathers the moves made, for who counts them. */
  readonly seen?: Seen;
  readonly at?: string;
  readonly zone?: string;
  readonly policy?: Partial<Policy>;
  /** How parties are told that have no desk. */
  readonly channels?: Readonly<Record<string, Channel>>;
  readonly shelves?: readonly {
    readonly place: string;
    readonly sku: string;
    readonly onHand: number;
  }[];
  readonly offers?: Readonly<Record<string, readonly Offer[]>>;
  readonly codes?: readonly CodeGiven[];
  /** The groups of goods, by SKU. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Orders hear of goods set aside for them only when the inbox is read. */
  readonly slowInbox?: boolean;
}

/** A shop in memory; its shelves hold ten dresses and three belts unless told otherwise. */
export function aShopInMemory(given: ShopGiven = {}): ShopInMemory {
  const seen = given.seen ?? nothingSeen();
  const market = openMarket({
    terms: shopTerms(given.policy, given.channels),
    at: moment(given.at ?? THURSDAY, given.zone),
    shelves: given.shelves ?? [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 10 },
      { place: 'warehouse-main', sku: 'BELT', onHand: 3 },
    ],
    offers: given.offers ?? {},
    codes: given.codes ?? [],
    groups: given.groups ?? {},
    slowInbox: given.slowInbox ?? false,
    watch: (taken) => {
      checkStep(taken, seen);
    },
  });
  const untoldOrder: ShopInMemory['untoldOrder'] = async (fields = {}) => {
    const number = market.state().lives.length + 1;
    const request = aRequest(number, fields);
    const { delivery } = request;
    const isPast = delivery === DELIVERY && (DELIVERY.window?.to ?? '') <= market.state().now;
    const { id } = await market.place(
      isPast ? { ...request, delivery: { ...delivery, window: null } } : request,
    );
    return orderInMemory(market, id);
  };
  return {
    market,
    untoldOrder,
    order: async (fields) => {
      const order = await untoldOrder(fields);
      await order.carriesOut();
      return order;
    },
  };
}

const rub = (roubles: number): { amount: number; currency: string } => ({
  amount: roubles * 100,
  currency: 'RUB',
});

/** A line of an order: one dress at 2,600. */
export function aWantedLine(
  fields: Partial<OrderRequest['lines'][number]> = {},
): OrderRequest['lines'][number] {
  const line = { sku: 'DRESS', title: 'Dress', attributes: {}, quantity: 1, price: rub(2600) };
  return { ...line, prepaidOnly: false, ...fields };
}

export const CONTACT: OrderRequest['contact'] = {
  personalId: 'prs_1',
  hasPhone: true,
  hasEmail: true,
  locale: 'en',
  zone: 'Europe/Moscow',
  channel: 'sms',
  hours: null,
};

export const DELIVERY: OrderRequest['delivery'] = {
  method: 'courier',
  addressId: 'adr_1',
  pickupPointId: null,
  window: { from: moment('2026-11-27 10:00'), to: moment('2026-11-27 14:00') },
  price: rub(300),
};

/** The same by post, to a place far away. */
export const POST = { ...DELIVERY, method: 'post', window: null, zone: 'russia' } as const;

function aRequest(number: number, fields: Partial<OrderRequest>): OrderRequest {
  return {
    id: `ord_${String(number)}`,
    shop: 'demo',
    number: String(1000 + number),
    source: 'site',
    campaign: null,
    lines: [aWantedLine()],
    delivery: DELIVERY,
    payment: 'cash',
    certificates: [],
    promoCode: null,
    contact: CONTACT,
    noteId: null,
    agreed: null,
    ...fields,
  };
}

function orderInMemory(market: OpenMarket, id: string): OrderInMemory {
  const life = (): Life => {
    const found = market.state().lives.find((one) => one.id === id);
    if (!found) throw new Error(`there is no order ${id}`);
    return found;
  };
  const hearsAll: OrderInMemory['hearsAll'] = async (...heard) => {
    const before = life().journal.length;
    await market.tell(id, ...heard);
    return life()
      .journal.slice(before)
      .map((row) => row.event);
  };
  const carriesOut = async (): Promise<void> => {
    while (life().turn.outside.length > 0) await market.tell(id, ...allCarriedOut(life()));
  };
  return {
    id,
    life,
    hearsAll,
    carriesOut,
    now: () => life().order,
    types: () => life().journal.map((row) => row.event.type),
    hears: (name, command = {}) => hearsAll({ name, command: { actor: 'manager:1', ...command } }),
    until: async (text, zone) => {
      const end = moment(text, zone);
      for (;;) {
        await carriesOut();
        const { deadline } = life().turn;
        if (!deadline || deadline.at > end) break;
        market.passTo(deadline.at);
        await market.tell(id, deadlineOf(life()));
      }
      market.passTo(end);
    },
  };
}

type Named<Event, Type> = Event extends { readonly type: infer Name }
  ? Type extends Name
    ? Event
    : never
  : never;

/** What was said of a kind, as the journal keeps it. */
export function eventsOf<Type extends OrderEvent['type']>(
  order: OrderInMemory,
  type: Type,
): readonly Named<OrderEvent, Type>[] {
  const isOfType = (event: OrderEvent): boolean => event.type === type;
  const events = order.life().journal.map((row) => row.event);
  return events.filter(isOfType) as unknown as readonly Named<OrderEvent, Type>[];
}

/** When events of a kind happened, on the shop's clock. */
export function momentsOf(order: OrderInMemory, type: OrderEvent['type']): readonly Instant[] {
  return order.life().journal.flatMap((row) => (row.event.type === type ? [row.at] : []));
}

/** The refusal a command left, or null where it was done. */
export function refusalOf(events: readonly OrderEvent[]): string | null {
  const refused = events.find((event) => event.type === 'Refused');
  return refused ? refused.refusal : null;
}

/** The id of the open task of a kind; throws where there is none. */
export function taskOf(order: OrderInMemory, kind: Order['tasks'][number]['kind']): string {
  const task = order.now().tasks.find((one) => one.kind === kind);
  if (!task) throw new Error(`there is no task ${kind}`);
  return task.id;
}

/** What a person may choose where a party refused a change, looked at now. */
export async function choicesIn(
  shop: Pick<ShopInMemory, 'market'>,
  id: string,
  given: Parameters<typeof forSaleIn>[1] = {},
): Promise<readonly RefusalChoice[]> {
  const { lives, terms, now: at, stock } = shop.market.state();
  const order = lives.find((one) => one.id === id)?.order;
  if (!order) throw new Error(`there is no order ${id}`);
  const asker = { shop: order.shop, lifeId: id, customerId: order.wish.contact.personalId, at };
  const codes = await stock.codes.look(asker, codesInChoices(order));
  return refusalChoices(order, { terms, at, codes, forSale: forSaleIn(shop, given) });
}

/** What a preview is told of the goods of a shop in memory. */
export function forSaleIn(
  { market }: Pick<ShopInMemory, 'market'>,
  given: Pick<ShopGiven, 'offers' | 'groups'> & { readonly prepaid?: readonly string[] } = {},
): ForSale {
  const shelves = market.state().stock.items.map(({ place, sku, onHand, reserved }) => ({
    place,
    sku,
    free: onHand - reserved,
  }));
  const { offers = {}, prepaid = [], groups = {} } = given;
  const skus = new Set([...Object.keys(offers), ...prepaid, ...Object.keys(groups)]);
  const products = [...skus].map((sku) => [
    sku,
    { offers: offers[sku] ?? [], prepaidOnly: prepaid.includes(sku), group: groups[sku] },
  ]);
  return { shelves, products: Object.fromEntries(products) as ForSale['products'] };
}
