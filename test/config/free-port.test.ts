// Which port a server gets when others are there already.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project-root';
import { anyFreePort, choosePort } from '../../scripts/start/free-port';

const setting = 'ORDO_API_PORT';
const FREE_PORT = join(projectRoot(), 'scripts', 'start', 'free-port.ts');
let used: number;
let server: Server;

beforeAll(async () => {
  used = await anyFreePort();
  server = createServer();
  await new Promise<void>((resolve) => server.listen(used, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
});

describe('ports', () => {
  test('when a default is in use, then the next free one is taken', async () => {
    const port = await choosePort({ setting, asked: undefined, preferred: used });
    expect(port).toBeGreaterThan(used);
  });

  test('when several choose from the same default in the same moment, then each gets one of its own', async () => {
    const preferred = await anyFreePort();
    const wish = { setting, asked: '', preferred };
    const chosen = await Promise.all([1, 2, 3, 4].map(() => choosePort(wish)));
    expect(new Set(chosen).size).toBe(4);
  });

  test('when another start on this machine has chosen a port that it does not listen to yet, then the next one is taken', async () => {
    const preferred = await anyFreePort();
    const program = `const { choosePort } = require(${JSON.stringify(FREE_PORT)});
      void choosePort({ setting: 'x', asked: '', preferred: ${String(preferred)} })
        .then((port) => { console.log(port); setInterval(() => undefined, 1000); });`;
    const other = spawn(process.execPath, ['--import', 'tsx', '--eval', program]);
    try {
      const [said] = (await once(other.stdout, 'data')) as [Buffer];
      expect(Number(said.toString())).toBe(preferred);
      expect(await choosePort({ setting, asked: '', preferred })).toBeGreaterThan(preferred);
    } finally {
      other.kill();
      await once(other, 'exit');
    }
    expect(await choosePort({ setting, asked: '', preferred })).toBe(preferred);
  });

  test('when a port that somebody asked for is in use, then the setting is named', async () => {
    const wish = { setting, asked: String(used), preferred: 3000 };
    await expect(choosePort(wish)).rejects.toThrow(`Port ${used} (${setting}) is in use`);
  });

  test.each(['http', '0', '70000', '3000.5'])(
    'when "%s" is asked for, then it is refused',
    async (asked) => {
      await expect(choosePort({ setting, asked, preferred: 3000 })).rejects.toThrow(setting);
    },
  );
});
