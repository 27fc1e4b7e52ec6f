/**
 * Story 53: one order in ten is poisoned, each by another cause. Each ends in a task that names what is
 * wrong, and the others live as if it were not there. How fast they live is measured by the bench alone.
 */
import { aLine, anOrder } from '../support/an-order';
import { isLongRun } from '../support/long-tests';
import { openShop } from '../support/shop';
import type { Shop, TaskSeen } from '../support/shop';

/** `npm run soak` tells it of two hundred orders; every run of the tests tells a smaller day. */
const SOUND = isLongRun ? 180 : 27;
const POISONED_OF_A_KIND = isLongRun ? 5 : 1;

jest.setTimeout(600_000);

type Fields = Readonly<Record<string, unknown>>;

interface Poison {
  readonly order?: Fields;
  /** What is wrong with the shop's policy while the order is placed. */
  readonly policy?: (sound: Fields) => Fields;
  /** What is done to it behind the API's back. */
  readonly spoil?: string;
  readonly task: string;
  /** What the task says of the cause. */
  readonly names: string;
}

const FAILING = { ru: '{{ number | no_such_filter }}', en: '{{ number | no_such_filter }}' };

const POISONS: readonly Poison[] = [
  {
    order: { lines: [aLine({ sku: 'NOBODY-KNOWS-IT', title: 'Unknown' })] },
    task: 'find_alternative',
    names: 'NOBODY-KNOWS-IT',
  },
  {
    policy: (sound) => ({
      ...sound,
      templates: { order_received: { sms: FAILING, subject: FAILING, email: FAILING } },
    }),
    task: 'message_undeliverable',
    names: 'order_received',
  },
  {
    policy: (sound) => sound,
    // The door refuses such a policy; it stands for one that an older release let in.
    spoil: `UPDATE policy SET body = jsonb_set(body, '{carriers,courier}', '"nobody"')
      WHERE shop_id = 'demo' AND version = (SELECT policy_version FROM shop WHERE id = 'demo')`,
    task: 'system_trouble',
    names: 'nobody',
  },
];

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.stocks('DRESS-RED-42', 1_000);
  await shop.time('thu 11:00');
});
afterAll(() => shop.close());

const POLICY = '/v1/shops/demo/policy';

async function withPolicy(poison: Poison, work: () => Promise<string>): Promise<string> {
  const { policy: change, spoil } = poison;
  if (!change) return work();
  const { policy } = (await shop.ask<{ policy: Fields }>('admin', POLICY)).body;
  const put = async (body: Fields): Promise<void> => {
    const changed = await shop.ask('admin', POLICY, { method: 'PUT', body });
    if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
  };
  await put(change(policy));
  if (spoil) await shop.world.database.pool.query(spoil);
  const id = await work();
  await put(policy);
  return id;
}

const placed = async (fields: Fields = {}): Promise<string> =>
  (await shop.place(anOrder(shop.window('fri 11:00', 'fri 15:00'), fields))).id;

async function wholeTask(id: string, kind: string): Promise<string> {
  const found = (await shop.tasks(id)).find((one: TaskSeen) => one.kind === kind);
  return JSON.stringify(found ?? null);
}

test('when one order in ten is poisoned, then each has a task that names the cause, and the others are completed', async () => {
  const poisoned: { readonly id: string; readonly poison: Poison }[] = [];
  for (const poison of POISONS) {
    for (let count = 0; count < POISONED_OF_A_KIND; count += 1) {
      const id = await withPolicy(poison, () => placed(poison.order));
      poisoned.push({ id, poison });
    }
  }
  const sound: string[] = [];
  for (let count = 0; count < SOUND; count += 1) sound.push(await placed());
  await shop.time('thu 11:20');
  for (const { id } of poisoned) await shop.confirms(id);
  for (const id of sound) expect((await shop.confirms(id)).status).toBe(200);
  for (const id of sound) await shop.bothAccept(id);
  await shop.time('fri 12:30');
  for (const id of sound) {
    await shop.report(id, { status: 'delivered', at: shop.moment('fri 12:30') });
    await shop.pays(id, 2_900);
  }
  await shop.time('sat 12:01');
  for (const id of sound) expect(await shop.order(id)).toMatchObject({ stage: 'completed' });
  for (const { id, poison } of poisoned) {
    expect(await shop.openTasks(id)).toContain(poison.task);
    expect(await wholeTask(id, poison.task)).toContain(poison.names);
  }
});

test('when a party is given no channel or one that nobody can serve, then it is refused at the door', async () => {
  for (const channel of [undefined, { type: 'pigeon' }]) {
    const deadlines = { answerMinutes: 60 };
    const body = { kind: 'warehouse', title: 'Silent', calendar: null, deadlines, channel };
    const put = await shop.ask('admin', '/v1/parties/silent', { method: 'PUT', body });
    expect(put.status).toBe(422);
    expect(put.body.errors?.[0]?.pointer).toMatch(/^\/channel/);
  }
});
