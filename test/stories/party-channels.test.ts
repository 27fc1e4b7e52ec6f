/**
 * Stories 22 and 23 with their neighbours: parties with a server of their own, and parties told by letter.
 */
import { aLine, anOrder, roubles } from '../support/an-order';
import { eventually } from '../support/eventually';
import { callSigned, openPartyServer, shareSecret, status, tellBy } from '../support/party-server';
import type { PartyServer } from '../support/party-server';
import { openShop } from '../support/shop';
import type { OrderSeen, Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.week());

async function agreed(fields: object = {}): Promise<OrderSeen> {
  await shop.time('thu 11:00');
  const placed = await shop.place(anOrder(shop.window('sat 11:00', 'sat 15:00'), fields));
  await shop.time('thu 11:20');
  await shop.confirms(placed.id);
  return placed;
}

const changes = (id: string, quantity: number, version: number) =>
  shop.ask('manager', `/v1/orders/${id}/amendments`, {
    body: { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity }], by: 'customer' },
    version,
  });

const of = async (id: string, party: string) =>
  (await shop.order(id)).instructions.find((one) => one.party === party);

describe('a courier service with a server of its own', () => {
  let server: PartyServer;
  let secret: string;
  beforeAll(async () => {
    server = await openPartyServer();
    await tellBy(shop, 'own-couriers', { type: 'webhook', url: server.url, allowPrivate: true });
    secret = await shareSecret(shop, 'own-couriers', server);
  });
  afterAll(async () => {
    server.close();
    await tellBy(shop, 'own-couriers', { type: 'desk' });
  });
  const about = async (id: string): Promise<string> =>
    `/v1/instructions/${(await of(id, 'own-couriers'))?.id ?? ''}`;
  const callsOf = async (id: string) => {
    const instruction = (await of(id, 'own-couriers'))?.id;
    return server.calls.filter((call) => call.instruction.id === instruction);
  };

  test('when it answers 500 twice and then 200, then it has one instruction, and only its own signature answers it', async () => {
    server.willAnswer(status(500), status(500), status(200, '<!doctype html><p>ok'));
    const { id } = await agreed();
    const seen = await shop.ask<{ state: string }>('dispatcher', await about(id));
    expect(seen.body.state).toBe('to_send');
    await shop.time('thu 11:30');
    const calls = await callsOf(id);
    expect(calls).toHaveLength(3);
    expect(new Set(calls.map((call) => call.id)).size).toBe(1);
    expect(server.signedWith.slice(-3)).toEqual([[secret], [secret], [secret]]);
    expect(calls[0]).toMatchObject({
      kind: 'instruction',
      instruction: { state: 'sent', deliverTo: { phone: '+79161234567' }, collect: roubles(2900) },
    });
    const told = (await shop.happened(id)).filter((type) => type.startsWith('PartyT'));
    expect(told).toEqual(['PartyTellingPutOff', 'PartyTellingPutOff', 'PartyTold']);
    const path = `${await about(id)}/answers`;
    const body = { answer: 'accepted' };
    const forged = await callSigned(shop, { path, body, secret: 'whsec_guessed' });
    expect(forged.status).toBe(401);
    const nobody = { path: '/v1/instructions/ins_no_1/answers', body, secret };
    expect(await callSigned(shop, nobody)).toMatchObject({ status: 401 });
    expect((await of(id, 'own-couriers'))?.state).toBe('sent');
    expect((await callSigned(shop, { path, body, secret })).status).toBe(200);
    expect((await of(id, 'own-couriers'))?.state).toBe('accepted');
    const said = (await shop.timeline(id)).find((row) => row.type === 'PartyAnswered');
    expect(said?.by).toBe('party:own-couriers');
    const [parcel = ''] = calls[0]?.instruction.parcels ?? [];
    const report = {
      path: `/v1/parcels/${parcel}/reports`,
      body: { status: 'in_transit' },
    };
    expect((await callSigned(shop, { ...report, secret: 'whsec_guessed' })).status).toBe(401);
    expect((await callSigned(shop, { ...report, secret })).status).toBe(200);
    expect((await shop.order(id)).parcels[0]?.state).toBe('in_transit');
  });

  test('when a newer version is there while the older one waits, then only the newer one is sent; called off, it is told so', async () => {
    server.willAnswer(status(503));
    const { id } = await agreed();
    await changes(id, 2, 1);
    await shop.time('thu 11:40');
    const calls = await callsOf(id);
    expect(calls.map((call) => call.kind)).toEqual(['instruction', 'revision']);
    expect(calls[1]?.instruction).toMatchObject({ pendingVersion: 2, lines: [{ quantity: 2 }] });
    await shop.ask('manager', `/v1/orders/${id}/cancellation`, {
      body: { reason: 'changed_mind' },
    });
    await shop.time('thu 11:50');
    expect((await callsOf(id)).map((call) => call.kind)).toEqual([
      ...['instruction', 'revision', 'call_off'],
    ]);
  });

  test('when two payments move the sum to collect in one version, then a late yes to the first is none to the second', async () => {
    const { id } = await agreed();
    const path = `${await about(id)}/answers`;
    const says = (body: object) => callSigned(shop, { path, body, secret });
    await says({ answer: 'accepted' });
    await shop.pays(id, 100);
    await shop.time('thu 11:30');
    await shop.pays(id, 200);
    await shop.time('thu 11:40');
    const [, first, second] = await callsOf(id);
    expect([first, second]).toMatchObject([
      { kind: 'revision', instruction: { pendingVersion: 1, collect: roubles(2800) } },
      { kind: 'revision', instruction: { pendingVersion: 1, collect: roubles(2600) } },
    ]);
    expect(second?.instruction.message).toBe(second?.id);
    await says({ message: first?.id, answer: 'accepted' });
    const seen = await shop.ask<{ message: string; pending: string }>(
      'dispatcher',
      await about(id),
    );
    expect(seen.body).toMatchObject({ message: second?.id, pending: 'revision' });
    await says({ message: second?.id, answer: 'accepted' });
    expect((await of(id, 'own-couriers'))?.pending).toBe(null);
    // Its last two messages again, in a service that names none.
    await shop.pays(id, 100);
    await shop.time('thu 11:50');
    await shop.pays(id, 100);
    await shop.time('thu 12:00');
    const nameless = { to: 'revision', wishVersion: 1, answer: 'accepted' };
    await says(nameless);
    expect((await of(id, 'own-couriers'))?.pending).toBe('revision');
    // In the same second it would be the same call again: another field makes it another.
    await says({ ...nameless, tracking: null });
    expect((await of(id, 'own-couriers'))?.pending).toBe(null);
  });

  test('when the secret is changed, then the older one works on beside the newer until it is ended', async () => {
    const newer = await shareSecret(shop, 'own-couriers', server);
    const { id } = await agreed();
    await shop.quiet();
    expect(server.signedWith.at(-1)).toEqual([secret, newer]);
    const path = `${await about(id)}/answers`;
    const body = { answer: 'accepted' };
    expect((await callSigned(shop, { path, body, secret })).status).toBe(200);
    expect((await callSigned(shop, { path, body, secret: newer })).status).toBe(200);
    const secrets = '/v1/parties/own-couriers/secrets';
    const live = await shop.ask<{ live: readonly { id: string }[] }>('admin', secrets);
    const end = `${secrets}/${live.body.live[1]?.id ?? ''}/end`;
    expect((await shop.ask('admin', end, { method: 'POST', body: {} })).status).toBe(200);
    expect((await callSigned(shop, { path, body, secret })).status).toBe(401);
    expect((await callSigned(shop, { path, body, secret: newer })).status).toBe(200);
  });

  test('when it never takes the message, then a person is told why and sends it again', async () => {
    server.willAnswer(status(302, '', { location: 'http://127.0.0.1/' }));
    const { id } = await agreed();
    expect(await shop.openTasks(id)).toContain('party_overdue');
    expect(await callsOf(id)).toHaveLength(1);
    await shop.outcome(id, 'party_overdue', { outcome: 'chased' });
    expect(await callsOf(id)).toHaveLength(2);
    expect(await shop.openTasks(id)).not.toContain('party_overdue');
  });
});

describe('a supplier told by letter', () => {
  const FILTER = aLine({ sku: 'FILTER-OIL-104', title: 'Фильтр', price: roubles(600) });
  const ADDRESS = 'orders@south.example';
  beforeAll(() => tellBy(shop, 'supplier-south', { type: 'email', address: ADDRESS }));
  afterAll(() => tellBy(shop, 'supplier-south', { type: 'desk' }));

  const letters = async (): Promise<readonly string[]> => {
    const all = await shop.ask<{ items: readonly { to: string; text: string }[] }>(
      'admin',
      '/v1/dev/mailbox',
    );
    return all.body.items.filter((mail) => mail.to === ADDRESS).map((mail) => mail.text);
  };
  const linkIn = (letter: string | undefined): string =>
    /https?:\/\/\S+\/p\/[\w.-]+/.exec(letter ?? '')?.[0] ?? '';
  const post = async (link: string, form: Readonly<Record<string, string>>) => {
    const page = await (await fetch(link)).text();
    const own = page
      .split('<form')
      .find((part) => part.includes(`name="answer" value="${form['answer'] ?? ''}"`));
    const hidden = [...(own ?? '').matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
    const kept = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    return send(link, { ...kept, ...form });
  };
  const send = async (link: string, form: Readonly<Record<string, string>>) => {
    const answer = await fetch(link, { method: 'POST', body: new URLSearchParams(form) });
    const page = await answer.text();
    await shop.quiet();
    return { status: answer.status, page };
  };

  test('when it accepts on the page, then that counts once, and an answer to an older version never for the newer', async () => {
    const { id } = await agreed({ lines: [FILTER] });
    const link = linkIn((await letters()).at(-1));
    const page = await fetch(link);
    const text = await page.text();
    expect([page.status, text.includes('Фильтр'), text.includes('<script')]).toEqual([
      200,
      true,
      false,
    ]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text.replace(/\s/g, ' ')).toContain('420,00');
    expect(text).not.toContain('Анна');
    const older = { answer: 'accepted', to: 'instruction', number: '1', version: '1' };
    expect((await post(link, { answer: 'accepted' })).page).toContain('Спасибо');
    expect((await send(link, older)).status).toBe(200);
    expect((await of(id, 'supplier-south'))?.state).toBe('accepted');
    const answered = (await shop.happened(id)).filter((type) => type === 'PartyAnswered');
    expect(answered).toHaveLength(1);
    await changes(id, 2, 1);
    await shop.time('thu 11:30');
    expect((await fetch(link).then((one) => one.text())).includes('всё изменилось')).toBe(true);
    expect((await send(link, { ...older, to: 'revision', version: '2' })).page).toContain(
      'всё изменилось',
    );
    expect((await of(id, 'supplier-south'))?.pending).toBe('revision');
    const newer = linkIn((await letters()).at(-1));
    expect(newer).not.toBe(link);
    await post(newer, { answer: 'refused', reason: 'cannot_in_time', note: 'в среду' });
    expect((await of(id, 'supplier-south'))?.pending).toBe(null);
    const said = (await shop.timeline(id)).filter(({ type }) => type === 'PartyAnswered');
    expect(said.map(({ data }) => [data['message'], data['counts']])).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  test('when its letter comes back, then a person is told why and has it sent again', async () => {
    await shop.time('thu 11:00');
    const window = shop.window('sat 11:00', 'sat 15:00');
    const { id } = await shop.place(anOrder(window, { lines: [FILTER] }));
    await shop.time('thu 11:20');
    await shop.fault('sendgrid', { kind: 'undelivered', times: 1, to: ADDRESS });
    const sent = (await letters()).length;
    await shop.confirms(id);
    const isAsked = async () => (await shop.openTasks(id)).includes('party_overdue');
    await eventually(isAsked, 'a person is asked');
    const failed = (await shop.timeline(id)).find((row) => row.type === 'PartyTellingFailed');
    expect(failed?.data).toMatchObject({
      party: 'supplier-south',
      channel: 'email',
      code: '5.1.1',
    });
    await shop.outcome(id, 'party_overdue', { outcome: 'chased' });
    expect((await letters()).length - sent).toBe(2);
    expect(await shop.openTasks(id)).not.toContain('party_overdue');
  });

  test('when the link is forged or has run out, then a page says so and nothing is changed', async () => {
    const { id } = await agreed({ lines: [FILTER] });
    const link = linkIn((await letters()).at(-1));
    const form = { answer: 'accepted', to: 'instruction', number: '1', version: '1' };
    const forged = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await send(forged, form)).status).toBe(404);
    await shop.time('thu+2 11:30');
    expect((await send(link, form)).status).toBe(410);
    expect(await shop.happened(id)).not.toContain('PartyAnswered');
  });
});
