/**
 * A courier service that was connected by docs/connect-a-courier.md and by nothing else, from its first message to
 * its first report.
 */
import { anOrder } from '../support/an-order';
import { giveOrdersByTheGuide, startCourierOfTheGuide } from '../support/courier-of-the-guide';
import { eventually } from '../support/eventually';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';
import { testKey } from '../support/test-keys';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

test('when a courier service was connected by the guide alone, then the next order goes to it, it accepts once and reports the parcel', async () => {
  const PARTY = 'swift';
  const put = (channel: object) =>
    shop.ask('admin', `/v1/parties/${PARTY}`, {
      method: 'PUT',
      body: { kind: 'courier_company', title: 'Swift', deadlines: { answerMinutes: 120 }, channel },
    });
  expect((await put({ type: 'desk' })).status).toBe(200);
  const { secret } = (
    await shop.ask<{ secret: string }>('admin', `/v1/parties/${PARTY}/secrets`, { body: {} })
  ).body;
  const courier = await startCourierOfTheGuide({ ordo: shop.world.api, secret });
  const goTo = (party: string) =>
    giveOrdersByTheGuide({
      ...{ ORDO: shop.world.api, SHOP: 'demo', ADMIN_KEY: testKey('demo', 'admin') },
      ...{ METHOD: 'courier', PARTY: party },
    });
  try {
    await put({ type: 'webhook', url: courier.url, allowPrivate: true });
    expect(await goTo('nobody')).toBe('422');
    expect(await goTo(PARTY)).toBe('200');
    await shop.time('thu 11:00');
    const { id } = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00')));
    await shop.time('thu 11:20');
    await shop.confirms(id);
    const hasSaid = (words: string) => async () => courier.printed().includes(words);
    await eventually(hasSaid('/answers 200'), 'the guide’s courier has accepted');
    await shop.quiet();
    const { instructions } = await shop.order(id);
    expect(instructions.find(({ party }) => party === PARTY)?.state).toBe('accepted');
    const told = /^instruction (par_\S+)$/m.exec(courier.printed())?.[1] ?? '';
    const [parcel] = (await shop.order(id)).parcels;
    expect([told, parcel?.state]).toEqual([parcel?.id, 'announced']);
    courier.types(`${told} handed_over`);
    await eventually(hasSaid(`${told}/reports 200`), 'the guide’s courier has the parcel');
    await shop.quiet();
    expect((await shop.order(id)).parcels[0]?.state).toBe('handed_over');
    const said = (await shop.timeline(id)).filter(({ by }) => by === `party:${PARTY}`);
    expect(said.map(({ type }) => type)).toEqual(['PartyAnswered', 'ParcelReported']);
  } finally {
    courier.close();
    await goTo('own-couriers');
  }
});
