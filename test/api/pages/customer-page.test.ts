/**
 * The page behind a customer's link.
 */
import { reachId } from '../../../domain/order/contact/reach';
import type { Order } from '../../../domain/order/order';
import { reachMark, signLink } from '../../../gateways/link-signature';
import { anOrder, aCustomer, aLine, roubles } from '../../support/an-order';
import { openApi } from '../open-api';
import type { Api, Seen, Reply } from '../open-api';

const SECRET = 'a-secret-that-only-tests-know-of-32';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

async function place(fields: object = {}): Promise<Seen> {
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null, fields) });
  return placed.body;
}

interface Sent {
  readonly channel?: 'sms' | 'email';
  readonly seconds?: number;
  readonly secret?: string;
}

/** The link that went to the customer's present number or address. */
async function linkOf(order: Seen, sent: Sent = {}): Promise<string> {
  const { channel = 'sms', seconds = 3_600, secret = SECRET } = sent;
  const expires = Math.floor(Date.now() / 1000) + seconds;
  const where = { id: order.id };
  const life = await api.database.prisma.life.findUniqueOrThrow({ where });
  const { contact } = (life.state as unknown as Order).wish;
  const to = reachMark({ channel, id: reachId(contact, channel) });
  return `/c/${signLink({ for: 'customer', id: order.id, to, expires }, secret)}`;
}

const visit = (path: string) => api.ask(path, { bearer: null });

/** Sends the form of the page whose hidden answer this is, as a browser would. */
function submit(path: string, page: Reply, fields: Record<string, string>): Promise<Reply> {
  const hidden = (name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
  const form = { version: hidden('version'), once: hidden('once'), ...fields };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const raw = new URLSearchParams(form).toString();
  return api.ask(path, { bearer: null, raw, headers, key: null });
}

test('when the link is opened, then the order is shown in the customer’s language', async () => {
  const order = await place();
  const page = await visit(await linkOf(order));
  expect(page.status).toBe(200);
  const text = page.text;
  expect(text).toContain('lang="ru"');
  expect(text).toContain('Платье красное (42, красный)');
  expect(text).toContain('Мясницкая');
  expect(text).toContain('2 900,00');
  expect(text).not.toContain('9161234567');
});

test('when some of it has to be paid first and a certificate pays another part, then both sums stand on the page', async () => {
  const body = { code: 'PAGE-1', amount: roubles(500) };
  await api.ask('/v1/certificates', { role: 'admin', body });
  const mug = { sku: 'MUG-PRINT', title: 'Кружка', attributes: {}, price: roubles(900) };
  const order = await place({
    lines: [aLine(), aLine(mug)],
    payment: { method: 'cash', certificates: ['PAGE-1'], promoCode: null },
    ...{ source: 'phone', agreed: { channel: 'phone', at: '2026-01-01T10:00:00Z' } },
  });
  const text = (await visit(await linkOf(order))).text.replaceAll(/<[^>]*>|\s+/g, ' ');
  const said = text.replaceAll(/\s+/g, ' ');
  expect(said).toContain('Оплачено сертификатом 500,00 ₽');
  expect(said).toContain('К оплате 3 300,00 ₽ Из них до отправки 400,00 ₽');
});

test('when the shop wrote tags into a title, then the page shows them as text', async () => {
  const order = await place({
    customer: aCustomer({ locale: 'en' }),
    lines: [
      {
        sku: 'MUG-PRINT',
        title: '<img src=x onerror=alert(1)>"\'',
        quantity: 1,
        price: { amount: 100, currency: 'RUB' },
      },
    ],
  });
  const text = (await visit(await linkOf(order))).text;
  expect(text).toContain('lang="en"');
  expect(text).not.toContain('<img');
  expect(text).toContain('&lt;img src=x');
});

test('when the customer confirms, then the order is agreed; a second time says so', async () => {
  const order = await place();
  const path = await linkOf(order);
  const page = await visit(path);
  const first = await submit(path, page, { answer: 'confirm' });
  expect(first.status).toBe(200);
  expect(first.text).toContain('Спасибо, заказ подтверждён');
  const read = await api.ask(`/v1/orders/${order.id}`);
  expect(read.body.agreed).toMatchObject({ channel: 'link', version: 1 });
  const second = await submit(path, await visit(path), { answer: 'confirm', version: '1' });
  expect(second.text).toContain('уже подтверждён');
});

test('when one form is sent twice, then it counts once', async () => {
  const order = await place();
  const path = await linkOf(order);
  const page = await visit(path);
  await Promise.all([
    submit(path, page, { answer: 'change', note: 'Другой размер' }),
    submit(path, page, { answer: 'change', note: 'Другой размер' }),
  ]);
  const read = await api.ask(`/v1/orders/${order.id}`);
  expect(read.body.notes).toHaveLength(1);
  expect(read.body.tasks.map((task) => task.kind)).toContain('customer_wants_change');
});

test('when the order was changed meanwhile, then the newer version is shown and nothing is agreed', async () => {
  const order = await place();
  const path = await linkOf(order);
  const page = await visit(path);
  const amended = await api.ask(`/v1/orders/${order.id}/amendments`, {
    version: 1,
    body: { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }] },
  });
  expect(amended.status).toBe(202);
  const answered = await submit(path, page, { answer: 'confirm' });
  expect(answered.text).toContain('тем временем изменился');
  expect(answered.text).toContain('name="version" value="2"');
  const read = await api.ask(`/v1/orders/${order.id}`);
  expect(read.body.agreed).toBeNull();
});

test('when the customer declines with a reason, then the order ends with it', async () => {
  const order = await place();
  const path = await linkOf(order);
  const answered = await submit(path, await visit(path), { answer: 'decline', reason: 'term' });
  expect(answered.text).toContain('Заказ отменён по вашей просьбе');
  const read = await api.ask(`/v1/orders/${order.id}`);
  expect(read.body.closed).toMatchObject({ reason: 'term' });
});

test('when nobody reads facts just now, then the answer is kept and comes true later', async () => {
  const order = await place();
  const path = await linkOf(order);
  const page = await visit(path);
  api.engine.isThere = false;
  const answered = await submit(path, page, { answer: 'confirm' });
  api.engine.isThere = true;
  expect(answered.status).toBe(200);
  expect(answered.text).toContain('Мы получили ваш ответ');
  for (let count = 0; count < 100; count += 1) {
    const read = await api.ask(`/v1/orders/${order.id}`);
    if (read.body.agreed) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the answer was lost');
});

test('when the link has run out, is of another, is forged or for somebody else, then 404', async () => {
  const order = await place();
  const good = await linkOf(order);
  expect((await visit(await linkOf(order, { seconds: -1 }))).status).toBe(404);
  expect((await visit(await linkOf(order, { secret: 'another-secret' }))).status).toBe(404);
  expect((await visit(`${good.slice(0, -2)}xx`)).status).toBe(404);
  expect((await visit('/c/nonsense')).status).toBe(404);
  const party = signLink({ for: 'party', id: order.id, expires: 9_999_999_999 }, SECRET);
  expect((await visit(`/c/${party}`)).status).toBe(404);
  const nobodys = signLink({ for: 'customer', id: order.id, expires: 9_999_999_999 }, SECRET);
  expect((await visit(`/c/${nobodys}`)).status).toBe(404);
});

test('when the number was somebody else’s and there is no e-mail, then the link is dead', async () => {
  const order = await place({ customer: aCustomer({ email: undefined }) });
  const path = await linkOf(order);
  expect((await visit(path)).status).toBe(200);
  await api.ask(`/v1/orders/${order.id}/contact-attempts`, {
    body: { outcome: 'wrong_number' },
  });
  expect((await visit(path)).status).toBe(404);
});

describe('when the number was somebody else’s and there is an e-mail', () => {
  async function wrong(): Promise<{ readonly order: Seen; readonly sms: string; mail: string }> {
    const order = await place();
    const [sms, mail] = [await linkOf(order), await linkOf(order, { channel: 'email' })];
    const body = { outcome: 'wrong_number' };
    await api.ask(`/v1/orders/${order.id}/contact-attempts`, { body });
    return { order, sms, mail };
  }
  const change = (order: Seen, contact: object) =>
    api.ask(`/v1/orders/${order.id}/amendments`, {
      version: order.version,
      body: { changes: [{ type: 'change_contact', ...contact }] },
    });

  test('then the number’s link is dead, also for an answer, and the e-mail’s lives', async () => {
    const { order, sms, mail } = await wrong();
    expect((await visit(sms)).status).toBe(404);
    const page = await visit(mail);
    expect(page.status).toBe(200);
    expect((await submit(sms, page, { answer: 'decline', reason: 'price' })).status).toBe(404);
    expect((await api.ask(`/v1/orders/${order.id}`)).body.closed).toBeNull();
    expect((await submit(mail, page, { answer: 'confirm' })).text).toContain('подтверждён');
  });

  test('and a new number is given, then its link lives and the old number’s stays dead', async () => {
    const { order, sms } = await wrong();
    await change(order, { phone: '+7 916 765-43-21' });
    expect((await visit(sms)).status).toBe(404);
    const [now, mail] = [await linkOf(order), await linkOf(order, { channel: 'email' })];
    expect(now).not.toBe(sms);
    expect((await visit(now)).status).toBe(200);
    expect((await visit(mail)).status).toBe(200);
  });

  test('and only the e-mail is changed, then the number stays wrong and the old e-mail’s link is dead', async () => {
    const { order, sms, mail } = await wrong();
    await change(order, { email: 'right@example.com' });
    expect((await visit(sms)).status).toBe(404);
    expect((await visit(mail)).status).toBe(404);
    expect((await visit(await linkOf(order, { channel: 'email' }))).status).toBe(200);
    expect((await visit(await linkOf(order))).status).toBe(404);
  });
});
