// Encrypts what Temporal stores, with AES-256-GCM and the id of the key beside it, so that keys can be rotated.
// It never decides which payloads are personal: it encrypts all or none.
import { METADATA_ENCODING_KEY } from '@temporalio/common';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { CodecKeys } from './codec-keys';

const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A codec that encrypts with the default key and decrypts with any. Without keys it encrypts nothing.
 * A payload that is not encrypted, or is damaged, passes unchanged, so that the converter can report it;
 * an unknown key id throws, because that is an operator's error and the work must wait until the key is there.
 */
export function payloadCodec(keys: CodecKeys | null): PayloadCodec {
  return {
    encode: async (payloads) =>
      keys === null ? payloads : payloads.map((payload) => encrypt(payload, keys)),
    decode: async (payloads) => payloads.map((payload) => decrypt(payload, keys)),
  };
}

function encrypt(payload: Payload, { keys, defaultKeyId }: CodecKeys): Payload {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(defaultKeyId, keys), iv);
  const plain = temporal.api.common.v1.Payload.encode(payload).finish();
  return {
    metadata: {
      [METADATA_ENCODING_KEY]: Buffer.from(ENCODING),
      [KEY_ID]: Buffer.from(defaultKeyId),
    },
    data: Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
  };
}

function decrypt(payload: Payload, keys: CodecKeys | null): Payload {
  const keyId = payload.metadata?.[KEY_ID];
  const encoding = payload.metadata?.[METADATA_ENCODING_KEY];
  if (!keyId || !encoding || Buffer.from(encoding).toString() !== ENCODING) return payload;
  const key = keyFor(Buffer.from(keyId).toString(), keys?.keys ?? new Map<string, Uint8Array>());
  const data = Buffer.from(payload.data ?? []);
  if (data.length < IV_BYTES + TAG_BYTES) return payload;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, IV_BYTES));
    decipher.setAuthTag(data.subarray(-TAG_BYTES));
    const plain = [decipher.update(data.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()];
    return temporal.api.common.v1.Payload.decode(Buffer.concat(plain));
  } catch {
    // Damaged or forged: the converter makes a value of it that the rules refuse, instead of a task that fails for ever.
    return payload;
  }
}

function keyFor(id: string, keys: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const key = keys.get(id);
  if (key === undefined)
    throw new Error(`ORDO_CODEC_KEYS has no key with the id ${JSON.stringify(id)}`);
  return key;
}
