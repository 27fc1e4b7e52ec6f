/**
 * Story 42: the courier decides nothing. What he wishes is a task of the dispatcher's, and until it is granted
 * nothing changes.
 */
import { anOrder, roubles } from '../support/an-order';
import { openShop } from '../support/shop';
import type { Reply, Shop } from '../support/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

async function atTheDoor(): Promise<string> {
  await shop.week();
  await shop.time('tue 11:00');
  const { id } = await shop.place(anOrder(shop.window('wed 10:00', 'wed 14:00')));
  await shop.time('tue 11:20');
  await shop.confirms(id);
  await shop.bothAccept(id);
  await shop.time('wed 13:01');
  await shop.report(id, { status: 'handed_over' });
  return id;
}

async function wishes(id: string, body: object): Promise<Reply<{ taskId: string | null }>> {
  const [parcel] = (await shop.order(id)).parcels;
  const path = `/v1/parcels/${parcel?.id ?? ''}/requests`;
  const asked = await shop.ask<{ taskId: string | null }>('courier', path, { body });
  await shop.quiet();
  return asked;
}

test('when the courier would have the order ended, then the dispatcher decides, and only then is it', async () => {
  const id = await atTheDoor();
  const before = await shop.order(id);
  const asked = await wishes(id, { wish: 'cancel', note: 'Говорит, что уже не нужно' });
  expect(asked.status).toBe(201);
  const { stage, version, lines, totals, instructions, parcels } = before;
  const untouched = { stage, version, lines, totals, instructions, parcels };
  expect(await shop.order(id)).toMatchObject(untouched);
  expect(await shop.openTasks(id)).toEqual(['courier_request']);
  const task = (await shop.tasks(id)).find((one) => one.kind === 'courier_request');
  expect(task).toMatchObject({
    ...{ id: asked.body.taskId, role: 'dispatcher', allowed: ['granted', 'refused'] },
    data: { wish: 'cancel', note: 'Говорит, что уже не нужно' },
  });
  await shop.outcome(id, 'courier_request', { outcome: 'refused', note: 'Передумала' });
  expect((await shop.order(id)).stage).toBe('delivering');

  await wishes(id, { wish: 'cancel' });
  const granted = { outcome: 'granted', data: { reason: 'changed_mind' } };
  expect((await shop.outcome(id, 'courier_request', granted)).status).toBe(200);
  expect((await shop.order(id)).stage).toBe('cancelling');
});

test('when the courier would have another sum, then it is another only after the dispatcher changed the order', async () => {
  const id = await atTheDoor();
  await wishes(id, { wish: 'change_sum', note: 'Царапина' });
  expect((await shop.order(id)).totals.due).toEqual(roubles(2900));
  const bare = await shop.outcome(id, 'courier_request', { outcome: 'granted' });
  expect(bare).toMatchObject({ status: 422, body: { missing: ['changes'] } });
  const changes = [{ type: 'set_price', lineId: 'line-1', price: roubles(2000) }];
  await shop.outcome(id, 'courier_request', { outcome: 'granted', data: { changes } });
  expect((await shop.order(id)).totals.due).toEqual(roubles(2300));
});
