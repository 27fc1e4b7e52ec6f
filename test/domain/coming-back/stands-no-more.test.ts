/**
 * A courier stands by what it was told, and then the customer wants everything at a pickup point: no courier is sent
 * there, and what it has comes back to go out with the rest.
 */
import { aShopInMemory, DELIVERY } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, change, LATER, PICKUP, report } from '../../support/sent-order';

/** One dress goes with the courier that would not take two, the other by itself. */
async function oneStands(
  isOnItsWay: boolean,
  partlyRefused: 'second_parcel' | 'ask' = 'second_parcel',
): Promise<OrderInMemory> {
  const shop = aShopInMemory({ policy: { partlyRefused } });
  const order = await shop.order({ agreed: { channel: 'phone' } });
  await allSayYes(order);
  if (isOnItsWay) await report(order, 'handed_over');
  await order.hears('amend', {
    changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }],
  });
  const no = { instructionId: 'ins_1_2', to: 'revision', answer: 'refused', reason: 'other' };
  await order.hears('answerInstruction', {
    instructionId: 'ins_1_1',
    to: 'revision',
    answer: 'accepted',
  });
  await order.hears('answerInstruction', no);
  await allSayYes(order);
  return order;
}
const asked = (order: OrderInMemory): readonly object[] =>
  order
    .now()
    .instructions.filter(({ kind }) => kind === 'deliver')
    .map(({ party, state, pending, content }) => ({
      ...{
        party,
        state,
        pending: pending?.kind ?? null,
        point: (pending ?? { content }).content.pickupPointId,
      },
    }));

test.each([true, false])(
  'when all is wanted at a point (on its way: %s), then the courier is called off',
  async (isOnItsWay) => {
    const order = await oneStands(isOnItsWay);
    await change(order, PICKUP);
    const off = { party: 'own-couriers', state: 'accepted', pending: 'call_off', point: null };
    expect(asked(order)).toEqual([
      off,
      off,
      { party: 'pickup-network', state: 'sent', pending: null, point: 'point-1' },
    ]);
  },
);

test('when it has brought it back, then it goes to the point with the rest, for all that is due', async () => {
  const order = await oneStands(true);
  await change(order, PICKUP);
  await allSayYes(order);
  await report(order, 'returned');
  await allSayYes(order);
  const { goods, parcels, instructions } = order.now();
  expect(goods['line-1']).toMatchObject({ refused: 0, replaced: 1 });
  expect(parcels[1]).toMatchObject({ carrier: 'pickup-network', lines: [{ quantity: 2 }] });
  expect(instructions.at(-1)?.content).toMatchObject({
    collect: 550_000,
    lines: [{ quantity: 2 }],
  });
});

test('when it had not left, then both go to the point, each packed as it was', async () => {
  const order = await oneStands(false);
  await change(order, PICKUP);
  await allSayYes(order);
  await allSayYes(order);
  const { parcels, instructions } = order.now();
  const one = { carrier: 'pickup-network', state: 'announced', lines: [{ quantity: 1 }] };
  expect(parcels).toMatchObject([one, one]);
  expect(instructions.find(({ kind }) => kind === 'pack')?.content.lines).toMatchObject([
    { quantity: 2 },
  ]);
  for (const number of [1, 2]) {
    await order.hears('reportParcel', { parcelId: `par_1_${String(number)}`, status: 'delivered' });
  }
  expect(order.now().deliveredAt).not.toBeNull();
});

test.each([true, false])(
  'when he wants it at his door again (on its way: %s), then the courier brings all of it',
  async (isOnItsWay) => {
    const order = await oneStands(isOnItsWay);
    await change(order, PICKUP);
    await allSayYes(order);
    await allSayYes(order);
    await change(order, { ...DELIVERY, window: LATER });
    await allSayYes(order);
    await allSayYes(order);
    const { parcels, instructions } = order.now();
    expect(parcels).toMatchObject([{ carrier: 'own-couriers' }, { carrier: 'own-couriers' }]);
    const brings = instructions.filter(
      ({ kind, state }) => kind === 'deliver' && state === 'accepted',
    );
    expect(brings).toMatchObject([
      { party: 'own-couriers', content: { collect: 550_000, lines: [{ quantity: 2 }] } },
    ]);
    expect(instructions.find(({ kind }) => kind === 'pack')?.content.lines).toMatchObject([
      { quantity: 2 },
    ]);
    for (const number of [1, 2]) {
      await order.hears('reportParcel', {
        parcelId: `par_1_${String(number)}`,
        status: 'delivered',
      });
    }
    expect(order.now().deliveredAt).not.toBeNull();
  },
);

test('when it will not turn back, then a person decides, and taken back it goes on as it was told', async () => {
  const order = await oneStands(true);
  await change(order, PICKUP);
  const no = {
    instructionId: 'ins_1_2',
    to: 'call_off',
    answer: 'refused',
    reason: 'already_handed_over',
  };
  await order.hears('answerInstruction', no);
  await allSayYes(order);
  const taskId = order.now().tasks.find(({ kind }) => kind === 'decide_partial_refusal')?.id;
  await order.hears('closeTask', { taskId, outcome: 'revert' });
  await allSayYes(order);
  await allSayYes(order);
  expect(order.now().instructions.find(({ id }) => id === 'ins_1_2')).toMatchObject({
    ...{ state: 'accepted', callOffRefused: false, pending: null },
    content: { addressId: 'adr_1', pickupPointId: null, lines: [{ quantity: 1 }] },
  });
});

test('when it has given its own away before, then only the other goes to the point, for what is left', async () => {
  const order = await oneStands(true);
  await report(order, 'delivered');
  await change(order, PICKUP);
  await allSayYes(order);
  const told = order.now().instructions.find(({ party }) => party === 'pickup-network');
  expect(told?.content).toMatchObject({ lines: [{ quantity: 1 }], collect: 260_000 });
});
