/**
 * What stands beside an amendment as the word of a party: its answer to that change, and to no other.
 */
import { partiesAnswers } from '../../../api/views/parties/parties-answers';
import { aShopInMemory } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const WAREHOUSE = 'ins_1_1';

const amends = (order: OrderInMemory, quantity: number) =>
  order.hears('amend', { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity }] });
const says = (order: OrderInMemory, answer: string, more: object = {}) =>
  order.hears('answerInstruction', { instructionId: WAREHOUSE, answer, ...more });
const message = (number: number) => ({ message: `${WAREHOUSE}.${String(number)}` });

/** What the warehouse said, by version. */
function said(order: OrderInMemory): Readonly<Record<number, readonly string[]>> {
  const answers = partiesAnswers(order.life().journal);
  const words = [...answers].map(([version, all]) => [
    version,
    all.filter(({ party }) => party === 'warehouse-main').map(({ state }) => state),
  ]);
  return Object.fromEntries(words) as Record<number, string[]>;
}

/** The warehouse has said yes to the order, then it was changed twice. */
async function changedTwice(): Promise<OrderInMemory> {
  const order = await aShopInMemory().order({
    agreed: { channel: 'phone' },
  });
  await says(order, 'accepted');
  await amends(order, 2);
  await amends(order, 3);
  return order;
}

describe('when an order was changed twice before its warehouse answered', () => {
  test('and it says that the first is packed, then it has said nothing of the changes', async () => {
    const order = await changedTwice();
    await says(order, 'done', message(1));
    expect(said(order)).toEqual({ 1: ['done'], 2: ['sent'], 3: ['sent'] });
  });

  test('and it says yes to the newest, then it has said so of both, and nothing waits for ever', async () => {
    const order = await changedTwice();
    await says(order, 'accepted', message(3));
    expect(said(order)).toEqual({ 1: ['accepted'], 2: ['accepted'], 3: ['accepted'] });
    await says(order, 'done');
    expect(said(order)).toEqual({ 1: ['accepted'], 2: ['accepted'], 3: ['done'] });
  });

  test('and it refuses the newest and says that the first is packed, then both stand refused', async () => {
    const order = await changedTwice();
    await says(order, 'refused', { ...message(3), reason: 'already_packed' });
    await says(order, 'done', message(1));
    expect(said(order)).toMatchObject({ 1: ['done'], 2: ['refused'], 3: ['refused'] });
  });

  test('and it says yes to the older one late, then that counts for neither', async () => {
    const order = await changedTwice();
    await says(order, 'accepted', message(2));
    expect(said(order)).toEqual({ 1: ['accepted'], 2: ['sent'], 3: ['sent'] });
  });
});

test('when the order is cancelled after a party refused a change, then its yes to stopping is none to the change', async () => {
  const order = await changedTwice();
  await says(order, 'refused', { ...message(3), reason: 'already_packed' });
  await order.hears('cancel', { reason: 'price' });
  await says(order, 'accepted', { to: 'call_off' });
  expect(said(order)).toEqual({ 1: ['accepted'], 2: ['refused'], 3: ['refused'] });
});
