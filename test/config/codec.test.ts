// What Temporal stores when payloads are encrypted, and what survives rotation, damage and missing keys.
import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload } from '@temporalio/common';
import { randomBytes } from 'node:crypto';
import { payloadCodec } from '../../config/codec';
import type { CodecKeys } from '../../config/codec-keys';

const oldKey = randomBytes(32);
const newKey = randomBytes(32);
const before: CodecKeys = { defaultKeyId: 'old', keys: new Map([['old', oldKey]]) };
const after: CodecKeys = {
  defaultKeyId: 'new',
  keys: new Map([
    ['new', newKey],
    ['old', oldKey],
  ]),
};
const plain = defaultPayloadConverter.toPayload({ order: 'ord_1', sum: 129900 });

describe('the payload codec', () => {
  test('when a payload is encrypted, then nothing of it can be read and it decrypts to the same', async () => {
    const [encrypted] = await payloadCodec(before).encode([plain]);
    expect(Buffer.from(encrypted!.data!).includes('ord_1')).toBe(false);
    expect(await read(encrypted!, before)).toEqual({ order: 'ord_1', sum: 129900 });
  });

  test('when the same payload is encrypted twice, then the two differ', async () => {
    const [one, other] = await payloadCodec(before).encode([plain, plain]);
    expect(Buffer.from(one!.data!).equals(Buffer.from(other!.data!))).toBe(false);
  });

  test('when the key has been rotated, then old payloads are still read and new ones name the new key', async () => {
    const [old] = await payloadCodec(before).encode([plain]);
    const [fresh] = await payloadCodec(after).encode([plain]);
    expect(await read(old!, after)).toEqual({ order: 'ord_1', sum: 129900 });
    expect(Buffer.from(fresh!.metadata!['encryption-key-id']!).toString()).toBe('new');
  });

  test('when the key id is unknown, or no keys are set at all, then it throws and names the id', async () => {
    const [fresh] = await payloadCodec(after).encode([plain]);
    await expect(payloadCodec(before).decode([fresh!])).rejects.toThrow(/"new"/);
    await expect(payloadCodec(null).decode([fresh!])).rejects.toThrow(/ORDO_CODEC_KEYS/);
  });

  test('when a payload was written before keys were set, then it passes unchanged', async () => {
    expect(await payloadCodec(after).decode([plain])).toEqual([plain]);
    expect(await payloadCodec(null).encode([plain])).toEqual([plain]);
  });

  test.each([0, 5, 20, -1])(
    'when byte %i is changed or the rest is lost, then it passes on as it is',
    async (at) => {
      const [encrypted] = await payloadCodec(before).encode([plain]);
      const data = Buffer.from(encrypted!.data!);
      const changed = Buffer.from(data);
      changed[(at + data.length) % data.length]! ^= 1;
      for (const damaged of [changed, data.subarray(0, 20)]) {
        const payload = { ...encrypted!, data: damaged };
        expect(await payloadCodec(before).decode([payload])).toEqual([payload]);
      }
    },
  );
});

async function read(payload: Payload, keys: CodecKeys): Promise<unknown> {
  const [decoded] = await payloadCodec(keys).decode([payload]);
  return defaultPayloadConverter.fromPayload(decoded!);
}
