/**
 * An attempt failed and the customer agreed another day, and then the carrier brings the goods back all the same: they
 * are sent once more, and the order never ends without a word.
 */
import { DELIVERY } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, change, LATER, report, sent } from '../../support/sent-order';
import type { Sent } from '../../support/sent-order';
import { decides, report as says, twoParcels } from '../../support/two-parcels';

const failed = async (policy: Parameters<typeof sent>[1] = {}): Promise<Sent> => {
  const both = await sent({}, policy);
  await report(both.order, 'attempt_failed');
  return both;
};
const anotherDay = async (order: OrderInMemory): Promise<void> => {
  await change(order, { ...DELIVERY, window: LATER });
  await allSayYes(order);
};
const comesBack = async (order: OrderInMemory, reason: string | null = null): Promise<void> => {
  await report(order, 'returning', { reason });
  await report(order, 'returned', { reason });
};
const isClosing = (order: OrderInMemory): boolean => order.now().closing !== null;

const AGREED: Readonly<Record<string, (order: OrderInMemory) => Promise<unknown>>> = {
  'the customer changed it': anotherDay,
  'a dispatcher planned it anew': async (order) => {
    await decides(order, 'new_date', { window: LATER });
    await allSayYes(order);
  },
  'a dispatcher planned it anew for the day there was': (order) => decides(order, 'new_date'),
};

describe.each(Object.entries(AGREED))('another day is agreed: %s', (_how, agree) => {
  test('when it comes back, then it is sent once more, and nobody has refused it', async () => {
    const { order } = await failed();
    await agree(order);
    await comesBack(order);
    await allSayYes(order);
    expect(isClosing(order)).toBe(false);
    expect(order.now().goods['line-1']).toMatchObject({ refused: 0, replaced: 1 });
    expect(order.now().parcels[1]).toMatchObject({ carrier: 'own-couriers', state: 'announced' });
  });

  test('when it is tried in vain once more before it comes back, then that day was not kept, and the order ends', async () => {
    const { order } = await failed();
    await agree(order);
    await report(order, 'in_transit');
    await report(order, 'attempt_failed');
    await comesBack(order);
    expect(isClosing(order)).toBe(true);
  });

  test('when it is refused at the door on that day, then it is not sent again', async () => {
    const { order } = await failed();
    await agree(order);
    await report(order, 'in_transit');
    await comesBack(order, 'refused');
    expect(isClosing(order)).toBe(true);
  });
});

test('when its carrier repeats on the way back why the attempt failed, then it is sent once more all the same', async () => {
  const { order } = await sent();
  await report(order, 'attempt_failed', { reason: 'refused' });
  await anotherDay(order);
  await comesBack(order, 'refused');
  expect(isClosing(order)).toBe(false);
});

test('when nothing was agreed, then what comes back ends the order, as ever', async () => {
  const { order } = await failed();
  await comesBack(order);
  expect(isClosing(order)).toBe(true);
});

test('when the courier will not hear of the new day and that is taken back, then what comes back ends the order', async () => {
  const { order } = await failed({ partlyRefused: 'revert' });
  await change(order, { ...DELIVERY, window: LATER });
  const no = { instructionId: 'ins_1_2', to: 'revision', answer: 'refused', reason: 'other' };
  await order.hears('answerInstruction', no);
  await allSayYes(order);
  expect(order.now().wish.delivery.window).toEqual(DELIVERY.window);
  await comesBack(order);
  expect(isClosing(order)).toBe(true);
});

test('when a dispatcher has one of two taken back instead, then nobody awaits it to send it once more', async () => {
  const { order } = await twoParcels('cash');
  await says(order, 1, 'handed_over');
  await says(order, 1, 'attempt_failed');
  await anotherDay(order);
  await decides(order, 'take_back');
  const [parcel] = order.now().parcels;
  expect(parcel).toMatchObject({ state: 'returning', takenBack: true });
  expect(parcel).not.toHaveProperty('wantedAgain');
});
