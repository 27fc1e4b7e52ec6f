import { createGateways } from '../../gateways/create-gateways';
import type { SendOutcome } from '../../gateways/messenger';
import type { FaultKind, Provider } from '../../gateways/stand-ins/faults';
import { ACCOUNT, anEmail, anSms, gatewaysTo, localProviders } from './local-providers';

type World = Awaited<ReturnType<typeof localProviders>>;

let world: World;
beforeAll(async () => {
  world = await localProviders();
});
afterEach(async () => {
  expect(await world.duplicates()).toEqual([]);
  await world.reset();
});
afterAll(() => world.stop());

const send: Record<Exclude<Provider, 'russian_post'>, (w: World) => Promise<SendOutcome>> = {
  twilio: ({ gateways }) => gateways.sms.send(anSms()),
  sendgrid: ({ gateways }) => gateways.email.send(anEmail()),
};

/** Outcome, how many were accepted, and how many callbacks came (three by Twilio, one batch by SendGrid). */
const TABLE: [FaultKind, SendOutcome['outcome'], number, boolean][] = [
  ['refuse', 'refused', 0, false],
  ['unavailable', 'repeat', 0, false],
  ['rate_limit', 'repeat', 0, false],
  ['drop_before', 'unknown', 0, false],
  ['hang', 'unknown', 0, false],
  ['drop_after_accepting', 'unknown', 1, true],
  ['fail_after_accepting', 'unknown', 1, true],
  ['late_callback', 'accepted', 1, true],
  ['callback_first', 'accepted', 1, true],
  ['silent', 'unknown', 1, false],
  ['undelivered', 'accepted', 1, true],
];

describe.each(['twilio', 'sendgrid'] as const)(
  'the real client against the stand-in of %s',
  (provider) => {
    const callbacks = provider === 'twilio' ? 3 : 1;

    test.each(TABLE)(
      'when the provider does %s, then it is %s, %i accepted, callbacks %p',
      async (kind, outcome, accepted, isCalledBack) => {
        await world.fault(provider, {
          kind,
          ...(kind === 'late_callback' ? { delaySeconds: 0.1 } : {}),
        });
        expect(await send[provider](world)).toMatchObject({ outcome });
        await world.quiet();
        expect(await world.sent()).toHaveLength(accepted);
        expect(world.received).toHaveLength(isCalledBack ? callbacks : 0);
        // The fault is used up: the next one goes well.
        await world.control('DELETE', '/sent');
        await world.control('DELETE', '/duplicates');
        expect(await send[provider](world)).toMatchObject({ outcome: 'accepted' });
      },
    );

    test('when nothing is wrong, then it is accepted with the id under which it is kept', async () => {
      const outcome = await send[provider](world);
      const [sent] = await world.sent();
      expect(outcome).toEqual({ outcome: 'accepted', providerId: sent?.providerId });
    });

    test('when the provider is away twice, then the third attempt is accepted and sent once', async () => {
      await world.fault(provider, { kind: 'unavailable', times: 2 });
      const outcomes = [
        await send[provider](world),
        await send[provider](world),
        await send[provider](world),
      ];
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['repeat', 'repeat', 'accepted']);
      expect(await world.sent()).toHaveLength(1);
    });

    test('when a limit is hit, then the time to wait is told', async () => {
      await world.fault(provider, { kind: 'rate_limit' });
      const outcome = await send[provider](world);
      if (outcome.outcome !== 'repeat') throw new Error('The limit was not seen.');
      expect(outcome.retryAfterSeconds).toBeGreaterThanOrEqual(1);
      expect(outcome.retryAfterSeconds).toBeLessThanOrEqual(3);
    });

    test('when whoever sends does repeat an unknown one, then the stand-in shows the duplicate', async () => {
      await world.fault(provider, { kind: 'drop_after_accepting' });
      await send[provider](world);
      await send[provider](world);
      expect(await world.duplicates()).toMatchObject([{ times: 2 }]);
      await world.control('DELETE', '/duplicates');
    });

    test('when a fault names a recipient, then nobody else meets it', async () => {
      await world.fault(provider, { kind: 'refuse', to: 'somebody-else@example.org' });
      expect(await send[provider](world)).toMatchObject({ outcome: 'accepted' });
    });
  },
);

describe('what arrives', () => {
  test('when an e-mail is sent, then both parts, the subject and our id arrive', async () => {
    await world.gateways.email.send(anEmail());
    const { to, subject, text, html, notificationId } = anEmail();
    expect(await world.sent()).toMatchObject([
      { channel: 'email', to, subject, text, html, notificationId },
    ]);
  });

  test('when a text message is sent, then its text arrives letter by letter', async () => {
    await world.gateways.sms.send(anSms());
    const { to, text, callbackUrl } = anSms();
    expect(await world.sent()).toMatchObject([{ channel: 'sms', to, text, callbackUrl }]);
  });

  test('when a call is made, then it is kept with its callback', async () => {
    const call = {
      to: '+79161234567',
      answerUrl: 'https://ordo.example/v1/webhooks/twilio/gather/t',
      callbackUrl: 'https://ordo.example/v1/webhooks/twilio/call/t',
    };
    const outcome = await world.gateways.voice.call(call);
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    expect(await world.sent()).toMatchObject([{ channel: 'voice', callbackUrl: call.callbackUrl }]);
  });
});

describe('what Twilio and SendGrid refuse by themselves', () => {
  test.each([
    ['+79160000000', '21211'],
    ['not a number', '21211'],
  ])(
    'when the number is %s, then it is refused with %s and without a call to try again',
    async (to, code) => {
      const outcome = await world.gateways.sms.send(anSms({ to }));
      expect(outcome).toEqual({ outcome: 'refused', code });
    },
  );

  test('when the text is too long, then Twilio refuses it', async () => {
    const outcome = await world.gateways.sms.send(anSms({ text: 'x'.repeat(1601) }));
    expect(outcome).toEqual({ outcome: 'refused', code: '21617' });
  });

  test('when the address is none, then SendGrid refuses it and the answer names no address', async () => {
    const outcome = await world.gateways.email.send(anEmail({ to: 'nobody' }));
    expect(outcome).toEqual({ outcome: 'refused', code: 'http_400' });
  });

  test('when the credentials are wrong, then both refuse', async () => {
    const { sms } = gatewaysTo(world.url);
    expect(await sms.send(anSms())).toMatchObject({ outcome: 'accepted' });
    const strangers = createGateways({
      twilio: { ...ACCOUNT, authToken: 'wrong', from: '+15005550006', baseUrl: world.url },
      sendgrid: { apiKey: 'SG.wrong', from: 'shop@ordo.example', baseUrl: world.url },
    });
    expect(await strangers.sms.send(anSms())).toEqual({ outcome: 'refused', code: '20003' });
    expect(await strangers.email.send(anEmail())).toEqual({ outcome: 'refused', code: 'http_401' });
  });
});

describe('asking the provider what became of a message', () => {
  const since = () => new Date().toISOString();
  const { to, text } = anSms();

  test('when the answer was lost, then Twilio still knows the message and it is not sent again', async () => {
    const begun = since();
    await world.fault('twilio', { kind: 'drop_after_accepting' });
    await world.gateways.sms.send(anSms());
    await world.quiet();
    const [sent] = await world.sent();
    expect(await world.gateways.sms.find({ to, text, since: begun })).toEqual({
      found: 'accepted',
      providerId: sent?.providerId,
      state: 'delivered',
    });
  });

  test('when the message still stands in the queue, then it is found all the same', async () => {
    const begun = since();
    await world.fault('twilio', { kind: 'silent' });
    await world.gateways.sms.send(anSms());
    const found = await world.gateways.sms.find({ to, text, since: begun });
    expect(found).toMatchObject({ found: 'accepted', state: 'sent' });
  });

  test('when it could not be delivered, then it is found as failed', async () => {
    const begun = since();
    await world.fault('twilio', { kind: 'undelivered' });
    await world.gateways.sms.send(anSms());
    await world.quiet();
    const found = await world.gateways.sms.find({ to, text, since: begun });
    expect(found).toMatchObject({ found: 'accepted', state: 'failed' });
  });

  test('when the connection broke before, then Twilio says no', async () => {
    const begun = since();
    await world.fault('twilio', { kind: 'drop_before' });
    await world.gateways.sms.send(anSms());
    expect(await world.gateways.sms.find({ to, text, since: begun })).toEqual({ found: 'no' });
  });

  test('when the provider hides what it accepted, then its no is all there is', async () => {
    const begun = since();
    await world.fault('twilio', { kind: 'silent', hidden: true });
    await world.gateways.sms.send(anSms());
    expect(await world.sent()).toHaveLength(1);
    expect(await world.gateways.sms.find({ to, text, since: begun })).toEqual({ found: 'no' });
  });

  test.each([
    ['another text', { to, text: `${text} 2` }],
    ['another number', { to: '+79161234568', text }],
  ])('when only %s was sent, then the answer is no', async (_what, other) => {
    const begun = since();
    await world.gateways.sms.send(anSms(other));
    expect(await world.gateways.sms.find({ to, text, since: begun })).toEqual({ found: 'no' });
  });

  test('when the same text went out long before, then it is not taken for this one', async () => {
    await world.gateways.sms.send(anSms());
    const later = new Date(Date.now() + 60_000).toISOString();
    expect(await world.gateways.sms.find({ to, text, since: later })).toEqual({ found: 'no' });
  });

  test('when Twilio cannot be asked, then nothing is concluded', async () => {
    const away = gatewaysTo('http://127.0.0.1:9');
    const found = await away.sms.find({ to, text, since: since() });
    expect(found).toEqual({ found: 'cannot_tell', code: 'ECONNREFUSED' });
  });

  test('when SendGrid is asked, then it cannot tell', async () => {
    const question = { notificationId: 'notification-17', since: since() };
    expect(await world.gateways.email.find(question)).toMatchObject({ found: 'cannot_tell' });
  });
});

describe('a thousand notifications through misbehaving providers', () => {
  const KINDS: FaultKind[] = [
    'refuse',
    'unavailable',
    'rate_limit',
    'drop_before',
    'drop_after_accepting',
    'fail_after_accepting',
    'callback_first',
    'silent',
  ];

  /** What the order does: repeat what is safe, ask when unknown, and never send again on a yes. */
  const settle = async (number: number): Promise<string> => {
    const sms = anSms({ text: `Заказ ${number}`, callbackUrl: `https://ordo.example/t/${number}` });
    const begun = new Date().toISOString();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const result = await world.gateways.sms.send(sms);
      if (result.outcome === 'accepted' || result.outcome === 'refused') return result.outcome;
      if (result.outcome === 'repeat') continue;
      const found = await world.gateways.sms.find({ ...sms, since: begun });
      if (found.found !== 'no') return found.found;
    }
    return 'given up';
  };

  test('when one in ten meets a fault, then none is sent twice and each is accounted for', async () => {
    const ends: string[] = [];
    for (let number = 0; number < 1000; number += 1) {
      const kind = number % 10 === 0 ? KINDS[(number / 10) % KINDS.length] : undefined;
      if (kind !== undefined) await world.fault('twilio', { kind });
      ends.push(await settle(number));
      // Looking a message up reads all of them: the list is kept short, the duplicates are not lost.
      if (number % 100 === 99) await world.control('DELETE', '/sent');
    }
    await world.quiet();
    expect(await world.duplicates()).toEqual([]);
    expect(ends.filter((end) => end === 'accepted')).toHaveLength(1000 - 13);
    expect(ends.filter((end) => end === 'refused')).toHaveLength(13);
  }, 120_000);
});
