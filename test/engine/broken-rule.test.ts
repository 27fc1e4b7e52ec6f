/**
 * What a commit does with what it cannot carry out: a command that no database could keep is refused,
 * a broken rule parks what met it, forgets nothing that was begun, and is tried again by itself.
 */
import { commit } from '../../database/commit';
import { closeDatabase, openDatabase } from '../../database/database';
import type { Database } from '../../database/database';
import { makeCommits } from '../../activities/commit';
import { plus } from '../../domain/calendar/instant';
import type { Turn } from '../../domain/life/life';
import { freshDatabase } from '../support/database';
import type { FreshDatabase } from '../support/database';
import { placeRow } from '../support/place';

const NUL = String.fromCharCode(0);
const PARTY = "shop_id = 'demo' AND id = 'own-couriers'";

let fresh: FreshDatabase;
let database: Database;
let now = '2026-11-26T08:00:00.000Z';
beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.url, { wall: () => now });
});
afterAll(async () => {
  await closeDatabase(database);
  await fresh.drop();
});

const rows = async <Row>(text: string, id: string): Promise<readonly Row[]> =>
  (await database.pool.query<Row & object>(text, [id])).rows;

function says(id: string, input: { cause: string; name: string; command: unknown }): Promise<Turn> {
  now = plus(now, 'PT1M');
  return commit(database, { lifeId: id, inputs: [{ ...input, at: now }], now });
}

const types = async (id: string): Promise<readonly string[]> =>
  (
    await rows<{ type: string }>('SELECT type FROM journal WHERE life_id = $1 ORDER BY seq', id)
  ).map((row) => row.type);

/** Breaks the shop's terms for what `work` does: its policy names a party that is not there. */
async function whileBroken(work: () => Promise<void>): Promise<void> {
  const stored = await database.pool.query<{ body: object; kind: string }>(
    `DELETE FROM party WHERE ${PARTY} RETURNING body, kind`,
  );
  await database.pool.query("UPDATE shop SET terms_version = terms_version + 1 WHERE id = 'demo'");
  await work();
  await database.pool.query(
    "INSERT INTO party (shop_id, id, kind, body) VALUES ('demo', 'own-couriers', $1, $2)",
    [stored.rows[0]?.kind, stored.rows[0]?.body],
  );
  await database.pool.query("UPDATE shop SET terms_version = terms_version + 1 WHERE id = 'demo'");
}

test.each([
  { what: 'text with NUL', name: 'note', command: { noteId: `a${NUL}b` }, no: 'malformed' },
  { what: 'half a character', name: `${'x'.repeat(59)}😀`, command: {}, no: 'unknown_command' },
  { what: 'a name with NUL', name: `ca${NUL}ncel`, command: {}, no: 'unknown_command' },
  { what: 'a field with NUL', name: 'note', command: { [`a${NUL}b`]: 1 }, no: 'malformed' },
])('when a signal carries $what, then it is refused and the order goes on', async (said) => {
  const { name, command, no: refusal } = said;
  const id = await placeRow(database, now);
  const answer = (await says(id, { cause: 's:run:1', name, command })).answers['s:run:1'];
  expect(answer).toMatchObject({ refusal: { refusal } });
  expect(await types(id)).toContain('Refused');
  const next = await says(id, { cause: 's:run:2', name: 'confirm', command: { channel: 'phone' } });
  expect(next.answers['s:run:2']).toEqual({ id: null });
});

test('when the id of an update cannot be kept, then it is answered by that id all the same', async () => {
  const id = await placeRow(database, now);
  const cause = `u:odd${NUL}id`;
  const input = { cause, at: now, name: 'note', command: { noteId: 'n_1' } };
  const { commit: patiently } = makeCommits(database);
  const turn = await patiently({ life: id, inputs: [input], now });
  expect(turn.answers[cause]).toEqual({ id: null });
});

test('when a rule breaks, then what was begun outside is not forgotten', async () => {
  const id = await placeRow(database, now);
  await database.pool.query("UPDATE outside_intent SET state = 'begun' WHERE life_id = $1", [id]);
  const marks = (): Promise<readonly object[]> =>
    rows('SELECT key, attempt, state FROM outside_intent WHERE life_id = $1 ORDER BY key', id);
  const before = await marks();
  expect(before).toMatchObject([{ attempt: 1, state: 'begun' }]);
  await whileBroken(async () => {
    const command = { channel: 'phone' };
    const turn = await says(id, { cause: 'u:1', name: 'confirm', command });
    expect(turn.answers['u:1']).toMatchObject({ refusal: { refusal: 'trouble' } });
    expect(await marks()).toEqual(before);
  });
  await says(id, { cause: 'u:2', name: 'note', command: { noteId: 'n_1' } });
  expect(await marks()).toEqual(before);
});

test('when a rule is mended, then the order tries again at its own deadline, and what was parked is done', async () => {
  const id = await placeRow(database, now);
  let deadline: Turn['deadline'] = null;
  const due = (): Promise<Turn> => {
    const { key, at } = deadline ?? { key: 'none', at: now };
    now = at;
    return says(id, { cause: `due:${key}@${at}`, name: 'due', command: { key } });
  };
  await whileBroken(async () => {
    const command = { channel: 'phone' };
    deadline = (await says(id, { cause: 'u:1', name: 'confirm', command })).deadline;
    expect(deadline).toEqual({ key: 'trouble', at: plus(now, 'PT1H') });
    const second = (await due()).deadline?.at ?? '';
    expect(second > plus(now, 'PT1H')).toBe(true);
    deadline = { key: 'trouble', at: second };
  });
  await due();
  expect(await types(id)).toContain('OrderAgreed');
  expect(await rows('SELECT cause FROM parked_input WHERE life_id = $1', id)).toEqual([]);
  const tasks = await rows<{ due_by: string | null }>(
    "SELECT due_by FROM task WHERE life_id = $1 AND kind = 'system_trouble'",
    id,
  );
  expect(tasks.map((task) => task.due_by)).toEqual([expect.any(String)]);
});

test('when an administrator has mended a rule and says so, then what was parked is done at once', async () => {
  const id = await placeRow(database, now);
  await whileBroken(async () => {
    await says(id, { cause: 'u:1', name: 'confirm', command: { channel: 'phone' } });
  });
  expect(await types(id)).not.toContain('OrderAgreed');
  const [task] = await rows<{ id: string }>(
    "SELECT id FROM task WHERE life_id = $1 AND kind = 'system_trouble'",
    id,
  );
  const command = { taskId: task?.id, outcome: 'solved', noteId: null, actor: 'admin:1' };
  await says(id, { cause: 'u:2', name: 'closeTask', command });
  expect(await types(id)).toContain('OrderAgreed');
  expect(await rows('SELECT cause FROM parked_input WHERE life_id = $1', id)).toEqual([]);
  const left =
    "SELECT 1 FROM task WHERE life_id = $1 AND kind = 'system_trouble' AND state = 'open'";
  expect(await rows(left, id)).toEqual([]);
});

test('when a deadline is heard late together with what came after it, then it is decided first', async () => {
  const id = await placeRow(database, now);
  const passed = plus(now, 'PT10M');
  const heard = plus(now, 'PT30M');
  const confirmed = plus(now, 'PT20M');
  now = heard;
  await commit(database, {
    lifeId: id,
    now,
    inputs: [
      { cause: 'u:1', at: confirmed, name: 'note', command: { noteId: 'n_1' } },
      { cause: `due:contact@${passed}`, at: heard, name: 'due', command: { key: 'contact' } },
    ],
  });
  const order = (await types(id)).filter((type) => ['DeadlinePassed', 'NoteTaken'].includes(type));
  expect(order).toEqual(['DeadlinePassed', 'NoteTaken']);
});
