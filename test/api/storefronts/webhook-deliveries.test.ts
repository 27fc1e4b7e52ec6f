/**
 * What really arrives at a storefront's own server while calls fail, workers share the work and senders die.
 */
import { writeDeliveries } from '../../../database/webhooks/write-deliveries';
import { createLog } from '../../../api/log';
import { createWebhookSender } from '../../../worker/webhook-sender';
import { eventually } from '../../support/eventually';
import { isSignedBy } from '../../support/storefront';
import { openEars, PAUSES, seen, typesOf, untilClosed } from './open-ears';
import type { Ears } from './open-ears';

let ears: Ears;

beforeAll(async () => {
  ears = await openEars();
});
afterEach(() => ears.forget());
afterAll(() => ears.close());

test('when an order lives, then the storefront hears of it in order, signed and without a word of people', async () => {
  const { storefront, secret } = await ears.hears('site');
  ears.listen();
  const id = await ears.place();
  await ears.cancel(id);
  await untilClosed(storefront, id);
  const types = typesOf(storefront, id);
  expect(types[0]).toBe('order.stage_changed');
  expect(types.at(-1)).toBe('order.closed');
  for (const call of storefront.calls) {
    expect(isSignedBy(call, secret)).toBe(true);
    expect(call.body).not.toMatch(/Анна|79161234567|anna|Мясницкая/);
  }
  const { event } = storefront.calls.at(-1)!;
  expect(event).toMatchObject({
    order: { stage: 'cancelled', closed: { reason: 'changed_mind' } },
  });
  await ears.untilState('site', 'delivered', types.length);
  const listed = (await ears.deliveries('site', `?orderId=${id}`)).body.items;
  expect(listed.map((one) => one.id).toReversed()).toEqual(storefront.calls.map((c) => c.event.id));
});

test('when it hears only of ends, then it is told of ends alone, and after a change of what it hears', async () => {
  const { storefront } = await ears.hears('site', ['order.closed']);
  ears.listen();
  const id = await ears.place();
  await ears.cancel(id);
  await untilClosed(storefront, id);
  expect(typesOf(storefront, id)).toEqual(['order.closed']);
  const body = { url: storefront.url, events: ['order.stage_changed'] };
  const changed = await ears.admin('/site', { method: 'PUT', body });
  expect(changed.status).toBe(200);
  expect(seen(changed).secret).toBeUndefined();
});

test('when it answers 500 twice, then the same call comes again, later ones of the order wait and other orders go on', async () => {
  const { storefront } = await ears.hears('site');
  const failed = await ears.place();
  let left = 2;
  storefront.answers(({ event }) => {
    if (event.order.id !== failed || left === 0) return 200;
    left -= 1;
    return 500;
  });
  await ears.cancel(failed);
  const other = await ears.place();
  await ears.cancel(other);
  ears.listen();
  await untilClosed(storefront, failed);
  await untilClosed(storefront, other);
  const calls = storefront.calls.filter(({ event }) => event.order.id === failed);
  expect(new Set(calls.slice(0, 3).map(({ body }) => body)).size).toBe(1);
  expect(calls.filter(({ event }) => event.type === 'order.closed')).toHaveLength(1);
  const firstClosed = storefront.calls.findIndex(({ event }) => event.type === 'order.closed');
  expect(firstClosed).toBeGreaterThan(0);
  const seqs = calls.slice(2).map(({ event }) => event.order.seq);
  expect(seqs).toEqual([...seqs].sort((one, two) => one - two));
});

test('when it never takes an event, then that is dead and seen, later ones go on, and it comes again by command', async () => {
  const { storefront } = await ears.hears('site', ['order.closed']);
  storefront.answers(() => 404);
  const [one, two] = [await ears.place(), await ears.place()];
  await ears.cancel(one);
  await ears.cancel(two);
  ears.listen();
  await ears.untilState('site', 'dead', 2);
  expect(storefront.calls).toHaveLength(2 * (PAUSES.length + 1));
  expect(seen(await ears.admin('/site')).deliveries).toEqual({ waiting: 0, dead: 2 });
  const [dead] = (await ears.deliveries('site', `?state=dead&orderId=${one}`)).body.items;
  expect(dead).toMatchObject({ code: 'http_404', nextAt: null });
  storefront.answers(() => 200);
  const again = await ears.admin(`/site/deliveries/${dead?.id ?? ''}/redelivery`, {
    method: 'POST',
  });
  expect(again).toMatchObject({ status: 202, body: { state: 'waiting' } });
  await ears.untilState('site', 'delivered', 1);
  expect(storefront.calls.at(-1)!.event.id).toBe(dead?.id);
  const range = { from: '2020-01-01T00:00:00Z', to: '2120-01-01T00:00:00Z' };
  const rest = await ears.admin('/site/redelivery', { body: { ...range, state: 'dead' } });
  expect(rest).toMatchObject({ status: 202, body: { deliveries: 1 } });
  await ears.untilState('site', 'delivered', 2);
});

test('when the secret is changed, then both sign for a day, and the old one alone no longer', async () => {
  const { storefront, secret } = await ears.hears('site', ['order.closed']);
  const fresh = seen(await ears.admin('/site/secrets', { method: 'POST' })).secret ?? '';
  expect(fresh).not.toBe(secret);
  expect(seen(await ears.admin('/site')).secrets).toHaveLength(2);
  expect(JSON.stringify((await ears.admin('/site')).body)).not.toContain('whsec_');
  ears.listen();
  await ears.cancel(await ears.place());
  await eventually(() => Promise.resolve(storefront.calls.length === 1), 'one call');
  const [call] = storefront.calls;
  expect([isSignedBy(call, secret), isSignedBy(call, fresh)]).toEqual([true, true]);
  await ears.admin('/site/secrets', { method: 'POST' });
  await ears.cancel(await ears.place());
  await eventually(() => Promise.resolve(storefront.calls.length === 2), 'another call');
  const last = storefront.calls[1];
  expect([isSignedBy(last, secret), isSignedBy(last, fresh)]).toEqual([false, true]);
});

test('when two workers listen, then each event comes once and no order twice at a time', async () => {
  const { storefront } = await ears.hears('site');
  storefront.answers(() => new Promise((resolve) => setTimeout(resolve, 20, 200)));
  ears.listen();
  ears.listen();
  const orders = await Promise.all(Array.from({ length: 6 }, () => ears.place()));
  await Promise.all(orders.map(ears.cancel));
  for (const id of orders) await untilClosed(storefront, id);
  const ids = storefront.calls.map(({ event }) => event.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(storefront.most()).toBe(1);
});

test('when one storefront hangs, then another hears at once', async () => {
  const { storefront: slow } = await ears.hears('slow');
  const { storefront: quick } = await ears.hears('quick');
  slow.answers(() => null);
  ears.listen();
  const orders = await Promise.all(Array.from({ length: 6 }, () => ears.place()));
  await Promise.all(orders.map(ears.cancel));
  for (const id of orders) await untilClosed(quick, id);
  expect(slow.calls.length).toBeGreaterThan(0);
  slow.close();
});

test('when a sender dies with a call in its hands, then another makes the same call when the lease is over', async () => {
  const { storefront } = await ears.hears('site', ['order.closed']);
  const id = await ears.place();
  await ears.cancel(id);
  const taken: string[] = [];
  const dying = createWebhookSender({
    ...{ database: ears.database, log: createLog('silent'), leaseSeconds: 1 },
    post: ({ body }) => {
      taken.push((JSON.parse(body) as { id: string }).id);
      return new Promise(() => undefined);
    },
  });
  await eventually(async () => {
    await writeDeliveries(ears.database);
    await dying.send();
    return taken.length === 1;
  }, 'the dying sender has it');
  ears.listen();
  await untilClosed(storefront, id);
  expect(storefront.calls.at(-1)!.event.id).toBe(taken[0]);
});

test('when the address is private where that is not allowed, then nobody connects and it is dead in the end', async () => {
  const { storefront } = await ears.hears('site', ['order.closed']);
  await ears.database.pool.query(`UPDATE webhook_endpoint SET url = 'https://127.0.0.1:9/'`);
  ears.listen({ allowPrivate: false });
  await ears.cancel(await ears.place());
  await ears.untilState('site', 'dead', 1);
  const [dead] = (await ears.deliveries('site')).body.items;
  expect(dead).toMatchObject({ code: 'PRIVATE_ADDRESS' });
  expect(storefront.calls).toEqual([]);
});
