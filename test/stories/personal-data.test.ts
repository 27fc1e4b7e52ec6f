/**
 * A customer whose name, phone, e-mail and street are found nowhere else goes through Ordo; afterwards
 * Temporal's history, the logs and the metrics hold none of it.
 */
import { aDelivery, anOrder } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Shop } from '../support/shop';

const CANARY = {
  name: 'Канарейка Желтоперьева',
  phone: '+79169998877',
  email: 'canary.zheltoperyeva@example.org',
  street: 'Канареечный тупик',
  comment: 'позвоните в колокольчик-канарейку',
};
const TRACES = [
  ...['анаре', 'Желтоперьева', '9169998877', '999-88-77', 'canary', 'zheltoperyeva', 'колокольчик'],
];

let shop: Shop;
const lines: string[] = [];
beforeAll(async () => {
  shop = await openShop({ logTo: (line) => lines.push(line) });
});
afterAll(() => shop.close());

function tracesIn(text: string): readonly string[] {
  return TRACES.filter((trace) => text.includes(trace));
}

/** Every run of bytes in a history, as text: payloads travel encoded. */
function bytesIn(value: unknown): readonly string[] {
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? [value] : [];
  return Object.values(value).flatMap(bytesIn);
}

test('when a customer goes through Ordo, then nothing of the person is left in history, logs or metrics', async () => {
  await shop.time('thu 11:00');
  const { name, phone, email, street, comment } = CANARY;
  const window = shop.window('fri 10:00', 'fri 14:00');
  const address = { country: 'RU', postalCode: '101000', city: 'Москва', street, house: '5' };
  const { id, number } = await shop.place(
    anOrder(window, {
      customer: { name, phone, email, locale: 'ru', timeZone: 'Europe/Moscow', channel: 'sms' },
      delivery: aDelivery(window, { address }),
      comment,
    }),
  );
  await shop.time('thu 11:20');
  await shop.calls(id, 'no_answer', { note: `${name} не отвечает` });
  await shop.taps(id, { answer: 'change', note: `${name}, ${phone}` });
  await shop.taps(id, { answer: 'confirm' });
  await shop.ask('manager', `/v1/orders/${id}/notes`, { body: { note: comment } });
  await shop.ask('manager', `/v1/orders?q=${encodeURIComponent(email)}`);
  await shop.quiet();
  const mail = await shop.sent(id);
  expect(mail.some((one) => one.to.includes('9169998877'))).toBe(true);

  const handle = shop.world.server.client.workflow.getHandle(`order/demo/${number}`);
  const history = await handle.fetchHistory();
  const payloads = bytesIn(history).join('\n');
  expect(payloads.includes('"outcome":"no_answer"')).toBe(true);
  expect(tracesIn(payloads)).toEqual([]);
  expect(tracesIn(lines.join('\n'))).toEqual([]);
  expect(lines.length).toBeGreaterThan(5);
  const metrics = await (await fetch(`${shop.world.api}/metrics`)).text();
  expect(metrics).toContain('ordo');
  expect(tracesIn(metrics)).toEqual([]);
  const journal = await shop.world.database.pool.query<{ row: string }>(
    'SELECT journal::text AS row FROM journal WHERE life_id = $1',
    [id],
  );
  expect(tracesIn(journal.rows.map((one) => one.row).join('\n'))).toEqual([]);
});

test('when payloads are encrypted, then an order lives as ever and its history says nothing to a stranger', async () => {
  const sealed = await openShop({ isEncrypted: true });
  await sealed.time('thu 11:00');
  const { id, number } = await sealed.place(anOrder(sealed.window('fri 10:00', 'fri 14:00')));
  await sealed.time('thu 11:20');
  await sealed.calls(id, 'no_answer');
  await sealed.confirms(id);
  await sealed.bothAccept(id);
  expect(await sealed.order(id)).toMatchObject({ stage: 'delivering' });
  const handle = sealed.world.server.client.workflow.getHandle(`order/demo/${number}`);
  const payloads = bytesIn(await handle.fetchHistory()).join('\n');
  expect(payloads).toContain('binary/encrypted');
  expect(payloads).not.toContain('"outcome":"no_answer"');
  await sealed.close();
});
