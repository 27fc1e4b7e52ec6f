/**
 * Those who listen: quick questions to a warehouse while the customer is on the line, from asking to the answer or to
 * silence; and a storefront that hears how its order goes.
 */
import { anOrder } from '../support/an-order';
import { eventually } from '../support/eventually';
import { followEvents } from '../support/event-reader';
import type { EventReader } from '../support/event-reader';
import { callSigned, openPartyServer, shareSecret, status, tellBy } from '../support/party-server';
import { openShop } from '../support/shop';
import type { OrderSeen, Shop } from '../support/shop';
import { isSignedBy, openStorefront } from '../support/storefront';
import { testKey } from '../support/test-keys';

let shop: Shop;
let order: OrderSeen;
let live: EventReader | null = null;
beforeAll(async () => {
  shop = await openShop();
  await shop.time('tue 12:00');
  order = await shop.place(anOrder(shop.window('thu 10:00', 'thu 14:00')));
  live = await followEvents(
    `${shop.world.api}/v1/events?orderId=${order.id}`,
    testKey('demo', 'manager'),
  );
});
afterAll(async () => {
  live?.hangUp();
  await shop.close();
});

interface Question {
  readonly id: string;
  readonly state: string;
  readonly answer: { readonly text: string; readonly late: boolean } | null;
}

async function asks(until: string): Promise<string> {
  const body = {
    ...{ party: 'warehouse-main', sku: 'BELT-BLACK', orderId: order.id },
    text: 'Is the box of this one whole?',
    until: shop.moment(until),
  };
  const asked = await shop.ask<Question>('manager', '/v1/questions', { body });
  expect(asked).toMatchObject({ status: 201, body: { state: 'open' } });
  return asked.body.id;
}

const answers = (id: string, text: string) =>
  shop.ask<Question>('warehouse', `/v1/questions/${id}/answer`, { body: { text } });

const isHeard = (type: string): Promise<unknown> =>
  eventually(() => Promise.resolve(live?.heard.some((one) => one.type === type)), type);

test('when the warehouse answers within a minute, then the manager sees it live and on the timeline', async () => {
  const id = await asks('tue 12:05');
  await isHeard('QuestionAsked');
  const open = await shop.ask<{ items: Question[] }>('warehouse', '/v1/questions?state=open');
  expect(open.body.items.map((one) => one.id)).toEqual([id]);
  await shop.time('tue 12:01');
  const answered = await answers(id, 'Yes, whole and sealed');
  expect(answered.body).toMatchObject({ state: 'answered', answer: { late: false } });
  await isHeard('QuestionAnswered');
  await isHeard('PartyAnsweredQuestion');
  await shop.quiet();
  const row = (await shop.timeline(order.id)).find((one) => one.type === 'PartyAnsweredQuestion');
  expect(row).toMatchObject({
    by: expect.stringMatching(/^warehouse:key_/) as string,
    data: { note: 'Yes, whole and sealed' },
  });
  expect(live?.raw()).not.toMatch(/whole/);
});

test('when nobody answers, then its end is seen live, and what comes later is kept as late', async () => {
  const id = await asks('tue 12:10');
  await shop.time('tue 12:11');
  await isHeard('QuestionExpired');
  const late = await answers(id, 'Sorry, was at lunch');
  expect(late).toMatchObject({ status: 200, body: { state: 'expired', answer: { late: true } } });
  const expired = await shop.ask<{ items: Question[] }>('manager', '/v1/questions?state=expired');
  expect(expired.body.items.map((one) => one.id)).toEqual([id]);
});

test('when the warehouse has a server of its own, then it is asked there until it takes it, and signs its answer', async () => {
  const party = 'warehouse-main';
  const server = await openPartyServer();
  await tellBy(shop, party, { type: 'webhook', url: server.url, allowPrivate: true });
  const secret = await shareSecret(shop, party, server);
  try {
    server.willAnswer(status(503));
    const id = await asks('tue 12:30');
    const isAsked = (times: number) =>
      eventually(
        () => Promise.resolve(server.calls.length >= times),
        `asked ${String(times)} times`,
      );
    await isAsked(1);
    await shop.time('tue 12:13');
    await isAsked(2);
    expect(server.calls.at(-1)).toMatchObject({
      ...{ id, kind: 'question' },
      question: { id, party, sku: 'BELT-BLACK', text: 'Is the box of this one whole?' },
    });
    expect(server.signedWith.at(-1)).toEqual([secret]);
    await shop.time('tue 12:15');
    expect(server.calls).toHaveLength(2);
    const answer = { path: `/v1/questions/${id}/answer`, body: { text: 'Yes, it is' } };
    expect((await callSigned(shop, { ...answer, secret: 'whsec_guessed' })).status).toBe(401);
    expect(await callSigned(shop, { ...answer, secret })).toMatchObject({ status: 200 });
    const read = await shop.ask<Question>('manager', `/v1/questions/${id}`);
    expect(read.body).toMatchObject({ state: 'answered', answer: { text: 'Yes, it is' } });
    await shop.time('tue 12:20');
    expect(server.calls).toHaveLength(2);
  } finally {
    server.close();
    await tellBy(shop, party, { type: 'desk' });
  }
});

test('when an order goes from placing to its end, then its storefront hears every step in order and nobody’s name', async () => {
  const storefront = await openStorefront();
  const events = ['order.stage_changed', 'order.amended', 'parcel.state_changed', 'order.closed'];
  const body = { url: storefront.url, events };
  const path = '/v1/webhook-endpoints/site';
  const made = await shop.ask<{ secret: string }>('admin', path, { method: 'PUT', body });
  expect(made.status).toBe(201);
  await shop.time('wed 11:00');
  const { id } = await shop.place(anOrder(shop.window('thu 10:00', 'thu 14:00')));
  await shop.confirms(id);
  await shop.bothAccept(id);
  await shop.time('thu 12:31');
  await shop.report(id, { status: 'delivered' });
  await shop.time('thu 18:31');
  await shop.pays(id, 2900);
  await shop.time('fri 12:01');
  const heard = () => storefront.calls.filter(({ event }) => event.order.id === id);
  await eventually(
    () => Promise.resolve(heard().some(({ event }) => event.type === 'order.closed')),
    'the end of the order',
  );
  const stages = heard().flatMap(({ event }) =>
    event.type === 'order.stage_changed' ? [event.order.stage] : [],
  );
  expect(stages).toEqual(expect.arrayContaining(['instructing', 'delivering', 'settling']));
  expect(stages.at(-1)).toBe('completed');
  const parcels = heard().flatMap(({ event }) => (event.parcel ? [event.parcel.state] : []));
  expect(parcels).toEqual(['announced', 'delivered']);
  expect(heard().every((call) => isSignedBy(call, made.body.secret))).toBe(true);
  expect(JSON.stringify(heard())).not.toMatch(/Анна|79161234567|Мясницкая/);
  storefront.close();
});
