/**
 * An address in one line: every part that leads to the door stands in it, in the language of who reads it.
 */
import { addressText } from '../../../domain/messages/address-text';

const ADDRESS = {
  ...{ country: 'RU', postalCode: '101000', region: 'Московская область', city: 'Москва' },
  ...{ street: 'Мясницкая', house: '5', flat: '12', entrance: '3', floor: '7' },
  location: { lat: 55.76, lon: 37.63 },
};

test.each([
  ['ru', '101000, Московская область, Москва, Мясницкая, 5, 12, подъезд 3, этаж 7'],
  ['en', '101000, Московская область, Москва, Мясницкая, 5, 12, entrance 3, floor 7'],
] as const)('when it is whole, then all of it is read in %s', (locale, text) => {
  expect(addressText(ADDRESS, locale)).toBe(text);
});

test('when only the entrance is another, then it reads otherwise', () => {
  const [one, other] = ['3', '4'].map((entrance) => addressText({ ...ADDRESS, entrance }, 'ru'));
  expect(one).not.toBe(other);
});

test('when nothing is known, then nothing is said', () => {
  expect([addressText(null, 'ru'), addressText({ flat: '' }, 'en')]).toEqual(['', '']);
});
