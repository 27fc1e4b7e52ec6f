/**
 * Rare conversations with parties about revisions and call-offs, told so that every move of their table is made. What
 * must hold of them is checked by who watches.
 */
import type { Seen } from '../../scripts/simulate/checks';
import { aShopInMemory, aWantedLine, DELIVERY } from '../support/an-order-in-memory';
import type { OrderInMemory } from '../support/an-order-in-memory';

/** What the carrier says, as the second one told. */
const says = (order: OrderInMemory, to: string, answer: string): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: 'ins_1_2', to, answer });
const wants = (order: OrderInMemory, quantity: number): Promise<unknown> =>
  order.hears('amend', { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity }] });

async function agreed(seen: Seen): Promise<OrderInMemory> {
  const order = await aShopInMemory({ seen }).order({ agreed: { channel: 'phone' } });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  return order;
}

/** Before he has said yes to the whole, a carrier refuses a change, and all of it when he is called off. */
async function refusesAllAtLast(seen: Seen): Promise<void> {
  const order = await aShopInMemory({ seen }).order({ agreed: { channel: 'phone' } });
  await wants(order, 2);
  await says(order, 'revision', 'refused');
  await order.hears('cancel', { reason: 'price' });
  await says(order, 'instruction', 'refused');
}

/** A carrier refuses a change, and then that he is called off, and agrees to both later. */
async function agreesLater(seen: Seen): Promise<void> {
  const order = await agreed(seen);
  await wants(order, 2);
  await says(order, 'revision', 'refused');
  await says(order, 'revision', 'accepted');
  await order.hears('cancel', { reason: 'price' });
  await says(order, 'call_off', 'refused');
  await says(order, 'call_off', 'accepted');
}

/** A carrier is called off for another one, and wanted again before he has answered, or after he refused. */
async function isWantedAgain(seen: Seen, answer: 'refused' | null): Promise<void> {
  const order = await agreed(seen);
  const goesBy = (method: string): Promise<unknown> => {
    const change = { type: 'change_delivery', delivery: { ...DELIVERY, method } };
    const changes = [change, { type: 'change_payment', method: 'prepaid' }];
    return order.hears('amend', { changes: method === 'post' ? changes : [change] });
  };
  await goesBy('post');
  if (answer) await says(order, 'call_off', answer);
  await goesBy('courier');
}

/** A supplier has sent what is wanted no more, and it is taken back at the door. */
async function hasSentIt(seen: Seen): Promise<void> {
  const offers = { FILTER: [{ party: 'supplier-north', price: 45_000, term: 2 }] };
  const lines = [aWantedLine(), aWantedLine({ sku: 'FILTER' })];
  const shop = aShopInMemory({ seen, offers, policy: { partlyRefused: 'take_back' } });
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  for (const { id: instructionId } of order.now().instructions) {
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  await order.hears('amend', { changes: [{ type: 'remove_line', lineId: 'line-2' }] });
  await says(order, 'call_off', 'refused');
  const courier = { instructionId: 'ins_1_3', to: 'revision', answer: 'accepted' };
  await order.hears('answerInstruction', courier);
}

/** All of them. */
export async function conversations(seen: Seen): Promise<void> {
  await refusesAllAtLast(seen);
  await agreesLater(seen);
  await isWantedAgain(seen, null);
  await isWantedAgain(seen, 'refused');
  await hasSentIt(seen);
}
