/**
 * Quick questions over HTTP: asked, answered with a key or on the page, once, in time or late; bad input refused.
 */
import { createQuestionTeller } from '../../../worker/question-teller';
import { tellExpired } from '../../../database/questions/questions';
import { createLog } from '../../../api/log';
import { anOrder } from '../../support/an-order';
import { eventually } from '../../support/eventually';
import { followEvents } from '../../support/event-reader';
import { testKey } from '../../support/test-keys';
import { openApi } from '../open-api';
import type { Api, Reply } from '../open-api';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const inMinutes = (minutes: number): string =>
  new Date(Date.now() + minutes * 60_000).toISOString();

const question = (more: object = {}): object => ({
  party: 'warehouse-main',
  sku: 'DRESS-RED-42',
  text: 'Is there a second one for Anna Petrova, without the stain?',
  until: inMinutes(5),
  ...more,
});

interface Asked {
  readonly id: string;
  readonly state: string;
  readonly link: string;
  readonly answer: { readonly text: string; readonly by: string; readonly late: boolean } | null;
}

const seen = ({ body }: Reply): Asked => body as unknown as Asked;

async function asks(more: object = {}): Promise<Asked> {
  const asked = await api.ask('/v1/questions', { body: question(more) });
  expect(asked.status).toBe(201);
  return seen(asked);
}

const answers = (id: string, text: string): Promise<Reply> =>
  api.ask(`/v1/questions/${id}/answer`, { role: 'warehouse', body: { text } });

const reads = async (id: string): Promise<Asked> => seen(await api.ask(`/v1/questions/${id}`));

/** Moves the end of a question into the past, as if time had gone by. */
async function letExpire(id: string): Promise<void> {
  await api.database.pool.query(
    `UPDATE question SET asked_at = now() - interval '2 min', until = now() - interval '1 min' WHERE id = $1`,
    [id],
  );
}

test('when the warehouse answers in time, then the manager reads the answer, and a second one changes nothing', async () => {
  const { id } = await asks();
  const told = seen(await answers(id, 'Yes, one left'));
  expect(told).toMatchObject({
    state: 'answered',
    answer: {
      text: 'Yes, one left',
      by: expect.stringMatching(/^warehouse:key_/) as string,
      late: false,
    },
  });
  expect((await answers(id, 'No, sold')).status).toBe(200);
  expect((await reads(id)).answer?.text).toBe('Yes, one left');
});

test('when nobody answers in time, then it is expired, and a late answer is kept and leaves it so', async () => {
  const { id } = await asks();
  await letExpire(id);
  expect(await reads(id)).toMatchObject({ state: 'expired', answer: null });
  const late = await answers(id, 'Found it at last');
  expect(late.status).toBe(200);
  expect(seen(late)).toMatchObject({
    state: 'expired',
    answer: { text: 'Found it at last', late: true },
  });
});

test('when it was about an order, then the answer stands on its timeline and not among the wishes', async () => {
  const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  const orderId = placed.body.id;
  const { id } = await asks({ orderId });
  await answers(id, 'Yes, one left');
  const timeline = await api.ask(`/v1/orders/${orderId}/timeline`);
  const answered = timeline.body.items.filter((row) => row.type === 'PartyAnsweredQuestion');
  expect(answered).toMatchObject([{ data: { questionId: id, note: 'Yes, one left' } }]);
  expect((await api.ask(`/v1/orders/${orderId}`)).body).toMatchObject({ notes: [] });
});

test('when the same request comes again, then there is one question', async () => {
  const body = question({ sku: 'ONLY-ONCE' });
  const first = await api.ask('/v1/questions', { body, key: 'ask-1' });
  const again = await api.ask('/v1/questions', { body, key: 'ask-1' });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(seen(again).id).toBe(seen(first).id);
});

test('when questions are listed, then by party and state, the newest first, and page by page', async () => {
  const [first, second] = [
    await asks({ party: 'supplier-north' }),
    await asks({ party: 'supplier-north' }),
  ];
  await answers(first.id, 'Yes');
  const ids = async (query: string): Promise<readonly string[]> =>
    (
      await api.ask(`/v1/questions?party=supplier-north${query}`, { role: 'warehouse' })
    ).body.items.map((one) => one.id);
  expect(await ids('')).toEqual([second.id, first.id]);
  expect(await ids('&state=answered')).toEqual([first.id]);
  expect(await ids('&state=open')).toEqual([second.id]);
  expect(await ids('&state=expired')).toEqual([]);
  const page = await api.ask('/v1/questions?party=supplier-north&limit=1');
  expect(await ids(`&limit=1&cursor=${page.body.next ?? ''}`)).toEqual([first.id]);
});

describe('whose answer it is', () => {
  test('when a courier answers what a warehouse was asked, or a warehouse what a courier was, then 403', async () => {
    const toWarehouse = await asks();
    const toCourier = await asks({ party: 'own-couriers' });
    const body = { text: 'Yes' };
    const said = async (id: string, role: 'courier' | 'warehouse'): Promise<number> =>
      (await api.ask(`/v1/questions/${id}/answer`, { role, body })).status;
    expect([
      await said(toWarehouse.id, 'courier'),
      await said(toCourier.id, 'warehouse'),
      await said(toCourier.id, 'courier'),
    ]).toEqual([403, 403, 200]);
    expect((await reads(toWarehouse.id)).state).toBe('open');
  });

  test('when somebody reads it who neither asks nor answers, then without the page on which it is answered', async () => {
    const { id } = await asks();
    const link = async (role: 'auditor' | 'courier' | 'warehouse' | 'dispatcher') =>
      seen(await api.ask(`/v1/questions/${id}`, { role })).link;
    expect([await link('auditor'), await link('courier')]).toEqual([undefined, undefined]);
    expect(await link('warehouse')).toContain('/q/');
    expect(await link('dispatcher')).toContain('/q/');
  });
});

describe('the page behind the link', () => {
  const post = (link: string, form: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(link, { method: 'POST', body: new URLSearchParams(form) });

  test('when it is answered there, then without a key, and the form is gone', async () => {
    const { id, link } = await asks({ text: 'One <b>left</b>?' });
    const open = await (await fetch(link)).text();
    expect(open).toContain('One &lt;b&gt;left&lt;/b&gt;?');
    expect(open).toContain('<form method="post">');
    const answered = await post(link, { text: 'Да, одно' });
    expect(answered.status).toBe(200);
    expect(await answered.text()).not.toContain('<form');
    expect(await reads(id)).toMatchObject({ state: 'answered', answer: { text: 'Да, одно' } });
  });

  test('when the link is forged, of another kind or too old, then 404 and nothing is told', async () => {
    const { id, link } = await asks();
    const forged = `${link.slice(0, -3)}AAA`;
    expect((await fetch(forged)).status).toBe(404);
    expect((await post(forged, { text: 'x' })).status).toBe(404);
    expect((await fetch(link.replace('/q/', '/c/'))).status).toBe(404);
    expect((await post(link, { text: '' })).status).toBe(422);
    expect((await post(link, { text: 'x', other: 'y' })).status).toBe(422);
    expect((await reads(id)).answer).toBeNull();
  });
});

describe('what cannot be asked', () => {
  test.each([
    ['a party the shop has not', { party: 'warehouse-moon' }, '/party'],
    ['an order the shop has not', { orderId: 'ord_none' }, '/orderId'],
    ['an end in the past', { until: inMinutes(-1) }, '/until'],
    ['an end later than in a week', { until: inMinutes(7 * 24 * 60 + 1) }, '/until'],
    ['an end that is no instant', { until: 'soon' }, '/until'],
    ['no words', { text: '  ' }, '/text'],
    ['too many words', { text: 'x'.repeat(1_001) }, '/text'],
    ['a field nobody knows', { colour: 'red' }, '/colour'],
  ])('when it has %s, then 422 points there', async (_what, more, pointer) => {
    const asked = await api.ask('/v1/questions', { body: question(more) });
    expect(asked.status).toBe(422);
    expect(asked.body.errors[0]!.pointer).toBe(pointer);
  });

  test('when it belongs to another shop, then 404, to read, to answer and to be about', async () => {
    const { id } = await asks();
    const parts = { shop: 'parts', role: 'warehouse' } as const;
    expect((await api.ask(`/v1/questions/${id}`, parts)).status).toBe(404);
    const body = { text: 'x' };
    expect((await api.ask(`/v1/questions/${id}/answer`, { ...parts, body })).status).toBe(404);
    expect((await api.ask('/v1/questions', { ...parts, role: 'warehouse' })).body.items).toEqual(
      [],
    );
    const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
    const foreign = question({ party: 'warehouse-parts', orderId: placed.body.id });
    const asked = await api.ask('/v1/questions', { shop: 'parts', body: foreign });
    expect(asked.status).toBe(422);
  });
});

test('when questions are followed live, then asked, answered and expired are heard once, without their words', async () => {
  const reader = await followEvents(`${api.url}/v1/events`, testKey('demo', 'manager'));
  const about = await followEvents(
    `${api.url}/v1/events?orderId=ord_other`,
    testKey('demo', 'manager'),
  );
  try {
    const [one, other] = [await asks(), await asks()];
    await answers(one.id, 'Yes, for Anna');
    await letExpire(other.id);
    await tellExpired(api.database);
    await tellExpired(api.database);
    const mine = (): readonly string[] =>
      reader.heard.flatMap(({ type, data }) => {
        const { questionId } = data as unknown as { questionId?: string };
        if (questionId === one.id) return [`one ${type}`];
        return questionId === other.id ? [`other ${type}`] : [];
      });
    await eventually(() => Promise.resolve(mine().includes('other QuestionExpired')), 'the end');
    expect([...mine()].sort()).toEqual([
      'one QuestionAnswered',
      'one QuestionAsked',
      'other QuestionAsked',
      'other QuestionExpired',
    ]);
    expect(reader.raw()).not.toMatch(/Anna|stain/);
    expect(about.heard).toEqual([]);
    // Whoever comes back with the id of the first misses nothing.
    const first = reader.heard.find(({ type }) => type === 'QuestionAsked')!;
    const again = await followEvents(`${api.url}/v1/events`, testKey('demo', 'manager'), first.id);
    await eventually(() => Promise.resolve(again.heard.length >= reader.heard.length - 1), 'all');
    again.hangUp();
    expect(api.logged.join('\n')).not.toMatch(/Anna|stain/);
  } finally {
    reader.hangUp();
    about.hangUp();
  }
});

describe('parties with servers of their own', () => {
  const URLS = {
    'warehouse-main': 'https://main.example/',
    'supplier-north': 'https://north.example/',
  };
  type Party = keyof typeof URLS;
  const keep = async (party: Party, channel: object): Promise<void> => {
    const listed = await api.ask('/v1/parties?limit=100', { role: 'admin' });
    const own = listed.body.items.find((one) => one.id === party);
    const { id: _id, shop: _shop, ...fields } = own as unknown as Record<string, object>;
    const body = { ...fields, channel };
    const stored = await api.ask(`/v1/parties/${party}`, { role: 'admin', method: 'PUT', body });
    expect(stored.status).toBe(200);
  };

  test('when one hangs, then another is asked at once, and who has a desk is not called', async () => {
    for (const party of ['warehouse-main', 'supplier-north'] as const) {
      await keep(party, { type: 'webhook', url: URLS[party] });
      const path = `/v1/parties/${party}/secrets`;
      expect((await api.ask(path, { role: 'admin', body: {} })).status).toBe(201);
    }
    // Of what other tests asked nobody is told here.
    await api.database.pool.query('UPDATE question SET tell_at = NULL');
    const called: string[] = [];
    let letGo = (): void => undefined;
    const hanging = new Promise<void>((resolve) => (letGo = resolve));
    const { database } = api;
    const teller = createQuestionTeller({
      ...{ database, log: createLog('silent') },
      post: async ({ url }) => {
        called.push(url);
        if (url === URLS['warehouse-main']) await hanging;
        return { outcome: 'delivered', status: 204, answer: '' };
      },
    });
    try {
      await asks();
      await asks({ party: 'supplier-south' });
      await teller.tell();
      await eventually(() => Promise.resolve(called.length === 1), 'the first is called');
      await asks({ party: 'supplier-north' });
      await teller.tell();
      await eventually(() => Promise.resolve(called.length === 2), 'the other is called');
      await teller.tell();
      expect(called).toEqual([URLS['warehouse-main'], URLS['supplier-north']]);
    } finally {
      letGo();
      await teller.stop();
      for (const party of ['warehouse-main', 'supplier-north'] as const) {
        await keep(party, { type: 'desk' });
      }
    }
  });
});
