/**
 * Stories 2, 3, 4 and 12: agreeing with the customer by link, not at all by phone, too late, and not at all.
 */
import { anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

const count = (things: readonly unknown[], what: unknown): number =>
  things.filter((one) => one === what).length;

test('when the customer taps the link at once, then no call is ever made and a second tap says so', async () => {
  await shop.time('thu 11:00');
  const { id } = await shop.place(anOrder(shop.window('fri 10:00', 'fri 14:00')));
  await shop.time('thu 11:05');
  await shop.taps(id, { answer: 'confirm' });
  expect((await shop.order(id)).stage).toBe('instructing');
  const second = await shop.taps(id, { answer: 'confirm' });
  expect(second).toMatch(/уже подтвержд/i);
  await shop.time('thu 18:00');
  expect(await shop.happened(id)).not.toContain('ContactAttempted');
  expect((await shop.tasks(id)).map((task) => task.kind)).not.toContain('call_customer');
  expect(count(await shop.happened(id), 'OrderAgreed')).toBe(1);
});

describe('when nobody answers the phone on Friday evening, Saturday and Monday', () => {
  async function notReached(): Promise<string> {
    await shop.time('fri 18:40');
    const { id } = await shop.place(anOrder(shop.window('wed+1 10:00', 'wed+1 14:00')));
    expect(await shop.openTasks(id)).toEqual([]);
    await shop.time('fri 18:56');
    expect(await shop.openTasks(id)).toEqual(['call_customer']);
    await shop.calls(id, 'no_answer');
    await shop.time('sat 10:59');
    expect(await shop.openTasks(id)).toEqual([]);
    await shop.time('sat 11:00');
    expect(await shop.openTasks(id)).toEqual(['call_customer']);
    await shop.calls(id, 'no_answer');
    await shop.time('mon+1 09:59');
    expect(await shop.openTasks(id)).toEqual([]);
    expect(await shop.purposes(id)).toEqual(['order_received']);
    await shop.time('mon+1 10:00');
    await shop.calls(id, 'no_answer');
    expect(await shop.purposes(id)).toEqual(['order_received', 'confirm_by_email']);
    return id;
  }

  test('then an e-mail with everything goes out, its link confirms, and all is dispatched on Tuesday', async () => {
    const id = await notReached();
    const mail = (await shop.sent(id)).at(-1);
    expect(mail?.channel).toBe('email');
    expect(mail?.text).toContain('Платье красное');
    expect(mail?.text).toContain('Мясницкая');
    await shop.time('mon+1 21:10');
    await shop.taps(id, { answer: 'confirm' });
    expect((await shop.order(id)).instructions).toHaveLength(0);
    await shop.time('tue+1 10:01');
    const { instructions } = await shop.order(id);
    expect(instructions.map((one) => one.party).sort()).toEqual(['own-couriers', 'warehouse-main']);
    expect(count(await shop.happened(id), 'ContactAttempted')).toBe(3);
    expect(await shop.openTasks(id)).toEqual([]);
  });

  test('and nobody answers the e-mail, then a reminder, then the end: goods free, customer told', async () => {
    const before = await shop.stock('DRESS-RED-42');
    const id = await notReached();
    expect((await shop.stock('DRESS-RED-42')).reserved).toBe(before.reserved + 1);
    await shop.time('tue+1 12:59');
    expect(await shop.purposes(id)).not.toContain('confirm_reminder');
    await shop.time('tue+1 13:01');
    expect(await shop.purposes(id)).toContain('confirm_reminder');
    await shop.time('wed+1 15:59');
    expect((await shop.order(id)).closed).toBeNull();
    await shop.time('wed+1 16:01');
    expect(await shop.order(id)).toMatchObject({
      stage: 'cancelled',
      closed: { reason: 'customer_silent' },
    });
    expect((await shop.stock('DRESS-RED-42')).reserved).toBe(before.reserved);
    expect((await shop.purposes(id)).at(-1)).toBe('order_closed');
  });
});

test('when the customer declines in the call, then the goods are free and the order is closed for that reason', async () => {
  await shop.time('thu 11:00');
  const before = await shop.stock('DRESS-RED-42');
  const { id } = await shop.place(anOrder(shop.window('fri 10:00', 'fri 14:00')));
  await shop.time('thu 11:20');
  const told = await shop.calls(id, 'declined', { reason: 'price' });
  expect(told.status).toBe(200);
  expect(await shop.order(id)).toMatchObject({ stage: 'cancelled', closed: { reason: 'price' } });
  expect(await shop.stock('DRESS-RED-42')).toMatchObject(before);
  expect(await shop.happened(id)).not.toContain('InstructionWritten');
});
