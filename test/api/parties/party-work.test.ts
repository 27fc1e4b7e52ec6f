/**
 * What a party works with that has no courier's role: its signed answers, its lists over HTTP, and the page of its work.
 */
import { HtmlValidate } from 'html-validate';
import { signLink } from '../../../gateways/link-signature';
import { signWebhook } from '../../../gateways/webhooks/webhook-signature';
import { aLine } from '../../support/an-order';
import { instructionOf, openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

describe('a courier service that names no messages', () => {
  test('when its call comes twice, then the second is no answer to a newer message; each says which one it was taken for', async () => {
    const made = await api.ask('/v1/parties/own-couriers/secrets', { role: 'admin', body: {} });
    const { secret } = JSON.parse(made.text) as { secret: string };
    const order = await api.anAgreedOrder();
    const { id } = instructionOf(order, 'own_couriers');
    const signedAt = (now: Date) => async (said: object) => {
      const body = JSON.stringify(said);
      const signature = signWebhook({ body, secrets: [secret], now });
      const headers = { 'content-type': 'application/json', 'ordo-signature': signature };
      const url = `${api.url}/v1/instructions/${id}/answers`;
      const { pending, answered } = (await (
        await fetch(url, { method: 'POST', headers, body })
      ).json()) as Readonly<Record<string, unknown>>;
      return { pending, answered };
    };
    const pays = (amount: number) =>
      api.ask(`/v1/orders/${order.id}/payments`, {
        role: 'cashier',
        body: { method: 'card', amount: { amount, currency: 'RUB' } },
      });
    const yes = { to: 'revision', answer: 'accepted' };
    const first = signedAt(new Date());
    await first({ message: `${id}.1`, answer: 'accepted' });
    await pays(10_000);
    expect(await first(yes)).toEqual({ pending: null, answered: `${id}.2` });
    await pays(20_000);
    expect(await first(yes)).toEqual({ pending: 'revision', answered: `${id}.2` });
    const later = signedAt(new Date(Date.now() + 1000));
    expect(await later(yes)).toEqual({ pending: null, answered: `${id}.3` });
  });
});

describe('a packer with a server of its own', () => {
  test('when it signs its answer, then that counts as any; what a carrier says of parcels is not its to sign', async () => {
    const made = await api.ask('/v1/parties/warehouse-main/secrets', { role: 'admin', body: {} });
    const { secret } = JSON.parse(made.text) as { secret: string };
    const order = await api.anAgreedOrder();
    const { id } = instructionOf(order, 'warehouse');
    const signed = async (path: string, said: object): Promise<Response> => {
      const body = JSON.stringify(said);
      const signature = signWebhook({ body, secrets: [secret], now: new Date() });
      const headers = { 'content-type': 'application/json', 'ordo-signature': signature };
      return fetch(`${api.url}${path}`, { method: 'POST', headers, body });
    };
    const answered = await signed(`/v1/instructions/${id}/answers`, { answer: 'accepted' });
    expect(answered.status).toBe(200);
    expect(instructionOf(await api.orderNow(order), 'warehouse').state).toBe('accepted');
    const report = `/v1/parcels/${order.parcels[0]?.id ?? ''}/reports`;
    expect((await signed(report, { status: 'delivered' })).status).toBe(401);
  });

  test('when its list is asked for by state, then what is shown as to send is found as that, and no word nobody knows', async () => {
    const order = await api.anAgreedOrder();
    const { id } = instructionOf(order, 'warehouse');
    const found = async (state: string): Promise<readonly string[]> => {
      const path = `/v1/instructions?party=warehouse-main&orderId=${order.id}&state=${state}`;
      return (await api.ask(path, { role: 'warehouse' })).body.items.map((one) => one.state);
    };
    const channel = { type: 'webhook', url: 'https://main.example/' };
    const listed = await api.ask('/v1/parties?limit=100', { role: 'admin' });
    const own = listed.body.items.find((one) => one.id === 'warehouse-main');
    const { kind, title, deadlines, calendar } = own as unknown as Record<string, object>;
    const fields = { kind, title, deadlines, calendar };
    const keep = (by: object) =>
      api.ask('/v1/parties/warehouse-main', {
        ...{ role: 'admin', method: 'PUT', body: { ...fields, channel: by } },
      });
    expect([await found('to_send'), await found('sent')]).toEqual([[], ['sent']]);
    await keep(channel);
    expect([await found('to_send'), await found('sent')]).toEqual([['to_send'], []]);
    await keep({ type: 'desk' });
    await api.answer({ id }, { answer: 'accepted' });
    expect([await found('accepted'), await found('to_send')]).toEqual([['accepted'], []]);
    const odd = await api.ask('/v1/instructions?state=nope', { role: 'warehouse' });
    expect([odd.status, odd.body.errors[0]?.pointer]).toEqual([422, '/state']);
  });

  test('when a courier reads what a warehouse is told, then without the page on which the warehouse answers', async () => {
    const { id } = instructionOf(await api.anAgreedOrder(), 'warehouse');
    const read = await api.ask(`/v1/instructions/${id}`, { role: 'courier' });
    expect([read.status, read.text.includes('/p/')]).toEqual([200, false]);
  });
});

describe('the list of a party that works on Ordo’s own pages', () => {
  const path = '/v1/parties/warehouse-main/links';
  const makes = async (body: object = {}, party = 'warehouse-main'): Promise<string> => {
    const made = await api.ask(`/v1/parties/${party}/links`, { role: 'dispatcher', body });
    expect(made.status).toBe(200);
    return (JSON.parse(made.text) as { url: string }).url;
  };
  const visit = async (url: string) => {
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text() };
  };

  test('when it has work and a question, then both are there with links to answer them, and gone when done', async () => {
    const line = aLine({ sku: 'BELT-BLACK', title: '<b>Belt</b>' });
    const order = await api.anAgreedOrder({ lines: [line] });
    const text = 'Is the belt for Anna whole?';
    const until = new Date(Date.now() + 60_000).toISOString();
    const asked = await api.ask('/v1/questions', {
      body: { party: 'warehouse-main', text, until },
    });
    const url = await makes();
    const { status, text: list } = await visit(url);
    expect(status).toBe(200);
    const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
    expect((await validator.validateString(list)).results).toEqual([]);
    expect(list).toContain(order.number);
    expect(list).toContain(text);
    expect(list).toContain('&lt;b&gt;Belt&lt;/b&gt; × 1');
    for (const word of ['<script', '<b>Belt', '+7916']) expect(list).not.toContain(word);
    const links = [...list.matchAll(/<a href="([^"]+)"/g)].map(([, href = '']) => href);
    const [toQuestion = '', toPage = ''] = [
      links.find((href) => href.includes('/q/')),
      links.find(
        (href, index) =>
          href.includes('/p/') && list.split('<a ')[index + 1]?.includes(order.number),
      ),
    ];
    expect((await visit(toPage)).text).toContain('&lt;b&gt;Belt');
    const back = `href="${new URL(url).pathname}"`;
    const ways = async (page: string) => (await visit(page)).text.includes(back);
    const foreign = new URL(await makes({}, 'own-couriers')).pathname.replace('/w/', '');
    const elsewhere = toPage.replace(/list=.*$/, `list=${foreign}`);
    const [bare = ''] = toPage.split('?');
    expect([await ways(toPage), await ways(toQuestion)]).toEqual([true, true]);
    expect([await ways(bare), await ways(`${bare}?list=forged`)]).toEqual([false, false]);
    // What a messenger adds to a link is no reason to show nothing.
    expect([await ways(`${toPage}&fbclid=1`), (await visit(`${bare}?fbclid=1`)).status]).toEqual([
      true,
      200,
    ]);
    expect((await visit(elsewhere)).text).not.toContain('/w/');
    const { id } = instructionOf(order, 'warehouse');
    await api.answer({ id }, { answer: 'accepted' });
    const accepted = (await visit(url)).text.split('<h2>');
    expect(accepted.find((part) => part.includes(order.number))).toContain('В работе');
    await api.answer({ id }, { answer: 'done' });
    await fetch(toQuestion, { method: 'POST', body: new URLSearchParams({ text: 'yes' }) });
    const after = (await visit(url)).text;
    expect([after.includes(order.number), after.includes(text)]).toEqual([false, false]);
    expect(asked.status).toBe(201);
  });

  test('when another link is made with renew, or it is forged or of another kind, then 404; other shops and roles make none', async () => {
    const older = await makes();
    const newer = await makes({ renew: true });
    const other = `${api.url}/w/${signLink(
      { for: 'courier', id: 'demo:warehouse-main', expires: Date.now() },
      'a-secret-that-only-tests-know-of-32',
    )}`;
    const statuses = [];
    for (const url of [
      older,
      newer,
      newer.replace('/w/', '/p/'),
      `${newer.slice(0, -2)}AA`,
      other,
    ]) {
      statuses.push((await visit(url)).status);
    }
    expect(statuses).toEqual([404, 200, 404, 404, 404]);
    const swift = {
      ...{ kind: 'courier_company', title: 'Swift', deadlines: { answerMinutes: 60 } },
      channel: { type: 'desk' },
    };
    const stored = { role: 'admin', method: 'PUT', body: swift } as const;
    expect((await api.ask('/v1/parties/swift', stored)).status).toBe(200);
    const foreign = { role: 'dispatcher', shop: 'parts', body: {} } as const;
    expect((await api.ask('/v1/parties/swift/links', foreign)).status).toBe(404);
    expect((await api.ask(path, { role: 'warehouse', body: {} })).status).toBe(403);
  });
});
