import { generateKeyPairSync } from 'node:crypto';
import { EventWebhook } from '@sendgrid/eventwebhook';
import fc from 'fast-check';
import { verifySendGrid } from '../../gateways/sendgrid-signature';
import { eventSignature, generateEventKeys } from '../../gateways/stand-ins/sendgrid-events';
import { propertySeed } from '../support/property-runs';

/** The vendor's own test data. */
const VENDOR = {
  publicKey:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA==',
  signature:
    'MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=',
  timestamp: '1588788367',
  rawBody: Buffer.from(
    JSON.stringify({ category: 'example_payload', event: 'test_event', message_id: 'message_id' }),
  ),
  now: '2020-05-06T18:06:07.000Z',
};
const OTHER_KEY =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqTxd43gyp8IOEto2LdIfjRQrIbsd4SXZkLW6jDutdhXSJCWHw8REntlo7aNDthvj+y7GjUuFDb/R1NGe1OPzpA==';

/** The vendor's helper as the oracle; it throws where it should say no. */
function oracle({ publicKey, signature, timestamp, rawBody }: typeof VENDOR): boolean {
  const helper = new EventWebhook();
  try {
    const key = helper.convertPublicKeyToECDSA(publicKey);
    return helper.verifySignature(key, rawBody, signature, timestamp);
  } catch {
    return false;
  }
}

describe('a batch of events that SendGrid signed', () => {
  test('when it is the vendor’s own example on its day, then it is believed', () => {
    expect(verifySendGrid(VENDOR)).toBe(true);
    expect(oracle(VENDOR)).toBe(true);
  });

  test('when its body ends in a line break, then that is part of what was signed', () => {
    const keys = generateEventKeys();
    const text = '[{"event":"processed"}]\r\n';
    const signature = eventSignature(keys.privateKey, VENDOR.timestamp, text);
    const batch = { ...VENDOR, publicKey: keys.publicKey, signature, rawBody: Buffer.from(text) };
    expect(verifySendGrid(batch)).toBe(true);
    expect(oracle(batch)).toBe(true);
    expect(verifySendGrid({ ...batch, rawBody: Buffer.from(text.trim()) })).toBe(false);
  });

  test('when its body is no proper UTF-8, then its bytes still count as they are', () => {
    const keys = generateEventKeys();
    const signature = eventSignature(keys.privateKey, VENDOR.timestamp, '\u00ff');
    const batch = { ...VENDOR, publicKey: keys.publicKey, signature };
    expect(verifySendGrid({ ...batch, rawBody: Buffer.from('\u00ff') })).toBe(true);
    expect(verifySendGrid({ ...batch, rawBody: Buffer.from([0xff]) })).toBe(false);
  });

  test.each([
    ['after 24 hours and 59 minutes', '2020-05-07T19:05:07.000Z', true],
    ['after 25 hours and a minute', '2020-05-07T19:07:07.000Z', false],
    ['four minutes early', '2020-05-06T18:02:07.000Z', true],
    ['six minutes early', '2020-05-06T18:00:07.000Z', false],
    ['at no time', 'yesterday', false],
  ])('when it arrives %s, then believed is %p', (_when, now, expected) => {
    const hour = new Date(Number(VENDOR.timestamp) * 1000).toISOString();
    expect(hour).toBe('2020-05-06T18:06:07.000Z');
    expect(verifySendGrid({ ...VENDOR, now })).toBe(expected);
  });
});

describe('a forged batch of events', () => {
  test.each<[string, Partial<Parameters<typeof verifySendGrid>[0]>]>([
    ['another key', { publicKey: OTHER_KEY }],
    ['no key', { publicKey: '' }],
    ['a key that is none', { publicKey: 'MFkw' }],
    ['another body', { rawBody: Buffer.from('payload') }],
    ['an empty body', { rawBody: Buffer.alloc(0) }],
    ['another second', { timestamp: '1588788368' }],
    ['a time that is none', { timestamp: 'timestamp' }],
    ['no time', { timestamp: undefined }],
    ['an empty time', { timestamp: '' }],
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['a cut signature', { signature: VENDOR.signature.slice(0, -4) }],
    ['a huge signature', { signature: 'A'.repeat(1_000_000) }],
    ['a signature with a space', { signature: ` ${VENDOR.signature}` }],
    ['a signature without its padding', { signature: VENDOR.signature.slice(0, -1) }],
  ])('when it has %s, then it is refused', (_what, change) => {
    expect(verifySendGrid({ ...VENDOR, ...change })).toBe(false);
  });

  test('when letters move from the body to the time, then it is refused', () => {
    const keys = generateEventKeys();
    const signature = eventSignature(keys.privateKey, '1588788367', '1[]');
    const rawBody = Buffer.from('[]');
    const batch = {
      ...VENDOR,
      publicKey: keys.publicKey,
      signature,
      timestamp: '15887883671',
      rawBody,
    };
    expect(oracle(batch)).toBe(true);
    expect(verifySendGrid(batch)).toBe(false);
  });

  test('when the key is of another kind, then nothing is believed', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const text = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(verifySendGrid({ ...VENDOR, publicKey: text })).toBe(false);
  });

  test('when any letter of the signature differs, then it is refused', () => {
    const { signature } = VENDOR;
    for (let at = 0; at < signature.length; at += 1) {
      for (const letter of ['A', 'B', '+', '/', '=', 'z']) {
        if (signature[at] === letter) continue;
        const forged = signature.slice(0, at) + letter + signature.slice(at + 1);
        expect(verifySendGrid({ ...VENDOR, signature: forged })).toBe(false);
      }
    }
  });

  test('when any bit of the body differs, then it is refused', () => {
    for (let bit = 0; bit < VENDOR.rawBody.length * 8; bit += 1) {
      const rawBody = Buffer.from(VENDOR.rawBody);
      rawBody[bit >> 3]! ^= 1 << (bit & 7);
      expect(verifySendGrid({ ...VENDOR, rawBody })).toBe(false);
    }
  });

  test('when it is anything at all, then it is refused and nothing is thrown', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.constant(VENDOR.signature),
    );
    const property = fc.property(text, text, fc.uint8Array(), (signature, key, body) => {
      const rawBody = Buffer.from(body);
      expect(verifySendGrid({ ...VENDOR, signature, publicKey: key })).toBe(false);
      expect(verifySendGrid({ ...VENDOR, signature, timestamp: key })).toBe(false);
      expect(verifySendGrid({ ...VENDOR, signature, rawBody })).toBe(false);
    });
    fc.assert(property, { numRuns: 2_000, ...propertySeed() });
  });
});

describe('ourselves and the vendor’s helper', () => {
  test('when batches are signed by the right or a wrong key, then both say the same', () => {
    const [right, wrong] = [generateEventKeys(), generateEventKeys()];
    for (let number = 0; number < 60; number += 1) {
      const isGenuine = number % 2 === 0;
      const text = JSON.stringify([{ number, event: 'доставлено' }]);
      const { privateKey } = isGenuine ? right : wrong;
      const signature = eventSignature(privateKey, VENDOR.timestamp, text);
      const rawBody = Buffer.from(text);
      const batch = { ...VENDOR, publicKey: right.publicKey, signature, rawBody };
      expect([verifySendGrid(batch), oracle(batch)]).toEqual([isGenuine, isGenuine]);
    }
  });
});
