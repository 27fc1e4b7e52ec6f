// Secrets that must be used again and not only compared (those shared with parties), as the database keeps
// them: encrypted where ORDO_CODEC_KEYS has a key. What they are secrets of is not known here.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { CodecKeys } from './codec-keys';

const PLAIN = 'plain:';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The text as it may be stored, with the id of the key beside it; as it is where there are no keys. */
export function sealText(text: string, codec: CodecKeys | null): string {
  const key = codec?.keys.get(codec.defaultKeyId);
  if (!codec || !key) return `${PLAIN}${text}`;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
  const whole = Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64');
  return `sealed:${codec.defaultKeyId}:${whole}`;
}

/** The text that was sealed; throws where the key is missing or the bytes were changed. */
export function openText(sealed: string, codec: CodecKeys | null): string {
  if (sealed.startsWith(PLAIN)) return sealed.slice(PLAIN.length);
  const [, keyId = '', whole = ''] = sealed.split(':');
  const key = codec?.keys.get(keyId);
  if (!key) throw new Error(`ORDO_CODEC_KEYS has no key with the id ${JSON.stringify(keyId)}`);
  const bytes = Buffer.from(whole, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = [decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()];
  return Buffer.concat(plain).toString('utf8');
}
