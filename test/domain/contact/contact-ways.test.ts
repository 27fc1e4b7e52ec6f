/**
 * What bends the contact policy: calls that were asked for, links by SMS, numbers that are wrong, and
 * answers a minute before or after the end.
 */
import { callBackOf } from '../../../domain/order/contact/call-back';
import { contactSchedule } from '../../../domain/order/contact/schedule';
import { EAGER_CONTACT } from '../../../scripts/simulate/demo-shop';
import {
  aShopInMemory,
  CONTACT,
  eventsOf,
  moment,
  refusalOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const noAnswer = (order: OrderInMemory): Promise<unknown> =>
  order.hears('recordContact', { outcome: 'no_answer' });
const schedule = (shop: ShopInMemory, order: OrderInMemory): ReturnType<typeof contactSchedule> =>
  contactSchedule(order.now(), shop.market.state().terms);
const purposes = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose);

describe('a call that was asked for', () => {
  const asks = (order: OrderInMemory, at: string): Promise<unknown> =>
    order.hears('recordContact', { outcome: 'call_back', callBackAt: moment(at) });
  const why = (shop: ShopInMemory, order: OrderInMemory): string | undefined =>
    callBackOf(order.now(), shop.market.state().terms)?.why;

  test.each([
    ['as_asked', '2026-11-27 16:00', 'Europe/Moscow'],
    ['shop_closed', '2026-11-27 20:00', 'Europe/Moscow'],
    ['not_decent', '2026-11-27 16:00', 'Asia/Vladivostok'],
    ['shop_closed_and_not_decent', '2026-11-27 22:00', 'Europe/Moscow'],
  ])('says why it falls when it falls: %s', async (said, at, zone) => {
    const shop = aShopInMemory();
    const order = await shop.order({ contact: { ...CONTACT, zone } });
    await asks(order, at);
    expect(why(shop, order)).toBe(said);
  });

  test.each([
    ['the last minute of the shop', '2026-11-27 18:59', '2026-11-27 18:59'],
    ['closing time sharp', '2026-11-27 19:00', '2026-11-28 11:00'],
    ['opening time sharp', '2026-11-27 10:00', '2026-11-27 10:00'],
    ['a minute before opening', '2026-11-27 09:59', '2026-11-27 10:00'],
  ])('when it is for %s, then it falls where both are there', async (_, at, falls) => {
    const shop = aShopInMemory();
    const order = await shop.order();
    await asks(order, at);
    expect(schedule(shop, order).callAt).toBe(moment(falls));
  });

  test('when the hours given with the order were others, then the later word counts', async () => {
    const shop = aShopInMemory();
    const contact = { ...CONTACT, hours: { from: '18:00', to: '21:00' } };
    const order = await shop.order({ contact });
    await asks(order, '2026-11-27 16:00');
    expect(schedule(shop, order).callAt).toBe(moment('2026-11-27 16:00'));
    await asks(order, '2026-11-27 20:00');
    expect(schedule(shop, order).callAt).toBe(moment('2026-11-30 18:00'));
  });

  test('when nobody makes it, then the e-mail goes once it is overdue, and silence ends the order', async () => {
    const order = await aShopInMemory().order();
    await noAnswer(order);
    await noAnswer(order);
    await asks(order, '2026-11-27 16:00');
    await order.until('2026-11-27 16:29');
    expect(order.now().tasks.map(({ kind }) => kind)).toEqual(['call_customer']);
    expect(purposes(order)).toEqual(['order_received']);
    await order.until('2026-11-27 16:30');
    expect(purposes(order)).toEqual(['order_received', 'confirm_by_email']);
    await order.until('2026-12-04 19:00');
    expect(order.now().closed).toMatchObject({ reason: 'customer_silent' });
  });

  test('when it is for a day after the silence would end the order, then the order waits for it', async () => {
    const shop = aShopInMemory();
    const order = await shop.order();
    for (let n = 0; n < 3; n += 1) await noAnswer(order);
    expect(purposes(order)).toContain('confirm_by_email');
    await asks(order, '2026-12-07 16:00');
    await order.until('2026-12-07 16:01');
    expect(order.now().closed).toBeNull();
    await noAnswer(order);
    expect(order.now().closed).toBeNull();
    await order.until('2026-12-10 12:59');
    expect(order.now().closed).toBeNull();
    await order.until('2026-12-10 13:00');
    expect(order.now().closed).toMatchObject({ reason: 'customer_silent' });
  });

  test('when it is for years ahead, then it is refused', async () => {
    const order = await aShopInMemory().order();
    const heard = await order.hears('recordContact', {
      outcome: 'call_back',
      callBackAt: '2099-01-01T10:00:00.000Z',
    });
    expect(refusalOf(heard)).toBe('moment_out_of_range');
  });
});

describe('links by SMS between the calls', () => {
  const policy = { contact: EAGER_CONTACT };
  const texts = (order: OrderInMemory): readonly string[] =>
    order
      .life()
      .journal.flatMap(({ event, at }) =>
        event.type === 'MessageNoted' && event.purpose === 'confirm_by_sms' ? [at] : [],
      );

  test('when nobody answers, then each goes at its time, the first being the receipt', async () => {
    const order = await aShopInMemory({ policy }).order();
    expect(purposes(order)).toEqual(['order_received']);
    await order.until('2026-11-26 11:15');
    await noAnswer(order);
    await order.until('2026-11-26 11:44');
    expect(texts(order)).toEqual([]);
    await order.until('2026-11-26 11:45');
    expect(texts(order)).toEqual([moment('2026-11-26 11:45')]);
    await order.until('2026-11-27 10:00');
    await noAnswer(order);
    await order.until('2026-11-28 11:00');
    expect(texts(order)).toHaveLength(2);
    await order.until('2026-11-28 12:00');
    expect(purposes(order).filter((one) => one === 'confirm_by_email')).toHaveLength(1);
  });

  test('when one falls into the night, then it waits for nine, and the answer takes it back', async () => {
    const early = { ...policy, decentHours: { from: '09:00', to: '19:00' } };
    const order = await aShopInMemory({ policy: early, at: '2026-11-26 18:40' }).order();
    await order.until('2026-11-26 18:58');
    await noAnswer(order);
    await order.until('2026-11-26 19:28');
    const noted = eventsOf(order, 'MessageNoted').at(-1);
    expect(noted).toMatchObject({ purpose: 'confirm_by_sms' });
    expect(noted?.notBefore).toBe(moment('2026-11-27 09:00'));
    await order.hears('confirm', { channel: 'email' });
    expect(order.types()).toContain('MessageWithdrawn');
    expect(order.now().messages).toEqual([]);
  });

  test('when the number is wrong, then none goes there any more, and nothing that waited', async () => {
    const order = await aShopInMemory({ policy, at: '2026-11-26 21:30' }).order();
    expect(order.now().messages).toMatchObject([{ purpose: 'order_received', channel: 'sms' }]);
    await order.hears('recordContact', { outcome: 'wrong_number' });
    await order.until('2026-11-30 19:00');
    const sent = eventsOf(order, 'MessageSent');
    expect(sent.map(({ channel }) => channel)).toEqual(sent.map(() => 'email'));
    expect(purposes(order)).toContain('confirm_by_email');
    expect(texts(order)).toEqual([]);
  });
});

describe('a number that was found to be wrong', () => {
  const contactOf = (more: object): object => ({
    changes: [
      {
        type: 'change_contact',
        contact: { personalId: 'prs_2', hasPhone: true, hasEmail: true, ...more },
      },
    ],
  });
  async function wrong(): Promise<OrderInMemory> {
    const order = await aShopInMemory().order();
    await order.until('2026-11-26 11:15');
    await order.hears('recordContact', { outcome: 'wrong_number' });
    return order;
  }

  test('stays wrong when only the e-mail is changed', async () => {
    const order = await wrong();
    await order.hears('amend', contactOf({ phoneId: 'prs_1' }));
    expect(order.now().contact.wrongNumber).toBe(true);
  });

  test('is forgotten with a new number, and known again when the old one comes back', async () => {
    const order = await wrong();
    await order.hears('amend', contactOf({}));
    expect(order.now().contact.wrongNumber).toBe(false);
    await order.hears('amend', contactOf({ personalId: 'prs_3', phoneId: 'prs_1' }));
    expect(order.now().contact.wrongNumber).toBe(true);
  });

  test('leaves the e-mail as the only way, at once and without a task', async () => {
    const order = await wrong();
    expect(purposes(order)).toEqual(['order_received', 'confirm_by_email']);
    expect(order.now().tasks).toEqual([]);
  });
});

test('when the customer has no e-mail, then the last step is a link by SMS and silence ends the order', async () => {
  const order = await aShopInMemory().order({ contact: { ...CONTACT, hasEmail: false } });
  for (let n = 0; n < 3; n += 1) await noAnswer(order);
  const last = eventsOf(order, 'MessageNoted').at(-1);
  expect(last).toMatchObject({ purpose: 'confirm_by_email', channel: 'sms' });
  await order.until('2026-12-01 19:00');
  expect(order.now().closed).toMatchObject({ reason: 'customer_silent' });
});

describe('a minute before the silence ends and a minute after', () => {
  test.each([
    ['2026-12-02 15:59', 'agreed'],
    ['2026-12-02 16:01', 'closed'],
  ])('when the customer confirms at %s, then the order is %s', async (at, outcome) => {
    const order = await aShopInMemory({ at: '2026-11-27 18:40' }).order();
    for (const call of ['2026-11-27 18:55', '2026-11-28 11:00', '2026-11-30 10:00']) {
      await order.until(call);
      await noAnswer(order);
    }
    await order.until(at);
    const [heard] = await order.hearsAll({
      name: 'customerAnswers',
      command: { answer: 'confirm' },
    });
    expect(order.now().agreement === null ? 'closed' : 'agreed').toBe(outcome);
    if (outcome === 'closed') expect(heard).toMatchObject({ refusal: 'already_closed' });
  });
});
