import twilio from 'twilio';
import { createFaults } from '../../gateways/stand-ins/faults';
import { createSentLedger } from '../../gateways/stand-ins/sent-ledger';
import type { Sent } from '../../gateways/stand-ins/sent-ledger';
import { ACCOUNT, anEmail, anSms, API_KEY, localProviders } from './local-providers';

let world: Awaited<ReturnType<typeof localProviders>>;
beforeAll(async () => {
  world = await localProviders();
});
afterEach(() => world.reset());
afterAll(() => world.stop());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(world.url + path, { method: 'POST', body, headers });
const asTwilio = {
  Authorization: `Basic ${Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64')}`,
};
const asSendGrid = { Authorization: `Bearer ${API_KEY}`, 'Content-Type': 'application/json' };
const messages = `/2010-04-01/Accounts/${ACCOUNT.accountSid}/Messages.json`;

describe('what the stand-ins are told', () => {
  test.each([
    ['an unknown kind', '/faults/twilio', { kind: 'explode' }],
    ['an unknown word', '/faults/twilio', { kind: 'refuse', time: 2 }],
    ['no times at all', '/faults/twilio', { kind: 'refuse', times: 0 }],
    ['an address that is none', '/callbacks/base', { callbackBase: 'ftp://x' }],
  ])('when a test tells %s, then it is told off at once', async (_what, path, body) => {
    const response = await post(path, JSON.stringify(body), { 'Content-Type': 'application/json' });
    expect(response.status).toBe(400);
  });

  test('when there is no such provider or route, then 404', async () => {
    const json = { 'Content-Type': 'application/json' };
    expect((await post('/faults/pigeon', '{"kind":"refuse"}', json)).status).toBe(404);
    expect((await post('/nowhere', '')).status).toBe(404);
  });

  test('when faults are listed and cleared, then what is left is seen', async () => {
    await world.fault('twilio', { kind: 'refuse', times: 3, to: '+7999' });
    expect(await world.control('GET', '/faults')).toEqual({
      items: [{ provider: 'twilio', kind: 'refuse', times: 3, to: '+7999' }],
    });
    await world.control('DELETE', '/faults');
    expect(await world.control('GET', '/faults')).toEqual({ items: [] });
  });

  test('when faults are queued, then requests meet them in their order', () => {
    const faults = createFaults();
    faults.add('twilio', { kind: 'refuse', times: 2 });
    faults.add('twilio', { kind: 'silent', times: 1 });
    const answers = [1, 2, 3, 4].map(() => faults.take('twilio', '+7').behaviour.answer);
    expect(answers).toEqual(['refusal', 'refusal', 'dropped', 'ok']);
  });

  test('when only the latest are asked for, then the older are left out', async () => {
    await world.gateways.sms.send(anSms());
    await new Promise((resolve) => setTimeout(resolve, 5));
    const since = new Date().toISOString();
    await world.gateways.email.send(anEmail());
    const answer = (await world.control('GET', `/sent?since=${since}`)) as { items: unknown[] };
    expect(answer.items).toMatchObject([{ channel: 'email', at: expect.any(String) as string }]);
    expect(await world.sent()).toHaveLength(2);
  });
});

describe('what the stand-in of Twilio checks', () => {
  test('when the account is another, then 404; when the credentials are wrong, then 401', async () => {
    const other = messages.replace(ACCOUNT.accountSid, `AC${'0'.repeat(32)}`);
    expect((await post(other, '', asTwilio)).status).toBe(404);
    expect((await post(messages, '')).status).toBe(401);
  });

  test.each([
    ['To=', 21604],
    ['To=%2B79161234567', 21603],
    ['To=%2B79161234567&From=Ordo', 21602],
    ['To=%2B79161234567&From=Ordo&Body=x&StatusCallback=nowhere', 21609],
    ['To=89161234567&From=Ordo&Body=x', 21211],
  ])('when the form says %s, then the number is %i', async (form, code) => {
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const response = await post(messages, form, { ...asTwilio, ...type });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ code }),
    ]);
  });

  test('when there are more messages than a page holds, then the real client reads all pages', async () => {
    for (let number = 0; number < 7; number += 1) {
      await world.gateways.sms.send(
        anSms({ text: `№ ${number}`, callbackUrl: `https://a.example/${number}` }),
      );
    }
    const client = twilio(ACCOUNT.accountSid, ACCOUNT.authToken);
    client.api.baseUrl = world.url;
    const list = await client.messages.list({ to: anSms().to, pageSize: 3, limit: 10 });
    expect(list.map(({ body }) => body)).toEqual([6, 5, 4, 3, 2, 1, 0].map((one) => `№ ${one}`));
    const fetched = await client.messages(list[0]!.sid).fetch();
    expect(fetched).toMatchObject({ body: '№ 6', direction: 'outbound-api', to: anSms().to });
    await expect(client.messages(`SM${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
    });
  });

  test('when Twilio is asked by date of sending, then what is still queued is left out', async () => {
    const client = twilio(ACCOUNT.accountSid, ACCOUNT.authToken);
    client.api.baseUrl = world.url;
    const question = { to: anSms().to, dateSentAfter: new Date(Date.now() - 60_000) };
    await world.control('POST', '/callbacks/hold');
    await world.gateways.sms.send(anSms());
    expect(await client.messages.list(question)).toHaveLength(0);
    await world.control('POST', '/callbacks/release');
    await world.quiet();
    expect(await client.messages.list(question)).toHaveLength(1);
  });
});

describe('what the stand-in of SendGrid checks', () => {
  const whole = {
    from: { email: 'shop@ordo.example' },
    subject: 'Заказ',
    personalizations: [
      { to: [{ email: 'anna@example.org' }], custom_args: { notification_id: 'n' } },
    ],
    content: [{ type: 'text/plain', value: 'Принят.' }],
  };

  test.each<[string, object]>([
    ['no sender', { from: undefined }],
    ['an empty subject', { subject: '' }],
    ['nobody to write to', { personalizations: [] }],
    ['an address that is none', { personalizations: [{ to: [{ email: 'anna' }] }] }],
    ['an empty part', { content: [{ type: 'text/plain', value: '' }] }],
    [
      'its plain part last',
      {
        content: [
          { type: 'text/html', value: 'a' },
          { type: 'text/plain', value: 'b' },
        ],
      },
    ],
    [
      'an id that is no text',
      {
        personalizations: [{ to: [{ email: 'a@b.example' }], custom_args: { notification_id: 5 } }],
      },
    ],
  ])('when an e-mail has %s, then 400 with its fields named', async (_what, change) => {
    const response = await post(
      '/v3/mail/send',
      JSON.stringify({ ...whole, ...change }),
      asSendGrid,
    );
    const answer = (await response.json()) as { errors: unknown[] };
    expect(response.status).toBe(400);
    expect(answer.errors.length).toBeGreaterThan(0);
    expect(await world.sent()).toEqual([]);
  });

  test('when it is whole, then 202 with an id; when the key is wrong, then 401; when it is no JSON, then 400', async () => {
    const good = await post('/v3/mail/send', JSON.stringify(whole), asSendGrid);
    expect([good.status, good.headers.get('x-message-id')]).toEqual([
      202,
      expect.stringMatching(/.{10}/),
    ]);
    const stranger = { ...asSendGrid, Authorization: 'Bearer SG.other' };
    expect((await post('/v3/mail/send', JSON.stringify(whole), stranger)).status).toBe(401);
    expect((await post('/v3/mail/send', '{', asSendGrid)).status).toBe(400);
  });
});

describe('the memory of the stand-ins', () => {
  const anEntry = (number: number, text = ''): Sent => ({
    provider: 'sendgrid',
    providerId: `id-${number}`,
    channel: 'email',
    from: '',
    to: '',
    subject: '',
    text,
    html: null,
    notificationId: `n-${number}`,
    callbackUrl: null,
    at: '2026-11-22T00:00:00.000Z',
    isHidden: false,
    state: 'queued',
    sentAt: null,
  });

  test('when more than twenty thousand were accepted, then the oldest are forgotten and a duplicate is not', () => {
    const ledger = createSentLedger();
    ledger.accept(anEntry(-1));
    ledger.accept({ ...anEntry(-2), notificationId: 'n--1' });
    for (let number = 0; number < 20_100; number += 1) ledger.accept(anEntry(number));
    expect(ledger.since('')).toHaveLength(20_000);
    expect(ledger.find('id-0')).toBeUndefined();
    expect(ledger.find('id-20099')).toBeDefined();
    expect(ledger.duplicates()).toEqual([{ provider: 'sendgrid', notification: 'n--1', times: 2 }]);
  });

  test('when few but huge ones were accepted, then the oldest are forgotten too', () => {
    const ledger = createSentLedger();
    const text = 'x'.repeat(30_000_000);
    for (let number = 0; number < 5; number += 1) ledger.accept(anEntry(number, text));
    expect(ledger.since('')).toHaveLength(3);
  });

  test('when a duplicate was made, then clearing what was sent does not hide it', async () => {
    await world.gateways.email.send(anEmail());
    await world.gateways.email.send(anEmail());
    await world.control('DELETE', '/sent');
    expect(await world.duplicates()).toEqual([
      { provider: 'sendgrid', notification: 'notification-17', times: 2 },
    ]);
  });
});
