/**
 * When the customer is called and written to, by the demo shop's policy: the stories about agreeing.
 */
import { contactSchedule, searchForWay, silenceOf } from '../../../domain/order/contact/schedule';
import { allCarriedOut } from '../../../scripts/simulate/machines';
import {
  aShopInMemory,
  CONTACT,
  eventsOf,
  moment,
  momentsOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const noAnswer = (order: OrderInMemory): Promise<unknown> =>
  order.hears('recordContact', { outcome: 'no_answer' });
const schedule = (shop: ShopInMemory, order: OrderInMemory): ReturnType<typeof contactSchedule> =>
  contactSchedule(order.now(), shop.market.state().terms);
const purposes = (order: OrderInMemory): readonly string[] =>
  order
    .life()
    .journal.flatMap(({ event }) => (event.type === 'MessageNoted' ? [event.purpose] : []));

describe('story 3: nobody answers', () => {
  async function afterThreeCalls(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
    const shop = aShopInMemory({ at: '2026-11-27 18:40' });
    const order = await shop.order();
    expect(schedule(shop, order).callAt).toBe(moment('2026-11-27 18:55'));
    await order.until('2026-11-27 18:55');
    await noAnswer(order);
    expect(schedule(shop, order).callAt).toBe(moment('2026-11-28 11:00'));
    await order.until('2026-11-28 11:00');
    await noAnswer(order);
    expect(schedule(shop, order).callAt).toBe(moment('2026-11-30 10:00'));
    await order.until('2026-11-30 10:00');
    await noAnswer(order);
    return { shop, order };
  }

  test('when Friday, Saturday and Monday bring no answer, then the e-mail goes at the third attempt’s time', async () => {
    const { order } = await afterThreeCalls();
    expect(purposes(order)).toContain('confirm_by_email');
    expect(momentsOf(order, 'MessageNoted').at(-1)).toBe(moment('2026-11-30 10:00'));
  });

  test('when the customer confirms by the link late on Monday, then no attempt is made after Monday 10:00', async () => {
    const { order } = await afterThreeCalls();
    await order.until('2026-11-30 21:10');
    await order.hears('confirm', { channel: 'email' });
    await order.until('2026-12-01 10:00');
    expect(momentsOf(order, 'InstructionWritten')[0]).toBe(moment('2026-12-01 10:00'));
    expect(order.now().contact.attempts).toBe(3);
    expect(momentsOf(order, 'TaskOpened').filter((at) => at > moment('2026-11-30 10:00'))).toEqual(
      [],
    );
  });

  test('story 4: when nobody replies, then a reminder on Tuesday 13:00 and the end on Wednesday 16:00', async () => {
    const { shop, order } = await afterThreeCalls();
    await order.until('2026-12-01 12:59');
    expect(purposes(order)).not.toContain('confirm_reminder');
    await order.until('2026-12-01 13:00');
    expect(purposes(order)).toContain('confirm_reminder');
    await order.until('2026-12-02 15:59');
    expect(order.now().closed).toBeNull();
    await order.until('2026-12-02 16:00');
    expect(order.now().closed).toEqual({
      reason: 'customer_silent',
      at: moment('2026-12-02 16:00'),
    });
    expect(purposes(order).at(-1)).toBe('order_closed');
    expect(shop.market.state().stock.items.every((item) => item.reserved === 0)).toBe(true);
  });
});

test('story 5: when the number is wrong and there is no e-mail, then a person is asked at once and nobody calls again', async () => {
  const shop = aShopInMemory();
  const order = await shop.order({ contact: { ...CONTACT, hasEmail: false } });
  await order.until('2026-11-26 11:15');
  await order.hears('recordContact', { outcome: 'wrong_number' });
  expect(order.now().tasks.map((task) => task.kind)).toEqual(['fix_contact']);
  expect(schedule(shop, order).callAt).toBeNull();
  await order.until('2026-11-30 19:00');
  const calls = order.life().journal.filter(({ event }) => event.type === 'TaskOpened');
  expect(calls.map(({ event }) => 'kind' in event && event.kind)).toEqual([
    'call_customer',
    'fix_contact',
  ]);
});

test('story 5: when nothing leads to the customer, then a manager is waited for, then the senior one, and silence ends the order', async () => {
  const shop = aShopInMemory();
  const order = await shop.order({ contact: { ...CONTACT, hasEmail: false } });
  await order.until('2026-11-26 11:15');
  await order.hears('recordContact', { outcome: 'wrong_number' });
  const waiting = (): unknown => order.life().turn.wait;
  expect(waiting()).toMatchObject({
    for: 'manager',
    what: { key: 'wait.task.fix_contact' },
    since: moment('2026-11-26 11:15'),
    until: moment('2026-11-26 13:15'),
    then: { key: 'then.escalate' },
  });
  await order.until('2026-11-30 11:00');
  expect(order.now().tasks).toMatchObject([{ kind: 'fix_contact', escalated: true }]);
  expect(waiting()).toMatchObject({
    for: 'manager',
    what: { key: 'wait.task.fix_contact' },
    until: moment('2026-11-30 12:15'),
    then: { key: 'then.close_silent' },
  });
  await order.until('2026-11-30 12:15');
  expect(order.now().closed).toMatchObject({ reason: 'customer_silent' });
  expect(shop.market.state().stock.items.every((item) => item.reserved === 0)).toBe(true);
});

test('when there is no e-mail but calls go on, then the search for another way ends nothing', async () => {
  const shop = aShopInMemory();
  const order = await shop.order({ contact: { ...CONTACT, hasEmail: false } });
  await order.until('2026-11-26 11:15');
  expect(searchForWay(order.now(), shop.market.state().terms)).toBeNull();
  expect(silenceOf(order.now(), shop.market.state().terms)).toBeNull();
  expect(order.life().turn.wait).toMatchObject({ what: { key: 'wait.call' } });
});

test('when a manager calls it fixed and nothing is new, then a new phone or e-mail is asked for', async () => {
  const shop = aShopInMemory();
  // Nobody can be called at a decent hour, so the e-mail goes at once.
  const order = await shop.untoldOrder({ contact: { ...CONTACT, zone: 'America/Los_Angeles' } });
  const failed = { messageId: 'msg_1_2', purpose: 'confirm_by_email', version: 1, state: 'failed' };
  for (const channel of ['email', 'sms']) {
    await order.hearsAll({ name: 'messageReport', command: { ...failed, channel } });
  }
  const undelivered = taskOf(order, 'message_undeliverable');
  await order.hears('closeTask', { taskId: undelivered, outcome: 'given_up' });
  const taskId = taskOf(order, 'fix_contact');
  const fixes = async (data: object): Promise<unknown> =>
    (await order.hears('closeTask', { taskId, outcome: 'fixed', data }))[0];
  const lacks = { refusal: 'task_conditions', missing: ['new_phone_or_email'] };
  expect(await fixes({})).toMatchObject(lacks);
  const line = { lineId: 'line-1', type: 'set_quantity', quantity: 2 };
  expect(await fixes({ changes: [line] })).toMatchObject(lacks);
  expect(taskOf(order, 'fix_contact')).toBe(taskId);
  const contact = { personalId: 'prs_3', hasPhone: true, hasEmail: true };
  await fixes({ changes: [{ type: 'change_contact', contact }] });
  expect(order.now().tasks.map((task) => task.kind)).not.toContain('fix_contact');
});

test('when nothing reaches the customer, then the task cannot be called fixed before there is a way', async () => {
  const shop = aShopInMemory();
  const contact = { ...CONTACT, hasEmail: false, hasPhone: false };
  const order = await shop.order({ contact });
  const taskId = taskOf(order, 'fix_contact');
  const refused = await order.hears('closeTask', { taskId, outcome: 'fixed' });
  expect(refused).toMatchObject([{ refusal: 'task_conditions', missing: ['new_phone_or_email'] }]);
  const reach = { personalId: 'prs_2', hasPhone: true, hasEmail: false };
  await order.hears('amend', { changes: [{ type: 'change_contact', contact: reach }] });
  expect(order.now().tasks.map((task) => task.kind)).not.toContain('fix_contact');
  expect(eventsOf(order, 'TaskDone')).toMatchObject([{ taskId, outcome: 'fixed' }]);
  expect(purposes(order)).toContain('order_received');
});

describe('story 6: call back at', () => {
  const callBack = async (at: string): Promise<string | null> => {
    const shop = aShopInMemory();
    const order = await shop.order();
    await order.hears('recordContact', { outcome: 'call_back', callBackAt: moment(at) });
    return schedule(shop, order).callAt;
  };

  test.each([
    ['tomorrow at four', '2026-11-27 16:00', '2026-11-27 16:00'],
    ['after the shop has closed', '2026-11-27 20:00', '2026-11-28 11:00'],
    ['on Sunday', '2026-11-29 12:00', '2026-11-30 10:00'],
  ])(
    'when asked for %s, then the call falls then or at the nearest time after',
    async (_, at, falls) => {
      expect(await callBack(at)).toBe(moment(falls));
    },
  );

  test('when the hour asked for has passed already, then it is refused', async () => {
    const order = await aShopInMemory().order();
    const callBackAt = moment('2026-11-26 10:59');
    const heard = await order.hears('recordContact', { outcome: 'call_back', callBackAt });
    expect(heard).toMatchObject([{ type: 'Refused', pointer: '/callBackAt' }]);
  });

  test('when the order says “call after 18:00”, then every attempt falls after 18:00', async () => {
    const shop = aShopInMemory();
    const contact = { ...CONTACT, hours: { from: '18:00', to: '21:00' } };
    const order = await shop.order({ contact });
    expect(schedule(shop, order).callAt).toBe(moment('2026-11-26 18:00'));
    await order.until('2026-11-26 18:00');
    await noAnswer(order);
    expect(schedule(shop, order).callAt).toBe(moment('2026-11-27 18:00'));
  });
});

describe('story 7: the customer lives far away', () => {
  test.each([
    ['Thursday noon', '2026-11-26 12:00', '2026-11-26 12:15'],
    ['Thursday, a minute too late', '2026-11-26 13:45', '2026-11-27 10:00'],
    ['Friday afternoon', '2026-11-27 15:00', '2026-11-28 11:00'],
    ['Saturday afternoon', '2026-11-28 14:00', '2026-11-30 10:00'],
  ])(
    'when Vladivostok orders on %s, then the call falls where both are awake',
    async (_, at, falls) => {
      const shop = aShopInMemory({ at });
      const order = await shop.order({ contact: { ...CONTACT, zone: 'Asia/Vladivostok' } });
      expect(schedule(shop, order).callAt).toBe(moment(falls));
    },
  );

  test('when the two days never meet, then the e-mail goes at once and no call task is opened', async () => {
    const shop = aShopInMemory();
    const order = await shop.order({ contact: { ...CONTACT, zone: 'America/Los_Angeles' } });
    const emailAt = moment('2026-11-26 11:00');
    expect(schedule(shop, order)).toEqual({ text: null, callAt: null, voiceAt: null, emailAt });
    expect(purposes(order)).toEqual(['order_received', 'confirm_by_email']);
    expect(order.now().tasks).toEqual([]);
  });

  test('when the worker’s clock is slow, then the e-mail counts from the order on, and nobody is taken for silent', async () => {
    const order = await aShopInMemory().untoldOrder({
      contact: { ...CONTACT, zone: 'America/Los_Angeles' },
    });
    const at = moment('2026-11-02 11:00');
    await order.hearsAll(...allCarriedOut(order.life()).map((heard) => ({ ...heard, at })));
    expect(order.now().contact.emailedAt).toBe(moment('2026-11-26 11:00'));
    expect(order.now().closing).toBeNull();
  });
});

test('story 7a: when nobody works the call task, then it is raised and the e-mail goes all the same', async () => {
  const order = await aShopInMemory({ at: '2026-11-27 18:40' }).order();
  await order.until('2026-11-30 09:59');
  expect(order.now().tasks).toMatchObject([{ role: 'senior_manager', escalated: true }]);
  expect(purposes(order)).toEqual(['order_received']);
  await order.until('2026-11-30 10:00');
  expect(purposes(order)).toContain('confirm_by_email');
  expect(order.now().contact.attempts).toBe(0);
});

test('story 10: when the customer confirms in the second of “no answer”, then it is agreed once and no e-mail goes', async () => {
  const order = await aShopInMemory().order();
  await order.until('2026-11-26 11:15');
  await order.hearsAll(
    { name: 'recordContact', command: { outcome: 'no_answer', actor: 'manager:1' } },
    { name: 'customerAnswers', command: { answer: 'confirm' } },
  );
  await order.until('2026-11-26 18:59');
  expect(order.types().filter((type) => type === 'OrderAgreed')).toHaveLength(1);
  expect(order.types()).toContain('ContactAttempted');
  expect(purposes(order)).toEqual(['order_received']);
});
