/**
 * What providers tell: only what is signed is listened to, and each event counts once.
 */
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { aCustomer, anOrder } from '../../support/an-order';
import { openApi, TWILIO_TOKEN } from '../open-api';
import type { Api } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

interface Noted {
  readonly id: string;
  readonly token: string;
  readonly orderId: string;
}

/** An order's first message, as if a worker had begun to send it. */
async function aMessage(channel = 'sms'): Promise<Noted> {
  const body = anOrder(null, { customer: aCustomer({ channel }) });
  const placed = await api.ask('/v1/orders', { role: 'storefront', body });
  const orderId = placed.body.id;
  const noted = await api.database.prisma.notification.findFirstOrThrow({
    where: { lifeId: orderId },
  });
  return { id: noted.id, token: noted.token, orderId };
}

function twilioCall(token: string, fields: Record<string, string>, signedBy = TWILIO_TOKEN) {
  const path = `/v1/webhooks/twilio/message/${token}`;
  const signature = getExpectedTwilioSignature(signedBy, `${api.url}${path}`, fields);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': signature,
  };
  const raw = new URLSearchParams(fields).toString();
  return api.ask(path, { bearer: null, raw, headers, key: null });
}

/** As if the provider's answer to the sending had been lost. */
async function anUnknownMessage(channel = 'sms'): Promise<Noted> {
  const message = await aMessage(channel);
  const { id } = message;
  await api.database.prisma.notification.update({ where: { id }, data: { state: 'unknown' } });
  return message;
}

const rowOf = ({ id }: Noted) =>
  api.database.prisma.notification.findUniqueOrThrow({ where: { id } });

async function eventsOf({ orderId }: Noted, type: string) {
  const timeline = await api.ask(`/v1/orders/${orderId}/timeline`);
  return timeline.body.items.filter((item) => item.type === type);
}

/** Facts of webhooks are acknowledged before they are read. */
async function untilRead(): Promise<void> {
  for (let count = 0; count < 200; count += 1) {
    if ((await api.database.prisma.inbox.count({ where: { read: false } })) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error('facts stay unread');
}

describe('Twilio', () => {
  test('when the signature is another one, of other fields or missing, then 403 and nothing changes', async () => {
    const message = await aMessage();
    const fields = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    const before = await rowOf(message);
    expect((await twilioCall(message.token, fields, 'another-token')).status).toBe(403);
    const path = `/v1/webhooks/twilio/message/${message.token}`;
    const signature = getExpectedTwilioSignature(TWILIO_TOKEN, `${api.url}${path}`, fields);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    };
    for (const [raw, signed] of [
      ['MessageSid=SM1&MessageStatus=failed', headers],
      ['MessageSid=SM1&MessageStatus=delivered&Extra=1', headers],
      ['MessageSid=SM1&MessageStatus=delivered', { 'content-type': headers['content-type'] }],
    ] as const) {
      const forged = await api.ask(path, { bearer: null, raw, headers: signed, key: null });
      expect(forged.status).toBe(403);
      expect(forged.body.type).toBe('/problems/signature-invalid');
    }
    expect(await rowOf(message)).toEqual(before);
    expect(await api.database.prisma.inbox.count({ where: { sender: 'twilio' } })).toBe(0);
  });

  test('when it tells of an unknown message in any order and many times, then it is settled once', async () => {
    const message = await anUnknownMessage();
    for (const status of ['sent', 'delivered', 'queued', 'sent', 'delivered']) {
      const fields = { MessageSid: 'SM2', MessageStatus: status, To: '+79161234567' };
      expect((await twilioCall(message.token, fields)).status).toBe(204);
    }
    await untilRead();
    expect(await rowOf(message)).toMatchObject({
      callback: 'delivered',
      providerId: 'SM2',
      state: 'sent',
    });
    expect(await eventsOf(message, 'MessageSent')).toHaveLength(1);
  });

  test('when it tells while the sending is under way, then its word stays beside the message', async () => {
    const message = await aMessage();
    const fields = { MessageSid: 'SM9', MessageStatus: 'queued' };
    expect((await twilioCall(message.token, fields)).status).toBe(204);
    expect(await rowOf(message)).toMatchObject({ callback: 'queued', state: 'waiting' });
    expect(await eventsOf(message, 'MessageSent')).toHaveLength(0);
  });

  test('when it could not deliver, and says so three times, then the next channel is taken once', async () => {
    const message = await aMessage();
    const fields = { MessageSid: 'SM3', MessageStatus: 'undelivered', ErrorCode: '30003' };
    for (let count = 0; count < 3; count += 1) await twilioCall(message.token, fields);
    await untilRead();
    expect(await eventsOf(message, 'MessageChannelFailed')).toHaveLength(1);
    expect(await rowOf(message)).toMatchObject({ callback: null, channel: 'email' });
  });

  test('when the message is not known, then it is taken and nothing happens', async () => {
    const fields = { MessageSid: 'SM4', MessageStatus: 'sent' };
    expect((await twilioCall('no-such-token', fields)).status).toBe(204);
  });
});

describe('SendGrid', () => {
  const path = '/v1/webhooks/sendgrid';
  const batch = (events: readonly unknown[]): string => `${JSON.stringify(events)}\r\n`;
  const send = (raw: string, headers: Record<string, string>) =>
    api.ask(path, { bearer: null, raw, headers, key: null });

  test('when the batch was changed after signing or is not signed, then 403', async () => {
    const raw = batch([{ event: 'delivered', sg_event_id: 'e1' }]);
    const signed = api.signEvents(raw);
    expect((await send(raw, {})).status).toBe(403);
    expect((await send(raw.trim(), signed)).status).toBe(403);
    expect((await send(raw.replace('delivered', 'bounce'), signed)).status).toBe(403);
    expect((await send(raw, signed)).status).toBe(204);
  });

  test('when a batch comes twice, then each of its events counts once', async () => {
    const message = await anUnknownMessage('email');
    const events = ['processed', 'delivered'].map((event) => ({
      event,
      sg_event_id: `${event}-${message.id}`,
      sg_message_id: 'abc.recvd-1',
      notification_id: message.token,
    }));
    const raw = batch([...events, { event: 'open', sg_event_id: 'o' }, 'not an event', null]);
    const signed = api.signEvents(raw);
    expect((await send(raw, signed)).status).toBe(204);
    await untilRead();
    const facts = { where: { sender: 'sendgrid' } };
    const heard = await api.database.prisma.inbox.count(facts);
    expect(heard).toBeGreaterThan(0);
    expect((await send(raw, signed)).status).toBe(204);
    expect(await api.database.prisma.inbox.count(facts)).toBe(heard);
    expect(await rowOf(message)).toMatchObject({ callback: 'delivered', providerId: 'abc' });
    expect(await eventsOf(message, 'MessageSent')).toHaveLength(1);
  });

  test('when a signed batch is no list, then it is taken and nothing happens', async () => {
    for (const raw of ['{}', 'null', 'no json', '']) {
      expect((await send(raw, api.signEvents(raw))).status).toBe(204);
    }
  });
});
