/**
 * What comes too late is named by its place in the list: among five hundred changes nobody finds it otherwise.
 */
import { previewAmendment } from '../../../domain/order/amendment/preview';
import type { Change } from '../../../domain/order/commands/shape-schemas';
import {
  aShopInMemory,
  aWantedLine,
  DELIVERY,
  forSaleIn,
  moment,
} from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const belt: Change = {
  type: 'add_line',
  line: {
    ...{ sku: 'BELT', title: 'Belt', attributes: {}, quantity: 1 },
    price: { amount: 40_000, currency: 'RUB' },
  },
};
const set = (lineId: string, quantity: number): Change => ({
  type: 'set_quantity',
  lineId,
  quantity,
});
const price = (lineId: string): Change => ({
  ...{ type: 'set_price', lineId, price: { amount: 100, currency: 'RUB' } },
});
const remove = (lineId: string): Change => ({ type: 'remove_line', lineId });
const at = (window: { readonly from: string; readonly to: string }): Change => ({
  type: 'change_delivery',
  delivery: { method: 'courier', addressId: 'adr_1', pickupPointId: null, window },
});

/** Two lines that the customer has, and a belt that is still to come to him. */
async function partlyDelivered(): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory();
  const lines = [aWantedLine({ quantity: 2 }), aWantedLine({ quantity: 2 })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  for (const number of [1, 2]) {
    const instructionId = `ins_1_${String(number)}`;
    await order.hears('answerInstruction', { instructionId, answer: 'accepted' });
  }
  await order.hears('amend', { changes: [belt] });
  await order.hears('reportParcel', { parcelId: 'par_1_1', status: 'delivered' });
  expect(order.now().deliveredAt).toBeNull();
  return { shop, order };
}

const PAST = { from: moment('2026-11-26 08:00'), to: moment('2026-11-26 10:00') };

test.each<[string, readonly Change[], string]>([
  ['a quantity', [belt, set('line-1', 1)], '/changes/1/quantity'],
  ['a removal', [belt, belt, remove('line-2')], '/changes/2/lineId'],
  ['one with another price first', [price('line-1'), set('line-1', 1)], '/changes/1/quantity'],
  ['two of them', [belt, set('line-2', 1), set('line-1', 1)], '/changes/1/quantity'],
  ['a window that is over', [belt, at(PAST)], '/changes/1/delivery/window'],
])(
  'when what comes too late is %s, then preview and change name the first by its pointer',
  async (_what, changes, pointer) => {
    const { shop, order } = await partlyDelivered();
    const { terms, now } = shop.market.state();
    const forSale = forSaleIn(shop);
    const { refusals } = previewAmendment(order.now(), terms, { changes, at: now, forSale });
    expect(refusals).toEqual([{ refusal: 'too_late', pointer }]);
    const events = await order.hears('amend', { changes });
    expect(events).toMatchObject([{ type: 'Refused', refusal: 'too_late', pointer }]);
  },
);

test('when a window is over that the dispatcher names, then it is his field that is named', async () => {
  const order = await aShopInMemory().order({ agreed: { channel: 'phone' }, delivery: DELIVERY });
  for (const status of ['handed_over', 'attempt_failed']) {
    await order.hears('reportParcel', { parcelId: 'par_1_1', status });
  }
  await order.hears('recordContact', { outcome: 'reached' });
  const taskId = order.now().tasks.find(({ kind }) => kind === 'find_out_why')?.id;
  const data = { reason: 'not_at_home', window: PAST };
  const events = await order.hears('closeTask', { taskId, outcome: 'new_date', data });
  expect(events).toMatchObject([{ refusal: 'too_late', pointer: '/data/window' }]);
});
