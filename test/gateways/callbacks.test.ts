import { EventWebhook, EventWebhookHeader } from '@sendgrid/eventwebhook';
import { validateRequest } from 'twilio';
import { verifySendGrid } from '../../gateways/sendgrid-signature';
import { verifyTwilio } from '../../gateways/twilio-signature';
import { ACCOUNT, anEmail, anSms, KEYS, localProviders, PUBLIC_BASE } from './local-providers';
import type { Received } from './local-providers';

let world: Awaited<ReturnType<typeof localProviders>>;
beforeAll(async () => {
  world = await localProviders();
});
afterEach(() => world.reset());
afterAll(() => world.stop());

const fieldsOf = ({ body }: Received) => Object.fromEntries(new URLSearchParams(body.toString()));
const header = ({ headers }: Received, name: string) => String(headers[name.toLowerCase()]);

describe('the callbacks of the stand-in of Twilio', () => {
  test('when a text message goes well, then queued, sent and delivered come in order to its own address', async () => {
    const outcome = await world.gateways.sms.send(anSms());
    await world.quiet();
    const fields = world.received.map(fieldsOf);
    expect(fields.map((one) => one['MessageStatus'])).toEqual(['queued', 'sent', 'delivered']);
    const sid = outcome.outcome === 'accepted' ? outcome.providerId : '';
    expect(fields.every((one) => one['MessageSid'] === sid)).toBe(true);
    expect(world.received.map(({ path }) => path)).toEqual(
      Array(3).fill('/v1/webhooks/twilio/message/token-17'),
    );
    expect(await world.sent()).toMatchObject([{ state: 'delivered' }]);
  });

  test('when it cannot be delivered, then the last one says so with its number', async () => {
    await world.fault('twilio', { kind: 'undelivered' });
    await world.gateways.sms.send(anSms());
    await world.quiet();
    const last = fieldsOf(world.received.at(-1)!);
    expect(last).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' });
  });

  test('when they arrive, then our check and the vendor’s own believe them on the public address', async () => {
    await world.gateways.sms.send(anSms());
    await world.quiet();
    for (const request of world.received) {
      const signature = header(request, 'X-Twilio-Signature');
      const url = PUBLIC_BASE + request.path;
      const params = fieldsOf(request);
      expect(validateRequest(ACCOUNT.authToken, signature, url, params)).toBe(true);
      expect(verifyTwilio({ authTokens: [ACCOUNT.authToken], signature, url, params })).toBe(true);
      expect(verifyTwilio({ authTokens: ['other'], signature, url, params })).toBe(false);
    }
  });

  test('when the shop fails twice, then the same callback comes again under the same token', async () => {
    world.answers.push(503, 500);
    await world.gateways.sms.send(anSms());
    await world.quiet();
    expect(world.received).toHaveLength(5);
    const tokens = world.received.map((one) => header(one, 'I-Twilio-Idempotency-Token'));
    expect(new Set(tokens.slice(0, 3)).size).toBe(1);
    expect(new Set(tokens).size).toBe(3);
    expect(world.received.slice(0, 3).map((one) => one.body.toString())).toEqual(
      Array(3).fill(world.received[0]?.body.toString()),
    );
  });

  test('when the shop refuses a callback, then it does not come again and is counted', async () => {
    const { undeliverable } = await world.counts();
    world.answers.push(403);
    await world.gateways.sms.send(anSms());
    await world.quiet();
    expect(world.received).toHaveLength(3);
    expect(await world.counts()).toMatchObject({ pending: 0, undeliverable: undeliverable + 1 });
  });

  test('when the address asks for no repetition, then there is none, and its fragment is neither sent nor signed', async () => {
    world.answers.push(500);
    const callbackUrl = `${anSms().callbackUrl}?a=1#rc=0&rp=5xx`;
    await world.gateways.sms.send(anSms({ callbackUrl }));
    await world.quiet();
    expect(world.received).toHaveLength(3);
    const [first] = world.received;
    expect(first?.path).toBe('/v1/webhooks/twilio/message/token-17?a=1');
    const signature = header(first!, 'X-Twilio-Signature');
    const url = PUBLIC_BASE + first!.path;
    const request = { authTokens: [ACCOUNT.authToken], signature, url, params: fieldsOf(first!) };
    expect(verifyTwilio(request)).toBe(true);
  });
});

describe('the events of the stand-in of SendGrid', () => {
  test('when an e-mail goes well, then one batch says processed and delivered and carries our id', async () => {
    await world.gateways.email.send(anEmail());
    await world.quiet();
    expect(world.received.map(({ path }) => path)).toEqual(['/v1/webhooks/sendgrid']);
    const events = JSON.parse(world.received[0]!.body.toString()) as Record<string, string>[];
    expect(events.map(({ event }) => event)).toEqual(['processed', 'delivered']);
    expect(events.every((event) => event['notification_id'] === 'notification-17')).toBe(true);
    expect(new Set(events.map((event) => event['sg_event_id'])).size).toBe(2);
  });

  test('when it bounces, then the batch says so', async () => {
    await world.fault('sendgrid', { kind: 'undelivered' });
    await world.gateways.email.send(anEmail());
    await world.quiet();
    expect(world.received[0]?.body.toString()).toContain('"event":"bounce"');
    expect(await world.sent()).toMatchObject([{ state: 'failed' }]);
  });

  test('when they arrive, then our check and the vendor’s own believe them', async () => {
    await world.gateways.email.send(anEmail());
    await world.quiet();
    const [request] = world.received;
    const signature = header(request!, EventWebhookHeader.SIGNATURE());
    const timestamp = header(request!, EventWebhookHeader.TIMESTAMP());
    const rawBody = request!.body;
    const vendor = new EventWebhook();
    const key = vendor.convertPublicKeyToECDSA(KEYS.publicKey);
    expect(vendor.verifySignature(key, rawBody, signature, timestamp)).toBe(true);
    const now = new Date().toISOString();
    const batch = { publicKey: KEYS.publicKey, signature, timestamp, rawBody, now };
    expect(verifySendGrid(batch)).toBe(true);
    expect(verifySendGrid({ ...batch, rawBody: rawBody.subarray(0, -2) })).toBe(false);
  });

  test('when the shop refuses the batch once, then it comes again', async () => {
    world.answers.push(403);
    await world.gateways.email.send(anEmail());
    await world.quiet();
    expect(world.received).toHaveLength(2);
  });
});

describe('callbacks that are held', () => {
  test('when they are held, then they are owed, and when released, then they come', async () => {
    await world.control('POST', '/callbacks/hold');
    await world.gateways.sms.send(anSms());
    await world.gateways.email.send(anEmail());
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(world.received).toEqual([]);
    expect(await world.counts()).toMatchObject({ pending: 4, held: true });
    expect(await world.sent()).toMatchObject([{ state: 'queued' }, { state: 'queued' }]);

    await world.control('POST', '/callbacks/release');
    await world.quiet();
    expect(world.received).toHaveLength(4);
  });

  test('when callbacks are late, then they are owed until they come', async () => {
    await world.fault('twilio', { kind: 'late_callback', delaySeconds: 0.3 });
    await world.gateways.sms.send(anSms());
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(world.received).toEqual([]);
    expect(await world.counts()).toMatchObject({ pending: 3 });
    await world.quiet();
    expect(world.received).toHaveLength(3);
  });
});
