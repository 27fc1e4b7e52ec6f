/**
 * What stories act with: a shop reached over HTTP in shop words, and a clock to be told the time.
 * When a story fails, its order's timeline is printed.
 */
import { randomUUID } from 'node:crypto';
import type { OrderOut } from '../../api/schemas/order';
import type { Instant } from '../../domain/calendar/instant';
import type { Role } from '../../domain/tasks/task';
import { advance, presentMoment, untilQuiet } from './advance';
import { weekAfter } from './clock';
import type { Week } from './clock';
import { testKey } from './test-keys';
import { openWorld } from './world';
import type { World, WorldOptions } from './world';

export type OrderSeen = OrderOut;

/** A row of the timeline, of the mailbox, of the task list: what tests look at. */
export interface TimelineRow {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly by: string;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Mail {
  readonly at: string;
  readonly channel: string;
  readonly to: string;
  readonly purpose: string | null;
  readonly subject: string | null;
  readonly text: string;
  readonly state: string;
}

export interface TaskSeen {
  readonly id: string;
  readonly kind: string;
  readonly role: string;
  readonly state: string;
  readonly dueBy: string | null;
  readonly allowed: readonly string[];
  readonly missing: readonly string[];
}

export interface ProblemSeen {
  readonly type: string;
  readonly status: number;
  readonly refusal?: string;
  readonly missing?: readonly string[];
  readonly errors?: readonly { readonly pointer: string }[];
}

export interface Reply<Body = unknown> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: unknown;
  readonly version?: number;
  readonly key?: string;
  readonly shop?: string;
}

/** Roles whose tasks nobody else may close. */
const OWN_TASKS: readonly Role[] = ['warehouse', 'finance', 'cashier', 'admin'];

export interface Shop {
  readonly world: World;
  /** Asks the API as somebody of a role; POST where there is a body. */
  readonly ask: <Body = ProblemSeen>(
    role: Role,
    path: string,
    asking?: Asking,
  ) => Promise<Reply<Body>>;
  /** Begins a story: the next week, in which the words of moments are counted. */
  readonly week: () => Promise<void>;
  /** Lets time pass until a moment of the story's week in shop words. */
  readonly time: (words: string) => Promise<void>;
  /** The moment in the story's week, for bodies. */
  readonly moment: (words: string) => Instant;
  readonly window: (from: string, to: string) => { from: Instant; to: Instant };
  readonly quiet: () => Promise<void>;
  /** Places an order and waits until it is taken up; answers the order. */
  readonly place: (order: object) => Promise<OrderSeen>;
  readonly order: (id: string) => Promise<OrderSeen>;
  readonly timeline: (id: string) => Promise<readonly TimelineRow[]>;
  /** Types of what happened, in order. */
  readonly happened: (id: string) => Promise<readonly string[]>;
  readonly tasks: (id: string) => Promise<readonly TaskSeen[]>;
  readonly openTasks: (id: string) => Promise<readonly string[]>;
  readonly sent: (id: string) => Promise<readonly Mail[]>;
  readonly purposes: (id: string) => Promise<readonly (string | null)[]>;
  /** The manager records one try to reach the customer. */
  readonly calls: (id: string, outcome: string, more?: object) => Promise<Reply<ProblemSeen>>;
  readonly confirms: (id: string) => Promise<Reply<ProblemSeen>>;
  /** A task of the kind is closed, on the version of the order that is shown now. */
  readonly outcome: (id: string, kind: string, body: object) => Promise<Reply<ProblemSeen>>;
  /** The customer opens the link of the latest message and answers on the page. */
  readonly taps: (id: string, form: Readonly<Record<string, string>>) => Promise<string>;
  /** What a party answers to its instruction about an order. */
  readonly answer: (id: string, party: string, answer: object) => Promise<Reply<ProblemSeen>>;
  readonly bothAccept: (id: string) => Promise<void>;
  readonly report: (id: string, report: object) => Promise<Reply<ProblemSeen>>;
  readonly pays: (id: string, roubles: number) => Promise<void>;
  readonly stock: (sku: string) => Promise<StockSeen>;
  /** Corrects the stock to so many pieces in the main warehouse. */
  readonly stocks: (sku: string, onHand: number) => Promise<void>;
  readonly fault: (provider: 'twilio' | 'sendgrid', fault: object) => Promise<void>;
  /** From now on all providers work as they should. */
  readonly providersWork: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const MOSCOW = 'Europe/Moscow';

export interface StockSeen {
  readonly place: string;
  readonly sku: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** Opens a shop whose clock stands in the week before the story's. */
export async function openShop(options: WorldOptions = {}, zone = MOSCOW): Promise<Shop> {
  const world = await openWorld(options);
  let week: Week = weekAfter(await presentMoment(world), zone);
  const ask: Shop['ask'] = (role, path, asking = {}) => request(world, { role, path, ...asking });
  const quiet = (): Promise<void> => untilQuiet(world);
  const list = async <Item>(role: Role, path: string): Promise<readonly Item[]> =>
    (await ask<{ items: readonly Item[] }>(role, path)).body.items;
  const does = async (role: Role, path: string, body: object): Promise<Reply<ProblemSeen>> => {
    const reply = await ask(role, path, { body });
    await quiet();
    return reply;
  };
  const order = async (id: string): Promise<OrderSeen> =>
    (await ask<OrderSeen>('manager', `/v1/orders/${id}`)).body;
  const timeline: Shop['timeline'] = async (id) => {
    const rows: TimelineRow[] = [];
    for (let cursor = ''; ;) {
      const path = `/v1/orders/${id}/timeline?limit=100${cursor}`;
      const page = (await ask<{ items: TimelineRow[]; next: string | null }>('manager', path)).body;
      rows.push(...page.items);
      if (page.next === null) return rows;
      cursor = `&cursor=${page.next}`;
    }
  };
  const tasks: Shop['tasks'] = (id) => list('senior_manager', `/v1/tasks?orderId=${id}&limit=100`);
  const sent: Shop['sent'] = (id) => list('admin', `/v1/dev/mailbox?orderId=${id}`);
  const answer: Shop['answer'] = async (id, party, body) => {
    const instruction = (await order(id)).instructions.find((one) => one.party === party);
    if (!instruction) throw new Error(`${party} was told nothing`);
    const role = instruction.kind === 'warehouse' ? 'warehouse' : 'dispatcher';
    return does(role, `/v1/instructions/${instruction.id}/answers`, body);
  };
  const stock: Shop['stock'] = async (sku) => {
    const [first] = await list<StockSeen>('manager', `/v1/stock?sku=${sku}`);
    if (!first) throw new Error(`no stock of ${sku}`);
    return first;
  };
  return {
    ...{ world, ask, order, timeline, tasks, sent, answer, stock, quiet },
    week: async () => {
      week = weekAfter(await presentMoment(world), zone);
    },
    moment: (words) => week.at(words),
    window: (from, to) => ({ from: week.at(from), to: week.at(to) }),
    time: (words) => advance(world, week.at(words)),
    place: async (body) => {
      const placed = await ask<OrderSeen>('storefront', '/v1/orders', { body });
      if (placed.status !== 201) throw new Error(`not placed: ${JSON.stringify(placed.body)}`);
      await quiet();
      return placed.body;
    },
    happened: async (id) => (await timeline(id)).map((row) => row.type),
    openTasks: async (id) =>
      (await tasks(id)).filter((task) => task.state === 'open').map((task) => task.kind),
    purposes: async (id) => (await sent(id)).map((mail) => mail.purpose),
    calls: (id, outcome, more = {}) =>
      does('manager', `/v1/orders/${id}/contact-attempts`, { outcome, ...more }),
    confirms: (id) => does('manager', `/v1/orders/${id}/confirmation`, { channel: 'phone' }),
    outcome: async (id, kind, body) => {
      const task = (await tasks(id)).find((one) => one.kind === kind && one.state === 'open');
      if (!task) throw new Error(`there is no open task ${kind}`);
      const { version } = await order(id);
      const path = `/v1/tasks/${task.id}/outcome`;
      const role = OWN_TASKS.find((one) => one === task.role) ?? 'senior_manager';
      const reply = await ask(role, path, { body, version });
      await quiet();
      return reply;
    },
    taps: async (id, form) => {
      const page = await tap(world, await sent(id), form);
      await quiet();
      return page;
    },
    bothAccept: async (id) => {
      for (const { party } of (await order(id)).instructions) {
        await answer(id, party, { answer: 'accepted' });
      }
    },
    report: async (id, report) => {
      const [parcel] = (await order(id)).parcels;
      return does('courier', `/v1/parcels/${parcel?.id ?? ''}/reports`, report);
    },
    pays: async (id, roubles) => {
      const amount = { amount: roubles * 100, currency: 'RUB' };
      const paid = await does('cashier', `/v1/orders/${id}/payments`, { method: 'cash', amount });
      if (paid.status !== 201) throw new Error(`not paid: ${JSON.stringify(paid.body)}`);
    },
    stocks: async (sku, onHand) => {
      const { onHand: expected } = await stock(sku);
      const path = `/v1/stock/warehouse-main/${sku}`;
      const put = await ask('admin', path, { method: 'PUT', body: { onHand, expected } });
      if (put.status !== 200) throw new Error(`stock not set: ${JSON.stringify(put.body)}`);
    },
    fault: async (provider, fault) => {
      const path = `/v1/dev/stand-ins/${provider}/faults`;
      const told = await ask('admin', path, { body: fault });
      if (told.status >= 300) throw new Error(`no fault: ${JSON.stringify(told.body)}`);
    },
    providersWork: async () => {
      await fetch(`${world.standIns.url}/faults`, { method: 'DELETE' });
    },
    close: async () => {
      await expectNothingTwice(world);
      await world.close();
    },
  };
}

/** The page behind the latest link, answered with a form; gives the page that comes back. */
async function tap(
  world: World,
  mails: readonly Mail[],
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const links = mails.flatMap((mail) => /https?:\/\/\S+\/c\/[\w.-]+/.exec(mail.text) ?? []);
  const link = links.at(-1);
  if (!link) throw new Error('no message carries a link');
  const page = await (await fetch(link)).text();
  const hidden = [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const kept = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
  const body = new URLSearchParams({ ...kept, ...form });
  const answered = await fetch(link, { method: 'POST', body });
  return answered.text();
}

/** The question every suite ends with: did any provider take a notification twice? */
async function expectNothingTwice(world: World): Promise<void> {
  const told = await (await fetch(`${world.standIns.url}/duplicates`)).json();
  const { items } = told as { readonly items: readonly unknown[] };
  if (items.length > 0) throw new Error(`taken twice by a provider: ${JSON.stringify(items)}`);
}

interface Request extends Asking {
  readonly role: Role;
  readonly path: string;
}

/** Every answer of a whole suite passes here, so that no 5xx but 503 goes unseen. */
async function request<Body>(world: World, asked: Request): Promise<Reply<Body>> {
  const method = asked.method ?? (asked.body === undefined ? 'GET' : 'POST');
  const headers: Record<string, string> = {
    authorization: `Bearer ${testKey(asked.shop ?? 'demo', asked.role)}`,
    ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(method === 'POST' ? { 'idempotency-key': asked.key ?? randomUUID() } : {}),
    ...(asked.version === undefined ? {} : { 'if-match': `"${String(asked.version)}"` }),
  };
  const response = await fetch(`${world.api}${asked.path}`, {
    method,
    headers,
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
  });
  const text = await response.text();
  if (response.status >= 500 && response.status !== 503) {
    throw new Error(`${method} ${asked.path} gave ${String(response.status)}: ${text}`);
  }
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const body = (isJson && text !== '' ? JSON.parse(text) : text) as Body;
  return { status: response.status, headers: response.headers, body };
}
