/**
 * The customer's number was somebody else's, and another is given before the order is agreed: the contact policy begins
 * anew for it, and nobody gets the same e-mail twice.
 */
import { EAGER_CONTACT } from '../../../scripts/simulate/demo-shop';
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import { aShopInMemory, CONTACT, eventsOf, moment } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopGiven } from '../../support/an-order-in-memory';

const another = (more: object = {}): object => ({
  ...{ personalId: 'prs_2', phoneId: 'prs_2', emailId: 'prs_1', hasPhone: true, hasEmail: true },
  ...more,
});
const gives = (order: OrderInMemory, more: object = {}): Promise<unknown> =>
  order.hears('amend', { changes: [{ type: 'change_contact', contact: another(more) }] });
const noAnswer = (order: OrderInMemory): Promise<unknown> =>
  order.hears('recordContact', { outcome: 'no_answer' });
const told = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map(({ purpose, channel }) => `${purpose} by ${channel}`);
const kinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map(({ kind }) => kind);

/** Found wrong at the first call. */
async function wrong(fields: object = {}, given: ShopGiven = {}): Promise<OrderInMemory> {
  const order = await aShopInMemory(given).order(fields);
  await order.until('2026-11-26 11:15');
  await order.hears('recordContact', { outcome: 'wrong_number' });
  await order.carriesOut();
  return order;
}
const RECEIVED = 'order_received by sms';
const MAILED = 'confirm_by_email by email';
const TEXTED = 'confirm_by_sms by sms';

test('when another number is given, then it gets the link by SMS and a call, and no second e-mail goes', async () => {
  const order = await wrong();
  expect(told(order)).toEqual([RECEIVED, MAILED]);
  await order.until('2026-11-26 12:00');
  await gives(order);
  expect(told(order)).toEqual([RECEIVED, MAILED, TEXTED]);
  await order.until('2026-11-26 12:14');
  expect(kinds(order)).toEqual([]);
  await order.until('2026-11-26 12:16');
  expect(kinds(order)).toEqual(['call_customer']);
  expect(told(order)).toEqual([RECEIVED, MAILED, TEXTED]);
});

test('when all calls had been made to the wrong one, then the new one is called as often as the policy says', async () => {
  const order = await aShopInMemory().order();
  await order.until('2026-11-26 11:15');
  await noAnswer(order);
  await noAnswer(order);
  await order.hears('recordContact', { outcome: 'wrong_number' });
  await gives(order);
  await order.until('2026-11-26 11:31');
  expect(kinds(order)).toEqual(['call_customer']);
  for (const at of ['2026-11-26 13:32', '2026-11-27 10:01']) {
    await noAnswer(order);
    expect(kinds(order)).toEqual([]);
    await order.until(at);
    expect(kinds(order)).toEqual(['call_customer']);
  }
});

test('when another e-mail is given with it, or goods are changed later, then the e-mail goes anew', async () => {
  const order = await wrong();
  await gives(order, { emailId: 'prs_2' });
  expect(told(order).filter((one) => one === MAILED)).toHaveLength(2);
  await order.hears('amend', {
    changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }],
  });
  expect(told(order).filter((one) => one === MAILED)).toHaveLength(3);
});

test('when goods are changed after the number was, then the e-mail that held until then goes anew', async () => {
  const order = await wrong();
  await gives(order);
  const change = { type: 'set_quantity', lineId: 'line-1', quantity: 2 };
  await order.hears('amend', { changes: [change] });
  expect(told(order).filter((one) => one === MAILED)).toHaveLength(2);
});

test('when there is no e-mail, then the new number gets one link at once, and the last after its calls', async () => {
  const contact = { ...CONTACT, hasEmail: false };
  const order = await aShopInMemory().order({ contact });
  for (let call = 0; call < 3; call += 1) await noAnswer(order);
  await order.carriesOut();
  expect(told(order)).toEqual([RECEIVED, 'confirm_by_email by sms']);
  await order.until('2026-11-26 12:00');
  await order.hears('recordContact', { outcome: 'wrong_number' });
  await gives(order, { hasEmail: false });
  expect(told(order).slice(2)).toEqual([TEXTED]);
  for (const at of ['2026-11-26 12:16', '2026-11-26 14:17', '2026-11-27 10:01']) {
    await order.until(at);
    await noAnswer(order);
  }
  await order.carriesOut();
  expect(told(order).slice(2)).toEqual([TEXTED, 'confirm_by_email by sms']);
});

test('when the silence was about to end the order, then it is counted from the new number', async () => {
  const order = await wrong();
  await order.until('2026-11-30 12:00');
  await gives(order);
  await order.until('2026-11-30 18:59');
  expect(order.now().closed).toBeNull();
  await order.until('2026-12-04 19:00');
  expect(order.now().closed).toMatchObject({ reason: 'customer_silent' });
});

test('when silence is short and calls are left, then the new number gets them before it ends the order', async () => {
  const { steps } = DEMO_POLICY.contact;
  const email = { do: 'email', after: { minutes: 0 } } as const;
  const call = { do: 'call', after: 'next_morning' } as const;
  const calls = steps.filter((step) => step.do !== 'email');
  const silence = { remindAfterMinutes: 240, closeAfterMinutes: 540 };
  const contact = { ...DEMO_POLICY.contact, steps: [...calls, call, email], ...silence };
  const order = await wrong({}, { policy: { contact } });
  await order.until('2026-11-26 12:00');
  await gives(order);
  for (const at of ['2026-11-26 12:31', '2026-11-26 15:00', '2026-11-27 10:30']) {
    await order.until(at);
    await noAnswer(order);
  }
  await order.until('2026-11-30 12:00');
  expect(order.now().closed).toBeNull();
  await order.until('2026-12-03 12:00');
  expect(order.now().closed).toMatchObject({ reason: 'customer_silent' });
});

test('when it is given at night, then its SMS waits for the morning', async () => {
  const order = await wrong();
  await order.until('2026-11-26 22:30');
  await gives(order);
  const noted = eventsOf(order, 'MessageNoted').at(-1);
  expect(noted).toMatchObject({ purpose: 'confirm_by_sms', notBefore: moment('2026-11-27 09:00') });
});

test('when links by SMS had gone to the wrong one, then the new one gets all of the policy’s again', async () => {
  const order = await aShopInMemory({ policy: { contact: EAGER_CONTACT } }).order();
  await order.until('2026-11-26 11:15');
  await noAnswer(order);
  await order.until('2026-11-26 11:45');
  expect(told(order)).toEqual([RECEIVED, TEXTED]);
  await order.hears('recordContact', { outcome: 'wrong_number' });
  await order.carriesOut();
  await gives(order);
  await order.carriesOut();
  expect(told(order)).toEqual([RECEIVED, TEXTED, TEXTED]);
});
