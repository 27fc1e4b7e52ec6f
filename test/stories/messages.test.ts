/**
 * Story 51: the SMS provider fails in every way, and the customer hears of the order just once.
 */
import { aCustomer, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

async function placed(customer: object = {}): Promise<string> {
  await shop.time('thu 11:00');
  const window = shop.window('fri 10:00', 'fri 14:00');
  return (await shop.place(anOrder(window, { customer: aCustomer(customer) }))).id;
}

/** An order whose customer's number, and no other, meets the fault. */
async function placedUnder(fault: object, phone: string): Promise<string> {
  await shop.time('thu 10:59');
  await shop.fault('twilio', { ...fault, to: phone });
  return placed({ phone });
}

test('when the provider is away twice, then the message is tried again and arrives once', async () => {
  const id = await placedUnder({ kind: 'unavailable', times: 2 }, '+79161110001');
  await shop.time('thu 11:10');
  expect(await shop.purposes(id)).toEqual(['order_received']);
  const happened = await shop.happened(id);
  expect(happened.filter((type) => type === 'MessagePutOff')).toHaveLength(2);
});

test('when the number is refused, then the e-mail is sent instead', async () => {
  const id = await placed({ phone: '+7 916 123 00 00' });
  const [mail] = await shop.sent(id);
  expect(mail).toMatchObject({ channel: 'email', purpose: 'order_received' });
  expect(await shop.happened(id)).toContain('MessageChannelFailed');
});

test('when it was put off, then taken, then not delivered, then the e-mail goes once and the order goes on', async () => {
  const id = await placedUnder({ kind: 'unavailable', times: 1 }, '+79161110071');
  await shop.fault('twilio', { kind: 'undelivered', times: 1, to: '+79161110071' });
  await shop.time('thu 11:10');
  const sent = (await shop.sent(id)).map(({ channel, state }) => [channel, state]);
  expect(sent).toEqual([
    ['sms', 'failed'],
    ['email', 'delivered'],
  ]);
  const happened = await shop.happened(id);
  expect(happened.filter((type) => type === 'MessageSent')).toHaveLength(2);
  expect(await shop.openTasks(id)).not.toContain('system_trouble');
});

test('when the SMS does not arrive and the e-mail bounces, then a person is told, and nothing is tried again', async () => {
  const email = 'no-such-box@example.com';
  await shop.fault('sendgrid', { kind: 'undelivered', times: 1, to: email });
  const refused = await placed({ phone: '+7 916 123 00 00', email });
  await shop.time('thu 11:10');
  expect((await shop.sent(refused)).map(({ channel }) => channel)).toEqual(['email']);
  expect(await shop.openTasks(refused)).toContain('message_undeliverable');
});

test('when the SMS is taken and fails, and the e-mail is taken and bounces, then a person is told', async () => {
  const email = 'no-box-either@example.com';
  const phone = '+79161110072';
  await shop.time('thu 10:59');
  await shop.fault('twilio', { kind: 'undelivered', times: 1, to: phone });
  await shop.fault('sendgrid', { kind: 'undelivered', times: 1, to: email });
  const id = await placed({ phone, email });
  await shop.time('thu 11:10');
  expect((await shop.sent(id)).map(({ channel }) => channel)).toEqual(['sms', 'email']);
  expect(await shop.openTasks(id)).toContain('message_undeliverable');
});

test('when the number is refused and there is no e-mail, then a person is told', async () => {
  const id = await placed({ phone: '+7 916 123 00 00', email: null });
  expect(await shop.sent(id)).toHaveLength(0);
  expect(await shop.openTasks(id)).toContain('message_undeliverable');
});

test('when the message was taken but the answer lost, then it is never sent twice and its callback settles it', async () => {
  const id = await placedUnder({ kind: 'drop_after_accepting', times: 1 }, '+79161110002');
  await shop.time('thu 11:10');
  expect(await shop.purposes(id)).toEqual(['order_received']);
  const happened = await shop.happened(id);
  expect(happened).toContain('MessageUnknown');
  expect(happened).toContain('MessageSent');
});

test('when the provider is silent for good, then the message stays unknown and a person is shown it', async () => {
  const id = await placedUnder({ kind: 'silent', times: 1, hidden: true }, '+79161110003');
  await shop.time('thu 11:12');
  const happened = await shop.happened(id);
  expect(happened).toContain('MessageUnknown');
  expect(happened.filter((type) => type === 'ProviderAsked')).toHaveLength(2);
  expect(happened).not.toContain('MessageSent');
  expect(await shop.openTasks(id)).toContain('message_undeliverable');
});

test('when it is night, then an SMS waits for nine in the morning and an e-mail goes at once', async () => {
  await shop.time('thu 22:00');
  const window = shop.window('sat 11:00', 'sat 15:00');
  const bySms = await shop.place(anOrder(window));
  const customer = aCustomer({ channel: 'email' });
  const byEmail = await shop.place(anOrder(window, { customer }));
  await shop.time('fri 08:59');
  expect(await shop.sent(bySms.id)).toHaveLength(0);
  expect((await shop.order(bySms.id)).stage).toBe('received');
  expect(await shop.purposes(byEmail.id)).toEqual(['order_received']);
  await shop.time('fri 09:00');
  expect(await shop.purposes(bySms.id)).toEqual(['order_received']);
});

test('when a manager has a message sent again, then the customer has it twice, and each is a message of its own', async () => {
  const id = await placed();
  const noted = (await shop.timeline(id)).find((row) => row.type === 'MessageNoted');
  const path = `/v1/orders/${id}/messages/${String(noted?.data['messageId'])}/resend`;
  const again = await shop.ask<object>('manager', path, { body: { channel: 'email' }, key: id });
  expect(again).toMatchObject({
    status: 202,
    body: { purpose: 'order_received', channel: 'email' },
  });
  await shop.quiet();
  // The same request once more is the same message.
  const repeated = await shop.ask<object>('manager', path, {
    body: { channel: 'email' },
    key: id,
  });
  expect(repeated.body).toEqual(again.body);
  await shop.quiet();
  const sent = await shop.sent(id);
  expect(sent.map(({ channel }) => channel)).toEqual(['sms', 'email']);
  expect(await shop.purposes(id)).toEqual(['order_received', 'order_received']);
});
