/**
 * The voice menu over HTTP: what Twilio is told to say, the key it brings, and the end of a call; only what
 * is signed is listened to, and each fact counts once.
 */
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { signLink } from '../../../gateways/link-signature';
import { openApi, TWILIO_TOKEN } from '../open-api';
import type { Api } from '../open-api';
import { actionIn, callsAtOnce, voiceCalls } from './voice-calls';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  await callsAtOnce(api);
});
afterAll(() => api.close());

const twilio = voiceCalls(() => api);
const { asTwilio, callPath, keysPath, ringing, answered, ended, press } = twilio;
const { typesOf, count, factsOf, untilRead } = twilio;

describe('what is said', () => {
  test('when somebody picks up, then number and sum are read out twice, and nothing personal', async () => {
    const call = await ringing({ name: 'Секретная Анна' });
    const said = await answered(call);
    expect(said.status).toBe(200);
    expect(said.headers.get('content-type')).toContain('text/xml');
    expect(said.text.match(/<Gather [^>]*numDigits="1"/g)).toHaveLength(2);
    expect(said.text).toContain('language="ru-RU"');
    expect(said.text).toContain('2900 российских рублей');
    expect(said.text).not.toContain('Секретная');
    expect(said.text).not.toContain('9161234567');
    expect(await factsOf(call)).toBe(0);
  });

  test('when the order was agreed meanwhile or is closed, then that is said and no key is asked for', async () => {
    const agreed = await ringing();
    await api.ask(`/v1/orders/${agreed.orderId}/confirmation`, { body: { channel: 'phone' } });
    const said = await answered(agreed);
    expect(said.text).toContain('уже подтверждён');
    expect(said.text).not.toContain('<Gather');
    const closed = await ringing();
    await api.ask(`/v1/orders/${closed.orderId}/cancellation`, { body: { reason: 'price' } });
    expect((await answered(closed)).text).toContain('заказ закрыт');
  });

  test('when the call is not known, or is no call, then nothing of any order is said', async () => {
    const call = await ringing();
    const other = await api.database.prisma.notification.findFirstOrThrow({
      where: { lifeId: call.orderId, channel: { not: 'voice' } },
    });
    for (const token of ['no-such-token', other.token]) {
      const said = await answered({ ...call, token });
      expect(said.status).toBe(200);
      expect(said.text).toContain('<Hangup/>');
      expect(said.text).not.toContain('<Gather');
    }
    expect((await ended({ ...call, token: 'no-such-token' }, 'busy')).status).toBe(204);
  });
});

describe('the keys', () => {
  test('when 1 is pressed, then the order is confirmed, though the same key is told five times', async () => {
    const call = await ringing();
    const path = await keysPath(call);
    for (let told = 0; told < 5; told += 1) {
      const said = await press(call, '1', path);
      expect(said.text).toContain('подтверждение принято');
    }
    await untilRead();
    expect(await count(call, 'OrderAgreed')).toBe(1);
    expect(await count(call, 'VoiceCallEnded')).toBe(1);
    expect(await factsOf(call)).toBe(1);
    expect((await api.ask(`/v1/orders/${call.orderId}`)).body.agreed).toMatchObject({
      channel: 'voice',
    });
  });

  test('when the call then ends, then that is no news', async () => {
    const call = await ringing();
    await press(call, '1');
    expect((await ended(call, 'completed')).status).toBe(204);
    await untilRead();
    expect(await factsOf(call)).toBe(1);
    expect(await typesOf(call)).not.toContain('Refused');
  });

  test.each([
    ['2', 'поможет изменить', 'customer_wants_change'],
    ['3', 'позвонит вам', null],
  ])('when %s is pressed, then "%s" is said and a person is asked', async (key, words, task) => {
    const call = await ringing();
    expect((await press(call, key)).text).toContain(words);
    await untilRead();
    expect(await count(call, 'ContactAttempted')).toBe(1);
    const { items } = (await api.ask(`/v1/tasks?orderId=${call.orderId}&limit=100`)).body;
    if (task !== null) expect(items.map(({ kind }) => kind)).toContain(task);
    expect(await count(call, 'OrderAgreed')).toBe(0);
  });

  test.each(['7', '*', '12'])(
    'when the key is %s, then the menu is said again and nothing is concluded',
    async (key) => {
      const call = await ringing();
      const said = await press(call, key);
      expect(said.text).toContain('Такого варианта нет');
      expect(said.text).toContain('<Gather');
      expect(await factsOf(call)).toBe(0);
    },
  );

  test('when the order was changed after it was read out, then the new sum is read out and only then confirmed', async () => {
    const call = await ringing();
    const path = await keysPath(call);
    const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }];
    const amended = await api.ask(`/v1/orders/${call.orderId}/amendments`, {
      body: { changes, by: 'manager' },
      version: 1,
    });
    expect(amended.status).toBe(202);
    const said = await press(call, '1', path);
    expect(said.text).toContain('изменился');
    expect(said.text).toContain('5500 российских рублей');
    expect(await factsOf(call)).toBe(0);
    await press(call, '1', actionIn(said));
    await untilRead();
    expect((await api.ask(`/v1/orders/${call.orderId}`)).body.agreed).toMatchObject({ version: 2 });
  });

  test('when it was confirmed by the link meanwhile, then a late 1 says so', async () => {
    const call = await ringing();
    const path = await keysPath(call);
    await api.ask(`/v1/orders/${call.orderId}/confirmation`, { body: { channel: 'phone' } });
    expect((await press(call, '1', path)).text).toContain('уже подтверждён');
    await untilRead();
    expect(await typesOf(call)).toContain('AlreadyAgreed');
  });

  test('when the address was not signed by us or has run out, then nothing happens', async () => {
    const call = await ringing();
    const id = `${call.token}:1`;
    const expired = signLink(
      { for: 'voice', id, expires: 1 },
      'a-secret-that-only-tests-know-of-32',
    );
    for (const token of ['nonsense', expired, call.token]) {
      const said = await press(call, '1', `/v1/webhooks/twilio/gather/${token}`);
      expect(said.text).not.toContain('принято');
    }
    expect(await factsOf(call)).toBe(0);
  });
});

describe('the end of a call', () => {
  test.each([
    ['completed', 'no_key'],
    ['no-answer', 'no_answer'],
    ['busy', 'busy'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('when Twilio says %s five times, then it is one attempt in vain', async (status, outcome) => {
    const call = await ringing();
    for (let told = 0; told < 5; told += 1) expect((await ended(call, status)).status).toBe(204);
    await untilRead();
    const timeline = await api.ask(`/v1/orders/${call.orderId}/timeline?limit=100`);
    const ends = timeline.body.items.filter((item) => item.type === 'VoiceCallEnded');
    expect(ends.map(({ data }) => data['outcome'])).toEqual([outcome]);
    expect(await count(call, 'ContactAttempted')).toBe(1);
    expect(await factsOf(call)).toBe(1);
  });

  test('when nobody knew whether the call was made, then picking up settles it once', async () => {
    const call = await ringing();
    const { id } = call;
    const command = { messageId: id, attempt: 1, outcome: 'unknown' };
    await api.database.pool.query(
      'INSERT INTO inbox (life_id, sender, sender_id, received_at, command) VALUES ($1, $2, $3, now(), $4)',
      [call.orderId, 'test', id, JSON.stringify({ name: 'messageResult', body: command })],
    );
    await api.database.pool.query('SELECT pg_notify($1, $2)', ['ordo', call.orderId]);
    await untilRead();
    await answered(call);
    await answered(call);
    await untilRead();
    expect(await count(call, 'MessageUnknown')).toBe(1);
    expect(await count(call, 'MessageSent')).toBe(1);
    const row = await api.database.prisma.notification.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: 'sent', providerId: call.sid });
  });
});

describe('forged', () => {
  test('when the signature is another one, of other fields or missing, then 403 and nothing changes', async () => {
    const call = await ringing();
    const keys = await keysPath(call);
    const before = await api.database.prisma.notification.findUniqueOrThrow({
      where: { id: call.id },
    });
    for (const [path, fields] of [
      [callPath(call), { CallSid: call.sid, CallStatus: 'busy' }],
      [callPath(call), { CallSid: call.sid, CallStatus: 'in-progress' }],
      [keys, { CallSid: call.sid, CallStatus: 'in-progress', Digits: '1' }],
    ] as const) {
      expect((await asTwilio(path, fields, 'another-token')).status).toBe(403);
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const signature = getExpectedTwilioSignature(TWILIO_TOKEN, `${api.url}${path}`, fields);
      for (const [raw, headers] of [
        [new URLSearchParams(fields).toString(), type],
        [
          new URLSearchParams({ ...fields, Digits: '2' }).toString(),
          { ...type, 'x-twilio-signature': signature },
        ],
      ] as const) {
        const forged = await api.ask(path, { bearer: null, raw, headers, key: null });
        expect(forged.status).toBe(403);
        expect(forged.body.type).toBe('/problems/signature-invalid');
      }
    }
    const row = await api.database.prisma.notification.findUniqueOrThrow({
      where: { id: call.id },
    });
    expect(row).toEqual(before);
    expect(await factsOf(call)).toBe(0);
  });

  test('when a signed key of one call is sent to another, then 403', async () => {
    const [one, other] = [await ringing(), await ringing()];
    const fields = { CallSid: one.sid, CallStatus: 'in-progress', Digits: '1' };
    const [own, strange] = [await keysPath(one), await keysPath(other)];
    const signature = getExpectedTwilioSignature(TWILIO_TOKEN, `${api.url}${own}`, fields);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    };
    const raw = new URLSearchParams(fields).toString();
    const forged = await api.ask(strange, { bearer: null, raw, headers, key: null });
    expect(forged.status).toBe(403);
    expect(await factsOf(other)).toBe(0);
  });
});
