// Which port a server gets when others are there already.
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { anyFreePort, choosePort } from '../../scripts/start/free-port';

const setting = 'ORDO_API_PORT';
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

  test('when a default is promised to another server, then it is not taken twice', async () => {
    const preferred = await anyFreePort();
    const port = await choosePort({ setting, asked: '', preferred }, [preferred]);
    expect(port).toBeGreaterThan(preferred);
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
