/**
 * A carrier that does as it was told, whatever has changed since, is told of what its parcels hold and of nothing
 * else; and what was lost with it is told to nobody in its place.
 */
import { lastMessageOf } from '../../../domain/parties/message-id';
import { orderTotals } from '../../../domain/order/money/totals';
import { aShopInMemory, aWantedLine } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import {
  allAgree,
  bothOnTheirWay,
  carriersTold,
  decides,
  DELIVERY,
  DRESS,
  report,
} from '../../support/two-parcels';

const POLICY = { policy: { partlyRefused: 'second_parcel' as const } };
const BELT = { sku: 'BELT', title: 'Belt', quantity: 1 };
const ADD_BELT = {
  type: 'add_line',
  line: { ...BELT, price: { amount: 40_000, currency: 'RUB' } },
};
const answer = (order: OrderInMemory, instructionId: string, said: object): Promise<unknown> => {
  const told = order.now().instructions.find(({ id }) => id === instructionId);
  const about = told?.pending ? { message: lastMessageOf(told) } : {};
  return order.hears('answerInstruction', { instructionId, ...about, ...said });
};
const amends = (order: OrderInMemory, change: object): Promise<unknown> =>
  order.hears('amend', { changes: [change] });
const yes = { to: 'revision', answer: 'accepted' };
const no = { to: 'revision', answer: 'refused', reason: 'already_packed' };

test('when its packer takes a piece out again that it was to take back, then it is told of what is left', async () => {
  const lines = [aWantedLine({ quantity: 3 })];
  const order = await aShopInMemory(POLICY).order({ lines, agreed: { channel: 'phone' } });
  await answer(order, 'ins_1_1', { answer: 'done' });
  await answer(order, 'ins_1_2', { answer: 'accepted' });
  await amends(order, ADD_BELT);
  await answer(order, 'ins_1_1', yes);
  await answer(order, 'ins_1_2', no);
  await amends(order, { type: 'set_quantity', lineId: 'line-1', quantity: 2 });
  expect(carriersTold(order)[0]).toMatchObject({
    lines: [['line-1', 2]],
    takeBack: [['line-1', 1]],
  });
  await answer(order, 'ins_1_2', yes);
  await answer(order, 'ins_1_1', yes);
  expect(order.now().parcels[0]).toMatchObject({ lines: [{ quantity: 2 }] });
  expect(carriersTold(order)[0]).toMatchObject({ lines: [['line-1', 2]], takeBack: [] });
});

test('when nothing that it was told of will ever come to it, then it is called off', async () => {
  const policy = { partlyRefused: 'take_back' as const };
  const offers = { FILTER: [{ party: 'supplier-north', price: 45_000, term: 2 }] };
  const filter = aWantedLine({ sku: 'FILTER', title: 'Filter' });
  const order = await aShopInMemory({ policy, offers }).order({
    ...{ lines: [filter], agreed: { channel: 'phone' } },
  });
  await answer(order, 'ins_1_2', { answer: 'accepted' });
  await answer(order, 'ins_1_1', { answer: 'refused', reason: 'out_of_stock' });
  await answer(order, 'ins_1_2', { to: 'call_off', answer: 'refused', reason: 'other' });
  const price = { amount: DRESS, currency: 'RUB' };
  const line = { sku: 'DRESS', title: 'Dress', quantity: 1, price };
  await amends(order, { type: 'substitute_line', lineId: 'line-1', line });
  await answer(order, 'ins_1_2', no);
  const anew = { lines: [['line-2', 1]], takeBack: [], collect: DRESS + DELIVERY };
  expect(carriersTold(order)).toEqual([{ off: true }, anew]);
});

test('when one of its parcels is lost and taken back, then nobody is told to bring what was in it', async () => {
  const order = await bothOnTheirWay();
  await amends(order, ADD_BELT);
  for (const { id, kind, pending } of order.now().instructions) {
    if (pending) await answer(order, id, kind === 'deliver' ? no : yes);
  }
  await report(order, 1, 'lost');
  await decides(order, 'take_back');
  const told = [
    { lines: [['line-2', 1]], takeBack: [], collect: DRESS + DELIVERY },
    { lines: [['line-3', 1]], takeBack: [], collect: 40_000 },
  ];
  expect(carriersTold(order)).toEqual(told);
  await allAgree(order);
  expect(carriersTold(order)).toEqual(told);
  expect(orderTotals(order.now()).due).toBe(DRESS + DELIVERY + 40_000);
});
