/**
 * A change that brings new parties into the order, another carrier or a supplier of added goods, is agreed only when
 * they have said yes too: until then the customer is told of no change.
 */
import type { Policy } from '../../../domain/policy/policy';
import { lastMessageOf } from '../../../domain/parties/message-id';
import {
  aShopInMemory,
  choicesIn,
  DELIVERY,
  eventsOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const [WAREHOUSE, COURIER, NEW] = [1, 2, 3];
const TO_POINT = {
  type: 'change_delivery',
  delivery: { ...DELIVERY, method: 'pickup', addressId: null, pickupPointId: 'point-1' },
};
const TWO = { type: 'set_quantity', lineId: 'line-1', quantity: 2 };
const price = { amount: 40_000, currency: 'RUB' };
const ADD_HAT = { type: 'add_line', line: { sku: 'HAT', title: 'Hat', quantity: 1, price } };

function says(order: OrderInMemory, number: number, answer: string): Promise<unknown> {
  const instructionId = `ins_1_${String(number)}`;
  const told = order.now().instructions.find(({ id }) => id === instructionId);
  const said = { message: told && lastMessageOf(told), reason: 'other' };
  return order.hears('answerInstruction', { instructionId, answer, ...said });
}
const kinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map(({ kind }) => kind);
const settled = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'AmendmentSettled').map(({ state }) => state);
const toldOfChange = (order: OrderInMemory): number =>
  eventsOf(order, 'MessageNoted').filter(({ purpose }) => purpose === 'order_amended').length;

interface Given {
  readonly shop: ShopInMemory;
  readonly order: OrderInMemory;
}

async function agreed(partlyRefused: Policy['partlyRefused'] = 'ask'): Promise<Given> {
  const offers = { HAT: [{ party: 'supplier-north', price: 20_000, term: 1 }] };
  const shop = aShopInMemory({ policy: { partlyRefused }, offers });
  const order = await shop.order({ agreed: { channel: 'phone' } });
  await says(order, WAREHOUSE, 'accepted');
  await says(order, COURIER, 'accepted');
  return { shop, order };
}

/** All who were told before agree; the network of pickup points is asked for the first time. */
async function onlyTheNewIsAsked(partlyRefused: Policy['partlyRefused'] = 'ask'): Promise<Given> {
  const given = await agreed(partlyRefused);
  await given.order.hears('amend', { changes: [TO_POINT] });
  await says(given.order, WAREHOUSE, 'accepted');
  await says(given.order, COURIER, 'accepted');
  return given;
}

describe('another carrier', () => {
  test('when only he has still to answer, then the change is not agreed and the customer is told nothing', async () => {
    const { order } = await onlyTheNewIsAsked();
    expect([order.now().amendment?.state, toldOfChange(order)]).toEqual(['telling', 0]);
    await says(order, NEW, 'accepted');
    expect([settled(order), toldOfChange(order)]).toEqual([['accepted'], 1]);
  });

  test('when he refuses and a person decides, then the change can be taken back and the first carrier is told anew', async () => {
    const { order, shop } = await onlyTheNewIsAsked();
    await says(order, NEW, 'refused');
    expect(settled(order)).toEqual(['partly_refused']);
    expect(kinds(order)).toEqual(['party_refused', 'decide_partial_refusal']);
    const choices = await choicesIn(shop, order.id);
    expect(choices.map(({ decision }) => decision)).toEqual(['revert']);
    const taskId = taskOf(order, 'decide_partial_refusal');
    await order.hears('closeTask', { taskId, outcome: 'revert' });
    expect(kinds(order)).toEqual([]);
    expect(order.now().instructions.map(({ party, state }) => `${party} ${state}`)).toEqual([
      'warehouse-main accepted',
      'own-couriers sent',
    ]);
    expect(toldOfChange(order)).toBe(0);
  });

  test('when he refuses and a third is chosen, then nothing is refused any more, and the third has to agree', async () => {
    const { order } = await onlyTheNewIsAsked();
    await says(order, NEW, 'refused');
    const taskId = taskOf(order, 'party_refused');
    await order.hears('closeTask', {
      taskId,
      outcome: 'replaced',
      data: { party: 'city-courier' },
    });
    await says(order, WAREHOUSE, 'accepted');
    expect([kinds(order), order.now().amendment?.state]).toEqual([[], 'telling']);
    await says(order, NEW + 1, 'refused');
    expect([kinds(order), order.now().amendment?.state]).toEqual([['party_refused'], 'telling']);
    await says(order, NEW + 1, 'accepted');
    expect([settled(order).at(-1), toldOfChange(order)]).toEqual(['accepted', 1]);
  });

  test('when he refuses and the shop takes such changes back, then just that goes back and nobody is asked', async () => {
    const { order } = await onlyTheNewIsAsked('revert');
    await order.hears('amend', { changes: [TWO] });
    await says(order, WAREHOUSE, 'accepted');
    const no = { to: 'instruction', answer: 'refused', reason: 'other' };
    await order.hears('answerInstruction', { instructionId: 'ins_1_3', ...no });
    const { lines, delivery } = order.now().wish;
    expect([lines[0]?.quantity, delivery.method]).toEqual([2, 'courier']);
    expect(order.types()).not.toContain('TaskOpened');
  });

  test('when he opens only in the morning, then the change waits for him all the same', async () => {
    const { order } = await agreed();
    await order.until('2026-11-26 22:00');
    await order.hears('amend', { changes: [TO_POINT] });
    await says(order, WAREHOUSE, 'accepted');
    await says(order, COURIER, 'accepted');
    expect(order.now().instructions.map(({ party }) => party)).not.toContain('pickup-network');
    expect([order.now().amendment?.state, toldOfChange(order)]).toEqual(['telling', 0]);
    await order.until('2026-11-27 10:00');
    expect(order.now().amendment?.state).toBe('telling');
    await says(order, NEW, 'accepted');
    expect(settled(order)).toEqual(['accepted']);
  });

  test('when the first carrier will not be called off, then that is decided without waiting for the new one', async () => {
    const { order } = await agreed();
    await order.hears('amend', { changes: [TO_POINT] });
    await says(order, WAREHOUSE, 'accepted');
    await says(order, COURIER, 'refused');
    expect(kinds(order)).toEqual(['decide_partial_refusal']);
  });
});

describe('a supplier of goods that were added', () => {
  test('when only it has still to answer, then the change is not agreed', async () => {
    const { order } = await agreed();
    await order.hears('amend', { changes: [ADD_HAT] });
    await says(order, COURIER, 'accepted');
    expect(order.now().instructions[NEW - 1]).toMatchObject({ kind: 'supply', state: 'sent' });
    expect([order.now().amendment?.state, toldOfChange(order)]).toEqual(['telling', 0]);
    await says(order, NEW, 'accepted');
    expect([settled(order), toldOfChange(order)]).toEqual([['accepted'], 1]);
  });
});

test('when goods are found for an older line while another change is open, then that does not wait for who packs them', async () => {
  const shop = aShopInMemory({
    shelves: [{ place: 'warehouse-main', sku: 'DRESS', onHand: 10 }],
  });
  const order = await shop.order({ agreed: { channel: 'phone' } });
  await says(order, WAREHOUSE, 'accepted');
  await says(order, COURIER, 'accepted');
  await order.hears('amend', { changes: [ADD_HAT] });
  await order.hears('amend', { changes: [TWO] });
  await shop.market.bring({ place: 'warehouse-south', sku: 'HAT', quantity: 1 });
  expect(order.now().instructions[NEW - 1]).toMatchObject({ kind: 'pack', state: 'sent' });
  await says(order, WAREHOUSE, 'accepted');
  await says(order, COURIER, 'accepted');
  expect(order.now().amendment).toBeNull();
});

test('when nobody was told of the order yet, then a change waits for nobody', async () => {
  const order = await aShopInMemory().order();
  await order.hears('amend', {
    changes: [TWO],
  });
  expect(settled(order)).toEqual(['accepted']);
  await order.hears('confirm', { channel: 'phone', changes: [TO_POINT] });
  expect(order.now().instructions.map(({ state }) => state)).toEqual(['sent', 'sent']);
  expect([settled(order), order.now().amendment]).toEqual([['accepted', 'accepted'], null]);
});
