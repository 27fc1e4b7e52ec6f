/**
 * When the voice menu calls, how a call ends without a key, and that nobody is called twice while nobody
 * knows whether a call was made.
 */
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import { contactSchedule } from '../../../domain/order/contact/schedule';
import type { ContactStep } from '../../../domain/policy/policy';
import { CONTACT, eventsOf, moment, momentsOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import {
  callOf,
  EMAIL,
  end,
  key,
  kinds,
  noted,
  outcome,
  ringing,
  shopWith,
  VOICE,
} from '../../support/voice-in-memory';

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
