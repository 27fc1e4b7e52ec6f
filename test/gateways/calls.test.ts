// Calls by Twilio's real client against the stand-in: what is said, what is pressed, how it ends, and what
// can be found out when an answer was lost.
import { validateRequest } from 'twilio';
import { createCallees } from '../../gateways/stand-ins/callees';
import type { Callee } from '../../gateways/stand-ins/callees';
import type { FaultKind } from '../../gateways/stand-ins/faults';
import { readTwiml } from '../../gateways/stand-ins/read-twiml';
import { menuTwiml, partingTwiml } from '../../gateways/twilio-twiml';
import { verifyTwilio } from '../../gateways/twilio-signature';
import { ACCOUNT, gatewaysTo, localProviders, PUBLIC_BASE } from './local-providers';

let world: Awaited<ReturnType<typeof localProviders>>;
beforeAll(async () => {
  world = await localProviders();
});
afterEach(async () => {
  expect(await world.duplicates()).toEqual([]);
  await world.reset();
  await world.control('DELETE', '/callees');
});
afterAll(() => world.stop());

const TO = '+79161234567';
const address = (call: string): string => `${PUBLIC_BASE}/v1/webhooks/twilio/call/${call}`;
const KEYS_URL = `${PUBLIC_BASE}/v1/webhooks/twilio/gather/keys`;
const call = (name = 'call-17', to = TO) =>
  world.gateways.voice.call({ to, answerUrl: address(name), callbackUrl: address(name) });
const callee = (does: Callee['does'], keys = '') =>
  world.control('POST', '/callees', { to: TO, does, keys });

const MENU = menuTwiml({
  locale: 'ru',
  opening: 'Заказ 1, 7 <за> "2900" & всё.',
  choices: 'Нажмите 1.',
  unheard: 'До свидания.',
  keysUrl: KEYS_URL,
});
const SAID_ONCE = 'Заказ 1, 7 <за> "2900" & всё.\nНажмите 1.';

const steps = () =>
  world.received.map(({ path, body }) => {
    const fields = Object.fromEntries(new URLSearchParams(body.toString()));
    return [path.split('/').at(-2), fields['CallStatus'], fields['Digits']];
  });

describe('a call that goes well', () => {
  test('when nobody was told of, then nobody answers', async () => {
    expect(await call()).toMatchObject({ outcome: 'accepted' });
    await world.quiet();
    expect(steps()).toEqual([['call', 'no-answer', undefined]]);
    expect(await world.sent()).toMatchObject([{ channel: 'voice', text: '', state: 'no-answer' }]);
  });

  test.each([
    ['busy', 'busy'],
    ['line_fails', 'failed'],
  ] as const)(
    'when the line is %s, then Twilio says %s and asks for nothing',
    async (does, status) => {
      await callee(does);
      await call();
      await world.quiet();
      expect(steps()).toEqual([['call', status, undefined]]);
      expect(await world.sent()).toMatchObject([{ state: status }]);
    },
  );

  test('when a key is pressed, then the menu was said once, the key is brought, and its answer is said', async () => {
    await callee('answers', '1');
    world.says.push(MENU, partingTwiml('ru', 'Спасибо.'));
    await call();
    await world.quiet();
    expect(steps()).toEqual([
      ['call', 'in-progress', undefined],
      ['gather', 'in-progress', '1'],
      ['call', 'completed', undefined],
    ]);
    const text = `${SAID_ONCE}\nСпасибо.`;
    expect(await world.sent()).toMatchObject([{ to: TO, text, state: 'completed' }]);
  });

  test('when no key is pressed, then the menu is said twice and then the end', async () => {
    await callee('answers');
    world.says.push(MENU);
    await call();
    await world.quiet();
    expect(steps()).toHaveLength(2);
    const [sent] = await world.sent();
    expect(sent?.text).toBe(`${SAID_ONCE}\n${SAID_ONCE}\nДо свидания.`);
  });

  test('when two keys are pressed, then each answers its own question', async () => {
    await callee('answers', '73');
    world.says.push(MENU, MENU, partingTwiml('en', 'Thank you.'));
    await call();
    await world.quiet();
    expect(steps().map(([, , digits]) => digits)).toEqual([undefined, '7', '3', undefined]);
  });

  test('when its requests arrive, then our check and the vendor’s own believe them on the public address', async () => {
    await callee('answers', '2');
    world.says.push(MENU, partingTwiml('ru', 'Спасибо.'));
    await call();
    await world.quiet();
    expect(world.received).toHaveLength(3);
    for (const request of world.received) {
      const signature = String(request.headers['x-twilio-signature']);
      const params = Object.fromEntries(new URLSearchParams(request.body.toString()));
      const url = PUBLIC_BASE + request.path;
      expect(validateRequest(ACCOUNT.authToken, signature, url, params)).toBe(true);
      expect(verifyTwilio({ authTokens: [ACCOUNT.authToken], signature, url, params })).toBe(true);
      const changed = { ...params, Digits: '1' };
      expect(
        verifyTwilio({ authTokens: [ACCOUNT.authToken], signature, url, params: changed }),
      ).toBe(false);
    }
  });

  test.each([
    ['no TwiML', 'hello'],
    ['a verb that is not known', '<Response><Dance/></Response>'],
    ['nothing at all', ''],
  ])(
    'when it is answered with %s, then Twilio says that something is wrong and hangs up',
    async (_, body) => {
      await callee('answers', '1');
      world.says.push(body);
      await call();
      await world.quiet();
      expect(steps().at(-1)).toEqual(['call', 'completed', undefined]);
      expect((await world.sent())[0]?.text).toContain('application error');
    },
  );
});

describe('what the callee was told to do', () => {
  test('when a number was told of and then all others, then each does its own', () => {
    const callees = createCallees();
    expect(callees.of(TO)).toEqual({ does: 'no_answer', keys: '' });
    callees.tell({ to: TO, does: 'answers', keys: '1' });
    callees.tell({ does: 'busy', keys: '' });
    expect([callees.of(TO).does, callees.of('+7999').does]).toEqual(['answers', 'busy']);
    callees.clear();
    expect(callees.of(TO).does).toBe('no_answer');
  });

  test.each([{ does: 'sings' }, { does: 'answers', keys: 'one' }, { keys: '1' }])(
    'when it is told %p, then it is told off',
    async (body) => {
      await expect(world.control('POST', '/callees', body)).rejects.toThrow('400');
    },
  );
});

/** Outcome, how many calls were accepted, and how many requests follow: asking what to say, and the end. */
const FAULTS: [FaultKind, string, number, number][] = [
  ['refuse', 'refused', 0, 0],
  ['unavailable', 'repeat', 0, 0],
  ['rate_limit', 'repeat', 0, 0],
  ['drop_before', 'unknown', 0, 0],
  ['hang', 'unknown', 0, 0],
  ['drop_after_accepting', 'unknown', 1, 2],
  ['fail_after_accepting', 'unknown', 1, 2],
  ['late_callback', 'accepted', 1, 2],
  ['callback_first', 'accepted', 1, 2],
  ['silent', 'unknown', 1, 0],
  ['undelivered', 'accepted', 1, 1],
];

describe('a provider in trouble', () => {
  test.each(FAULTS)(
    'when it does %s, then the call is %s, %i accepted, %i requests',
    async (kind, outcome, accepted, requests) => {
      await callee('answers');
      world.says.push(MENU);
      const late = kind === 'late_callback' ? { delaySeconds: 0.1 } : {};
      await world.fault('twilio', { kind, to: TO, ...late });
      expect(await call()).toMatchObject({ outcome });
      await world.quiet();
      expect(await world.sent()).toHaveLength(accepted);
      expect(steps()).toHaveLength(requests);
    },
  );

  test('when the number is none, then it is refused with Twilio’s own word', async () => {
    expect(await call('call-18', '+79160000000')).toEqual({ outcome: 'refused', code: '21211' });
  });
});

describe('asking what became of a call', () => {
  const find = (begun: string, others: string[] = []) =>
    world.gateways.voice.find({ to: TO, since: begun, others });
  const sids = async (): Promise<string[]> =>
    (await world.sent()).map(({ providerId }) => providerId);

  test('when the answer was lost, then the call is found, whether it has begun or not', async () => {
    const begun = new Date().toISOString();
    await world.control('POST', '/callbacks/hold');
    await world.fault('twilio', { kind: 'drop_after_accepting' });
    await call();
    const [providerId] = await sids();
    expect(await find(begun)).toEqual({ found: 'accepted', providerId, state: 'sent' });
    await world.control('POST', '/callbacks/release');
    await world.quiet();
    expect(await find(begun)).toEqual({ found: 'accepted', providerId, state: 'failed' });
  });

  test('when somebody answered it, then it is found as made', async () => {
    await callee('answers');
    world.says.push(MENU);
    const begun = new Date().toISOString();
    await call();
    await world.quiet();
    expect(await find(begun)).toMatchObject({ found: 'accepted', state: 'delivered' });
  });

  test('when the connection broke before, then Twilio says no, also when only others were called', async () => {
    const begun = new Date().toISOString();
    await world.fault('twilio', { kind: 'drop_before' });
    await call();
    expect(await find(begun)).toEqual({ found: 'no' });
    await call('call-18', '+79161234568');
    expect(await find(begun)).toEqual({ found: 'no' });
  });

  test('when the only call to the number is another order’s, then it is not taken for this one', async () => {
    const begun = new Date().toISOString();
    await call('another');
    expect(await find(begun, await sids())).toEqual({ found: 'no' });
  });

  test('when two calls to the number are nobody’s, then it cannot be told which it is', async () => {
    const begun = new Date().toISOString();
    await call('one');
    await call('two');
    expect(await find(begun)).toEqual({ found: 'cannot_tell', code: 'AMBIGUOUS' });
    expect(await find(begun, (await sids()).slice(0, 1))).toMatchObject({ found: 'accepted' });
  });

  test('when the number was called long before, then that is not this call', async () => {
    await call();
    const later = new Date(Date.now() + 60_000).toISOString();
    expect(await find(later)).toEqual({ found: 'no' });
  });

  test('when the provider hides it or cannot be asked, then its no is all there is, or nothing', async () => {
    const begun = new Date().toISOString();
    await world.fault('twilio', { kind: 'silent', hidden: true });
    await call();
    expect(await find(begun)).toEqual({ found: 'no' });
    const away = gatewaysTo('http://127.0.0.1:9');
    const answer = await away.voice.find({ to: TO, since: begun, others: [] });
    expect(answer).toEqual({ found: 'cannot_tell', code: 'ECONNREFUSED' });
  });
});

describe('the TwiML', () => {
  test('when the menu is made, then one key is waited for twice, in the customer’s language', () => {
    const verbs = readTwiml(MENU);
    expect(verbs.map(({ name }) => name)).toEqual(['Gather', 'Gather', 'Say', 'Hangup']);
    expect(verbs[0]?.attributes).toMatchObject({
      numDigits: '1',
      action: KEYS_URL,
      method: 'POST',
    });
    expect(verbs[0]?.inside.map(({ attributes }) => attributes)).toEqual([
      { language: 'ru-RU' },
      { language: 'ru-RU' },
    ]);
    expect(readTwiml(partingTwiml('en', 'Bye'))).toMatchObject([
      { name: 'Say', text: 'Bye', attributes: { language: 'en-GB' } },
      { name: 'Hangup' },
    ]);
  });

  test.each([
    '<Response><Say>a</Response></Say>',
    '<Response>',
    '<Say>a</Say>',
    '<Response/><Response/>',
    '<Response><Say><Hangup/></Say></Response>',
    '<Response><Say>&nbsp;</Say></Response>',
    '<Response a=1></Response>',
  ])('when a document is %s, then the stand-in does not take it for TwiML', (document) => {
    expect(() => readTwiml(document)).toThrow();
  });
});
