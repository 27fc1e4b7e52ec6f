/**
 * Papers printed and read back: text and Cyrillic by PDFium, the barcode by ZBar, as a scanner would.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Paper } from '../../domain/papers/paper';
import { printPaper } from '../../gateways/papers/print-paper';
import { readPaper } from '../support/read-paper';

const aPaper = (fields: Partial<Paper> = {}): Paper => ({
  locale: 'ru',
  title: 'Лист сборки',
  facts: [['Склад', 'Главный склад']],
  barcode: null,
  tables: [],
  signatures: ['Собрал'],
  page: 'стр.',
  ...fields,
});

const columns = [
  { head: '№', share: 0.1, isNumber: true },
  { head: 'Товар', share: 0.7 },
  { head: 'Кол-во', share: 0.2, isNumber: true },
];

const rowsOf = (count: number, title: string): string[][] =>
  Array.from({ length: count }, (_none, index) => [String(index + 1), title, '1']);

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');

test('when a paper is printed in Russian, then every letter can be read back', async () => {
  const alphabet =
    'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя № 2 900,00 ₽ «»–—';
  const read = await readPaper(await printPaper(aPaper({ facts: [['Буквы', alphabet]] })));
  expect(read.pages).toHaveLength(1);
  expect(plain(read.pages[0]!)).toContain(alphabet);
  expect(read.pages[0]).toContain('стр. 1 / 1');
});

test('when a paper has a barcode, then a scanner reads just what it stands for', async () => {
  const id = 'par_0123456789abcdef0123456789abcdef_12';
  const read = await readPaper(await printPaper(aPaper({ barcode: id })));
  expect(read.codes).toEqual([id]);
});

test('when a table has 200 lines, then it goes over pages with its head on each, and no line is lost', async () => {
  const title = 'Платье красное (42, красный)';
  const table = { caption: 'Заказ 1', columns, rows: rowsOf(200, title) };
  const { pages } = await readPaper(await printPaper(aPaper({ tables: [table] })));
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages.slice(0, -1)) expect(page).toContain('Кол-во');
  const all = plain(pages.join(' '));
  expect(all.split(title)).toHaveLength(201);
  expect(all).toContain(`стр. ${String(pages.length)} / ${String(pages.length)}`);
});

test('when a title is long, then it wraps inside its column and the next line stands below it', async () => {
  const long = 'Платье вечернее из натурального шёлка с ручной вышивкой '.repeat(8).trim();
  const rows = [
    ['1', long, '1'],
    ['2', 'Ремень', '3'],
  ];
  const { pages } = await readPaper(
    await printPaper(aPaper({ tables: [{ caption: null, columns, rows }] })),
  );
  expect(plain(pages.join(' '))).toContain(long);
  expect(plain(pages.join(' ')).indexOf('Ремень')).toBeGreaterThan(0);
});

test('when a word is longer than its column, then it is broken rather than lost', async () => {
  const word = 'SKU'.repeat(60);
  const { pages } = await readPaper(
    await printPaper(aPaper({ tables: [{ caption: null, columns, rows: [['1', word, '1']] }] })),
  );
  expect(pages.join('').replaceAll(/\s/g, '')).toContain(word);
});

test('when 200 lines are printed, then others are held up for less than a fifth of a second at a time', async () => {
  const table = { caption: null, columns, rows: rowsOf(200, 'Платье красное (42, красный)') };
  await printPaper(aPaper({ tables: [table] }));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await printPaper(aPaper({ tables: [table] }));
  delay.disable();
  expect(delay.max / 1e6).toBeLessThan(200);
});

test('when nothing is known of a fact, then the next one stands on a line of its own', async () => {
  const facts = [
    ['Адрес', ''],
    ['Когда', 'в любое время'],
  ] as const;
  const read = await readPaper(await printPaper(aPaper({ facts })));
  expect(read.pages[0]).toMatch(/Адрес: –\s*\n\s*Когда: в любое время/);
});
