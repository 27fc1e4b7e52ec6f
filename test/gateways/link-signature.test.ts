/**
 * The links in letters: a customer's is short enough for an SMS, any other and every older one is read as ever, and none
 * can be made or changed without the key.
 */
import { createHmac } from 'node:crypto';
import { reachMark, readLink, signLink } from '../../gateways/link-signature';
import type { Link } from '../../gateways/link-signature';

const SECRET = 'a-secret-that-only-tests-know-of-32';
const NOW = new Date('2026-11-26T10:00:00.000Z');
const expires = Math.floor(NOW.getTime() / 1000) + 3_600;
const id = 'ord_01a204d09e347521ae6dcfffc34bf03a';
const CUSTOMERS: Link = {
  for: 'customer',
  id,
  to: reachMark({ channel: 'sms', id: 'prs_1' }),
  expires,
};
const read = (token: string, secret = SECRET): Link | null => readLink(token, secret, NOW);

test('when it is a customer’s, then it is read as it was made, and takes 53 characters of an SMS', () => {
  const token = signLink(CUSTOMERS, SECRET);
  expect(read(token)).toEqual(CUSTOMERS);
  expect(token).toMatch(/^[\w-]{36}\.[\w-]{16}$/);
});

test.each<[string, Link]>([
  ['a party’s', { for: 'party', id: 'ins_01a204d09e347521ae6dcfffc34bf03a_1', to: '3', expires }],
  ['of an order whose id is of another form', { ...CUSTOMERS, id: 'ord_1' }],
  ['to no number', { for: 'customer', id, expires }],
  ['for ever', { ...CUSTOMERS, expires: 9_999_999_999 }],
])('when it is %s, then it is read as it was made', (_name, link) => {
  expect(read(signLink(link, SECRET))).toEqual(link);
});

test('when it went out before links were short, then it still leads to its order', () => {
  const text = `customer.${id}.${String(expires)}.${CUSTOMERS.to ?? ''}`;
  const seal = createHmac('sha256', SECRET).update(text).digest().subarray(0, 18);
  const older = `${Buffer.from(text).toString('base64url')}.${seal.toString('base64url')}`;
  expect(read(older)).toEqual(CUSTOMERS);
});

test('when it has run out or was made with another key, then it leads nowhere', () => {
  const over = { ...CUSTOMERS, expires: expires - 7_200 };
  expect(read(signLink(over, SECRET))).toBeNull();
  expect(read(signLink(CUSTOMERS, 'another-secret-of-32-characters!!'))).toBeNull();
});

test('when any character of it is another, is left out or added, then it leads nowhere', () => {
  const token = signLink(CUSTOMERS, SECRET);
  for (const index of Array.from(token, (_, place) => place)) {
    const other = token[index] === 'A' ? 'B' : 'A';
    expect(read(token.slice(0, index) + other + token.slice(index + 1))).toBeNull();
    expect(read(token.slice(0, index) + token.slice(index + 1))).toBeNull();
  }
  expect(read(`${token}A`)).toBeNull();
  expect(read(`${token}.A`)).toBeNull();
});

test('when what is packed is of another length, then it leads nowhere, though its seal is right', () => {
  const bytes = Buffer.from([1, 2, 3]);
  const seal = createHmac('sha256', SECRET).update(bytes).digest().subarray(0, 12);
  expect(read(`${bytes.toString('base64url')}.${seal.toString('base64url')}`)).toBeNull();
});

test('when only the seal’s beginning is given, then it leads nowhere', () => {
  const [head = '', tail = ''] = signLink(CUSTOMERS, SECRET).split('.');
  expect(read(`${head}.${tail.slice(0, 4)}`)).toBeNull();
  expect(read(`${head}.`)).toBeNull();
});
