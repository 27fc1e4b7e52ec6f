/**
 * Name, phone and address of a customer are told to who brings the order, for as long as there is something to bring.
 */
import { partyMessage } from '../../../activities/party-message';
import { bringsStill } from '../../../domain/order/parties/in-hand';
import type { Instruction } from '../../../domain/parties/instruction';
import { aShopInMemory, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const PHONE = '+79161234567';

async function agreed(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory();
  const order = await shop.order({ agreed: { channel: 'phone' } });
  for (const number of [1, 2]) await says(order, number, { answer: 'accepted' });
  return { shop, order };
}
const says = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });

function of(order: OrderInMemory, kind: Instruction['kind']): Instruction {
  const found = order.now().instructions.find((one) => one.kind === kind);
  if (!found) throw new Error(`nobody was asked to ${kind}`);
  return found;
}

/** The phone in what the party's own server is told. */
function phoneTold({ shop, order }: Awaited<ReturnType<typeof agreed>>, instruction: Instruction) {
  const { terms } = shop.market.state();
  const customer = { kind: 'customer', name: 'Anna', phone: PHONE, email: null, consent: null };
  const personal = new Map([[order.now().wish.contact.personalId, customer as never]]);
  const letter = { order: order.now(), terms, personal, notes: [] };
  const effect = { number: 1, kind: 'instruction' } as const;
  const told = partyMessage(letter, { effect, instruction, kind: 'own_couriers' });
  return told.instruction.deliverTo?.phone ?? null;
}

test('when a carrier is to bring it, then its server is told to whom; a packer’s never is', async () => {
  const told = await agreed();
  expect(phoneTold(told, of(told.order, 'deliver'))).toBe(PHONE);
  expect(phoneTold(told, of(told.order, 'pack'))).toBeNull();
});

test('when it is being called off, then it may still be on its way to him; once it has said yes it is not', async () => {
  const told = await agreed();
  const { order } = told;
  await order.hears('cancel', { reason: 'price' });
  expect(phoneTold(told, of(order, 'deliver'))).toBe(PHONE);
  await says(order, 2, { to: 'call_off', answer: 'accepted' });
  expect(phoneTold(told, of(order, 'deliver'))).toBeNull();
});

test('when its parcel has been brought or is back, then there is nobody to bring anything to', async () => {
  for (const end of ['delivered', 'returned']) {
    const { order } = await agreed();
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
    expect(bringsStill(order.now(), of(order, 'deliver'))).toBe(true);
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: end });
    expect(bringsStill(order.now(), of(order, 'deliver'))).toBe(false);
  }
});

test('when it will not bring it, or another one has brought it, then it is told of nobody', async () => {
  const { order } = await agreed();
  const refused = of(order, 'deliver');
  await says(order, 2, { answer: 'refused', reason: 'other' });
  expect(bringsStill(order.now(), of(order, 'deliver'))).toBe(false);
  const data = { party: 'city-courier' };
  const taskId = taskOf(order, 'party_refused');
  await order.hears('closeTask', { taskId, outcome: 'replaced', data });
  expect(order.now().instructions.some(({ id }) => id === refused.id)).toBe(false);
  expect(bringsStill(order.now(), refused)).toBe(false);
});
