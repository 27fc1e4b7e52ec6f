/**
 * The whole of Ordo on the development server: one order's clock is moved, and tomorrow comes for it alone.
 */
import type { Client } from '@temporalio/client';
import { createOrderClient } from '../../../api/order-client';
import { connectClient } from '../../../config/temporal';
import { EXIT, runOrdo } from '../../../scripts/ordo/run-ordo';
import { anOrder } from '../../support/an-order';
import { openInstallation } from '../../support/installation';
import type { Installation } from '../../support/installation';
import { testKey } from '../../support/test-keys';
import { asker } from '../open-api';
import type { Asker } from '../open-api';

let installation: Installation;
let ask: Asker;
let api: string;

beforeAll(async () => {
  installation = await openInstallation();
  api = installation.url;
  ask = asker(api);
});

afterAll(() => installation.close());

async function untilQuiet(id: string): Promise<void> {
  for (let count = 0; count < 200; count += 1) {
    const { body } = await ask(`/v1/dev/orders/${id}/quiet`);
    if ((body as unknown as { quiet: boolean }).quiet) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the order does not come to rest');
}

const clockOf = (body: unknown): number => Date.parse((body as { clock: string }).clock);

test('when an order’s clock is moved by days, then its deadlines come one by one, and no other order’s', async () => {
  const first = await ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  const second = await ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  const { id } = first.body;
  await untilQuiet(id);
  const before = Date.now();
  const moved = await ask(`/v1/dev/orders/${id}/fast-forward`, { body: { by: 'P3D' } });
  expect(moved.status).toBe(200);
  expect(clockOf(moved.body)).toBeGreaterThanOrEqual(before + 3 * 86_400_000);
  expect(clockOf(moved.body)).toBeLessThan(Date.now() + 3 * 86_400_000 + 60_000);
  const timeline = await ask(`/v1/orders/${id}/timeline`);
  const types = timeline.body.items.map((item) => item.type);
  expect(types).toContain('TaskOpened');
  expect(types.filter((type) => type === 'DeadlinePassed').length).toBeGreaterThan(1);
  const mailbox = await ask(`/v1/dev/mailbox?orderId=${id}`);
  const purposes = mailbox.body.items.map(
    (item) => (item as unknown as { purpose: string }).purpose,
  );
  expect(purposes).toContain('order_received');
  const other = await ask(`/v1/orders/${second.body.id}/timeline`);
  expect(other.body.items.map((item) => item.type)).not.toContain('TaskEscalated');
  const again = await ask(`/v1/dev/orders/${id}/fast-forward`, { body: { by: 'PT1H' } });
  expect(clockOf(again.body)).toBeGreaterThanOrEqual(clockOf(moved.body) + 3_600_000);
});

/** How often the workflow's clock has jumped after each time it was asked to, as its history tells. */
async function jumpsByMove(client: Client, workflowId: string): Promise<readonly number[]> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const jumps: number[] = [];
  for (const event of events ?? []) {
    if (event.workflowExecutionOptionsUpdatedEventAttributes) jumps.push(0);
    const last = jumps.length - 1;
    const isJump = Boolean(event.workflowExecutionTimeSkippingTransitionedEventAttributes);
    if (isJump && last >= 0) jumps[last] = (jumps[last] ?? 0) + 1;
  }
  return jumps;
}

test('when a clock is moved over several deadlines, then no move goes past one: the server would not stop there in time', async () => {
  const placed = await ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  const { id, number } = placed.body;
  await untilQuiet(id);
  const client = await connectClient({ codec: null });
  const workflowId = `order/demo/${number}`;
  const clocks = createOrderClient(client);
  expect(await clocks.skip(workflowId, 3 * 86_400_000, 'three-days')).toBe(true);
  const jumps = await jumpsByMove(client, workflowId);
  await client.connection.close();
  expect(jumps.length).toBeGreaterThan(1);
  expect(Math.max(...jumps)).toBe(1);
});

test('when the clock is moved by the command line and on the page, then the order stands there', async () => {
  const placed = await ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  const { id, number } = placed.body;
  await untilQuiet(id);
  let said = '';
  const terminal = { out: (text: string) => void (said += text), err: () => undefined };
  const settings = { api, key: testKey('demo', 'manager') };
  const words = ['fast-forward', number, '--by', 'PT30M'];
  const code = await runOrdo(words, { terminal, settings, stateFolder: '/nowhere' });
  expect(code).toBe(EXIT.done);
  expect(said).toContain(number);
  const before = await fetch(`${api}/o/${id}`);
  const deadline = await fetch(`${api}/o/${id}`, {
    method: 'POST',
    body: new URLSearchParams({ move: 'deadline' }),
    redirect: 'manual',
  });
  expect(deadline.status).toBe(303);
  expect(deadline.headers.get('location')).toBe(`/o/${id}`);
  const after = await fetch(`${api}/o/${id}`);
  expect([before.status, after.status]).toEqual([200, 200]);
  expect(await after.text()).not.toBe(await before.text());
});

test('when a command is given, then the workflow answers it, and the same request again gives the same', async () => {
  const placed = await ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  const path = `/v1/orders/${placed.body.id}/confirmation`;
  const asking = { body: { channel: 'phone' }, key: 'on-the-dev-server' };
  const [first, twin] = await Promise.all([ask(path, asking), ask(path, asking)]);
  expect([first.status, twin.status].filter((status) => status === 200).length).toBeGreaterThan(0);
  const later = await ask(path, asking);
  expect(later.status).toBe(200);
  const refused = await ask(path, { body: { channel: 'phone' } });
  expect(refused).toMatchObject({ status: 422, body: { refusal: 'already_confirmed' } });
});

test('when the span is none, then it is refused', async () => {
  const placed = await ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
  for (const by of ['1 day', 'P0D', '-P1D', 'P900D']) {
    const moved = await ask(`/v1/dev/orders/${placed.body.id}/fast-forward`, { body: { by } });
    expect(moved.status).toBe(422);
  }
});

test('when a stand-in is told to refuse, then the next message takes another way', async () => {
  const fault = await ask('/v1/dev/stand-ins/twilio/faults', {
    body: { kind: 'refuse', times: 1 },
  });
  expect(fault.status).toBe(201);
  const unknown = await ask('/v1/dev/stand-ins/pigeons/faults', { body: { kind: 'refuse' } });
  expect(unknown.status).toBe(404);
});
