/**
 * What it costs to tell everybody: an order of four parties (a warehouse, two suppliers, couriers) that is amended
 * twice, each amendment told to all four and answered by them. Once the parties read their own pages, once each is
 * told by a signed message to a server of its own.
 */
import { strict as assert } from 'node:assert';
import { askApi } from './ask-api';
import { benchOrder, stockedLine, suppliedLines } from './bench-shop';
import { runBlock } from './block';
import type { Installation } from './installation';
import { openPartyServer } from './party-server';
import type { PartyServer } from './party-server';
import { figuresOf } from './side-figures';
import type { SideFigures } from './side-figures';
import { allAccept, confirm, deliver, placeOne } from './story';
import type { OrderSeen, Told } from './story';

export interface AmendedFigures {
  readonly concurrency: number;
  /** By how the parties are told. */
  readonly byDesk: SideFigures;
  readonly byServer: SideFigures;
}

export interface AmendedPlan {
  readonly place: Installation;
  readonly orders: number;
  readonly concurrency: number;
  readonly say: (line: string) => void;
}

const PARTIES = ['warehouse-main', 'supplier-north', 'supplier-south', 'own-couriers'];
const AMENDMENTS = [2, 3];
/** Of all messages, those that come at least. */
const LEAST_TOLD = 0.98;

/** Measures both; before each, a small block only warms up. */
export async function measureAmended(plan: AmendedPlan): Promise<AmendedFigures> {
  const byDesk = await blockOf(plan, 'by desk');
  const server = await openPartyServer();
  try {
    await tellByServer(plan.place.api, server);
    const byServer = await blockOf(plan, 'by their servers');
    const orders = plan.orders + Math.min(plan.orders, plan.concurrency);
    const all = orders * PARTIES.length * (1 + AMENDMENTS.length);
    // Who has answered over the API already is not sent the message any more that was still waiting for him.
    const isTold = server.calls() >= all * LEAST_TOLD;
    assert(isTold, `${String(server.calls())} messages of ${String(all)} came`);
    return { concurrency: plan.concurrency, byDesk, byServer };
  } finally {
    await tellByDesk(plan.place.api);
    server.close();
  }
}

async function blockOf(plan: AmendedPlan, how: string): Promise<SideFigures> {
  const { worker, api, temporal, postgres } = plan.place.processes();
  const block = (orders: number) =>
    runBlock(plan, {
      items: Array.from({ length: orders }, (_none, index) => index),
      processes: { worker, API: api, 'Temporal server': temporal, PostgreSQL: postgres },
      tell: async (index) => (await tellAmended(plan.place.api, index)).workflowId,
    });
  await block(Math.min(plan.orders, plan.concurrency));
  const figures = figuresOf([await block(plan.orders)]);
  const { counts, took } = figures;
  plan.say(`  ${how}: ${counts.events.toFixed(0)} events, p50 ${took.p50.toFixed(0)} ms an order`);
  return figures;
}

/** From placing to "all facts in", with two amendments that are told to all four and accepted by them. */
async function tellAmended(api: string, index: number): Promise<Told> {
  const told = await placeOne(api, benchOrder([stockedLine(index), ...suppliedLines()]));
  const path = `/v1/orders/${told.id}`;
  await confirm(api, path);
  const { lines } = mustTellAll(await allAccept(api, path), null);
  let order: OrderSeen | null = null;
  for (const quantity of AMENDMENTS) {
    const changes = lines.map(({ id: lineId }) => ({ type: 'set_quantity', lineId, quantity }));
    const version = quantity - 1;
    const body = { changes };
    await askApi(api, { role: 'manager', path: `${path}/amendments`, version, body });
    order = mustTellAll(await allAccept(api, path), 'revision');
  }
  assert(order, 'it was amended');
  await deliver(api, order);
  const body = { method: 'cash', amount: order.totals.due };
  await askApi(api, { role: 'cashier', path: `${path}/payments`, body });
  return told;
}

/** A figure about fewer than four parties would mean nothing. */
function mustTellAll(order: OrderSeen, pending: 'revision' | null): OrderSeen {
  const told = order.instructions.map((one) => one.pending);
  assert.deepEqual(told, [pending, pending, pending, pending], 'all four were told');
  return order;
}

interface ListedParty {
  readonly id: string;
  readonly shop: string;
}

async function tellBy(api: string, channelOf: () => object): Promise<void> {
  const path = '/v1/parties?limit=100';
  const { items } = await askApi<{ items: readonly ListedParty[] }>(api, { role: 'admin', path });
  for (const { id, shop: _shop, ...fields } of items.filter((one) => PARTIES.includes(one.id))) {
    const body = { ...fields, channel: channelOf() };
    await askApi(api, { role: 'admin', path: `/v1/parties/${id}`, method: 'PUT', body });
  }
}

const tellByDesk = (api: string): Promise<void> => tellBy(api, () => ({ type: 'desk' }));

async function tellByServer(api: string, { url }: PartyServer): Promise<void> {
  await tellBy(api, () => ({ type: 'webhook', url, allowPrivate: true }));
  for (const party of PARTIES) {
    await askApi(api, { role: 'admin', path: `/v1/parties/${party}/secrets`, body: {} });
  }
}
