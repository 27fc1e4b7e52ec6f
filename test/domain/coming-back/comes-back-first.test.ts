/**
 * The customer wants it brought by another carrier while the first one has the parcel: it comes back first. Who has it is
 * awaited, the customer hears nothing of it, and the next-day check is of the new promise.
 */
import { keptUntilText } from '../../../domain/order/delivery/following/followed';
import { letterData } from '../../../domain/messages/letter';
import { DELIVERY, eventsOf, moment, POST, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import {
  allSayYes,
  change,
  LATER,
  OUT,
  page,
  PICKUP,
  report,
  sent,
  tasks,
  wait,
} from '../../support/sent-order';
import type { Sent } from '../../support/sent-order';

const purposes = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose);

describe('a courier has it, and it is to be fetched at a point instead', () => {
  async function calledOff(): Promise<Sent> {
    const { shop, order } = await sent();
    await change(order, PICKUP);
    await allSayYes(order);
    expect(order.now()).toMatchObject({ amendment: null, tasks: [] });
    return { shop, order };
  }

  test('when he has agreed, then he is awaited with it, and a person is asked when he does not come in time', async () => {
    const { order } = await calledOff();
    expect(wait(order)).toMatchObject({
      ...{ for: 'carrier', party: 'own-couriers', what: { key: 'wait.bring_back' } },
      ...{ until: moment('2026-11-28 12:00'), then: { key: 'then.party_task' } },
    });
    await order.until('2026-11-28 11:59');
    expect(tasks(order)).toEqual([]);
    await order.until('2026-11-28 12:00');
    expect(tasks(order)).toEqual([OUT]);
    expect(wait(order)?.what).toMatchObject({
      ...{ key: 'wait.task.party_overdue', values: { party: 'own-couriers' } },
    });
  });

  test('when a person has chased him, then he has his time once more before anybody is asked again', async () => {
    const { order } = await calledOff();
    await order.until('2026-11-28 12:30');
    await order.hears('closeTask', { taskId: taskOf(order, 'party_overdue'), outcome: 'chased' });
    expect(tasks(order)).toEqual([]);
    expect(wait(order)).toMatchObject({
      ...{ party: 'own-couriers', what: { key: 'wait.bring_back' } },
      until: moment('2026-11-30 12:00'),
    });
    await order.until('2026-11-30 12:00');
    expect(tasks(order)).toEqual([OUT]);
  });

  test('when he agreed a day later, then his time counts from then', async () => {
    const { order } = await sent();
    await change(order, PICKUP);
    await order.until('2026-11-27 15:00');
    await allSayYes(order);
    expect(wait(order)).toMatchObject({
      ...{ what: { key: 'wait.bring_back' }, until: moment('2026-11-30 12:00') },
    });
  });

  test('when its day passes, then the customer, who waits for word from the point, is asked nothing', async () => {
    const { order } = await calledOff();
    await order.until('2026-12-15 13:00');
    expect(purposes(order)).not.toContain('delivery_check');
    expect(tasks(order)).toEqual([OUT]);
  });

  test('when it is back, then nobody is asked any more, and the point is given its time from then', async () => {
    const { order } = await calledOff();
    await order.until('2026-11-30 13:00');
    expect(tasks(order)).toEqual([OUT]);
    await report(order, 'returned');
    expect(tasks(order)).toEqual([]);
    await allSayYes(order);
    expect(order.now().parcels[1]).toMatchObject({ carrier: 'pickup-network', state: 'announced' });
    expect(wait(order)).toMatchObject({
      ...{ party: 'pickup-network', what: { key: 'wait.hand_over' } },
      until: moment('2026-12-01 12:00'),
    });
  });

  test('when the customer looks at his page, then it says that the parcel goes back', async () => {
    const { shop, order } = await sent();
    expect(page({ shop, order })).toContain('on the way');
    await change(order, PICKUP);
    expect(page({ shop, order })).toContain('on its way back to us');
  });

  test('when he brings it back to nobody and it counts as lost, then that is found out as ever', async () => {
    const { order } = await calledOff();
    await report(order, 'lost');
    expect(tasks(order)).toEqual([{ kind: 'find_out_why', about: null }]);
  });

  test('when he had said that it comes late, then that is no delay of the new way', async () => {
    const { order } = await sent();
    await report(order, 'in_transit', { expectedAt: moment('2026-12-20 12:00') });
    expect(purposes(order).at(-1)).toBe('delivery_delayed');
    await change(order, { ...POST, method: 'courier', window: LATER });
    await allSayYes(order);
    expect(wait(order)?.until).toBe(moment('2026-11-28 12:00'));
    await order.until('2026-12-02 12:00');
    expect(purposes(order)).toContain('delivery_check');
  });
});

describe('it waits at a point, and a courier is to bring it instead', () => {
  async function calledOff(): Promise<Sent> {
    const { shop, order } = await sent({ delivery: PICKUP });
    await report(order, 'at_pickup_point', { tracking: 'N-1' });
    expect(page({ shop, order })).toContain('waits for you');
    expect(wait(order)?.what.key).toBe('wait.fetch');
    await change(order, { ...DELIVERY, zone: 'moscow', window: LATER });
    await allSayYes(order);
    expect(order.now()).toMatchObject({ amendment: null, tasks: [] });
    return { shop, order };
  }
  const ofParcel = (order: OrderInMemory): readonly string[] =>
    purposes(order).filter((purpose) => purpose.startsWith('parcel'));

  test('when the days of storage go by, then he is reminded of nothing that he waits for no more', async () => {
    const { order } = await calledOff();
    await order.until('2026-12-01 20:00');
    expect(ofParcel(order)).toEqual(['parcel_arrived']);
  });

  test('when he looks at his page, then nothing waits for him anywhere', async () => {
    const seen = await calledOff();
    expect(page(seen)).toContain('on its way back to us');
    expect(page(seen)).not.toMatch(/waits for you|Point 1|until/);
    expect(keptUntilText(seen.order.now(), seen.shop.market.state().terms)).toBe('02.12');
  });

  test('when it does not come back, then a person is asked, in the days that way takes', async () => {
    const { order } = await calledOff();
    expect(wait(order)).toMatchObject({
      ...{ party: 'pickup-network', what: { key: 'wait.bring_back' } },
      until: moment('2026-11-30 12:00'),
    });
    await order.until('2026-11-30 12:00');
    expect(tasks(order)).toEqual([OUT]);
  });

  test('when the courier’s day passes, then the customer is asked whether it came, on the next day', async () => {
    const { order } = await calledOff();
    await order.until('2026-12-02 11:59');
    expect(purposes(order)).not.toContain('delivery_check');
    await order.until('2026-12-02 12:00');
    expect(purposes(order).filter((one) => one === 'delivery_check')).toHaveLength(1);
    await order.until('2026-12-02 15:00');
    expect(tasks(order)).toContainEqual({ kind: 'find_out_why', about: null });
  });

  test('when it is back, then the courier is waited for and nobody else', async () => {
    const { order } = await calledOff();
    await report(order, 'returned');
    expect(wait(order)?.party).not.toBe('pickup-network');
    await allSayYes(order);
    expect(wait(order)).toMatchObject({
      ...{ party: 'own-couriers', what: { key: 'wait.deliver' } },
    });
  });

  test('when the point will not let it go and the change is taken back, then the customer is reminded again', async () => {
    const { order } = await sent({ delivery: PICKUP }, { partlyRefused: 'ask' });
    await report(order, 'at_pickup_point');
    await change(order, { ...DELIVERY, zone: 'moscow', window: LATER });
    await order.hears('answerInstruction', {
      ...{ instructionId: 'ins_1_2', to: 'call_off', answer: 'refused', reason: 'other' },
    });
    await allSayYes(order);
    await order.until('2026-11-28 13:00');
    expect(ofParcel(order)).toEqual(['parcel_arrived']);
    const taskId = taskOf(order, 'decide_partial_refusal');
    await order.hears('closeTask', { taskId, outcome: 'revert' });
    await allSayYes(order);
    await order.until('2026-11-28 14:00');
    expect(ofParcel(order)).toEqual(['parcel_arrived', 'parcel_waits']);
  });

  test('when a message names numbers to look it up by, then its number is told no more', async () => {
    const { order } = await calledOff();
    const data = letterData(order.now(), {
      ...{ name: 'Anna', address: null, link: 'l', shop: 'Demo', point: null, keptUntil: null },
    });
    expect(data['tracking']).toBe('');
  });

  test('when it is to wait at the point after all, then he is reminded of it again', async () => {
    const { order } = await calledOff();
    await order.until('2026-11-27 15:00');
    await change(order, PICKUP);
    await allSayYes(order);
    expect(tasks(order)).toEqual([]);
    expect(wait(order)?.what.key).toBe('wait.fetch');
    await order.until('2026-11-28 13:00');
    expect(ofParcel(order)).toEqual(['parcel_arrived', 'parcel_waits']);
  });
});
