/**
 * What a revision is about, in the words in which its party reads it.
 */
import { differenceText, toldFacts } from '../../../domain/messages/told-text';
import { differencesOf } from '../../../domain/parties/difference';
import type { InstructionContent } from '../../../domain/parties/instruction';
import { moment } from '../../support/an-order-in-memory';

const line = (lineId: string, quantity: number, more: object = {}) => ({
  ...{ lineId, sku: lineId.toUpperCase(), title: lineId, quantity, ...more },
});
const TOLD: InstructionContent = {
  ...{ task: 'deliver', lines: [line('dress', 2), line('belt', 1)], pickupPointId: null },
  window: { from: moment('2026-11-27 10:00'), to: moment('2026-11-27 14:00') },
  ...{ addressId: 'adr_1', collect: 819_900, contactId: 'prs_1' },
};
const titles = new Map([
  ['post', 'Почта'],
  ['own-couriers', 'Own couriers'],
]);
const around = (locale: 'ru' | 'en') => ({
  ...{ locale, zone: 'Europe/Moscow', currency: 'RUB', titles },
});
const said = (
  after: Partial<InstructionContent>,
  {
    before = TOLD,
    locale = 'en',
  }: { readonly before?: InstructionContent; readonly locale?: 'ru' | 'en' } = {},
): readonly string[] =>
  differencesOf(before, { ...before, ...after }).map((one) =>
    differenceText(one, around(locale)).replaceAll(/\s/g, ' '),
  );

test('when goods are more, fewer, new or no more, then each is said', () => {
  const lines = [line('dress', 3), line('shoes', 1)];
  expect(said({ lines })).toEqual([
    'dress: 3 pcs instead of 2',
    'no more: belt (was 1 pcs)',
    'added: shoes, 1 pcs',
  ]);
});

test('when a supplier’s price or term is another, then that is said', () => {
  const before = { ...TOLD, lines: [line('dress', 2, { price: 10_000, term: 3 })] };
  const lines = [line('dress', 2, { price: 12_000, term: 5 })];
  expect(said({ lines }, { before, locale: 'ru' })).toEqual([
    'dress: 120,00 ₽ за штуку вместо 100,00 ₽',
    'dress: 5 дн. вместо 3',
  ]);
});

test('when it is another window, door, phone or point, then that is said and nothing of the customer', () => {
  const window = { from: moment('2026-11-28 11:00'), to: moment('2026-11-28 15:00') };
  expect(said({ window, addressId: 'adr_2', contactId: 'prs_2' })).toEqual([
    'when: 28.11 11:00–15:00 instead of 27.11 10:00–14:00',
    'another address',
    'another phone of the customer',
  ]);
  const point = { window: null, addressId: null, pickupPointId: 'point-2' };
  expect(said(point, { locale: 'ru' })).toEqual([
    'когда: любое время вместо 27.11 10:00–14:00',
    'в другой пункт выдачи: point-2',
  ]);
});

test('when it is another sum or paid by card, then that is said; of who takes nothing not how', () => {
  expect(said({ collect: 500_000, byCard: true }, { locale: 'ru' })).toEqual([
    'взять с покупателя: 5 000,00 ₽ вместо 8 199,00 ₽',
    'покупатель платит картой, а не наличными',
  ]);
  expect(said({ byCard: true })).toEqual(['the customer pays by card, not in cash']);
  expect(said({ collect: 0, byCard: true })).toEqual([
    'to take from the customer: RUB 0.00 instead of RUB 8,199.00',
  ]);
});

test('when it is handed to another carrier, then by its name; what was not kept before is no difference', () => {
  const before = { ...TOLD, carrier: 'own-couriers' };
  const { contactId: _unknown, ...older } = TOLD;
  expect(said({ carrier: 'post' }, { before })).toEqual([
    'hand over to Почта, not to Own couriers',
  ]);
  expect(said({ carrier: 'post', contactId: 'prs_1' }, { before: older })).toEqual([]);
  expect(said({})).toEqual([]);
});

test('when it is told at all, then with whom it is handed to, and with card or cash', () => {
  const facts = (content: InstructionContent) =>
    toldFacts(content, around('ru')).map((fact) => fact.join(': ').replaceAll(/\s/g, ' '));
  expect(facts(TOLD)).toEqual(['Взять с покупателя: 8 199,00 ₽, наличными']);
  expect(facts({ ...TOLD, byCard: true })).toEqual(['Взять с покупателя: 8 199,00 ₽, картой']);
  expect(facts({ ...TOLD, collect: 0 })).toEqual(['Взять с покупателя: 0,00 ₽']);
  expect(facts({ ...TOLD, collect: null, carrier: 'post' })).toEqual(['Кому передать: Почта']);
});
