/**
 * The command line `npm run ordo`, against a running API: what people and programs read, and how each no ends.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT, runOrdo } from '../../../scripts/ordo/run-ordo';
import { anOrder } from '../../support/an-order';
import { TEST_KEYS, testKey } from '../../support/test-keys';
import { openApiAtWork, tomorrow } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';

let api: ApiAtWork;
let stateFolder: string;
beforeAll(async () => {
  api = await openApiAtWork();
  stateFolder = mkdtempSync(join(tmpdir(), 'ordo-command-'));
  const note = { api: api.url, keys: TEST_KEYS['demo'], shops: TEST_KEYS };
  writeFileSync(join(stateFolder, 'running.json'), JSON.stringify(note));
});
afterAll(async () => {
  rmSync(stateFolder, { recursive: true, force: true });
  await api.close();
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const NOWHERE = { api: null, key: null };

async function ordo(line: string, settings = NOWHERE, folder = stateFolder): Promise<Ran> {
  // Words in quotes are one word.
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
  };
  const code = await runOrdo(
    words.filter((word) => word !== undefined),
    {
      ...{ terminal, settings },
      stateFolder: folder,
    },
  );
  return { code, out, err };
}

const json = async (line: string): Promise<Record<string, unknown>> => {
  const ran = await ordo(`${line} --json`);
  expect(ran).toMatchObject({ code: EXIT.done, err: '' });
  return JSON.parse(ran.out) as Record<string, unknown>;
};

test('when an order is taken from its beginning to its money, then every command does its part', async () => {
  expect(await json('place --number C-1')).toMatchObject({ number: 'C-1', stage: 'received' });
  expect((await ordo('explain C-1')).out).toMatch(/^C-1 {2}ord_\w+ {2}received {2}Ждём/);
  await ordo('contact C-1 no_answer --note занято');
  expect((await ordo('confirm C-1')).out).toContain('instructing');
  expect((await ordo('answer C-1 warehouse-main accepted')).out).toBe('warehouse-main: accepted\n');
  await ordo('answer C-1 own-couriers accepted');
  const preview = await ordo('amend C-1 --set-quantity line-1=2 --preview');
  expect(preview.out).toContain('warehouse-main: tell');
  const amended = await json("amend C-1 --set-quantity line-1=2 --note 'ещё одно'");
  expect(amended).toMatchObject({ version: 2, state: 'telling' });
  expect((await ordo('answer C-1 warehouse-main accepted')).code).toBe(EXIT.done);
  expect((await ordo('answer C-1 own-couriers accepted')).code).toBe(EXIT.done);
  expect((await ordo('report C-1 handed_over')).out).toContain('handed_over');
  expect((await ordo('report C-1 delivered')).out).toContain('delivered');
  expect((await ordo('pay C-1')).out).toBe('8797.00 RUB: recorded\n');
  const shown = (await ordo('show C-1')).out;
  expect(shown).toContain('2 × Платье красное (DRESS-RED-42)  3499.00 RUB');
  expect(shown).toContain('due 0.00 RUB');
  expect((await ordo('timeline C-1')).out).toContain('[manager:key_demo_manager]');
  const listed = await ordo("list -q 'петров' --limit 5");
  expect(listed.out).toContain('C-1');
});

test('when an order comes from a file, then it is that one', async () => {
  const file = join(stateFolder, 'order.json');
  writeFileSync(file, JSON.stringify(anOrder(tomorrow(), { shop: 'parts' })));
  const placed = await json(`place ${file} --shop parts --number P-1`);
  expect(placed).toMatchObject({ number: 'P-1', shop: 'parts' });
  const broken = await ordo(`place ${stateFolder}/no-such-file.json`);
  expect(broken).toMatchObject({ code: EXIT.usage, out: '' });
  expect(broken.err).toMatch(/^.*cannot be read as JSON: give the body of POST \/v1\/orders\.\n$/);
});

test('when somebody works a task, then it is listed, taken and closed', async () => {
  await ordo('place --number C-2');
  await ordo('confirm C-2');
  await ordo('answer C-2 own-couriers refused --reason cannot_in_time');
  const listed = await ordo('tasks --order C-2');
  expect(listed.out).toContain('outcomes: chased, replaced, cancelled');
  const task = await json('next --role dispatcher');
  expect(task).toMatchObject({ kind: 'party_refused', state: 'taken' });
  const id = String(task['id']);
  const vague = await ordo(`outcome ${id} replaced`);
  expect(vague).toMatchObject({ code: EXIT.refused, out: '' });
  expect(vague.err).toMatch(/missing: party\n$/);
  const done = await ordo(`outcome ${id} replaced --data '{"party":"city-courier"}'`);
  expect(done.out).toContain('done');
  expect((await ordo('next --role dispatcher')).out).toBe('Nothing to do.\n');
});

describe('when it cannot be done, then one line says what to do', () => {
  test.each([
    ['show NO-SUCH', EXIT.usage, 'has no order NO-SUCH'],
    ['show', EXIT.usage, "missing required argument 'order'"],
    ['dance', EXIT.usage, "unknown command 'dance'"],
    ['place --number C-1', EXIT.refused, 'The number is taken (409)'],
    ['amend C-1', EXIT.usage, 'Say what to change'],
    ['amend C-1 --set-quantity 7', EXIT.usage, 'write it like line-1=2'],
    ['pay C-1 many', EXIT.usage, 'is no amount'],
    ['answer C-1 nobody accepted', EXIT.usage, 'told were: warehouse-main'],
    ['report C-1 delivered --parcel nothing', EXIT.refused, 'There is no such thing (404)'],
    ['outcome tsk_1 done --data {', EXIT.usage, '--data is no JSON'],
    ['fast-forward C-1 --by tomorrow', EXIT.refused, '/by must be an ISO 8601 duration'],
    ['list --api http://127.0.0.1:1', EXIT.outOfReach, 'Nobody answers at http://127.0.0.1:1'],
    ['list --key ordo_wrong', EXIT.refused, 'No valid key (401)'],
  ])('%s', async (line, code, words) => {
    const ran = await ordo(line);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(words);
    expect(ran.err).not.toMatch(/^\s+at /m);
  });

  test('and programs are given the whole problem', async () => {
    const ran = await ordo('place --number C-1 --json');
    expect(ran.code).toBe(EXIT.refused);
    expect(JSON.parse(ran.err)).toMatchObject({ type: '/problems/number-taken', status: 409 });
  });
});

test('when nothing runs here, then the environment says where', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'ordo-nowhere-'));
  const nowhere = await ordo('list', NOWHERE, empty);
  expect(nowhere).toMatchObject({ code: EXIT.usage, out: '' });
  expect(nowhere.err).toContain('npm start');
  const settings = { api: api.url, key: testKey('demo', 'manager') };
  expect((await ordo('list', settings as unknown as typeof NOWHERE, empty)).code).toBe(EXIT.done);
  rmSync(empty, { recursive: true });
});

test('when help is asked for, then every command is in it', async () => {
  const help = await ordo('--help');
  expect(help.code).toBe(EXIT.done);
  for (const name of [
    'place',
    'show',
    'explain',
    'timeline',
    'list',
    'confirm',
    'contact',
    'amend',
  ]) {
    expect(help.out).toContain(name);
    expect((await ordo(`${name} --help`)).out).toContain('--json');
  }
});
