/**
 * Every party is told what differs for it and nothing else: a carrier the customer's new phone and that a card is
 * taken, a packer to whom it hands its parcel.
 */
import { aShopInMemory, CONTACT, DELIVERY, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

async function accepted(): Promise<OrderInMemory> {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  for (const instructionId of ['ins_1_1', 'ins_1_2']) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  return order;
}

const amend = (order: OrderInMemory, change: object): Promise<unknown> =>
  order.hears('amend', { changes: [change] });
const pending = (order: OrderInMemory): readonly string[] =>
  order
    .now()
    .instructions.flatMap((one) => (one.pending ? [`${one.party} ${one.pending.kind}`] : []));
const contact = (phoneId: string): object => {
  const { hasPhone, hasEmail } = CONTACT;
  return { type: 'change_contact', contact: { personalId: 'prs_2', phoneId, hasPhone, hasEmail } };
};

test('when the customer has another phone, then the carrier is told and the warehouse is not', async () => {
  const order = await accepted();
  await amend(order, contact('prs_2'));
  expect(pending(order)).toEqual(['own-couriers revision']);
});

test('when only the e-mail is another, then no party is told', async () => {
  const order = await accepted();
  await amend(order, contact('prs_1'));
  expect(pending(order)).toEqual([]);
});

test('when it is to be paid by card instead of cash, then the carrier is told', async () => {
  const order = await accepted();
  await amend(order, { type: 'change_payment', method: 'card_on_delivery' });
  expect(pending(order)).toEqual(['own-couriers revision']);
});

test('when it is paid already and is to be paid by card from now on, then the carrier takes nothing and is not told', async () => {
  const order = await accepted();
  const amount = { amount: 320_000, currency: 'RUB' };
  await order.hears('recordPayment', { method: 'card', amount });
  const courier = { instructionId: 'ins_1_2', to: 'revision', answer: 'accepted' };
  await order.hears('answerInstruction', courier);
  expect(order.now().instructions[1]?.content.collect).toBe(0);
  await amend(order, { type: 'change_payment', method: 'card_on_delivery' });
  expect(pending(order)).toEqual([]);
});

test('when it goes another way in the same window, then the warehouse is told whom to hand it to', async () => {
  const order = await accepted();
  const delivery = { ...DELIVERY, method: 'pickup', addressId: null, pickupPointId: 'point-1' };
  await amend(order, { type: 'change_delivery', delivery });
  expect(pending(order)).toEqual(['warehouse-main revision', 'own-couriers call_off']);
  expect(order.now().instructions[0]?.pending?.content.carrier).toBe('pickup-network');
});

test('when another carrier is chosen, then the warehouse is told whom to hand it to', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' } });
  await order.hears('answerInstruction', { instructionId: 'ins_1_1', answer: 'accepted' });
  await order.hears('answerInstruction', { instructionId: 'ins_1_2', answer: 'refused' });
  const taskId = taskOf(order, 'party_refused');
  await order.hears('closeTask', { taskId, outcome: 'replaced', data: { party: 'city-courier' } });
  expect(pending(order)).toEqual(['warehouse-main revision']);
});

test('when a piece more is wanted of who has handed over all, and is not wanted after all before the answer, then the packer is told so and a yes to the older version packs nothing', async () => {
  const order = await accepted();
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
  const line = {
    sku: 'BELT',
    title: 'Belt',
    quantity: 1,
    price: { amount: 40000, currency: 'RUB' },
  };
  await amend(order, { type: 'add_line', line });
  expect(pending(order)).toContain('warehouse-main revision');
  await amend(order, { type: 'remove_line', lineId: 'line-2' });
  expect(order.now().instructions[0]?.pending).toMatchObject({ kind: 'revision', wishVersion: 3 });
  const yes = { instructionId: 'ins_1_1', to: 'revision', answer: 'accepted', wishVersion: 2 };
  await order.hears('answerInstruction', yes);
  expect(order.now().parcels).toHaveLength(1);
});
