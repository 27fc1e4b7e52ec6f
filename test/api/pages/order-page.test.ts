/**
 * The page of an order for people, in development: what it shows, in which language, and to whom.
 */
import { get } from 'node:http';
import { anOrder } from '../../support/an-order';
import { openApiAtWork } from '../amendments/agreed-order';
import { openApi } from '../open-api';
import type { ApiAtWork } from '../amendments/agreed-order';

let api: ApiAtWork;
let id: string;
beforeAll(async () => {
  api = await openApiAtWork();
  const order = await api.anAgreedOrder({ comment: '<script>alert(1)</script>' });
  id = order.id;
  await api.answer(order.instructions[0]!, { answer: 'accepted' });
});
afterAll(() => api.close());

const visit = (language?: string, path = `/o/${id}`): ReturnType<ApiAtWork['ask']> =>
  api.ask(path, {
    bearer: null,
    headers: language === undefined ? {} : { 'accept-language': language },
  });

test('when the page is opened, then it shows where the order stands, all in one place', async () => {
  const { status, text } = await visit();
  expect(status).toBe(200);
  expect(text).not.toContain('<script');
  expect(text).toContain('<html lang="ru">');
  for (const part of [
    'Ждём',
    'Платье красное',
    'к оплате',
    'Main warehouse',
    'принято',
    'заказ получен',
    'Исполнители',
    'Заказ согласован (по телефону)',
    'склад (key_demo_warehouse)',
    'Следующий день',
  ]) {
    expect(text).toContain(part);
  }
});

test('when the browser asks for English, then it is English; for a third language, the shop’s own', async () => {
  expect((await visit('en-GB,en;q=0.9,ru;q=0.1')).text).toContain('Waiting');
  expect((await visit('ru')).text).toContain('Ждём');
  expect((await visit('fr')).text).toContain('Ждём');
});

test('when there is no such order, then 404', async () => {
  expect((await visit(undefined, '/o/ord_none')).status).toBe(404);
});

const move = (what: string, headers: Record<string, string> = {}): ReturnType<ApiAtWork['ask']> =>
  api.ask(`/o/${id}`, {
    bearer: null,
    key: null,
    method: 'POST',
    raw: `move=${what}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

test('when a site elsewhere sends the form, or asks by another name, then there is no such page', async () => {
  expect((await move('day', { origin: 'https://evil.example' })).status).toBe(404);
  const named = await new Promise<number | undefined>((resolve) => {
    const headers = { host: 'rebound.example' };
    get(`${api.url}/o/${id}`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
  });
  expect(named).toBe(404);
  const forwarded = await api.ask(`/o/${id}`, {
    bearer: null,
    headers: { 'x-forwarded-for': '203.0.113.7' },
  });
  expect(forwarded.status).toBe(404);
});

test('when something is under way, then the clock stays and the page says why', async () => {
  api.engine.isThere = false;
  await api.database.pool.query(
    `INSERT INTO inbox (life_id, sender, sender_id, received_at, command)
     VALUES ($1, 'x', $1, now(), '{"name":"note","body":{"noteId":"n"}}')`,
    [id],
  );
  const moved = await move('day');
  api.engine.isThere = true;
  expect(moved.status).toBe(409);
  expect(moved.text).toContain('Часы не переведены');
}, 30_000);

test('when the form says nonsense, then it is refused', async () => {
  expect((await move('year')).status).toBe(422);
});

test('when it is production, then there is no such page', async () => {
  const production = await openApi({ profile: 'production' });
  try {
    const body = anOrder(null);
    const placed = await production.ask('/v1/orders', { role: 'storefront', body });
    const page = await production.ask(`/o/${placed.body.id}`, { bearer: null });
    expect(page.status).toBe(404);
  } finally {
    await production.close();
  }
});
