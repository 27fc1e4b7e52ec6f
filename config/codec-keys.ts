// The keys that encrypt payloads in Temporal, read from one setting: `id:key,id:key`, the first one encrypts, all decrypt.
// Encrypting itself is config/codec.ts.

/** Keys of 32 bytes by id; new payloads are written with the default one. */
export interface CodecKeys {
  readonly keys: ReadonlyMap<string, Uint8Array>;
  readonly defaultKeyId: string;
}

/** The keys in `text`, null where it is absent, or what is wrong with it, without quoting it. */
export function parseCodecKeys(
  text: string | undefined,
): { keys: CodecKeys | null } | { fault: string } {
  if (text === undefined) return { keys: null };
  const pairs = text
    .split(',')
    .map((pair) => /^\s*([\w.-]{1,64}):([A-Za-z0-9+/_=-]+)\s*$/.exec(pair));
  const keys = new Map<string, Uint8Array>();
  for (const pair of pairs) {
    const [, id = '', key = ''] = pair ?? [];
    const bytes = Buffer.from(key, 'base64');
    if (bytes.length !== 32) return { fault: 'must be id:key,… with keys of 32 bytes in base64' };
    if (keys.has(id)) return { fault: 'names one key id twice' };
    keys.set(id, bytes);
  }
  const [defaultKeyId = ''] = keys.keys();
  return { keys: { keys, defaultKeyId } };
}
