import { once } from 'node:events';
import { request } from 'node:https';
import { createServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { watchedAgents } from '../../gateways/watched-agents';
import { anEmail, anSms, gatewaysTo } from './local-providers';

/** Signed by itself, for 127.0.0.1, made for this test alone. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgADUvmyXycfvjveAn
VZtrySg6ZpvTaf7eGWlAN8rxdMihRANCAARxzmc1KTbWhnR3ztNAuOFgrDRb12Q6
1SX7Orz1Cgz3x6HUh92oWl8PUDktLHcTjr4ROrWAhKgOEUVJt6TKLTJL
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBkDCCATagAwIBAgIUJaNVPcCMnTt9d0TZID+7BmCUMjAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjAzNTkzM1oYDzIxMjYxMDI5
MDM1OTMzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARxzmc1KTbWhnR3ztNAuOFgrDRb12Q61SX7Orz1Cgz3x6HUh92oWl8P
UDktLHcTjr4ROrWAhKgOEUVJt6TKLTJLo2QwYjAdBgNVHQ4EFgQUv8vaSIYkPHR8
Kdxew04aIXOj2MowHwYDVR0jBBgwFoAUv8vaSIYkPHR8Kdxew04aIXOj2MowDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
IFhzMOnXSRktejz3IPPW3yV4PDm2KeQMa6d06TCa4aJUAiEApqclNBaiFD7J3exC
thC7aHEom4+DvnUwCallLCzsaP4=
-----END CERTIFICATE-----`;

/** A server that speaks TLS and breaks the connection once a request has come. */
async function withBreakingServer(run: (port: number, heard: () => string) => Promise<void>) {
  let heard = '';
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      socket.destroy();
    });
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await run((server.address() as AddressInfo).port, () => heard);
  } finally {
    server.close();
  }
}

describe('a provider reached over TLS', () => {
  test('when its certificate is trusted and it breaks after the request, then the request has left', async () => {
    await withBreakingServer(async (port, heard) => {
      const agents = watchedAgents();
      agents.https.options.ca = CERTIFICATE;
      expect(agents.connected()).toBe(false);
      const attempt = request({ host: '127.0.0.1', port, method: 'POST', agent: agents.https });
      attempt.end('message');
      await once(attempt, 'error');
      expect([agents.connected(), heard().startsWith('POST')]).toEqual([true, true]);
    });
  });

  test('when its certificate is not trusted, then nothing has left and it may be sent again', async () => {
    await withBreakingServer(async (port, heard) => {
      const { sms, email } = gatewaysTo(`https://127.0.0.1:${port}`, 2_000);
      const expected = { outcome: 'repeat', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' };
      expect(await sms.send(anSms())).toEqual(expected);
      expect(await email.send(anEmail())).toEqual(expected);
      expect(heard()).toBe('');
    });
  });
});
