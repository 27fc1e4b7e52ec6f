import { randomBytes } from 'node:crypto';
import { openText, sealText } from '../../config/sealing';

const keys = (...ids: readonly string[]) => ({
  keys: new Map(ids.map((id) => [id, Buffer.alloc(32, id)] as const)),
  defaultKeyId: ids[0] ?? '',
});
const SECRET = 'whsec_секрет';

test('when there is a key, then what is stored shows nothing, and older keys still open it', () => {
  const sealed = sealText(SECRET, keys('old'));
  expect(sealed).not.toContain(SECRET);
  expect(sealText(SECRET, keys('old'))).not.toBe(sealed);
  expect(openText(sealed, keys('new', 'old'))).toBe(SECRET);
});

test('when there is no key, then it is stored as it is', () => {
  expect(openText(sealText(SECRET, null), keys('new'))).toBe(SECRET);
});

test('when the key is gone or the bytes were changed, then nothing is made of it', () => {
  const sealed = sealText(SECRET, keys('old'));
  expect(() => openText(sealed, keys('new'))).toThrow(/"old"/);
  expect(() => openText(sealed, null)).toThrow(/"old"/);
  const other = randomBytes(60).toString('base64');
  expect(() => openText(`sealed:old:${other}`, keys('old'))).toThrow();
});
