/**
 * Story 11 by the rules alone: what each key of the voice menu brings about, and what the menu says.
 */
import { spokenMenu } from '../../../domain/messages/voice-menu';
import {
  aShopInMemory,
  CONTACT,
  refusalOf,
  taskOf,
  moment,
} from '../../support/an-order-in-memory';
import {
  callOf,
  EMAIL,
  end,
  key,
  kinds,
  noted,
  ringing,
  shopWith,
  VOICE,
} from '../../support/voice-in-memory';

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
