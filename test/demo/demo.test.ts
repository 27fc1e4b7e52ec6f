/**
 * The demo on a whole installation: a few of its fates are played, and what it tells at the end is what the API says.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { FATES, chosenFates } from '../../scripts/demo/fates/fates';
import { ends, waitsFor } from '../../scripts/demo/players/world';
import { orders } from '../../scripts/demo/players/customer';
import { calls } from '../../scripts/demo/players/manager';
import { fate } from '../../scripts/demo/fates/fate';
import { BELT } from '../../scripts/demo/fates/goods';
import { playDay } from '../../scripts/demo/play-day';
import type { Told } from '../../scripts/demo/play-day';
import type { Fate } from '../../scripts/demo/fates/fate';
import { documentOf } from '../../scripts/demo/told/document';
import { table } from '../../scripts/demo/told/table';
import { projectRoot } from '../../scripts/project-root';
import { openInstallation } from '../support/installation';
import type { Installation } from '../support/installation';
import { testKey, TEST_KEYS } from '../support/test-keys';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
});
afterAll(() => installation.close());

const lines: string[] = [];

function play(fates: readonly Fate[]): Promise<readonly Told[]> {
  return playDay({
    ...{ ordo: { api: installation.url, shops: TEST_KEYS }, fates },
    signal: new AbortController().signal,
    tell: ({ name }, happening) =>
      lines.push(`${name}: ${'row' in happening ? happening.row.type : happening.act.en}`),
  });
}

interface Seen {
  readonly number: string;
  readonly stage: string;
  readonly closed: { readonly reason: string } | null;
  readonly totals: { readonly paid: { readonly amount: number } };
}

async function asTheApiSays<Body>(path: string): Promise<Body> {
  const headers = { authorization: `Bearer ${testKey('demo', 'manager')}` };
  return (await (await fetch(`${installation.url}${path}`, { headers })).json()) as Body;
}

test('when fates of three kinds are played, then each ends as told and the table says what the API says', async () => {
  const told = await play(chosenFates(['plain', 'sms-refused', 'not-delivered']));
  expect(told.map(({ broken }) => broken)).toEqual([null, null, null]);
  const rows = table(told, 'en').split('\n').slice(2);
  expect(rows).toHaveLength(3);
  for (const [index, { fate: played, order, timeline }] of told.entries()) {
    const id = order?.id ?? '';
    const seen = await asTheApiSays<Seen>(`/v1/orders/${id}`);
    expect(seen).toMatchObject({ stage: 'completed', closed: { reason: 'completed' } });
    const roubles = (seen.totals.paid.amount / 100).toLocaleString('en');
    const row = rows[index] ?? '';
    for (const cell of [seen.number, played.name, '✓ completed', roubles]) {
      expect(row).toContain(cell);
    }
    const { items } = await asTheApiSays<{ items: { seq: number; text: string }[] }>(
      `/v1/orders/${id}/timeline?limit=100`,
    );
    expect(timeline).toEqual(items);
    expect(row.endsWith(` ${String(items.length)}`)).toBe(true);
    const printed = lines.filter((line) => line.startsWith(`${played.name}: `));
    for (const { type } of timeline) expect(printed).toContain(`${played.name}: ${type}`);
  }
  expect(lines).toContainEqual(
    expect.stringMatching(/^not-delivered: .* refused, missing: reason/),
  );
  expect(lines).toContainEqual(expect.stringMatching(/^sms-refused: MessageChannelFailed/));
  const run = { api: installation.url, seconds: 1, lang: 'en' } as const;
  expect(documentOf(told, run)).toMatchObject({
    orders: [
      { fate: 'plain', asTold: true, outcome: { stage: 'completed', reason: 'completed' } },
      { fate: 'sms-refused', asTold: true },
      { fate: 'not-delivered', asTold: true, outcome: { messages: 3 } },
    ],
  });
});

test('when two stories want the last vase, then the second has it once the first gives it up', async () => {
  const [first, second] = await play(chosenFates(['vase-too-late']));
  expect(first).toMatchObject({ fate: { name: 'last-vase' }, broken: null });
  expect(second).toMatchObject({ fate: { name: 'vase-too-late' }, broken: null });
  expect(first?.order?.closed?.reason).toBe('changed_mind');
  expect(second?.timeline.map(({ type }) => type)).toContain('GoodsShort');
  expect(second?.order?.stage).toBe('completed');
});

test('when an order does not come to the end that is told, then the table and the document say so, and others go on', async () => {
  const title = { en: 'Told wrongly', ru: 'Рассказано неверно' };
  const told = await play([
    fate('wrong', title, [
      orders({ lines: [BELT] }),
      calls('declined', { reason: 'price' }),
      ends('completed'),
    ]),
    fate('waiting', title, [waitsFor('wrong', 'ended'), orders({ lines: [BELT] })]),
    fate('right', title, [
      orders({ lines: [BELT] }),
      calls('declined', { reason: 'term' }),
      ends('term'),
    ]),
  ]);
  expect(told.map(({ broken }) => broken)).toEqual([
    'it ended as price, not as completed',
    'the story "wrong", which this one waits for, broke off',
    null,
  ]);
  const [wrong, waiting, right] = table(told, 'en').split('\n').slice(2);
  expect(wrong).toContain('✗ price');
  expect(waiting).toContain('✗ not placed');
  expect(right).toContain('✓ term');
});

test('when the day is told, then it has at least twelve fates with names of their own', () => {
  const names = FATES.map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(12);
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  [['--help'], 0, /npm run demo --/],
  [['--lang', 'fr'], 1, /^--lang is en or ru, not "fr"; [^\n]+\n$/],
  [['--fast'], 1, /^Unknown option '--fast'; [^\n]+\n$/],
])('when the demo is called with %j, then it answers at once with code %i', (args, code, says) => {
  const script = join(projectRoot(), 'scripts', 'demo.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args]);
  expect(status).toBe(code);
  expect(code === 0 ? stdout.toString() : stderr.toString()).toMatch(says);
});
