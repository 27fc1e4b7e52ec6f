import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { anEmail, anSms, gatewaysTo } from './local-providers';

const TIMEOUT_MILLISECONDS = 300;

/** A bare server that treats each connection as told, at an address of the scheme given. */
async function withServer(
  { scheme, treat }: { scheme: 'http' | 'https'; treat: (socket: Socket) => void },
  run: (baseUrl: string) => Promise<void>,
): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
    treat(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await run(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

const outcomes = async (baseUrl: string) => {
  const { sms, email, voice } = gatewaysTo(baseUrl, TIMEOUT_MILLISECONDS);
  const call = {
    to: '+79161234567',
    answerUrl: 'https://a.example',
    callbackUrl: 'https://b.example',
  };
  return Promise.all([sms.send(anSms()), email.send(anEmail()), voice.call(call)]);
};
const thrice = (outcome: object) =>
  [outcome, outcome, outcome].map((one): unknown => expect.objectContaining(one));

describe('the network between us and a provider', () => {
  test('when nobody listens, then it may be sent again', async () => {
    const expected = thrice({ outcome: 'repeat', code: 'ECONNREFUSED' });
    expect(await outcomes('http://127.0.0.1:9')).toEqual(expected);
  });

  test('when the name is not found, then it may be sent again', async () => {
    const [sms, email] = await outcomes('http://provider.invalid');
    expect([sms, email]).toEqual([
      expect.objectContaining({ outcome: 'repeat' }),
      expect.objectContaining({ outcome: 'repeat' }),
    ]);
  });

  test('when the other side speaks no TLS, then nothing has left and it may be sent again', async () => {
    const treat = (socket: Socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    await withServer({ scheme: 'https', treat }, async (url) => {
      expect(await outcomes(url)).toEqual(thrice({ outcome: 'repeat' }));
    });
  });

  test('when the connection is taken but TLS never begins, then it may be sent again', async () => {
    await withServer({ scheme: 'https', treat: () => undefined }, async (url) => {
      expect(await outcomes(url)).toEqual(thrice({ outcome: 'repeat' }));
    });
  });

  test('when the connection breaks during TLS, then it may be sent again', async () => {
    const treat = (socket: Socket) => void socket.once('data', () => socket.resetAndDestroy());
    await withServer({ scheme: 'https', treat }, async (url) => {
      expect(await outcomes(url)).toEqual(thrice({ outcome: 'repeat' }));
    });
  });

  test('when the request has left and the connection is reset, then nobody knows', async () => {
    const treat = (socket: Socket) => void socket.once('data', () => socket.resetAndDestroy());
    await withServer({ scheme: 'http', treat }, async (url) => {
      expect(await outcomes(url)).toEqual(thrice({ outcome: 'unknown', code: 'ECONNRESET' }));
    });
  });

  test('when the answer never comes, then nobody knows, and the wait is bounded', async () => {
    const begun = Date.now();
    await withServer({ scheme: 'http', treat: () => undefined }, async (url) => {
      expect(await outcomes(url)).toEqual(thrice({ outcome: 'unknown', code: 'ECONNABORTED' }));
    });
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  test('when the answer drips in for ever, then the wait is bounded all the same', async () => {
    const begun = Date.now();
    const timers: NodeJS.Timeout[] = [];
    const treat = (socket: Socket) => {
      socket.write('HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n');
      timers.push(setInterval(() => socket.write(' '), 50));
    };
    await withServer({ scheme: 'http', treat }, async (url) => {
      expect(await outcomes(url)).toEqual(thrice({ outcome: 'unknown' }));
    });
    timers.forEach(clearInterval);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  test.each([
    ['no JSON', 201, 'text/html', '<html>Welcome to the hotel</html>'],
    ['an empty object', 201, 'application/json', '{}'],
    ['null', 201, 'application/json', 'null'],
    ['a number', 500, 'application/json', '5'],
    ['a redirect', 302, 'text/plain', ''],
    ['success of another kind', 200, 'text/html', 'ok'],
  ])(
    'when somebody in between answers with %s, then it is not taken for a yes',
    async (_what, status, type, body) => {
      const answer =
        `HTTP/1.1 ${status} X\r\nContent-Type: ${type}\r\nLocation: /elsewhere\r\n` +
        `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
      const treat = (socket: Socket) => void socket.once('data', () => socket.end(answer));
      await withServer({ scheme: 'http', treat }, async (url) => {
        expect(await outcomes(url)).toEqual(thrice({ outcome: 'unknown', code: `http_${status}` }));
      });
    },
  );

  test('when SendGrid only checks an e-mail (its sandbox), then that is not taken for sent', async () => {
    const answer =
      'HTTP/1.1 200 OK\r\nX-Message-Id: abc\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
    const treat = (socket: Socket) => void socket.once('data', () => socket.end(answer));
    await withServer({ scheme: 'http', treat }, async (url) => {
      const outcome = await gatewaysTo(url).email.send(anEmail());
      expect(outcome).toEqual({ outcome: 'unknown', code: 'http_200' });
    });
  });

  test('when an error quotes the customer, then nothing of it leaves the gateway', async () => {
    const body = JSON.stringify({ code: 21211, message: 'Invalid +79161234567 anna@example.org' });
    const answer = `HTTP/1.1 400 X\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const treat = (socket: Socket) => void socket.once('data', () => socket.end(answer));
    await withServer({ scheme: 'http', treat }, async (url) => {
      expect(JSON.stringify(await outcomes(url))).not.toMatch(/7916|anna/);
    });
  });
});
