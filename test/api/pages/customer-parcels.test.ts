/**
 * What the page behind a customer's link says of the parcels: where they are, by which number they are followed,
 * and where and until when they wait.
 */
import { reachId } from '../../../domain/order/contact/reach';
import type { Order } from '../../../domain/order/order';
import { reachMark, signLink } from '../../../gateways/link-signature';
import { openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Seen } from '../open-api';
import { faultsOf } from './page-checks';

const SECRET = 'a-secret-that-only-tests-know-of-32';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

async function pageOf(order: Seen): Promise<string> {
  const where = { id: order.id };
  const life = await api.database.prisma.life.findUniqueOrThrow({ where });
  const { contact } = (life.state as unknown as Order).wish;
  const to = reachMark({ channel: 'sms', id: reachId(contact, 'sms') });
  const expires = Math.floor(Date.now() / 1000) + 3_600;
  const link = `/c/${signLink({ for: 'customer', id: order.id, to, expires }, SECRET)}`;
  const { text } = await api.ask(link, { bearer: null });
  expect(await faultsOf(text)).toEqual([]);
  return text.replaceAll(/\s+/g, ' ');
}

test('when a parcel is on its way and waits at the point, then the customer reads by which number, where and until when', async () => {
  const price = { amount: 15_000, currency: 'RUB' };
  const order = await api.anAgreedOrder({
    delivery: { method: 'pickup', pickupPointId: 'point-1', window: null, price },
  });
  expect(await pageOf(order)).toContain('готовится');
  const parcel = order.parcels[0]!;
  await api.report(parcel, { status: 'handed_over', tracking: 'TRK-1' });
  const onTheWay = await pageOf(order);
  expect(onTheWay).toContain('в пути; номер отслеживания TRK-1');
  expect(onTheWay).not.toContain('хранится');
  expect(onTheWay).toContain('Мясницкая, 24');
  await api.report(parcel, { status: 'at_pickup_point' });
  const waits =
    /ждёт вас; [^;]*Мясницкая, 24[^;]*; хранится до \d\d\.\d\d; номер отслеживания TRK-1/;
  expect(await pageOf(order)).toMatch(waits);
  await api.report(parcel, { status: 'delivered' });
  const fetched = await pageOf(order);
  expect(fetched).toContain('<li>доставлено; номер отслеживания TRK-1</li>');
  expect(fetched).not.toContain('хранится');
});
