/**
 * Story 11: Twilio calls and the voice menu asks. All customers order in the same hour, so that one day
 * tells all: the keys, nobody pressing one, nobody answering, and a provider in trouble.
 */
import { aCustomer, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Mail, OrderSeen, Shop } from '../support/shop';
import { agreesBy, calleeDoes } from '../support/voice-menu';

interface Customer {
  readonly does: string;
  readonly keys?: string;
  readonly fault?: object;
  readonly locale?: string;
}

const SILENT = { kind: 'silent', hidden: true };

/** Who orders on Thursday at 11:00, and what happens when their phone rings at 11:05. */
const CUSTOMERS = {
  confirms: { does: 'answers', keys: '1' },
  mistypes: { does: 'answers', keys: '91', locale: 'en' },
  wantsChange: { does: 'answers', keys: '2' },
  wantsCall: { does: 'answers', keys: '3' },
  taps: { does: 'answers', keys: '1' },
  pressesNothing: { does: 'answers' },
  isOut: { does: 'no_answer' },
  isBusy: { does: 'busy' },
  hasDeadLine: { does: 'line_fails' },
  providerIsAway: { does: 'answers', keys: '1', fault: { kind: 'unavailable', times: 2 } },
  answerIsLost: { does: 'answers', keys: '1', fault: { kind: 'drop_after_accepting' } },
  answerIsLostAndOut: { does: 'no_answer', fault: { kind: 'drop_after_accepting' } },
  providerIsSilent: { does: 'answers', fault: SILENT },
  providerKnows: { does: 'answers', fault: { kind: 'silent' } },
  toldBefore: { does: 'answers', keys: '1', fault: { kind: 'callback_first' } },
  isRefused: { does: 'answers', keys: '1', fault: { kind: 'refuse' } },
} as const satisfies Record<string, Customer>;

type Name = keyof typeof CUSTOMERS | 'ordersAgain';
const NAMES = Object.keys(CUSTOMERS) as (keyof typeof CUSTOMERS)[];

let shop: Shop;
const ids = new Map<Name, string>();
const of = (name: Name): string => ids.get(name) ?? '';

/** A number that nobody else has. */
const phone = (name: keyof typeof CUSTOMERS): string =>
  `+791655500${String(10 + NAMES.indexOf(name))}`;

async function orders(name: keyof typeof CUSTOMERS): Promise<void> {
  const customer: Customer = CUSTOMERS[name];
  const { does, keys = '' } = customer;
  await calleeDoes(shop, { to: phone(name), does, keys });
  await place(name, phone(name), customer);
}

async function place(
  name: Name,
  to: string,
  { fault, locale = 'ru' }: Pick<Customer, 'fault' | 'locale'>,
): Promise<void> {
  const customer = aCustomer({ phone: to, channel: 'email', locale });
  const { id } = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00'), { customer }));
  if (fault) await shop.fault('twilio', { ...fault, to });
  ids.set(name, id);
}

const order = (name: Name): Promise<OrderSeen> => shop.order(of(name));
const calls = async (name: Name): Promise<readonly Mail[]> =>
  (await shop.sent(of(name))).filter((mail) => mail.channel === 'voice');
const count = async (name: Name, type: string): Promise<number> =>
  (await shop.happened(of(name))).filter((one) => one === type).length;
const ends = async (name: Name): Promise<unknown[]> =>
  (await shop.timeline(of(name)))
    .filter((row) => row.type === 'VoiceCallEnded')
    .map((row) => row.data['outcome']);

beforeAll(async () => {
  shop = await openShop();
  await agreesBy(shop, [
    { do: 'voice', after: { minutes: 5 } },
    { do: 'call', after: { minutes: 120 } },
    { do: 'email', after: { minutes: 0 } },
  ]);
  await shop.week();
  await shop.time('thu 11:00');
  for (const name of NAMES) await orders(name);
  await shop.taps(of('taps'), { answer: 'confirm' });
  await shop.time('thu 11:04');
  for (const name of NAMES) expect(await calls(name)).toEqual([]);
  await shop.time('thu 11:10');
  await place('ordersAgain', phone('isOut'), { fault: { kind: 'drop_before' } });
  await shop.time('thu 11:45');
}, 240_000);
afterAll(() => shop.close());

describe('the keys', () => {
  test('when the customer presses 1, then the order is confirmed after number and sum were read out', async () => {
    const { stage, agreed, number } = await order('confirms');
    expect({ stage, agreed }).toMatchObject({
      stage: 'instructing',
      agreed: { channel: 'voice', version: 1 },
    });
    const [call, ...others] = await calls('confirms');
    expect(others).toEqual([]);
    expect(call).toMatchObject({ purpose: 'confirm_by_voice', state: 'completed' });
    expect(call?.text).toContain(Array.from(number.replace('-', '')).join(', '));
    expect(call?.text).toContain('сумма 2900 российских рублей');
    expect(call?.text).toContain('подтверждение принято');
    expect(await shop.happened(of('confirms'))).not.toContain('Refused');
  });

  test('when an English customer mistypes first, then the menu says so in English and takes the next key', async () => {
    const [call] = await calls('mistypes');
    expect(call?.text).toMatch(/There is no such choice\. Hello! .*the sum is 2900 Russian rubles/);
    expect((await order('mistypes')).agreed).toMatchObject({ channel: 'voice' });
  });

  test('when the customer presses 2, then a manager is to change the order', async () => {
    expect(await shop.openTasks(of('wantsChange'))).toEqual(['customer_wants_change']);
    expect((await order('wantsChange')).agreed).toBeNull();
  });

  test('when the customer presses 3, then a manager is to call at once', async () => {
    expect(await shop.openTasks(of('wantsCall'))).toEqual(['call_customer']);
    await shop.confirms(of('wantsCall'));
    expect((await order('wantsCall')).agreed).toMatchObject({ channel: 'phone' });
  });

  test('when the customer has confirmed by the link before, then the phone never rings', async () => {
    expect(await calls('taps')).toEqual([]);
    expect((await order('taps')).agreed).toMatchObject({ channel: 'link' });
  });
});

test.each([
  ['pressesNothing', 'no_key', 'completed'],
  ['isOut', 'no_answer', 'no-answer'],
  ['isBusy', 'busy', 'busy'],
  ['hasDeadLine', 'failed', 'failed'],
] as const)(
  'when the customer %s, then that is one attempt in vain (%s)',
  async (name, outcome, state) => {
    expect(await ends(name)).toEqual([outcome]);
    expect(await count(name, 'ContactAttempted')).toBe(1);
    expect(await count(name, 'Refused')).toBe(0);
    expect(await calls(name)).toMatchObject([{ state }]);
    expect(await shop.openTasks(of(name))).toEqual([]);
  },
);

describe('the provider', () => {
  test('when it is away twice, then the call is made once', async () => {
    expect(await calls('providerIsAway')).toHaveLength(1);
    expect(await count('providerIsAway', 'MessagePutOff')).toBe(2);
    expect((await order('providerIsAway')).agreed).toMatchObject({ channel: 'voice' });
  });

  test('when its answer is lost after it took the call, then the key counts and nobody is called twice', async () => {
    expect(await calls('answerIsLost')).toHaveLength(1);
    expect((await order('answerIsLost')).agreed).toMatchObject({ channel: 'voice' });
  });

  test('when its answer is lost and nobody picks up, then the end of the call settles it', async () => {
    expect(await calls('answerIsLostAndOut')).toHaveLength(1);
    expect(await ends('answerIsLostAndOut')).toEqual(['no_answer']);
  });

  test('when it is silent for good, then it is asked twice and nobody is called twice', async () => {
    expect(await count('providerIsSilent', 'ProviderAsked')).toBe(2);
    expect(await ends('providerIsSilent')).toEqual(['unknown']);
    expect(await calls('providerIsSilent')).toHaveLength(1);
  });

  test('when it is silent but knows the call if asked, then its end is waited for a quarter of an hour', async () => {
    // The letter of the order, and the call.
    expect(await count('providerKnows', 'MessageSent')).toBe(2);
    expect(await ends('providerKnows')).toEqual(['unknown']);
    expect(await calls('providerKnows')).toHaveLength(1);
  });

  test('when it has taken only the call about another order to the same number, then that is not this one', async () => {
    const asked = (await shop.timeline(of('ordersAgain'))).filter(
      (row) => row.type === 'ProviderAsked',
    );
    expect(asked.map((row) => row.data['found'])).toEqual(['no', 'no']);
    expect(await calls('ordersAgain')).toEqual([]);
    expect(await calls('isOut')).toHaveLength(1);
  });

  test('when it tells everything before it answers, then all of it counts', async () => {
    expect((await order('toldBefore')).agreed).toMatchObject({ channel: 'voice' });
    expect(await calls('toldBefore')).toHaveLength(1);
  });

  test('when it refuses the number, then nothing is sent in its place', async () => {
    expect(await ends('isRefused')).toEqual(['failed']);
    expect(await shop.purposes(of('isRefused'))).toEqual(['order_received']);
  });
});

describe('two hours later', () => {
  beforeAll(() => shop.time('thu 13:40'), 120_000);

  test.each([
    ...(['pressesNothing', 'isOut', 'isBusy', 'hasDeadLine', 'isRefused'] as const),
    ...(['answerIsLostAndOut', 'providerIsSilent', 'providerKnows'] as const),
  ])('when the customer was not reached (%s), then a manager is to call', async (name) => {
    expect(await shop.openTasks(of(name))).toEqual(['call_customer']);
    expect((await calls(name)).length).toBeLessThan(2);
  });

  test('when the customer wants a change, then nobody calls beside the manager who sees to it', async () => {
    const id = of('wantsChange');
    expect(await shop.openTasks(id)).toEqual(['customer_wants_change']);
    await shop.outcome(id, 'customer_wants_change', { outcome: 'kept' });
    expect(await shop.openTasks(id)).toEqual(['call_customer']);
  });

  test.each(['confirms', 'mistypes', 'answerIsLost'] as const)(
    'when it is agreed (%s), then nothing more is tried',
    async (name) => {
      expect(await shop.openTasks(of(name))).toEqual([]);
      expect(await shop.purposes(of(name))).toEqual(['order_received', 'confirm_by_voice']);
    },
  );

  test('when a manager called later than half an hour, then the order had gone out by e-mail meanwhile, and nothing since', async () => {
    const purposes = ['order_received', 'confirm_by_voice', 'confirm_by_email'];
    expect(await shop.openTasks(of('wantsCall'))).toEqual([]);
    expect(await shop.purposes(of('wantsCall'))).toEqual(purposes);
  });
});
