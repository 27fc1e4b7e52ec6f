import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedPost } from '../../gateways/webhooks/signed-post';
import { signWebhook, verifyWebhook } from '../../gateways/webhooks/webhook-signature';

type Treat = (request: IncomingMessage, response: ServerResponse) => void;
interface Heard {
  readonly path: string;
  readonly signature: string | undefined;
  readonly body: string;
}

const heard: Heard[] = [];

/** A server of somebody else's that treats each call as told. */
async function told(treat: Treat, { path = '/ordo', milliseconds = 2_000 } = {}) {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const signature = request.headers['ordo-signature'] as string | undefined;
      heard.push({ path: request.url ?? '', signature, body: Buffer.concat(parts).toString() });
      treat(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await signedPost({
      url: `http://localhost:${(server.address() as AddressInfo).port}${path}`,
      body: '{"id":"message-1","to":"Анна"}',
      secrets: ['older', 'newer'],
      allowPrivate: true,
      milliseconds,
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const answer =
  (status: number, body = '', headers: Record<string, string> = {}): Treat =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

beforeEach(() => heard.splice(0));

describe('a signed message to somebody’s server', () => {
  test('when it is taken, then either secret that lives checks what arrived', async () => {
    expect(await told(answer(202))).toMatchObject({ outcome: 'delivered', status: 202 });
    const [call] = heard;
    const check = (secrets: string[], body = call?.body ?? '') =>
      verifyWebhook({ header: call?.signature, body, secrets, now: new Date() });
    expect([check(['older']), check(['newer']), check(['newer', 'newest'])]).toEqual([
      true,
      true,
      true,
    ]);
    expect([check(['other']), check(['']), check([]), check(['newer'], '{}')]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [302, 'refused'],
    [400, 'refused'],
    [404, 'refused'],
    [408, 'again'],
    [429, 'again'],
    [500, 'again'],
    [503, 'again'],
  ])('when it answers %i, then it is %s', async (status, outcome) => {
    expect(await told(answer(status))).toMatchObject({ outcome });
  });

  test('when it answers 200 with a page of HTML, then it has the message', async () => {
    const page = answer(200, '<!doctype html><p>Спасибо</p>', { 'Content-Type': 'text/html' });
    expect(await told(page)).toMatchObject({ outcome: 'delivered' });
  });

  test('when it asks for a pause, in seconds or by a date, then that is passed on', async () => {
    const pause = answer(503, '', { 'Retry-After': '120' });
    expect(await told(pause)).toEqual({
      outcome: 'again',
      code: 'http_503',
      retryAfterSeconds: 120,
    });
    const date = new Date(Date.now() + 60_000).toUTCString();
    const outcome = await told(answer(429, '', { 'Retry-After': date }));
    expect(outcome).toMatchObject({ outcome: 'again' });
    expect('retryAfterSeconds' in outcome && outcome.retryAfterSeconds).toBeGreaterThan(50);
    expect(await told(answer(503, '', { 'Retry-After': 'soon' }))).toEqual({
      outcome: 'again',
      code: 'http_503',
    });
  });

  test('when it redirects, then nobody follows', async () => {
    expect(await told(answer(307, '', { Location: '/elsewhere' }))).toEqual({
      outcome: 'refused',
      code: 'http_307',
    });
    expect(heard.map(({ path }) => path)).toEqual(['/ordo']);
  });

  test('when it answers with five megabytes, then they are not read and it may have the message', async () => {
    const flood: Treat = (_request, response) => void response.end(Buffer.alloc(5_000_000, 'x'));
    expect(await told(flood)).toEqual({ outcome: 'unknown', code: 'ANSWER_TOO_LONG' });
  });

  test('when it hangs or lets its answer drip, then it is given up and it may have the message', async () => {
    const given = { outcome: 'unknown', code: 'TIMED_OUT' };
    expect(await told(() => undefined, { milliseconds: 200 })).toEqual(given);
    const drip: Treat = (_request, response) => {
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    };
    expect(await told(drip, { milliseconds: 300 })).toEqual(given);
  });

  test('when it breaks the connection, then it may have the message', async () => {
    const reset: Treat = (request) => void request.socket.resetAndDestroy();
    expect(await told(reset)).toEqual({ outcome: 'unknown', code: 'ECONNRESET' });
  });

  test('when nobody listens, then it has nothing and may be called again', async () => {
    const outcome = await signedPost({
      url: 'http://127.0.0.1:9/',
      body: '{}',
      secrets: ['s'],
      allowPrivate: true,
    });
    expect(outcome).toEqual({ outcome: 'again', code: 'ECONNREFUSED' });
  });
});

describe('addresses that are not of the public internet', () => {
  const call = (url: string, allowPrivate = false) =>
    signedPost({ url, body: '{}', secrets: ['s'], allowPrivate, milliseconds: 1_000 });

  test.each([
    'https://127.0.0.1:9/',
    'https://localhost:9/',
    'https://2130706433:9/',
    'https://[::1]:9/',
    'https://[::ffff:127.0.0.1]:9/',
    'https://0.0.0.0:9/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
  ])('when the address is %s, then nobody connects', async (url) => {
    expect(await call(url)).toEqual({ outcome: 'refused', code: 'PRIVATE_ADDRESS' });
  });

  test('when the call would go unencrypted or the address is none, then it is refused', async () => {
    expect(await call('http://example.com/')).toEqual({ outcome: 'refused', code: 'NOT_HTTPS' });
    for (const url of ['ftp://example.com/', 'https://me:secret@example.com/', 'nowhere', '']) {
      expect(await call(url)).toEqual({ outcome: 'refused', code: 'BAD_ADDRESS' });
    }
  });
});

describe('the signature of a call', () => {
  const now = new Date('2026-11-20T12:00:00.000Z');
  const body = '{"a":1}';
  const secrets = ['secret'];
  const header = signWebhook({ body, secrets, now });
  const check = (given: string | undefined, at = now) =>
    verifyWebhook({ header: given, body, secrets, now: at });

  test('when it is older or newer than five minutes, then it is none', () => {
    const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    expect([check(header), check(header, after(299)), check(header, after(-299))]).toEqual([
      true,
      true,
      true,
    ]);
    expect([check(header, after(301)), check(header, after(-301))]).toEqual([false, false]);
  });

  test('when anything of the header is changed, missing or said twice, then it is none', () => {
    const [time = '', made = ''] = header.split(',');
    const bad = [
      undefined,
      '',
      time,
      made,
      `${time},${time},${made}`,
      `t=${Number(time.slice(2)) + 1},${made}`,
      `${time},${made.slice(0, -1)}`,
      `${time},${made.toUpperCase()}`,
      `${time},v0=${made.slice(3)}`,
      `t=x,${made}`,
      `${header}${','.repeat(2000)}`,
    ];
    expect(bad.map((one) => check(one))).toEqual(bad.map(() => false));
  });

  test('when any one character of it differs, then it is none', () => {
    for (let at = header.indexOf('v1=') + 3; at < header.length; at += 1) {
      const other = header[at] === '0' ? '1' : '0';
      expect(check(header.slice(0, at) + other + header.slice(at + 1))).toBe(false);
    }
  });
});
