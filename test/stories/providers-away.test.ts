/**
 * Story 52: on Thursday from eleven to one no provider takes anything. What the shop's orders say meanwhile waits,
 * falls back by the policy, and arrives once each.
 */
import { aCustomer, aLine, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.week();
  await shop.time('thu 10:58');
});
afterAll(() => shop.close());

const FOR_GOOD = { kind: 'unavailable', times: 100_000 };

async function placed(customer: object, order: object = {}): Promise<string> {
  const window = shop.window('sat 11:00', 'sat 15:00');
  const { id } = await shop.place(anOrder(window, { customer: aCustomer(customer), ...order }));
  return id;
}

/** What arrived for an order: by which way, and what about. */
const arrived = async (id: string): Promise<string[]> =>
  (await shop.sent(id)).map(({ channel, purpose }) => `${purpose ?? ''} by ${channel}`);
const times = async (id: string, type: string): Promise<number> =>
  (await shop.happened(id)).filter((one) => one === type).length;

test('when no provider takes anything for two hours, then messages wait, fall back by the policy, and arrive once each', async () => {
  const before = await placed({});
  expect(await arrived(before)).toEqual(['order_received by sms']);
  await shop.time('thu 11:00');
  for (const provider of ['twilio', 'sendgrid'] as const) await shop.fault(provider, FOR_GOOD);

  await shop.time('thu 11:05');
  const fallsBack = await placed({});
  const byEmail = await placed({ channel: 'email' });
  const agreed = await placed({});
  const short = await placed(
    { channel: 'email' },
    { lines: [aLine({ sku: 'VASE', quantity: 9 })] },
  );
  await shop.time('thu 11:40');
  const hasNoEmail = await placed({ email: null });
  // People go on working: what a manager hears on the phone needs no provider.
  await shop.confirms(agreed);
  await shop.confirms(before);
  await shop.bothAccept(before);
  await shop.ask('manager', `/v1/orders/${before}/cancellation`, { body: { reason: 'price' } });
  for (const { party } of (await shop.order(before)).instructions) {
    await shop.answer(before, party, { to: 'call_off', answer: 'accepted' });
  }

  await shop.time('thu 12:59');
  const during = [fallsBack, byEmail, agreed, short, hasNoEmail];
  for (const id of during) expect(await arrived(id)).toEqual([]);
  expect(await arrived(before)).toEqual(['order_received by sms']);
  for (const id of during) expect(await shop.openTasks(id)).not.toContain('message_undeliverable');
  expect(await times(fallsBack, 'MessageChannelFailed')).toBe(1);

  await shop.time('thu 13:01');
  await shop.providersWork();
  await shop.time('thu 18:00');
  expect(await arrived(fallsBack)).toEqual(['order_received by email']);
  expect(await arrived(agreed)).toEqual(['order_received by email']);
  // The letter's own tries are over by then too: it goes by SMS.
  expect(await arrived(byEmail)).toEqual(['order_received by sms']);
  expect((await arrived(short)).sort()).toEqual(['goods_short by sms', 'order_received by sms']);
  expect(await arrived(hasNoEmail)).toEqual(['order_received by sms']);
  expect(await arrived(before)).toEqual(['order_received by sms', 'order_closed by sms']);
  for (const id of during) expect(await times(id, 'MessageUnknown')).toBe(0);
  // By the one clock it takes a quarter of a minute; where each order has its own, nearly one.
}, 120_000);
