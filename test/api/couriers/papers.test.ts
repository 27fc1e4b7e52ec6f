/**
 * Printed papers over HTTP: who may print them and of what, what is refused, and that what is printed is what stands.
 */
import { DateTime } from 'luxon';
import type { Role } from '../../../domain/tasks/task';
import { aDelivery, aLine } from '../../support/an-order';
import { readPaper } from '../../support/read-paper';
import type { PaperRead } from '../../support/read-paper';
import { testKey } from '../../support/test-keys';
import { instructionOf, openApiAtWork, tomorrow } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Seen } from '../open-api';

let api: ApiAtWork;
let order: Seen;
let other: Seen;
let supplied: Seen;
const COURIER = 'ivan';
const NAME = 'Иван Сергеев';
const COMMENT = 'Домофон не работает';
const DAY = DateTime.fromISO(tomorrow().from).setZone('Europe/Moscow').toISODate() ?? '';

beforeAll(async () => {
  api = await openApiAtWork();
  const address = { city: 'Москва', street: 'Мясницкая', house: '5', entrance: '3', floor: '7' };
  const delivery = aDelivery(tomorrow(), { address });
  order = await api.anAgreedOrder({ delivery, comment: COMMENT });
  other = await api.anAgreedOrder();
  supplied = await api.anAgreedOrder({ lines: [aLine({ sku: 'FILTER-OIL-104' })] });
  const as = { role: 'dispatcher', method: 'PUT' } as const;
  const windows = [{ from: '00:00', to: '24:00', capacity: 9 }];
  const body = { name: NAME, locale: 'ru', zones: ['*'], windows };
  await api.ask(`/v1/couriers/${COURIER}`, { ...as, body });
  const visit = instructionOf(order, 'own_couriers').id;
  await api.ask(`/v1/instructions/${visit}/courier`, { ...as, body: { courier: COURIER } });
});
afterAll(() => api.close());

const packing = (of: Seen): string => instructionOf(of, 'warehouse').id;
const pickingList = (...of: readonly Seen[]): string =>
  `picking-list.pdf?instructions=${of.map(packing).join(',')}`;
const packingSlip = (of: Seen): string => `packing-slip.pdf?parcel=${of.parcels[0]?.id ?? ''}`;
const routeSheet = (): string => `route-sheet.pdf?date=${DAY}&courier=${COURIER}`;

const problemWith = (paper: string, asking: Parameters<ApiAtWork['ask']>[1] = {}) =>
  api.ask(`/v1/papers/${paper}`, { role: 'dispatcher', ...asking });

interface Printed {
  readonly headers: Headers;
  readonly paper: PaperRead;
  /** The text of all pages in one line. */
  readonly text: string;
}

async function print(path: string, role: Role = 'dispatcher'): Promise<Printed> {
  const headers = { authorization: `Bearer ${testKey('demo', role)}` };
  const answer = await fetch(`${api.url}/v1/papers/${path}`, { headers });
  expect(answer.status).toBe(200);
  const paper = await readPaper(new Uint8Array(await answer.arrayBuffer()));
  return { headers: answer.headers, paper, text: paper.pages.join(' ').replaceAll(/\s+/g, ' ') };
}

describe('what is printed', () => {
  test('when a warehouse prints its picking list, then goods and order stand on it and nothing of the customer', async () => {
    const { paper, text } = await print(pickingList(order), 'warehouse');
    expect(paper.pages).toHaveLength(1);
    for (const part of ['Лист сборки', 'Main warehouse', order.number, 'DRESS-RED-42']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('Платье красное (42, красный)');
    expect(text).not.toMatch(/Анна|Мясницкая|9161234567/);
  });

  test('when it prints one for several orders, then all goods stand together first, and each order once', async () => {
    const { text } = await print(pickingList(order, other, order), 'warehouse');
    expect([order, other].map(({ number }) => text.split(number).length)).toEqual([2, 2]);
    // Together two, and one of each order.
    expect(text.match(/DRESS-RED-42 Платье красное \(42, красный\) \d/g)).toEqual([
      expect.stringMatching(/2$/),
      expect.stringMatching(/1$/),
      expect.stringMatching(/1$/),
    ]);
  });

  test('when the order was changed, then the list says the newest quantity and hours', async () => {
    const changed = await api.anAgreedOrder();
    const from = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const window = { from, to: new Date(Date.parse(from) + 3_600_000).toISOString() };
    const changes = [
      { type: 'set_quantity', lineId: 'line-1', quantity: 3 },
      { type: 'change_delivery', delivery: { window } },
    ];
    const amended = await api.ask(`/v1/orders/${changed.id}/amendments`, {
      version: 1,
      body: { changes },
    });
    expect(amended.status).toBe(202);
    const { text } = await print(pickingList(changed));
    expect(text).toContain('(42, красный) 3');
    expect(text).toContain(DateTime.fromISO(from).setZone('Europe/Moscow').toFormat('dd.MM'));
  });

  test('when a packing slip is printed, then a scanner reads the id of its parcel, and the sum stands on it', async () => {
    const { paper, text } = await print(packingSlip(order), 'warehouse');
    expect(paper.codes).toEqual([order.parcels[0]!.id]);
    expect(text).toContain('Анна Петрова');
    expect(text).toContain('Мясницкая');
    expect(text).toContain('2 900,00');
    expect(text).not.toContain('9161234567');
    for (const part of ['подъезд 3, этаж 7', COMMENT]) expect(text).toContain(part);
  });

  test('when the sheet of a route is printed, then its visits, their doors and the cash of the day stand on it', async () => {
    const { text } = await print(routeSheet());
    for (const part of [NAME, order.number, 'Мясницкая', '+79161234567', '2 900,00']) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain(other.number);
    for (const part of ['подъезд 3, этаж 7', COMMENT]) expect(text).toContain(part);
    const empty = await print(`route-sheet.pdf?date=2027-01-15&courier=${COURIER}`);
    expect(empty.text).toContain(NAME);
    expect(empty.text).not.toContain(order.number);
  });

  test.each([
    ['picking-list', () => pickingList(order)],
    ['packing-slip', () => packingSlip(order)],
    ['route-sheet', () => routeSheet()],
  ])(
    'when a %s comes, then its headers say what it is, keep it out of caches and name nobody',
    async (name, path) => {
      const { headers } = await print(path());
      expect(headers.get('content-type')).toBe('application/pdf');
      expect(headers.get('content-disposition')).toBe(`inline; filename="${name}.pdf"`);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );
});

const LET_IN: Readonly<Record<string, readonly Role[]>> = {
  'picking-list': ['warehouse', 'dispatcher', 'senior_manager', 'admin'],
  'packing-slip': ['warehouse', 'dispatcher', 'senior_manager', 'admin'],
  'route-sheet': ['dispatcher', 'senior_manager', 'admin'],
};
const ALL: readonly Role[] = [
  ...(['storefront', 'manager', 'senior_manager', 'dispatcher', 'warehouse'] as const),
  ...(['courier', 'cashier', 'finance', 'admin', 'auditor'] as const),
];

describe.each([
  ['picking-list', () => pickingList(order)],
  ['packing-slip', () => packingSlip(order)],
  ['route-sheet', () => routeSheet()],
])('who prints a %s', (name, path) => {
  test('when somebody asks whose work it is not, then 403, and everybody else is let in', async () => {
    for (const role of ALL) {
      const { status } = await problemWith(path(), { role });
      expect([role, status]).toEqual([role, LET_IN[name]!.includes(role) ? 200 : 403]);
    }
    expect((await problemWith(path(), { bearer: null })).status).toBe(401);
  });

  test("when it is another shop's, then there is no such thing", async () => {
    expect((await problemWith(path(), { shop: 'parts' })).status).toBe(404);
  });
});

test.each([
  ['of an instruction that is none', 'picking-list.pdf?instructions=ins_none_1'],
  ['of one that is there and one that is not', () => `${pickingList(order)},ins_none_1`],
  ['of a parcel that is none', 'packing-slip.pdf?parcel=par_none_1'],
  ['of a courier who is none', `route-sheet.pdf?date=${DAY}&courier=ghost`],
  ['of a kind that is none', 'invoice.pdf'],
])('when a paper %s is asked for, then 404', async (_what, path) => {
  const asked = await problemWith(typeof path === 'string' ? path : path());
  expect(asked.status).toBe(404);
  expect(asked.headers.get('content-type')).toContain('application/problem+json');
});

test.each([
  ['no instruction', 'picking-list.pdf'],
  ['an empty one', 'picking-list.pdf?instructions='],
  ['ids that can be none', 'picking-list.pdf?instructions=a%20b'],
  [
    'fifty-one',
    `picking-list.pdf?instructions=${Array.from({ length: 51 }, (_none, n) => `ins_${String(n)}_1`).join(',')}`,
  ],
  ['more than the address may hold', `picking-list.pdf?instructions=${'a'.repeat(6_001)}`],
  [
    'one to the carrier',
    () => `picking-list.pdf?instructions=${instructionOf(order, 'own_couriers').id}`,
  ],
  ['two packers', () => `${pickingList(order)},${instructionOf(supplied, 'supplier').id}`],
  ['no parcel', 'packing-slip.pdf'],
  ['two parcels', 'packing-slip.pdf?parcel=a&parcel=b'],
  ['a question nobody knows', () => `${packingSlip(order)}&size=a5`],
  ['no courier', `route-sheet.pdf?date=${DAY}`],
  ['a day that is none', `route-sheet.pdf?date=2026-02-30&courier=${COURIER}`],
])('when a paper is asked for with %s, then 422 says what is wrong', async (_what, path) => {
  const asked = await problemWith(typeof path === 'string' ? path : path());
  expect(asked.status).toBe(422);
  expect(asked.body.errors.length).toBeGreaterThan(0);
});
