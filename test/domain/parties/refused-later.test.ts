/**
 * A party refuses what it is told anew though no change of the customer is open: another sum after a payment, goods
 * that were found later. Somebody always decides, and nobody collects an old sum in silence.
 */
import type { Policy } from '../../../domain/policy/policy';
import {
  aShopInMemory,
  aWantedLine,
  eventsOf,
  refusalOf,
  taskOf,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const rub = (amount: number): object => ({ amount: amount * 100, currency: 'RUB' });
const BELT = { sku: 'BELT', title: 'Belt', quantity: 1, price: rub(400) };
const answer = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });
const agrees = (order: OrderInMemory, number: number): Promise<unknown> =>
  answer(order, number, { to: 'revision', answer: 'accepted' });
const cannot = (order: OrderInMemory, number: number, reason: string): Promise<unknown> =>
  answer(order, number, { to: 'revision', answer: 'refused', reason });
const pays = (order: OrderInMemory, amount: number): Promise<unknown> =>
  order.hears('recordPayment', { method: 'card', amount: rub(amount) });
const closes = (order: OrderInMemory, outcome: string): ReturnType<OrderInMemory['hears']> =>
  order.hears('closeTask', { taskId: taskOf(order, 'party_refused'), outcome });
const asked = (order: OrderInMemory, number: number): number | null | undefined =>
  order.now().instructions.find((one) => one.id === `ins_1_${String(number)}`)?.pending?.content
    .collect;

async function accepted(
  partlyRefused: Policy['partlyRefused'] = 'ask',
  lines = [aWantedLine()],
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory({
    policy: { partlyRefused },
    shelves: [
      { place: 'warehouse-main', sku: 'DRESS', onHand: 10 },
      { place: 'warehouse-main', sku: 'BELT', onHand: 0 },
    ],
  });
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await answer(order, 1, { answer: 'accepted' });
  await answer(order, 2, { answer: 'accepted' });
  return { shop, order };
}

describe('a courier who will not take another sum', () => {
  test('when he refuses it after a payment, then the dispatcher has a task until he agrees', async () => {
    const { order } = await accepted();
    await pays(order, 1000);
    await cannot(order, 2, 'already_handed_over');
    expect(order.now().tasks).toMatchObject([{ kind: 'party_refused', about: 'ins_1_2' }]);
    await closes(order, 'chased');
    expect(asked(order, 2)).toBe(190_000);
    await agrees(order, 2);
    expect(order.now().tasks).toEqual([]);
    expect(order.now().instructions[1]?.content.collect).toBe(190_000);
  });

  test('when more is paid after his refusal, then he is told of the newest sum all the same', async () => {
    const { order } = await accepted();
    await pays(order, 1000);
    await cannot(order, 2, 'already_handed_over');
    await pays(order, 500);
    expect(asked(order, 2)).toBe(140_000);
    expect(order.now().tasks).toEqual([]);
  });

  test('when he brings the first parcel of two and all is paid, then he is told to collect nothing', async () => {
    const { order, shop } = await accepted('second_parcel');
    await shop.market.bring({ place: 'warehouse-main', sku: 'BELT', quantity: 1 });
    await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'handed_over' });
    await order.hears('amend', { changes: [{ type: 'add_line', line: BELT }] });
    await agrees(order, 1);
    await cannot(order, 2, 'already_handed_over');
    await pays(order, 3300);
    expect([asked(order, 2), asked(order, 3)]).toEqual([0, 0]);
    await cannot(order, 2, 'other');
    expect(order.now().tasks).toMatchObject([{ kind: 'party_refused', about: 'ins_1_2' }]);
  });
});

describe('goods found after the change was settled', () => {
  async function foundTooLate(
    policy: Policy['partlyRefused'],
  ): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
    const given = await accepted(policy);
    await given.order.hears('amend', { changes: [{ type: 'add_line', line: BELT }] });
    expect(given.order.now().amendment).toBeNull();
    await given.shop.market.bring({ place: 'warehouse-main', sku: 'BELT', quantity: 1 });
    await cannot(given.order, 1, 'already_packed');
    return given;
  }

  test('when the warehouse has packed, then the dispatcher may send them in a second parcel', async () => {
    const { order } = await foundTooLate('ask');
    expect(order.now().tasks).toMatchObject([{ kind: 'party_refused', about: 'ins_1_1' }]);
    expect(refusalOf(await closes(order, 'second_parcel'))).toBeNull();
    expect(eventsOf(order, 'InstructionStands').map((one) => one.instructionId)).toEqual([
      'ins_1_1',
    ]);
    const packs = order.now().instructions.filter((one) => one.kind === 'pack');
    expect(packs.map((one) => one.content.lines.map((line) => line.sku))).toEqual([
      ['DRESS'],
      ['BELT'],
    ]);
  });

  test('when the shop always sends a second parcel, then nobody is asked', async () => {
    const { order } = await foundTooLate('second_parcel');
    expect(order.now().tasks).toEqual([]);
    expect(order.now().instructions.filter((one) => one.kind === 'pack')).toHaveLength(2);
  });

  test('when it is only another sum that was refused, then no second parcel makes sense', async () => {
    const { order } = await accepted();
    await pays(order, 1000);
    await cannot(order, 2, 'already_handed_over');
    expect(refusalOf(await closes(order, 'second_parcel'))).toBe('not_allowed_now');
  });
});
