/**
 * A person finds something else for what is short, and meanwhile all that was sent goes wrong: the order does not end
 * by itself, for there is something of it still to come.
 */
import { taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, report, sent, tasks } from '../../support/sent-order';
import { decides } from '../../support/two-parcels';

/** A dress is on its way, and nobody has what was asked for besides. */
async function shortOfOne(): Promise<OrderInMemory> {
  const { order } = await sent();
  const price = { amount: 100_000, currency: 'RUB' };
  const line = { sku: 'UNICORN', title: 'Unicorn', quantity: 1, price };
  await order.hears('amend', { changes: [{ type: 'add_line', line }] });
  await allSayYes(order);
  return order;
}

const WRONG: Readonly<Record<string, (order: OrderInMemory) => Promise<unknown>>> = {
  'it comes back': async (order) => {
    await report(order, 'returning');
    await report(order, 'returned');
  },
  'it is refused at the door': (order) =>
    report(order, 'partly_delivered', { lines: [{ lineId: 'line-1', accepted: 0, refused: 1 }] }),
  'the third attempt fails': async (order) => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await report(order, 'in_transit');
      await report(order, 'attempt_failed');
    }
  },
  'it is lost and taken back': async (order) => {
    await report(order, 'lost');
    await decides(order, 'take_back');
  },
};

test.each(Object.entries(WRONG))(
  'when %s, then the order goes on while somebody looks for the rest, and ends where there is none',
  async (_what, goesWrong) => {
    const order = await shortOfOne();
    await goesWrong(order);
    expect(order.now().closing).toBeNull();
    expect(tasks(order)).toContainEqual({ kind: 'find_alternative', about: null });
    if (tasks(order).some((one) => 'kind' in one && one.kind === 'find_out_why')) {
      await decides(order, 'take_back');
      await report(order, 'returned');
    }
    const taskId = taskOf(order, 'find_alternative');
    await order.hears('closeTask', { taskId, outcome: 'removed' });
    await allSayYes(order);
    expect(order.now().closing).not.toBeNull();
  },
);
