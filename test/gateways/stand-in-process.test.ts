import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIns } from '../../gateways/stand-ins/start-stand-ins';
import { ACCOUNT, anEmail, anSms, API_KEY, gatewaysTo, KEYS } from './local-providers';

describe('starting and stopping', () => {
  const settings = { twilio: ACCOUNT, sendgrid: { apiKey: API_KEY, privateKey: KEYS.privateKey } };

  test('when nobody takes the callbacks, then they are given up and counted, and nothing breaks', async () => {
    const standIns = await startStandIns({ ...settings, callbackBase: 'http://127.0.0.1:9' });
    await gatewaysTo(standIns.url).sms.send(anSms({ callbackUrl: 'https://a.example/#rc=1' }));
    while (standIns.pending() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const response = await fetch(`${standIns.url}/pending`);
    expect(await response.json()).toEqual({ pending: 0, undeliverable: 3, held: false });
    await standIns.stop();
  });

  test('when it stops with callbacks owed and a request hanging, then it stops at once', async () => {
    const standIns = await startStandIns({ ...settings, callbackBase: 'http://127.0.0.1:9' });
    await fetch(`${standIns.url}/callbacks/hold`, { method: 'POST' });
    await gatewaysTo(standIns.url).sms.send(anSms());
    await fetch(`${standIns.url}/faults/twilio`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"kind":"hang"}',
    });
    const hanging = gatewaysTo(standIns.url, 10_000).sms.send(anSms());
    await new Promise((resolve) => setTimeout(resolve, 100));
    const begun = Date.now();
    await standIns.stop();
    expect(await hanging).toMatchObject({ outcome: 'unknown' });
    expect(Date.now() - begun).toBeLessThan(2_000);
  });

  test('when the port is taken, then starting fails', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(startStandIns({ ...settings, port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    other.close();
  });

  test('when it runs as a process, then it tells its address, serves, and ends on SIGTERM', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ordo-stand-ins-'));
    const file = join(folder, 'key.pem');
    writeFileSync(file, KEYS.privateKey);
    const main = ['--import', 'tsx', join(__dirname, '../../gateways/stand-ins/main.ts')];
    const secrets = [
      '--twilio-account-sid',
      ACCOUNT.accountSid,
      '--twilio-auth-token',
      ACCOUNT.authToken,
    ];
    const rest = ['--sendgrid-api-key', API_KEY, '--sendgrid-private-key-file', file];
    const child = spawn(process.execPath, [...main, ...secrets, ...rest]);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const url = line.toString().trim().replace('Provider stand-ins: ', '');
    expect(await gatewaysTo(url, 5_000).email.send(anEmail())).toMatchObject({
      outcome: 'accepted',
    });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    rmSync(folder, { recursive: true });
  });

  test('when a setting is missing, then one line says which, and no stack trace', async () => {
    const main = join(__dirname, '../../gateways/stand-ins/main.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', main]);
    const chunks: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    expect(await once(child, 'close')).toEqual([1, null]);
    const text = Buffer.concat(chunks).toString();
    expect(text).toContain('--twilio-account-sid is missing.');
    expect(text).not.toMatch(/^ +at /m);
  });
});
