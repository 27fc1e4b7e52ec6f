/**
 * What Metro Courier is told in its own fields: what its courier may not give away stands in the remark, beside what the
 * customer said; its sums have the digits of their currency.
 */
import { metroCourier } from '../../gateways/carriers/metro-courier';
import type { ToldToCarrier } from '../../gateways/carriers/carrier-adapter';
import { startMetroStandIn } from '../../gateways/stand-ins/parcels/metro-stand-in';
import type { MetroOrder, MetroStandIn } from '../../gateways/stand-ins/parcels/metro-stand-in';

const SECRET = 'metro-shares-this-secret';

let standIn: MetroStandIn;
beforeAll(async () => {
  standIn = await startMetroStandIn(SECRET, () => new Date());
});
afterAll(() => {
  standIn.stop();
});

const INSTRUCTION: ToldToCarrier['instruction'] = {
  ...{ id: 'ins_1', party: 'city-courier', state: 'accepted', shop: 'demo', orderId: 'ord_1' },
  ...{ wishVersion: 2, dueBy: null, overdue: false, reason: null, kind: 'courier_company' },
  ...{ task: 'deliver', pending: 'revision', pendingVersion: 2, message: 'ins_1.2' },
  ...{ expectedAt: null, apart: [], window: null, parcels: ['par_1'], carrier: null },
  lines: [{ lineId: 'line-1', sku: 'DRESS', title: 'Платье', quantity: 2 }],
  takeBack: [{ lineId: 'line-2', sku: 'BELT', title: 'Ремень', quantity: 1 }],
  collect: { amount: 550_000, currency: 'RUB' },
  collectBy: 'cash',
  deliverTo: {
    ...{ name: 'Анна', phone: '+79161234567', address: null, pickupPointId: null },
    notes: ['Домофон не работает'],
  },
};

let number = 0;
async function told(fields: Partial<ToldToCarrier['instruction']> = {}): Promise<MetroOrder> {
  number += 1;
  const instruction = { ...INSTRUCTION, ...fields, id: `ins_${String(number)}` };
  const { url } = standIn;
  const id = `${instruction.id}.2`;
  await metroCourier.tell({
    ...{ url, id, instruction, allowPrivate: true, secret: SECRET, kind: 'revision' },
  });
  return standIn.orders.get(instruction.id) ?? {};
}

test('when a piece is to come back from the door, then its courier reads that before all else that is remarked', async () => {
  expect(await told()).toMatchObject({
    ...{ goods: 'Платье x2', remark: 'не отдавать: Ремень, 1 шт.; Домофон не работает' },
  });
  expect((await told({ takeBack: [] }))['remark']).toBe('Домофон не работает');
});

test.each([
  [{ amount: 550_000, currency: 'RUB' }, '5500.00'],
  [{ amount: 5500, currency: 'JPY' }, '5500'],
  [null, '0.00'],
])('when %j is to be collected, then it is told "%s"', async (collect, cod) => {
  expect((await told({ collect }))['cod']).toBe(cod);
});
