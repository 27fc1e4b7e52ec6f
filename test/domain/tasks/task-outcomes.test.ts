/**
 * How each task may end, and what it refuses to end without.
 */
import { missingForAll, outcomeNeeds } from '../../../domain/order/tasks/outcome-needs';
import type { OutcomeNeeds } from '../../../domain/order/tasks/outcome-needs';
import { TASK_RULES } from '../../../domain/tasks/task';
import type { TaskKind } from '../../../domain/tasks/task';
import {
  aShopInMemory,
  aWantedLine,
  DELIVERY,
  moment,
  refusalOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const close = (
  order: OrderInMemory,
  kind: TaskKind,
  outcome: string,
  data: object = {},
): ReturnType<OrderInMemory['hears']> =>
  order.hears('closeTask', { taskId: taskOf(order, kind), outcome, data });
const answer = (
  order: OrderInMemory,
  number: number,
  said: string,
  more: object = {},
): Promise<unknown> =>
  order.hears('answerInstruction', {
    instructionId: `ins_1_${String(number)}`,
    answer: said,
    ...more,
  });

test('every kind of task refuses an outcome that is not in its list', () => {
  for (const { outcomes } of Object.values(TASK_RULES)) expect(outcomes).not.toContain('whatever');
});

test('when the outcome is none of its kind, or the task is closed, then it is refused', async () => {
  const order = await aShopInMemory().order();
  await order.until('2026-11-26 11:15');
  const taskId = taskOf(order, 'call_customer');
  expect(refusalOf(await close(order, 'call_customer', 'approved'))).toBe('unknown_outcome');
  expect(refusalOf(await close(order, 'call_customer', 'confirmed'))).toBeNull();
  const again = await order.hears('closeTask', { taskId, outcome: 'confirmed' });
  expect(refusalOf(again)).toBe('task_closed');
});

describe('find out why (R26, R27)', () => {
  const window = { from: moment('2026-11-30 10:00'), to: moment('2026-11-30 14:00') };
  async function notDelivered(): Promise<OrderInMemory> {
    const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
    await answer(order, 1, 'accepted');
    await answer(order, 2, 'accepted');
    await order.until('2026-11-28 14:00');
    return order;
  }
  const reach = (order: OrderInMemory): Promise<unknown> =>
    order.hears('recordContact', { outcome: 'reached' });

  test.each([
    ['nothing', false, {}, ['reason', 'contact_with_customer']],
    ['a reason only', false, { reason: 'courier_ill' }, ['contact_with_customer']],
    ['a contact only', true, {}, ['reason']],
    ['both but no window', true, { reason: 'courier_ill' }, ['window']],
  ])(
    'when it is closed with %s, then the refusal names what is missing',
    async (_, reached, data, missing) => {
      const order = await notDelivered();
      if (reached) await reach(order);
      const heard = await close(order, 'find_out_why', 'new_date', data);
      expect(heard).toMatchObject([{ refusal: 'task_conditions', missing }]);
    },
  );

  test('when the customer was spoken with only before the task was opened, then that does not count', async () => {
    const order = await aShopInMemory().order();
    await reach(order);
    await order.hears('confirm', { channel: 'phone' });
    await order.until('2026-11-28 14:00');
    const heard = await close(order, 'find_out_why', 'new_date', { reason: 'x', window });
    expect(heard).toMatchObject([{ missing: ['contact_with_customer'] }]);
  });

  test('when both are there and a new date, then the courier is told and the check moves', async () => {
    const order = await notDelivered();
    await reach(order);
    await close(order, 'find_out_why', 'new_date', { reason: 'courier_ill', window });
    expect(order.now().instructions.map((one) => one.pending?.content.window)).toEqual([
      window,
      window,
    ]);
    expect(order.life().turn.deadline?.at).not.toBe(moment('2026-11-28 12:00'));
    await order.until('2026-12-01 11:59');
    expect(order.types().filter((type) => type === 'DeliveryFoundMissing')).toHaveLength(1);
  });

  test('when the day has passed already, then a new date in the past is refused', async () => {
    const order = await notDelivered();
    await reach(order);
    const past = { from: moment('2026-11-27 15:00'), to: moment('2026-11-27 18:00') };
    const heard = await close(order, 'find_out_why', 'new_date', { reason: 'x', window: past });
    expect(refusalOf(heard)).toBe('too_late');
  });

  test('story 36: when the third attempt has failed, then only taking it back is left', async () => {
    const order = await notDelivered();
    for (const day of ['2026-11-30', '2026-12-02']) {
      await reach(order);
      const next = { from: moment(`${day} 10:00`), to: moment(`${day} 14:00`) };
      await close(order, 'find_out_why', 'new_date', { reason: 'nobody_home', window: next });
      await order.until(
        `${day.slice(0, 8)}${String(Number(day.slice(8)) + 1).padStart(2, '0')} 14:00`.replace(
          '11-31',
          '12-01',
        ),
      );
    }
    await reach(order);
    const heard = await close(order, 'find_out_why', 'new_date', { reason: 'x', window });
    expect(heard).toMatchObject([{ missing: ['take_back'] }]);
    await close(order, 'find_out_why', 'take_back', { reason: 'nobody_home' });
    expect(order.now().closing?.reason).toBe('undeliverable');
  });

  test('when its packer refused it, then it cannot be planned for another day', async () => {
    const order = await notDelivered();
    await answer(order, 1, 'refused', { reason: 'out_of_stock' });
    await reach(order);
    const heard = await close(order, 'find_out_why', 'new_date', { reason: 'x', window });
    expect(heard).toMatchObject([{ missing: ['take_back'] }]);
  });
});

describe('find an alternative', () => {
  async function shortOrder(): Promise<OrderInMemory> {
    const lines = [aWantedLine(), aWantedLine({ sku: 'UNICORN' })];
    return aShopInMemory().order({ lines, agreed: { channel: 'phone' } });
  }

  test('when it is still short and nothing is changed, then the changes are missing', async () => {
    const heard = await close(await shortOrder(), 'find_alternative', 'substituted');
    expect(heard).toMatchObject([{ refusal: 'task_conditions', missing: ['changes'] }]);
  });

  test('when the line is dropped, then the order goes on', async () => {
    const order = await shortOrder();
    const changes = [{ type: 'remove_line', lineId: 'line-2' }];
    await close(order, 'find_alternative', 'removed', { changes });
    expect(order.types()).toContain('InstructionWritten');
  });

  test('when the customer does not want it any more, then the order ends as out of stock', async () => {
    const order = await shortOrder();
    await close(order, 'find_alternative', 'declined');
    expect(order.now().closed?.reason).toBe('out_of_stock');
  });
});

describe('a party that refuses or is silent', () => {
  async function refusedByCourier(): Promise<OrderInMemory> {
    const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
    await answer(order, 2, 'refused', { reason: 'cannot_in_time' });
    return order;
  }

  test('when it is to be replaced, then another party must be named, and it must exist', async () => {
    const order = await refusedByCourier();
    expect(await close(order, 'party_refused', 'replaced')).toMatchObject([{ missing: ['party'] }]);
    const strange = await close(order, 'party_refused', 'replaced', { party: 'nobody' });
    expect(strange).toMatchObject([{ refusal: 'malformed', pointer: '/data/party' }]);
  });

  test('when another courier is named, then it is told and its parcel is its own', async () => {
    const order = await refusedByCourier();
    await close(order, 'party_refused', 'replaced', { party: 'city-courier' });
    const brings = order.now().instructions.find((one) => one.kind === 'deliver');
    expect(brings).toMatchObject({ party: 'city-courier', state: 'sent' });
    expect(order.now().parcels[0]?.carrier).toBe('city-courier');
  });

  test('when a replaced courier will not stand down, then a person is told of the two', async () => {
    const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
    await answer(order, 1, 'accepted');
    await order.until('2026-11-26 15:00');
    await close(order, 'party_overdue', 'replaced', { party: 'city-courier' });
    await answer(order, 2, 'refused', { to: 'call_off', reason: 'already_handed_over' });
    expect(order.now().tasks).toMatchObject([{ kind: 'party_refused', about: 'ins_1_2' }]);
    await close(order, 'party_refused', 'chased');
    await answer(order, 2, 'accepted', { to: 'call_off' });
    expect(order.now().tasks).toEqual([]);
  });
});

test('when the money was never brought, then the hand-in task wants the payment or a write-off', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  await order.until('2026-11-26 20:00');
  expect(await close(order, 'hand_in_overdue', 'settled')).toMatchObject([
    { missing: ['payment'] },
  ]);
  await close(order, 'hand_in_overdue', 'written_off');
  expect(order.now().money.paid).toBe(290_000);
});

describe('what an outcome needs is told before', () => {
  const needs = (shop: ShopInMemory, order: OrderInMemory, kind: TaskKind): OutcomeNeeds => {
    const task = order.now().tasks.find((one) => one.kind === kind);
    if (!task) throw new Error(`there is no task ${kind}`);
    const { terms, now } = shop.market.state();
    return outcomeNeeds({ order: order.now(), terms, at: now }, task);
  };

  test('when nobody knows why it was not delivered, then reason and contact are needed for all, a date or way for some', async () => {
    const shop = aShopInMemory();
    const order = await shop.order({ agreed: { channel: 'phone' } });
    await answer(order, 1, 'accepted');
    await answer(order, 2, 'accepted');
    await order.until('2026-11-28 14:00');
    const both = ['reason', 'contact_with_customer'];
    const told = needs(shop, order, 'find_out_why');
    expect(told).toEqual({
      new_date: [...both, 'window'],
      new_address: [...both, 'address', 'window'],
      new_way: [...both, 'method'],
      delivered_after_all: both,
      take_back: both,
    });
    expect(missingForAll(told)).toEqual(both);
    await order.hears('recordContact', { outcome: 'reached' });
    expect(missingForAll(needs(shop, order, 'find_out_why'))).toEqual(['reason']);
  });

  test('when a change was refused that no second parcel can mend, then that decision is not offered', async () => {
    const shop = aShopInMemory();
    const order = await shop.order({ agreed: { channel: 'phone' } });
    await answer(order, 1, 'accepted');
    await answer(order, 2, 'accepted');
    const delivery = { ...DELIVERY, addressId: 'adr_2' };
    await order.hears('amend', { changes: [{ type: 'change_delivery', delivery }] });
    await answer(order, 2, 'refused', { to: 'revision', reason: 'already_handed_over' });
    const told = needs(shop, order, 'decide_partial_refusal');
    expect(told).toEqual({ revert: [] });
    for (const outcome of TASK_RULES.decide_partial_refusal.outcomes) {
      if (outcome in told) continue;
      const refused = await close(order, 'decide_partial_refusal', outcome);
      expect(refused).toMatchObject([{ refusal: 'not_allowed_now', pointer: '/outcome' }]);
    }
  });

  test('when the customer is to be called, then a call back needs its hour', async () => {
    const shop = aShopInMemory();
    const order = await shop.order();
    await order.until('2026-11-26 11:15');
    expect(needs(shop, order, 'call_customer')).toMatchObject({
      no_answer: [],
      call_back: ['callBackAt'],
    });
    const heard = await close(order, 'call_customer', 'call_back');
    expect(heard).toMatchObject([{ refusal: 'task_conditions', missing: ['callBackAt'] }]);
  });
});

test('when an outcome was chosen on an older version, then it is refused', async () => {
  const order = await aShopInMemory().order();
  await order.until('2026-11-26 11:15');
  const taskId = taskOf(order, 'call_customer');
  const stale = await order.hears('closeTask', { taskId, outcome: 'confirmed', version: 2 });
  expect(refusalOf(stale)).toBe('stale_version');
});
