/**
 * The operator's commands: a shop and its keys made by `npm run shop`, and orders checked by `npm run audit`.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livesToAudit } from '../../../database/audit';
import { DEMO_POLICY } from '../../../domain/policy/demo-policy';
import { findings } from '../../../scripts/audit/findings';
import { runShop } from '../../../scripts/shop/run-shop';
import { anOrder } from '../../support/an-order';
import { openApiAtWork } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';

let api: ApiAtWork;
const folder = mkdtempSync(join(tmpdir(), 'ordo-shop-'));
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

async function shop(...words: readonly string[]) {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
  };
  const code = await runShop(words, { terminal, database: () => api.database });
  return { code, out, err };
}

function policyFile(policy: object): string {
  const file = join(folder, 'policy.json');
  writeFileSync(file, JSON.stringify(policy));
  return file;
}

describe('npm run shop', () => {
  test('when a shop and a key are made, then the key opens the API of that shop alone', async () => {
    const printed = await shop('policy');
    expect(JSON.parse(printed.out)).toEqual(DEMO_POLICY);
    const file = policyFile({ ...DEMO_POLICY, title: 'My shop' });
    expect((await shop('make', 'my-shop', '--policy', file)).code).toBe(0);
    const made = await shop('key', 'my-shop', 'admin');
    const bearer = made.out.split('\n')[0] ?? '';
    expect(bearer).toMatch(/^ordo_[0-9a-f]{48}$/);
    const policy = await api.ask('/v1/shops/my-shop/policy', { bearer });
    expect(policy.body.policy).toMatchObject({ title: 'My shop' });
    expect((await api.ask('/v1/shops/demo/policy', { bearer })).status).toBe(404);
    const stored = await api.database.prisma.apiKey.findMany({ where: { role: 'admin' } });
    expect(JSON.stringify(stored)).not.toContain(bearer);
  });

  test('when a key is revoked, then it opens nothing more', async () => {
    const made = await shop('key', 'demo,parts', 'auditor', '--title', 'Revision');
    const [bearer = '', note = ''] = made.out.split('\n');
    const id = /key_[0-9a-f]{16}/.exec(note)?.[0] ?? '';
    expect((await shop('keys', 'parts')).out).toContain(`${id}  auditor  demo,parts  Revision\n`);
    expect((await shop('revoke', id)).code).toBe(0);
    expect((await api.ask('/v1/orders', { bearer })).status).toBe(401);
    expect((await shop('keys')).out).toContain('Revision  revoked');
    expect(await shop('revoke', id)).toMatchObject({ code: 1, out: '' });
  });

  test.each([
    [['make', 'demo', '--policy', 'GOOD'], 'There is a shop demo already'],
    [['make', 'My Shop', '--policy', 'GOOD'], 'no id of a shop'],
    [['make', 'new', '--policy', 'BAD'], '/handInBy'],
    [['make', 'new', '--policy', '/no/such/file'], 'cannot be read as JSON'],
    [['key', 'no-shop', 'admin'], 'There is no shop no-shop'],
    [['key', 'demo', 'king'], 'There is no role king'],
  ])('when it cannot be done (%j), then one line says why', async (words, why) => {
    const { handInBy: _none, ...less } = DEMO_POLICY;
    const file = policyFile(words.includes('BAD') ? less : DEMO_POLICY);
    const ran = await shop(...words.map((word) => (/^(GOOD|BAD)$/.test(word) ? file : word)));
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(why);
    expect(ran.err.trim().split('\n')).toHaveLength(1);
  });
});

describe('npm run audit', () => {
  const audited = async (id: string): Promise<readonly string[]> => {
    const lives = await livesToAudit(api.database, '');
    const life = lives.find((one) => one.id === id);
    if (!life) throw new Error('the order is not looked at');
    return findings(life);
  };

  test('when all is well, then nothing is found; what does not fit is', async () => {
    const { id } = await api.anAgreedOrder();
    expect(await audited(id)).toEqual([]);
    const { pool } = api.database;
    await pool.query(
      `UPDATE life SET state = jsonb_set(state, '{money,paid}', '5') WHERE id = $1`,
      [id],
    );
    expect(await audited(id)).toEqual(['the journal told from its beginning gives another state']);
  });

  test('when an open order waits for nobody and nothing, then it is found', async () => {
    const placed = await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null) });
    const { id } = placed.body;
    await api.database.pool.query('DELETE FROM outside_intent WHERE life_id = $1', [id]);
    await api.database.pool.query('UPDATE life SET deadline = NULL, seq = seq + 1 WHERE id = $1', [
      id,
    ]);
    expect(await audited(id)).toEqual([
      expect.stringContaining('rows up to'),
      'it waits for no message, no moment and no person',
    ]);
  });
});
