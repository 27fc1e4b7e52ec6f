/**
 * A carrier brings a parcel back, and then the customer asks for its goods anew: what comes back is sent once more, and
 * never taken for refused.
 */
import type { OrderRequest } from '../../../domain/order/place';
import { aWantedLine, DELIVERY, moment, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, change, LATER, report, sent, wait } from '../../support/sent-order';
import type { Sent } from '../../support/sent-order';
import { decides } from '../../support/two-parcels';

describe('its carrier brings it back already, and the customer asks for it anew', () => {
  async function returning(fields: Partial<OrderRequest> = {}): Promise<Sent> {
    const { shop, order } = await sent(fields);
    await report(order, 'returning');
    return { shop, order };
  }
  const isClosing = (order: OrderInMemory): boolean => order.now().closing !== null;

  test('when he asks for nothing, then what comes back ends the order, as ever', async () => {
    const { order } = await returning();
    expect(wait(order)?.what.key).toBe('wait.bring_back');
    await report(order, 'returned');
    expect(isClosing(order)).toBe(true);
  });

  test('when he asks for another day, then it is sent once more, by the same courier, for the same sum', async () => {
    const { order } = await returning();
    await change(order, { ...DELIVERY, window: LATER });
    await allSayYes(order);
    expect(wait(order)).toMatchObject({
      ...{ party: 'own-couriers', what: { key: 'wait.bring_back' } },
      until: moment('2026-11-28 12:00'),
    });
    await report(order, 'returned');
    await allSayYes(order);
    expect(isClosing(order)).toBe(false);
    expect(order.now().goods['line-1']).toMatchObject({ refused: 0, replaced: 1 });
    expect(order.now().parcels[1]).toMatchObject({ carrier: 'own-couriers', state: 'announced' });
    expect(order.now().instructions[1]?.content.collect).toBe(290_000);
    await order.hears('reportParcel', { parcelId: 'par_1_2', status: 'delivered' });
    expect(order.now().deliveredAt).not.toBeNull();
  });

  test('when he asks for one more, then all are sent, and none is taken for refused', async () => {
    const { order } = await returning({ lines: [aWantedLine({ quantity: 2 })] });
    const more = { type: 'set_quantity', lineId: 'line-1', quantity: 3 };
    await order.hears('amend', { changes: [more] });
    await allSayYes(order);
    await report(order, 'returned');
    await allSayYes(order);
    const { parcels, goods, instructions } = order.now();
    expect(goods['line-1']).toMatchObject({ refused: 0, replaced: 2 });
    expect(parcels.filter(({ state }) => state === 'announced')).toMatchObject([
      { lines: [{ quantity: 3 }] },
    ]);
    expect(instructions[1]?.content.collect).toBe(810_000);
  });

  test('when what he changes is of other goods, then what goes back is refused, as ever', async () => {
    const { order } = await returning();
    const price = { amount: 100_000, currency: 'RUB' };
    const line = { sku: 'BELT', title: 'Belt', quantity: 1, price };
    await order.hears('amend', { changes: [{ type: 'add_line', line }] });
    await allSayYes(order);
    await report(order, 'returned');
    expect(order.now().goods['line-1']).toMatchObject({ refused: 1, replaced: 0 });
  });

  test('when a person plans it anew on the day agreed before, then it is sent once more too', async () => {
    const { order } = await sent();
    await report(order, 'attempt_failed');
    await change(order, { ...DELIVERY, window: LATER });
    await allSayYes(order);
    await report(order, 'returning');
    await order.hears('recordContact', { outcome: 'reached' });
    const taskId = taskOf(order, 'find_out_why');
    const data = { reason: 'other', window: LATER };
    await order.hears('closeTask', { taskId, outcome: 'new_date', data });
    await report(order, 'returned');
    expect(isClosing(order)).toBe(false);
    expect(order.now().goods['line-1']).toMatchObject({ refused: 0, replaced: 1 });
  });

  test('when its carrier will not hear of the new day and that is taken back, then what comes back ends the order', async () => {
    const { order } = await sent({}, { partlyRefused: 'revert' });
    await report(order, 'returning');
    await change(order, { ...DELIVERY, window: LATER });
    expect(order.now().parcels[0]?.wantedAgain).toBe(true);
    await order.hears('answerInstruction', {
      ...{ instructionId: 'ins_1_2', to: 'revision', answer: 'refused', reason: 'other' },
    });
    await allSayYes(order);
    expect(order.now().parcels[0]?.wantedAgain).toBeUndefined();
    await report(order, 'returned');
    expect(isClosing(order)).toBe(true);
  });

  /** The packer has no third one, and the shop takes that change back. */
  async function oneMoreIsRefused(order: OrderInMemory, quantity: number): Promise<void> {
    const more = { type: 'set_quantity', lineId: 'line-1', quantity };
    await order.hears('amend', { changes: [more] });
    const packer = order.now().instructions.find((one) => one.pending);
    await order.hears('answerInstruction', {
      ...{ instructionId: packer?.id, to: 'revision', answer: 'refused', reason: 'other' },
    });
    await allSayYes(order);
  }

  test('when one more is refused after the new day was agreed, then it is still sent once more', async () => {
    const fields = { lines: [aWantedLine({ quantity: 2 })] };
    const { order } = await sent(fields, { partlyRefused: 'revert' });
    await report(order, 'returning');
    await change(order, { ...DELIVERY, window: LATER });
    await allSayYes(order);
    await oneMoreIsRefused(order, 3);
    expect(order.now().wish.lines[0]?.quantity).toBe(2);
    await report(order, 'returned');
    expect(isClosing(order)).toBe(false);
    expect(order.now().goods['line-1']).toMatchObject({ refused: 0, replaced: 2 });
  });

  test('when one more is refused after a person planned it anew, then it is still sent once more', async () => {
    const { order } = await sent({}, { partlyRefused: 'revert' });
    await report(order, 'attempt_failed');
    await report(order, 'returning');
    await decides(order, 'new_date');
    await allSayYes(order);
    await oneMoreIsRefused(order, 2);
    await report(order, 'returned');
    expect(isClosing(order)).toBe(false);
    expect(order.now().goods['line-1']).toMatchObject({ refused: 0, replaced: 1 });
  });
});
