/**
 * Nobody fetched a parcel, and meanwhile somebody else is to bring its goods: the person who asks for it back asks once.
 */
import { DELIVERY, moment, momentsOf, taskOf } from '../../support/an-order-in-memory';
import { allSayYes, change, OUT, PICKUP, report, sent, tasks } from '../../support/sent-order';

test('when who has it was asked for it back, then it is given its time before a person asks once more', async () => {
  const { order } = await sent({ delivery: PICKUP });
  await report(order, 'at_pickup_point');
  await order.until('2026-12-04 13:00');
  const window = { from: moment('2026-12-25 10:00'), to: moment('2026-12-25 14:00') };
  await change(order, { ...DELIVERY, zone: 'moscow', window });
  await allSayYes(order);
  await order.until('2026-12-09 13:00');
  expect(tasks(order)).toEqual([{ kind: 'party_overdue', about: 'storage:par_1_1' }]);
  await order.hears('closeTask', { taskId: taskOf(order, 'party_overdue'), outcome: 'chased' });
  expect(tasks(order)).toEqual([]);
  expect(momentsOf(order, 'ReturnChased')).toHaveLength(1);
  await order.until('2026-12-10 13:00');
  expect(tasks(order)).not.toContainEqual(OUT);
});
