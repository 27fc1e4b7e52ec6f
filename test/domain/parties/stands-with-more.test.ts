/**
 * A supplier sends more than the carrier has agreed to bring, and neither will hear of another change: each stands as
 * it was told, and nothing that is under way is left out.
 */
import { lastMessageOf } from '../../../domain/parties/message-id';
import { aShopInMemory, aWantedLine } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const OFFERS = {
  FILTER: [
    { party: 'supplier-south', price: 42_000, term: 1 },
    { party: 'supplier-north', price: 45_000, term: 1 },
  ],
};
const DRESSES = {
  ...{ sku: 'DRESS', title: 'Dress', attributes: {}, quantity: 2 },
  price: { amount: 260_000, currency: 'RUB' },
};

const says = (order: OrderInMemory, party: string, answer: string): Promise<unknown> => {
  const told = order.now().instructions.find((one) => one.party === party);
  if (!told) throw new Error(`${party} was told nothing`);
  const to = told.pending?.kind ?? 'instruction';
  const said = { instructionId: told.id, to, message: lastMessageOf(told), answer };
  return order.hears('answerInstruction', { ...said, actor: 'party' });
};

/** Two filters at the supplier, one with the courier, and dresses are wanted instead of them. */
async function takenBack(): Promise<OrderInMemory> {
  const shop = aShopInMemory({ offers: OFFERS, policy: { partlyRefused: 'take_back' } });
  const lines = [aWantedLine({ sku: 'FILTER' })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await says(order, 'own-couriers', 'accepted');
  // The courier was told before the supplier who has them at last.
  await says(order, 'supplier-south', 'refused');
  await says(order, 'supplier-north', 'accepted');
  const two = { type: 'set_quantity', lineId: 'line-1', quantity: 2 };
  await order.hears('amend', { changes: [two] });
  await says(order, 'supplier-north', 'accepted');
  const instead = { type: 'substitute_line', lineId: 'line-1', line: DRESSES };
  await order.hears('amend', { changes: [instead] });
  await says(order, 'own-couriers', 'refused');
  await says(order, 'supplier-north', 'refused');
  return order;
}

test('when both refuse, then all that the supplier sends is in the parcel that the courier takes', async () => {
  const order = await takenBack();
  const { parcels, instructions } = order.now();
  const supplier = instructions.find(({ party }) => party === 'supplier-north');
  const pieces = parcels
    .filter(({ source }) => source === 'supplier-north')
    .map(({ lines, sealedBy }) => [lines[0]?.quantity, sealedBy.length]);
  expect(supplier).toMatchObject({ stands: true, content: { lines: [{ quantity: 2 }] } });
  expect(pieces).toEqual([[2, 2]]);
});
