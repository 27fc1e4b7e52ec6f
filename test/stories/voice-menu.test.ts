/**
 * Story 11: Twilio calls and the voice menu asks. Its keys, nobody pressing one, nobody answering, and a
 * provider that loses what it was told.
 */
import { aCustomer, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Mail, Shop } from '../support/shop';
import { agreesBy, calleeDoes } from '../support/voice-menu';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await agreesBy(shop, [
    { do: 'voice', after: { minutes: 5 } },
    { do: 'call', after: { minutes: 120 } },
    { do: 'email', after: { minutes: 0 } },
  ]);
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

let numbers = 0;
/** A number that nobody else has. */
function aNumber(): string {
  numbers += 1;
  return `+791655500${String(numbers + 10)}`;
}

/** An order of Thursday 11:00 whose customer does this when the phone rings. */
async function placed(
  callee: { readonly does: string; readonly keys?: string },
  more: { readonly fault?: object; readonly customer?: object } = {},
): Promise<string> {
  const to = aNumber();
  await calleeDoes(shop, { to, ...callee });
  await shop.time('thu 11:00');
  const customer = aCustomer({ phone: to, channel: 'email', ...more.customer });
  const window = shop.window('sat 11:00', 'sat 15:00');
  const { id } = await shop.place(anOrder(window, { customer }));
  if (more.fault) await shop.fault('twilio', { ...more.fault, to });
  await shop.time('thu 11:04');
  expect(await calls(id)).toEqual([]);
  await shop.time('thu 11:07');
  return id;
}

const calls = async (id: string): Promise<readonly Mail[]> =>
  (await shop.sent(id)).filter((mail) => mail.channel === 'voice');

test('when the customer presses 1, then the order is confirmed after number and sum were read out', async () => {
  const id = await placed({ does: 'answers', keys: '1' });
  const order = await shop.order(id);
  expect(order).toMatchObject({ stage: 'instructing', agreed: { channel: 'voice', version: 1 } });
  const [call, ...others] = await calls(id);
  expect(others).toEqual([]);
  expect(call).toMatchObject({ purpose: 'confirm_by_voice', state: 'completed' });
  expect(call?.text).toContain([...order.number.replace('-', '')].join(', '));
  expect(call?.text).toContain('сумма 2900 российских рублей');
  expect(call?.text).toContain('подтверждение принято');
  await shop.time('thu 18:00');
  expect((await shop.tasks(id)).map((task) => task.kind)).not.toContain('call_customer');
  expect(await shop.purposes(id)).toEqual(['order_received', 'confirm_by_voice']);
});

test('when an English customer mistypes first, then the menu says so in English and takes the next key', async () => {
  const customer = { locale: 'en' };
  const id = await placed({ does: 'answers', keys: '91' }, { customer });
  const [call] = await calls(id);
  expect(call?.text).toMatch(/There is no such choice\. Hello! .*the sum is 2900 Russian rubles/);
  expect((await shop.order(id)).agreed).toMatchObject({ channel: 'voice' });
});

test('when the customer presses 2, then a manager is to change the order and nobody calls meanwhile', async () => {
  const id = await placed({ does: 'answers', keys: '2' });
  expect(await shop.openTasks(id)).toEqual(['customer_wants_change']);
  expect((await shop.order(id)).agreed).toBeNull();
  await shop.time('thu 14:00');
  expect(await shop.openTasks(id)).toEqual(['customer_wants_change']);
  await shop.outcome(id, 'customer_wants_change', { outcome: 'kept' });
  expect(await shop.openTasks(id)).toEqual(['call_customer']);
});

test('when the customer presses 3, then a manager is to call at once', async () => {
  const id = await placed({ does: 'answers', keys: '3' });
  expect(await shop.openTasks(id)).toEqual(['call_customer']);
  await shop.confirms(id);
  expect((await shop.order(id)).agreed).toMatchObject({ channel: 'phone' });
  expect(await shop.openTasks(id)).toEqual([]);
});

test.each([
  ['presses no key', 'answers', 'no_key', 'completed'],
  ['does not answer', 'no_answer', 'no_answer', 'no-answer'],
  ['is busy', 'busy', 'busy', 'busy'],
  ['has a dead line', 'line_fails', 'failed', 'failed'],
])(
  'when the customer %s, then that is one attempt in vain and the next step keeps its distance',
  async (_, does, outcome, state) => {
    const id = await placed({ does });
    const timeline = await shop.timeline(id);
    const ended = timeline.filter((row) => row.type === 'VoiceCallEnded');
    expect(ended.map((row) => row.data['outcome'])).toEqual([outcome]);
    expect(timeline.filter((row) => row.type === 'ContactAttempted')).toHaveLength(1);
    expect(timeline.map((row) => row.type)).not.toContain('Refused');
    expect(await calls(id)).toMatchObject([{ state }]);
    await shop.time('thu 13:03');
    expect(await shop.openTasks(id)).toEqual([]);
    await shop.time('thu 13:08');
    expect(await shop.openTasks(id)).toEqual(['call_customer']);
    await shop.calls(id, 'no_answer');
    expect(await shop.purposes(id)).toEqual([
      'order_received',
      'confirm_by_voice',
      'confirm_by_email',
    ]);
  },
);

test('when the customer has confirmed by the link before, then the phone never rings', async () => {
  const to = aNumber();
  await calleeDoes(shop, { to, does: 'answers', keys: '1' });
  await shop.time('thu 11:00');
  const customer = aCustomer({ phone: to, channel: 'email' });
  const { id } = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00'), { customer }));
  await shop.taps(id, { answer: 'confirm' });
  await shop.time('thu 12:00');
  expect(await calls(id)).toEqual([]);
});

describe('the provider', () => {
  test('when it is away twice, then the call is made once', async () => {
    const fault = { kind: 'unavailable', times: 2 };
    const id = await placed({ does: 'answers', keys: '1' }, { fault });
    await shop.time('thu 11:20');
    expect(await calls(id)).toHaveLength(1);
    const happened = await shop.happened(id);
    expect(happened.filter((type) => type === 'MessagePutOff')).toHaveLength(2);
    expect((await shop.order(id)).agreed).toMatchObject({ channel: 'voice' });
  });

  test('when its answer is lost after it took the call, then the key counts and nobody is called twice', async () => {
    const fault = { kind: 'drop_after_accepting' };
    const id = await placed({ does: 'answers', keys: '1' }, { fault });
    await shop.time('thu 11:20');
    expect(await calls(id)).toHaveLength(1);
    expect((await shop.order(id)).agreed).toMatchObject({ channel: 'voice' });
  });

  test('when its answer is lost and nobody picks up, then the end settles it and nobody is called twice', async () => {
    const fault = { kind: 'drop_after_accepting' };
    const id = await placed({ does: 'no_answer' }, { fault });
    await shop.time('thu 13:20');
    expect(await calls(id)).toHaveLength(1);
    expect(await shop.openTasks(id)).toEqual(['call_customer']);
  });

  test('when it is silent for good, then it is asked, nobody is called twice, and the next step follows', async () => {
    const id = await placed({ does: 'answers' }, { fault: { kind: 'silent', hidden: true } });
    await shop.time('thu 11:30');
    const happened = await shop.happened(id);
    expect(happened.filter((type) => type === 'ProviderAsked')).toHaveLength(2);
    expect(happened.filter((type) => type === 'MessageSent')).toHaveLength(1);
    const [ended] = (await shop.timeline(id)).filter((row) => row.type === 'VoiceCallEnded');
    expect(ended?.data['outcome']).toBe('unknown');
    await shop.time('thu 13:30');
    expect(await calls(id)).toHaveLength(1);
    expect(await shop.openTasks(id)).toEqual(['call_customer']);
  });

  test('when it is silent but knows the call if asked, then its end is waited for a quarter of an hour', async () => {
    const id = await placed({ does: 'answers' }, { fault: { kind: 'silent' } });
    await shop.time('thu 11:15');
    const sent = (await shop.happened(id)).filter((type) => type === 'MessageSent');
    expect(sent).toHaveLength(2);
    expect((await shop.order(id)).waiting).toMatchObject({ for: 'customer' });
    await shop.time('thu 11:30');
    expect(await shop.happened(id)).toContain('VoiceCallEnded');
    expect(await calls(id)).toHaveLength(1);
  });

  test('when it tells everything before it answers, then all of it counts', async () => {
    const fault = { kind: 'callback_first' };
    const id = await placed({ does: 'answers', keys: '1' }, { fault });
    expect((await shop.order(id)).agreed).toMatchObject({ channel: 'voice' });
    expect(await calls(id)).toHaveLength(1);
  });

  test('when it refuses the number, then the next step follows and nothing is sent in its place', async () => {
    const id = await placed({ does: 'answers', keys: '1' }, { fault: { kind: 'refuse' } });
    expect(await calls(id)).toEqual([]);
    await shop.time('thu 13:00');
    expect(await shop.purposes(id)).toEqual(['order_received']);
    await shop.time('thu 13:10');
    expect(await shop.openTasks(id)).toEqual(['call_customer']);
  });
});
