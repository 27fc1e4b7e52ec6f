/**
 * Story 11 by the rules alone: when the voice menu calls, what each key and each end of a call brings
 * about, and that nobody is called twice while nobody knows.
 */
import { spokenMenu } from '../../domain/messages/voice-menu';
import type { ContactStep } from '../../domain/policy/policy';
import { DEMO_POLICY } from '../../domain/policy/demo-policy';
import { contactSchedule } from '../../domain/order/contact/schedule';
import {
  aShopInMemory,
  CONTACT,
  eventsOf,
  moment,
  momentsOf,
  refusalOf,
  taskOf,
} from '../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../support/an-order-in-memory';

const VOICE: ContactStep = { do: 'voice', after: { minutes: 5 } };
const CALL: ContactStep = { do: 'call', after: { minutes: 120 } };
const EMAIL: ContactStep = { do: 'email', after: { minutes: 0 } };

const shopWith = (
  steps: readonly ContactStep[],
  more: { at?: string; repeats?: boolean } = {},
): ShopInMemory => {
  const { contact, messages } = DEMO_POLICY;
  const repeatUnknown = more.repeats === true ? ['confirm_by_voice'] : [];
  const policy = {
    contact: { ...contact, steps },
    messages: { ...messages, retryMinutes: [1], repeatUnknown },
  };
  return aShopInMemory({ policy, ...(more.at === undefined ? {} : { at: more.at }) });
};

const noted = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose);
const callOf = (order: OrderInMemory) =>
  order.now().messages.find(({ purpose }) => purpose === 'confirm_by_voice');
const kinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map((task) => task.kind);

/** What the gateway says of the call itself. */
const outcome = (order: OrderInMemory, said: string, attempt = 1) =>
  order.hearsAll({
    name: 'messageResult',
    command: { messageId: 'msg_1_2', attempt, outcome: said, code: 'x' },
  });
const key = (order: OrderInMemory, pressed: string, version = 1) =>
  order.hearsAll({
    name: 'voiceKey',
    command: { messageId: 'msg_1_2', key: pressed, version },
  });
const end = (order: OrderInMemory, said: string) =>
  order.hearsAll({ name: 'voiceEnd', command: { messageId: 'msg_1_2', outcome: said } });

/** An order whose phone rings since Thursday 11:05. */
async function ringing(
  steps: readonly ContactStep[] = [VOICE, CALL, EMAIL],
  fields: object = {},
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = shopWith(steps);
  const order = await shop.order(fields);
  await order.until('2026-11-26 11:04');
  expect(callOf(order)).toBeUndefined();
  await order.until('2026-11-26 11:05');
  expect(callOf(order)).toMatchObject({ channel: 'voice', state: 'ringing' });
  return { shop, order };
}

describe('the call', () => {
  test('when its step has come, then it is one message by voice, and nothing else is tried meanwhile', async () => {
    const { shop, order } = await ringing();
    expect(noted(order)).toEqual(['order_received', 'confirm_by_voice']);
    expect(order.life().turn.outside).toEqual([]);
    const { callAt, voiceAt, emailAt } = contactSchedule(order.now(), shop.market.state().terms);
    expect([callAt, voiceAt, emailAt]).toEqual([null, null, null]);
    expect(order.life().turn.wait).toMatchObject({ for: 'customer', what: { key: 'wait.voice' } });
  });

  test.each([
    ['an hour after the shop has closed', '2026-11-26 20:00', CONTACT, '2026-11-26 20:05'],
    ['on Sunday', '2026-11-29 12:00', CONTACT, '2026-11-29 12:05'],
    ['at night', '2026-11-26 23:00', CONTACT, '2026-11-27 09:00'],
    [
      'before the hours the customer named',
      '2026-11-26 11:00',
      { ...CONTACT, hours: { from: '18:00', to: '20:00' } },
      '2026-11-26 18:00',
    ],
    [
      'in Vladivostok’s evening',
      '2026-11-26 14:00',
      { ...CONTACT, zone: 'Asia/Vladivostok' },
      '2026-11-27 02:00',
    ],
  ])(
    'when it is ordered %s, then the customer’s hours alone say when it rings',
    async (_, at, contact, falls) => {
      const order = await shopWith([VOICE, EMAIL], { at }).order({ contact });
      await order.until('2026-12-01 12:00');
      const voice = eventsOf(order, 'MessageNoted').findIndex(
        ({ purpose }) => purpose === 'confirm_by_voice',
      );
      expect(momentsOf(order, 'MessageNoted')[voice]).toBe(moment(falls));
    },
  );

  test('when its step is for the next morning, then it rings when the customer’s hours begin', async () => {
    const shop = shopWith([{ do: 'voice', after: 'next_morning' }, EMAIL], {
      at: '2026-11-28 12:00',
    });
    const order = await shop.order();
    const { voiceAt } = contactSchedule(order.now(), shop.market.state().terms);
    expect(voiceAt).toBe(moment('2026-11-29 09:00'));
  });

  test('when the manager’s call before it is never recorded, then it rings at its planned time', async () => {
    const first: ContactStep = { do: 'call', after: { minutes: 15 } };
    const order = await shopWith([first, { do: 'voice', after: { minutes: 60 } }, EMAIL]).order();
    await order.until('2026-11-26 12:15');
    expect(callOf(order)).toMatchObject({ state: 'ringing' });
    expect(kinds(order)).toEqual(['call_customer']);
  });

  test.each([
    ['has no phone', { ...CONTACT, hasPhone: false }, []],
    ['cannot be called for a wrong number', CONTACT, ['wrong_number']],
  ])('when the customer %s, then nobody is called', async (_, contact, said) => {
    const order = await shopWith([VOICE, EMAIL]).order({ contact });
    for (const what of said) await order.hears('recordContact', { outcome: what });
    await order.until('2026-11-27 12:00');
    expect(noted(order)).not.toContain('confirm_by_voice');
    expect(noted(order)).toContain('confirm_by_email');
  });

  test('when it could not be made yet and the customer confirms meanwhile, then it is withdrawn', async () => {
    const shop = shopWith([VOICE, EMAIL]);
    const order = await shop.order();
    shop.market.passTo(moment('2026-11-26 11:05'));
    await order.hearsAll({ name: 'due', command: { key: 'voice' } });
    await outcome(order, 'repeat');
    await order.hearsAll({ name: 'customerAnswers', command: { answer: 'confirm' } });
    expect(order.types()).toContain('MessageWithdrawn');
    expect(callOf(order)).toBeUndefined();
  });
});

describe('the keys', () => {
  test('when 1 is pressed, then the order is confirmed by the customer and nothing else is tried', async () => {
    const { order } = await ringing();
    const events = await key(order, '1');
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'VoiceCallEnded', outcome: 'confirmed' },
      { type: 'OrderAgreed', channel: 'voice', version: 1, by: 'customer' },
    ]);
    await order.until('2026-11-26 18:59');
    expect(noted(order)).toEqual(['order_received', 'confirm_by_voice']);
    expect(order.types()).not.toContain('ContactAttempted');
  });

  test('when 2 is pressed, then a manager is to change the order, and nothing more is tried until then', async () => {
    const { order } = await ringing();
    await key(order, '2');
    expect(kinds(order)).toEqual(['customer_wants_change']);
    await order.until('2026-11-27 18:00');
    expect(noted(order)).toEqual(['order_received', 'confirm_by_voice']);
    const taskId = taskOf(order, 'customer_wants_change');
    await order.hears('closeTask', { taskId, outcome: 'kept' });
    expect(kinds(order)).toEqual(['call_customer']);
  });

  test('when 3 is pressed, then a manager is to call at once', async () => {
    const { order } = await ringing();
    await key(order, '3');
    expect(kinds(order)).toEqual(['call_customer']);
    expect(order.now().contact).toMatchObject({
      attempts: 1,
      callBackAt: moment('2026-11-26 11:05'),
    });
    await order.until('2026-11-26 11:30');
    expect(noted(order)).not.toContain('confirm_by_email');
    // Nobody has called: the order goes out with everything all the same (story 7a).
    await order.until('2026-11-26 18:00');
    expect(noted(order)).toContain('confirm_by_email');
  });

  test('when 3 is pressed after the shop has closed, then the call is due when it opens', async () => {
    const shop = shopWith([VOICE, EMAIL], { at: '2026-11-26 20:00' });
    const order = await shop.order();
    await order.until('2026-11-26 20:05');
    await key(order, '3');
    expect(kinds(order)).toEqual([]);
    await order.until('2026-11-27 10:00');
    expect(kinds(order)).toEqual(['call_customer']);
  });

  test('when 3 is pressed where shop and customer are never awake together, then the e-mail goes instead', async () => {
    const contact = { ...CONTACT, zone: 'America/Los_Angeles' };
    const order = await shopWith([VOICE, EMAIL]).order({ contact });
    await order.until('2026-11-26 20:05');
    expect(callOf(order)).toMatchObject({ state: 'ringing' });
    await key(order, '3');
    expect(kinds(order)).toEqual([]);
    expect(noted(order)).toContain('confirm_by_email');
  });

  test.each(['1', '2', '3'])(
    'when %s is pressed and told five times, then it counts once',
    async (pressed) => {
      const { order } = await ringing();
      for (let count = 0; count < 5; count += 1) await key(order, pressed);
      const counted = order
        .types()
        .filter((type) => type === 'OrderAgreed' || type === 'TaskOpened');
      expect(counted).toHaveLength(1);
      expect(order.types().filter((type) => type === 'VoiceCallEnded')).toHaveLength(1);
    },
  );

  test('when the order was confirmed by the link meanwhile, then 1 says it once more', async () => {
    const { order } = await ringing();
    await order.hearsAll({ name: 'customerAnswers', command: { answer: 'confirm' } });
    expect(await key(order, '1')).toMatchObject([
      { type: 'VoiceCallEnded' },
      { type: 'AlreadyAgreed', channel: 'voice' },
    ]);
    expect(await key(order, '1')).toMatchObject([{ type: 'AlreadyAgreed' }]);
  });

  test.each(['2', '3'])(
    'when the order was confirmed by the link meanwhile, then %s still brings a manager',
    async (pressed) => {
      const { order } = await ringing();
      await order.hearsAll({ name: 'customerAnswers', command: { answer: 'confirm' } });
      await key(order, pressed);
      expect(kinds(order)).toContain('customer_wants_change');
    },
  );

  test('when the order was changed after it was read out, then 1 confirms nothing and the next step follows', async () => {
    const { order } = await ringing();
    const change = { type: 'set_quantity', lineId: 'line-1', quantity: 2 };
    await order.hears('amend', { changes: [change] });
    expect(await key(order, '1', 1)).toMatchObject([
      { type: 'VoiceCallEnded', outcome: 'outdated' },
      { type: 'ContactAttempted', outcome: 'reached' },
    ]);
    expect(refusalOf(await key(order, '1', 1))).toBe('stale_version');
    expect(order.now().agreement).toBeNull();
    await order.until('2026-11-26 13:05');
    expect(kinds(order)).toEqual(['call_customer']);
    await key(order, '1', 2);
    expect(order.now().agreement).toMatchObject({ channel: 'voice', version: 2 });
  });

  test('when a key comes after its call was counted as not reached, then it is still the customer’s word', async () => {
    const { order } = await ringing();
    await end(order, 'no_key');
    await key(order, '1');
    expect(order.now().agreement).toMatchObject({ channel: 'voice' });
  });

  test('when a call is asked for after the call was counted, then a manager is to call all the same', async () => {
    const { order } = await ringing();
    await end(order, 'no_key');
    await key(order, '3');
    expect(kinds(order)).toEqual(['call_customer']);
  });

  test('when the order is closed or being closed, then a key changes nothing', async () => {
    const { order } = await ringing();
    await order.hears('cancel', { reason: 'price' });
    const heard = await key(order, '1');
    expect(heard.map(({ type }) => type)).not.toContain('OrderAgreed');
    expect(refusalOf(await key(order, '1'))).toBe('already_closed');
    expect(order.now().agreement).toBeNull();
  });
});

describe('nobody presses a key', () => {
  test.each([
    ['no_key', 'no_answer'],
    ['no_answer', 'no_answer'],
    ['busy', 'busy'],
    ['failed', 'no_answer'],
  ])(
    'when the call ends by %s, then that is one attempt (%s) and the next step keeps its distance',
    async (ends, attempt) => {
      const { shop, order } = await ringing();
      await end(order, ends);
      await end(order, ends);
      expect(eventsOf(order, 'ContactAttempted')).toMatchObject([{ outcome: attempt }]);
      const { callAt } = contactSchedule(order.now(), shop.market.state().terms);
      expect(callAt).toBe(moment('2026-11-26 13:05'));
      await order.until('2026-11-26 13:05');
      expect(kinds(order)).toEqual(['call_customer']);
    },
  );

  test('when there are two calls by the menu, then each is a message of its own, and after them the e-mail', async () => {
    const { order } = await ringing([VOICE, { do: 'voice', after: { minutes: 60 } }, EMAIL]);
    await end(order, 'busy');
    await order.until('2026-11-26 12:05');
    expect(callOf(order)).toMatchObject({ version: 2, state: 'ringing' });
    await order.hearsAll({
      name: 'voiceEnd',
      command: { messageId: 'msg_1_3', outcome: 'no_answer' },
    });
    expect(noted(order)).toEqual([
      'order_received',
      'confirm_by_voice',
      'confirm_by_voice',
      'confirm_by_email',
    ]);
  });

  test('when nobody ever tells how it ended, then after a quarter of an hour it counts as not reached', async () => {
    const { order } = await ringing([VOICE, EMAIL]);
    await order.until('2026-11-26 11:19');
    expect(noted(order)).not.toContain('confirm_by_email');
    await order.until('2026-11-26 11:20');
    expect(eventsOf(order, 'VoiceCallEnded')).toMatchObject([{ outcome: 'unknown' }]);
    expect(noted(order)).toContain('confirm_by_email');
  });
});

describe('the provider makes trouble', () => {
  async function called(more: { repeats?: boolean } = {}): Promise<OrderInMemory> {
    const shop = shopWith([VOICE, EMAIL], more);
    const order = await shop.order();
    shop.market.passTo(moment('2026-11-26 11:05'));
    await order.hearsAll({ name: 'due', command: { key: 'voice' } });
    return order;
  }
  /** The provider is asked as often as the policy says, and gives the same answer. */
  const asks = async (order: OrderInMemory, found: string): Promise<void> => {
    for (let asked = 0; asked < DEMO_POLICY.messages.unknownQuestions; asked += 1) {
      await looksAgain(order);
      expect(order.life().turn.outside).toMatchObject([{ attempt: asked + 1 }]);
      const answer = { messageId: 'msg_1_2', found };
      await order.hearsAll({ name: 'providerAnswer', command: answer, at: order.now().at });
    }
    await looksAgain(order);
  };
  const looksAgain = async (order: OrderInMemory): Promise<void> => {
    const at = order.life().turn.deadline?.at ?? '';
    await order.hearsAll({ name: 'due', command: { key: 'message:msg_1_2' }, at });
  };

  test('when the number is refused, then the next step of the policy is the fall-back, not an SMS', async () => {
    const order = await called();
    await outcome(order, 'refused');
    expect(eventsOf(order, 'VoiceCallEnded')).toMatchObject([{ outcome: 'failed' }]);
    expect(callOf(order)).toBeUndefined();
    expect(noted(order)).toEqual(['order_received', 'confirm_by_voice', 'confirm_by_email']);
    expect(kinds(order)).toEqual([]);
  });

  test('when it takes nothing, then the call is tried again, and given up as the policy says', async () => {
    const order = await called();
    await outcome(order, 'repeat', 1);
    expect(callOf(order)).toMatchObject({ attempt: 2, notBefore: moment('2026-11-26 11:06') });
    await order.hearsAll({ name: 'due', command: { key: 'x' } });
    await outcome(order, 'repeat', 2);
    expect(eventsOf(order, 'VoiceCallEnded')).toMatchObject([{ outcome: 'failed' }]);
  });

  test('when nobody knows whether the call was made, then it is asked for and never made again', async () => {
    const order = await called();
    await outcome(order, 'unknown');
    expect(order.life().turn.outside).toEqual([]);
    await asks(order, 'no');
    expect(eventsOf(order, 'MessageRepeated')).toEqual([]);
    expect(eventsOf(order, 'VoiceCallEnded')).toMatchObject([{ outcome: 'unknown' }]);
    expect(noted(order).filter((purpose) => purpose === 'confirm_by_voice')).toHaveLength(1);
    expect(noted(order)).toContain('confirm_by_email');
  });

  test('when the shop would rather call twice, then it says so and the call is made again', async () => {
    const order = await called({ repeats: true });
    await outcome(order, 'unknown');
    await asks(order, 'cannot_tell');
    expect(eventsOf(order, 'MessageRepeated')).toHaveLength(1);
  });

  test('when a callback shows that the call was made, then its end is waited for', async () => {
    const order = await called();
    await outcome(order, 'unknown');
    const report = { messageId: 'msg_1_2', purpose: 'confirm_by_voice', version: 1 };
    await order.hearsAll({
      name: 'messageReport',
      command: { ...report, channel: 'voice', state: 'accepted' },
    });
    expect(callOf(order)).toMatchObject({ state: 'ringing' });
    await key(order, '1');
    expect(order.now().agreement).toMatchObject({ channel: 'voice' });
  });

  test('when the key comes before the provider’s answer to the call itself, then it counts', async () => {
    const order = await called();
    await key(order, '1');
    expect(order.now().agreement).toMatchObject({ channel: 'voice' });
    await outcome(order, 'accepted');
    expect(callOf(order)).toBeUndefined();
  });
});

describe('what is said', () => {
  test.each([
    ['ru', 'Здравствуйте! Это Demo. Ваш заказ номер 1, 0, 0, 1, сумма 2900 российских рублей.'],
    ['en', 'Hello! This is Demo. Your order number 1, 0, 0, 1, the sum is 2900 Russian rubles.'],
  ])('when the customer speaks %s, then number and sum are said so', async (locale, opening) => {
    const order = await aShopInMemory().order({
      contact: { ...CONTACT, locale: locale as 'ru' | 'en' },
    });
    expect(spokenMenu(order.now(), 'Demo')).toMatchObject({ locale, opening });
  });

  test('when a number has letters and signs, then the signs are left out', async () => {
    const order = await aShopInMemory().order({ number: 'A-10/7' });
    expect(spokenMenu(order.now(), 'Demo').opening).toContain('A, 1, 0, 7');
  });
});
