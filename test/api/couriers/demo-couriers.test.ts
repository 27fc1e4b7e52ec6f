/**
 * The couriers that `npm start` brings: that a visit finds its way onto the page of one of them.
 */
import { DateTime } from 'luxon';
import { seedDemoCouriers } from '../../../database/couriers/demo-couriers';
import { openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Reply } from '../open-api';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

const dispatcher = (path: string, body?: object, method?: string): Promise<Reply> =>
  api.ask(path, {
    role: 'dispatcher',
    ...(body ? { body } : {}),
    ...(method ? { method } : {}),
  });

test('when the demo shop plans a day, then a visit of the middle of Moscow stands on a page that can be opened', async () => {
  await seedDemoCouriers(api.database.pool);
  const day = DateTime.now().setZone('Europe/Moscow').plus({ days: 3 }).startOf('day');
  const at = (hour: number): string => day.set({ hour }).toUTC().toISO() ?? '';
  const { number } = await api.anAgreedOrder({
    delivery: {
      method: 'courier',
      address: { country: 'RU', postalCode: '101000', city: 'Moscow', street: 'Myasnitskaya' },
      window: { from: at(10), to: at(14) },
      price: { amount: 30_000, currency: 'RUB' },
    },
  });
  const date = day.toISODate();
  const planned = await dispatcher('/v1/routes/planning', { date });
  expect(planned.body).toMatchObject({ assigned: [{ courier: 'ivan' }], left: [] });
  const made = await dispatcher('/v1/couriers/ivan/links', { date });
  const { url } = made.body as unknown as { readonly url: string };
  expect(await (await fetch(url)).text()).toContain(number);
});

test('when a demo courier was changed, then the next start leaves him as he is', async () => {
  await seedDemoCouriers(api.database.pool);
  const fields = { name: 'Пётр', locale: 'ru', zones: [], windows: [] };
  const windows = [{ from: '10:00', to: '11:00', capacity: 1 }];
  await dispatcher('/v1/couriers/olga', { ...fields, windows }, 'PUT');
  await seedDemoCouriers(api.database.pool);
  const { items } = (await dispatcher('/v1/couriers')).body;
  expect(items).toMatchObject([{ id: 'ivan' }, { id: 'olga', zones: [], windows }]);
});
