import { execFileSync, spawnSync } from 'node:child_process';
import { signWebhook } from '../../gateways/webhooks/webhook-signature';
import { exampleFile } from '../support/courier-of-the-guide';

const now = new Date('2026-11-20T12:00:00.000Z');
const body = '{"id":"ins_1_1.1","name":"Анна"}';
const header = signWebhook({ body, secrets: ['older', 'newer'], now });
const at = now.getTime();

/** What an example says of several headers, secrets and moments. */
const asked = [
  [header, body, 'older', at],
  [header, body, 'newer', at],
  [header, body, 'guessed', at],
  [header, `${body} `, 'newer', at],
  [header, body, 'newer', at + 301_000],
  [header.slice(0, -1), body, 'newer', at],
] as const;
const EXPECTED = [true, true, false, false, false, false];

test('when a service checks signatures by the guide’s lines of Node, then it believes Ordo alone', () => {
  const file = exampleFile('node', 'check.mjs');
  const script = `import(${JSON.stringify(file)}).then(({ isFromOrdo }) =>
    console.log(JSON.stringify(JSON.parse(process.argv[1]).map((one) => isFromOrdo(...one)))))`;
  const said = execFileSync(process.execPath, ['-e', script, JSON.stringify(asked)]);
  expect(JSON.parse(said.toString())).toEqual(EXPECTED);
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

(hasPython ? test : test.skip)(
  'when a service checks signatures by the guide’s lines of Python, then it believes Ordo alone',
  () => {
    const file = exampleFile('python', 'check.py');
    const script = `import json, sys
sys.path.insert(0, ${JSON.stringify(file.replace(/\/check\.py$/, ''))})
from check import is_from_ordo
print(json.dumps([is_from_ordo(h, b.encode(), s, now / 1000) for h, b, s, now in json.loads(sys.argv[1])]))`;
    const said = execFileSync('python3', ['-c', script, JSON.stringify(asked)]);
    expect(JSON.parse(said.toString())).toEqual(EXPECTED);
  },
);
