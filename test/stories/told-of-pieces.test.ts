/**
 * What parties are told of pieces when a change comes too late for one of them: the courier, what he is not to give
 * away; the warehouse, what goes in a parcel of its own.
 */
import { aLine, anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

const BELT = { sku: 'BELT-BLACK', title: 'Ремень', price: roubles(700) };

interface Told {
  readonly id: string;
  readonly party: string;
  readonly state: string;
  readonly pending: string | null;
  readonly message: string | null;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly apart: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly takeBack: readonly { readonly sku: string; readonly quantity: number }[];
  readonly collect: object | null;
}

async function shopDecides(partlyRefused: string): Promise<void> {
  const path = '/v1/shops/demo/policy';
  const { body } = await shop.ask<{ policy: object }>('admin', path);
  await shop.ask('admin', path, { method: 'PUT', body: { ...body.policy, partlyRefused } });
}

/** All that one party was told, the first instruction first. */
async function told(id: string, party: string): Promise<readonly Told[]> {
  const path = `/v1/instructions?orderId=${id}&party=${party}`;
  return (await shop.ask<{ items: readonly Told[] }>('dispatcher', path)).body.items;
}

/** What it was told last is answered by the id of that message. */
async function answers(one: Told | undefined, said: object): Promise<void> {
  const path = `/v1/instructions/${one?.id ?? ''}/answers`;
  const body = { ...said, ...(one?.pending ? { message: one.message } : {}) };
  expect((await shop.ask('dispatcher', path, { body })).status).toBe(200);
  await shop.quiet();
}

async function amends(id: string, change: object): Promise<void> {
  const { version } = await shop.order(id);
  const body = { changes: [change], by: 'customer' };
  await shop.ask('manager', `/v1/orders/${id}/amendments`, { body, version });
  await shop.quiet();
}

async function reports(parcelId: string, status: string): Promise<void> {
  await shop.ask('courier', `/v1/parcels/${parcelId}/reports`, { body: { status } });
  await shop.quiet();
}

async function packed(lines: readonly object[]): Promise<string> {
  await shop.time('wed 11:00');
  const { id } = await shop.place(anOrder(shop.window('thu 10:00', 'thu 14:00'), { lines }));
  await shop.time('wed 11:20');
  await shop.confirms(id);
  await shop.bothAccept(id);
  await shop.answer(id, 'warehouse-main', { answer: 'done' });
  return id;
}

const piecesOf = (lines: Told['lines']): readonly string[] =>
  lines.map(({ sku, quantity }) => `${sku} ${String(quantity)}`);

describe('the shop takes back at the door what comes too late', () => {
  beforeAll(() => shopDecides('take_back'));

  test('when a belt is wanted no more on the way, then the courier is told to keep it, takes the price of the dress, and the belt lies in stock again', async () => {
    const before = await shop.stock('BELT-BLACK');
    const id = await packed([aLine(), aLine(BELT)]);
    await shop.time('thu 10:31');
    const [parcel] = (await shop.order(id)).parcels;
    await reports(parcel!.id, 'handed_over');
    await amends(id, { type: 'remove_line', lineId: 'line-2' });
    const refused = { answer: 'refused', reason: 'already_handed_over' };
    await answers((await told(id, 'own-couriers'))[0], refused);
    const [courier] = await told(id, 'own-couriers');
    expect(courier).toMatchObject({ pending: 'revision', collect: roubles(2900) });
    expect(piecesOf(courier!.lines)).toEqual(['DRESS-RED-42 1']);
    expect(piecesOf(courier!.takeBack)).toEqual(['BELT-BLACK 1']);
    await answers(courier, { answer: 'accepted' });
    await shop.time('thu 12:30');
    await reports(parcel!.id, 'delivered');
    expect(await shop.openTasks(id)).toEqual([]);
    expect((await shop.order(id)).totals).toMatchObject({ due: roubles(2900) });
    await shop.pays(id, 2900);
    await reports(parcel!.id, 'returned');
    await shop.outcome(id, 'inspect_return', { outcome: 'restock' });
    await shop.time('fri 12:01');
    expect(await shop.order(id)).toMatchObject({ stage: 'completed' });
    expect(await shop.stock('BELT-BLACK')).toEqual(before);
  });
});

describe('the shop sends a second parcel where the first cannot be changed', () => {
  beforeAll(() => shopDecides('second_parcel'));
  afterAll(() => shopDecides('ask'));

  test('when the warehouse has put a belt to the dress and the courier takes the dress alone, then it parts them, and each is paid at its own door', async () => {
    const id = await packed([aLine()]);
    await amends(id, { type: 'add_line', line: aLine(BELT) });
    await answers((await told(id, 'warehouse-main'))[0], { answer: 'done' });
    const refused = { answer: 'refused', reason: 'cannot_in_time' };
    await answers((await told(id, 'own-couriers'))[0], refused);
    const [warehouse] = await told(id, 'warehouse-main');
    expect(warehouse).toMatchObject({
      pending: 'revision',
      apart: [{ lineId: 'line-1', quantity: 1 }],
    });
    expect(piecesOf(warehouse!.lines)).toEqual(['DRESS-RED-42 1', 'BELT-BLACK 1']);
    await answers(warehouse, { answer: 'done' });
    const [first, second] = await told(id, 'own-couriers');
    expect([first, second].map((one) => [piecesOf(one!.lines), one!.collect])).toEqual([
      [['DRESS-RED-42 1'], roubles(2900)],
      [['BELT-BLACK 1'], roubles(700)],
    ]);
    await answers(second, { answer: 'accepted' });
    const { parcels } = await shop.order(id);
    expect(parcels.map(({ state }) => state)).toEqual(['packed', 'packed']);
    await shop.time('thu 12:30');
    for (const parcel of parcels) await reports(parcel.id, 'delivered');
    expect((await shop.order(id)).totals).toMatchObject({ due: roubles(3600) });
    await shop.pays(id, 3600);
    await shop.time('fri 12:01');
    expect(await shop.order(id)).toMatchObject({ stage: 'completed' });
    expect(await shop.openTasks(id)).toEqual([]);
  });
});
