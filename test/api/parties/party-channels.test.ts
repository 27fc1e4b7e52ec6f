/**
 * Channels and secrets of parties over HTTP, signed calls without a key, and links that are none.
 */
import { signLink } from '../../../gateways/link-signature';
import { signWebhook } from '../../../gateways/webhooks/webhook-signature';
import { aLine } from '../../support/an-order';
import { instructionOf, openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import { openApi } from '../open-api';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

const PARTY = { kind: 'courier_company', title: 'Swift', deadlines: { answerMinutes: 60 } };
const store = (channel: object, at: Pick<ApiAtWork, 'ask'> = api) =>
  at.ask('/v1/parties/swift', {
    role: 'admin',
    method: 'PUT',
    body: { ...PARTY, channel },
  });

describe('the channel of a party', () => {
  test.each([
    [{ type: 'webhook', url: 'http://swift.example/' }, '/channel/url'],
    [{ type: 'webhook', url: 'https://me:secret@swift.example/' }, '/channel/url'],
    [{ type: 'webhook', url: 'ftp://swift.example/' }, '/channel/url'],
    [{ type: 'webhook' }, '/channel/url'],
    [{ type: 'email', address: 'nobody' }, '/channel/address'],
    [{ type: 'adapter', name: 'unheard-of', url: 'https://a.example/' }, '/channel/name'],
    [{ type: 'desk', url: 'https://a.example/' }, '/channel/url'],
    [{ type: 'pigeon' }, '/channel/type'],
  ])('when it is %j, then 422 names the field', async (channel, pointer) => {
    const stored = await store(channel);
    expect(stored.status).toBe(422);
    expect(stored.body.errors.map((error) => error.pointer)).toContain(pointer);
  });

  test('when its server is private, then the operator must permit it', async () => {
    const channel = { type: 'webhook', url: 'http://10.0.0.1/', allowPrivate: true };
    expect((await store(channel)).status).toBe(200);
    const strict = await openApi({ privateAddresses: false });
    try {
      const refused = await store(channel, strict);
      expect(refused.status).toBe(422);
      expect(refused.body.errors[0]?.pointer).toBe('/channel/allowPrivate');
    } finally {
      await strict.close();
    }
  });
});

describe('secrets of a party', () => {
  const path = '/v1/parties/swift/secrets';

  test('when one is made, then it is shown once, kept sealed, and two live at most', async () => {
    await store({ type: 'webhook', url: 'https://swift.example/' });
    const key = 'make-a-secret';
    const first = await api.ask(path, { role: 'admin', body: {}, key });
    expect(first.status).toBe(201);
    const { secret } = JSON.parse(first.text) as { secret: string };
    const again = await api.ask(path, { role: 'admin', body: {}, key });
    expect(again.text).not.toContain(secret);
    const listed = await api.ask(path, { role: 'admin' });
    expect(listed.text).not.toContain(secret);
    for (const given of ['a-secret-of-their-own', 'another-of-their-own']) {
      await api.ask(path, { role: 'admin', body: { secret: given } });
    }
    const { live } = JSON.parse((await api.ask(path, { role: 'admin' })).text) as {
      live: readonly { readonly endsAt: string | null }[];
    };
    expect(live.map((one) => one.endsAt === null)).toEqual([true, false]);
    const kept = await api.database.pool.query<{ all: string }>(
      `SELECT (SELECT string_agg(s::text, '') FROM party_secret s) ||
              (SELECT string_agg(i::text, '') FROM idempotency i) AS all`,
    );
    expect(kept.rows[0]?.all).not.toContain(secret);
    expect(kept.rows[0]?.all).not.toContain('of-their-own');
  });

  test('when the party is of another shop or unknown, then 404; too weak a secret is refused', async () => {
    const foreign = { role: 'admin', shop: 'parts', body: {} } as const;
    expect((await api.ask(path, foreign)).status).toBe(404);
    expect((await api.ask(`${path}/sec_no/end`, { role: 'admin', body: {} })).status).toBe(404);
    const weak = await api.ask(path, { role: 'admin', body: { secret: 'short' } });
    expect(weak.status).toBe(422);
  });
});

describe('a call without a key', () => {
  test('when it is not signed by the party itself, over these bytes and just now, then 401 and nothing is changed', async () => {
    const secrets: string[] = [];
    for (const party of ['own-couriers', 'warehouse-main']) {
      const made = await api.ask(`/v1/parties/${party}/secrets`, { role: 'admin', body: {} });
      secrets.push((JSON.parse(made.text) as { secret: string }).secret);
    }
    const [own = '', others = ''] = secrets;
    const order = await api.anAgreedOrder();
    const { id } = instructionOf(order, 'own_couriers');
    const body = JSON.stringify({ answer: 'accepted' });
    const call = async (signature: string | null, at = id, said = body): Promise<number> => {
      const headers = {
        'content-type': 'application/json',
        ...(signature === null ? {} : { 'ordo-signature': signature }),
      };
      const url = `${api.url}/v1/instructions/${at}/answers`;
      return (await fetch(url, { method: 'POST', headers, body: said })).status;
    };
    const now = new Date();
    const old = new Date(now.getTime() - 301_000);
    const right = signWebhook({ body, secrets: [own], now });
    expect([
      await call(null),
      await call('t=1,v1=00'),
      await call(signWebhook({ body, secrets: [others], now })),
      await call(signWebhook({ body, secrets: [own], now: old })),
      await call(right, id, `${body} `),
      await call(right, 'ins_nothing_1'),
    ]).toEqual([401, 401, 401, 401, 401, 401]);
    const timeline = await api.ask(`/v1/orders/${order.id}/timeline`);
    expect(timeline.body.items.map((item) => item.type)).not.toContain('PartyAnswered');
    expect(await call(right)).toBe(200);
  });
});

describe('links of parties', () => {
  const LINK_SECRET = 'a-secret-that-only-tests-know-of-32';
  const inAnHour = Math.floor(Date.now() / 1000) + 3600;

  test('when a link is forged, of somebody else’s kind or run out, then 404 or 410 and nothing is changed', async () => {
    const order = await api.anAgreedOrder();
    const { id } = instructionOf(order, 'warehouse');
    const link = { for: 'party', id, to: '1', expires: inAnHour } as const;
    const form = new URLSearchParams({
      ...{ answer: 'accepted', to: 'instruction', number: '1', version: '1' },
    });
    const answered = async (token: string): Promise<number> =>
      (await fetch(`${api.url}/p/${token}`, { method: 'POST', body: form })).status;
    expect([
      await answered('nonsense'),
      await answered(signLink(link, 'another-secret-of-32-characters!!')),
      await answered(signLink({ ...link, for: 'customer' }, LINK_SECRET)),
      await answered(`${signLink(link, LINK_SECRET)}x`),
      await answered(signLink({ ...link, id: 'ins_nothing_1' }, LINK_SECRET)),
      await answered(signLink({ ...link, expires: inAnHour - 7200 }, LINK_SECRET)),
    ]).toEqual([404, 404, 404, 404, 404, 410]);
    const timeline = await api.ask(`/v1/orders/${order.id}/timeline`);
    expect(timeline.body.items.map((item) => item.type)).not.toContain('PartyAnswered');
    expect(await answered(signLink(link, LINK_SECRET))).toBe(200);
  });

  test('when a party opens its page, then titles are text, and the customer is shown to the carrier alone', async () => {
    const title = '<img src=x onerror=alert(1)>';
    const order = await api.anAgreedOrder({ lines: [aLine({ title })] });
    const open = async (kind: string): Promise<string> => {
      const { id } = instructionOf(order, kind);
      const token = signLink({ for: 'party', id, to: '1', expires: inAnHour }, LINK_SECRET);
      return (await fetch(`${api.url}/p/${token}`)).text();
    };
    const pages = [await open('own_couriers'), await open('warehouse')] as const;
    for (const text of pages) expect(text).not.toContain('<img');
    expect(pages.map((text) => text.includes('Мясницкая'))).toEqual([true, false]);
    expect(pages.map((text) => text.includes('+79161234567'))).toEqual([true, false]);
    expect(pages[0].replaceAll(/\s/g, ' ')).toContain('2 900,00');
  });

  test('when everything has been delivered, then the page shows its carrier the customer no more', async () => {
    const order = await api.anAgreedOrder();
    const { id } = instructionOf(order, 'own_couriers');
    const token = signLink({ for: 'party', id, to: '1', expires: inAnHour }, LINK_SECRET);
    const shows = async (): Promise<boolean> =>
      (await (await fetch(`${api.url}/p/${token}`)).text()).includes('+79161234567');
    expect(await shows()).toBe(true);
    await api.report({ id: order.parcels[0]?.id ?? '' }, { status: 'delivered' });
    expect(await shows()).toBe(false);
  });

  test('when somebody who may answer reads an instruction, then it holds the link to its page; others are given none', async () => {
    const order = await api.anAgreedOrder();
    const path = `/v1/instructions/${instructionOf(order, 'warehouse').id}`;
    const { page } = JSON.parse((await api.ask(path, { role: 'warehouse' })).text) as {
      readonly page: string;
    };
    expect(await (await fetch(page)).text()).toContain('Просим собрать');
    const read = await api.ask(path, { role: 'manager' });
    expect([read.status, read.text.includes('/p/')]).toEqual([200, false]);
  });

  test('when an answer comes too late to count, then nobody is thanked for it', async () => {
    const order = await api.anAgreedOrder();
    const { id } = instructionOf(order, 'warehouse');
    const token = signLink({ for: 'party', id, to: '1', expires: inAnHour }, LINK_SECRET);
    const says = async (answer: string): Promise<boolean> => {
      const form = { answer, to: 'instruction', number: '1', version: '1' };
      const body = new URLSearchParams(form);
      const shown = await fetch(`${api.url}/p/${token}`, { method: 'POST', body });
      return (await shown.text()).includes('Спасибо');
    };
    const thanked = [await says('accepted'), await says('done'), await says('refused')];
    expect(thanked).toEqual([true, true, false]);
    expect(instructionOf(await api.orderNow(order), 'warehouse').state).toBe('done');
  });

  test('when a form has been changed by hand, then it is refused as it stands', async () => {
    const order = await api.anAgreedOrder();
    const { id } = instructionOf(order, 'warehouse');
    const token = signLink({ for: 'party', id, to: '1', expires: inAnHour }, LINK_SECRET);
    const form = { answer: 'maybe', to: 'instruction', number: '-1', version: 'x', more: '1' };
    const body = new URLSearchParams(form);
    const asked = await fetch(`${api.url}/p/${token}`, { method: 'POST', body });
    expect(asked.status).toBe(422);
  });

  test('when a courier service reports about what is not its own, or in odd words, then it is told no', async () => {
    const report = (name: string, form: Record<string, string>) =>
      fetch(`${api.url}/v1/webhooks/carriers/${name}`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
    const words = {
      client_ref: 'ins_nothing_1',
      ref: 'ins_nothing_1.1',
      status: '10',
      track: '',
      ts: '1',
      sign: 'x',
    };
    expect((await report('unheard-of', words)).status).toBe(404);
    expect((await report('metro-courier', words)).status).toBe(403);
    expect((await report('metro-courier', { ...words, status: 'ten' })).status).toBe(422);
  });
});
