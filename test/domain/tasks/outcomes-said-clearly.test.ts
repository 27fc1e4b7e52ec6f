/**
 * One command and one outcome of the same meaning do the same, and what an outcome lacks or says wrongly is named.
 */
import type { TaskKind } from '../../../domain/tasks/task';
import {
  aShopInMemory,
  aWantedLine,
  CONTACT,
  moment,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

async function ends(order: OrderInMemory, kind: TaskKind, outcome: string, data: object = {}) {
  const left = await order.hears('closeTask', { taskId: taskOf(order, kind), outcome, data });
  return left.find((event) => event.type === 'Refused') ?? null;
}

async function toCall(): Promise<OrderInMemory> {
  const order = await aShopInMemory().order();
  await order.until('2026-11-26 11:15');
  return order;
}

async function wantsChange(): Promise<OrderInMemory> {
  const order = await aShopInMemory().order();
  await order.hearsAll({ name: 'customerAnswers', command: { answer: 'change' } });
  return order;
}

const ONE_MORE = [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }];

test.each(['customer', 'manager'])(
  'when the order is changed in the name of the %s, then the change asked for is done',
  async (by) => {
    const order = await wantsChange();
    await order.hears('amend', { changes: ONE_MORE, by });
    expect(order.now().tasks).toEqual([]);
  },
);

test('when nothing was changed, then “amended” is not how the task may end', async () => {
  const order = await wantsChange();
  const refused = await ends(order, 'customer_wants_change', 'amended');
  expect(refused).toMatchObject({ refusal: 'task_conditions', missing: ['changes'] });
  expect(await ends(order, 'customer_wants_change', 'kept')).toBeNull();
});

test('when a new number is told by the customer, then a way to the customer is found', async () => {
  const order = await aShopInMemory().order({
    contact: { ...CONTACT, hasPhone: false, hasEmail: false },
  });
  expect(taskOf(order, 'fix_contact')).toBeDefined();
  const contact = { personalId: 'prs_2', hasPhone: true, hasEmail: false };
  await order.hears('amend', { changes: [{ type: 'change_contact', contact }], by: 'customer' });
  expect(order.now().tasks).toEqual([]);
});

test('when the customer declined for a reason that is none, then the order goes on and the field is named', async () => {
  const order = await toCall();
  const refused = await ends(order, 'call_customer', 'declined', { reason: 'zz' });
  expect(refused).toMatchObject({ refusal: 'malformed', pointer: '/data/reason' });
  expect(order.now().closing).toBeNull();
  expect(await ends(order, 'call_customer', 'declined', { reason: 'price' })).toBeNull();
  expect(order.now().closed?.reason).toBe('price');
});

test('when there is no way to the customer and the order is declined, then the reason is one of ours', async () => {
  const contact = { ...CONTACT, hasPhone: false, hasEmail: false };
  const order = await aShopInMemory().order({ contact });
  const refused = await ends(order, 'fix_contact', 'declined', { reason: 'zz' });
  expect(refused).toMatchObject({ pointer: '/data/reason' });
  await ends(order, 'fix_contact', 'declined', { reason: 'duplicate' });
  expect(order.now().closed?.reason).toBe('duplicate');
});

test('when the call is to be made again and nobody says when, then the time is what is missing', async () => {
  const order = await toCall();
  expect(await ends(order, 'call_customer', 'call_back')).toMatchObject({
    ...{ refusal: 'task_conditions', missing: ['callBackAt'], pointer: '/data/callBackAt' },
  });
  const callBackAt = moment('2026-11-26 10:00');
  expect(await ends(order, 'call_customer', 'call_back', { callBackAt })).toMatchObject({
    ...{ refusal: 'moment_out_of_range', pointer: '/data/callBackAt' },
  });
});

test('when the outcome is none of its kind, then it is called so', async () => {
  const order = await toCall();
  expect(await ends(order, 'call_customer', 'approved')).toMatchObject({
    ...{ refusal: 'unknown_outcome', pointer: '/outcome' },
  });
});

describe('when an outcome brings changes that cannot be made, then the field that was sent is named', () => {
  const EXTRA = { sku: 'VASE', title: 'Vase', attributes: {}, quantity: 1 };
  const dollars = { ...EXTRA, price: { amount: 100, currency: 'USD' } };
  const add = { type: 'add_line', line: dollars };

  test('of the line that is taken instead', async () => {
    const lines = [aWantedLine(), aWantedLine({ sku: 'UNICORN' })];
    const order = await aShopInMemory().order({ lines, agreed: { channel: 'phone' } });
    const pointerTo = async (data: object) =>
      (await ends(order, 'find_alternative', 'substituted', data))?.pointer;
    expect(await pointerTo({ line: dollars })).toBe('/data/line/price/currency');
    expect(await pointerTo({ line: dollars, lineId: 'line-9' })).toBe('/data/lineId');
    expect(await pointerTo({ changes: [add] })).toBe('/data/changes/0/line/price/currency');
    const itself = { ...aWantedLine({ sku: 'UNICORN' }), title: 'Dress' };
    expect(await pointerTo({ line: itself })).toBe('/data/line');
  });

  test('of what the customer wished', async () => {
    const refused = await ends(await wantsChange(), 'customer_wants_change', 'amended', {
      changes: [add],
    });
    expect(refused?.pointer).toBe('/data/changes/0/line/price/currency');
  });

  test('of what was said in the call', async () => {
    const refused = await ends(await toCall(), 'call_customer', 'confirmed', { changes: [add] });
    expect(refused?.pointer).toBe('/data/changes/0/line/price/currency');
  });
});

describe('what cannot be wished', () => {
  const refusalTo = async (order: OrderInMemory, change: object) => {
    const left = await order.hears('amend', { changes: [change] });
    return left.find((event) => event.type === 'Refused') ?? null;
  };

  test('when a line would take its own place, then nothing would change', async () => {
    const order = await aShopInMemory().order();
    const price = { amount: 260_000, currency: 'RUB' };
    const line = { sku: 'DRESS', title: 'Dress', quantity: 1, price };
    const change = { type: 'substitute_line', lineId: 'line-1', line };
    expect(await refusalTo(order, change)).toMatchObject({
      ...{ refusal: 'no_change', pointer: '/changes/0/line' },
    });
  });

  test('when the post were to collect for a courier, then the way to pay does not fit', async () => {
    const order = await aShopInMemory().order();
    const change = { type: 'change_payment', method: 'cod_post' };
    expect(await refusalTo(order, change)).toMatchObject({
      ...{ refusal: 'payment_does_not_fit', pointer: '/changes/0/method' },
    });
  });
});
