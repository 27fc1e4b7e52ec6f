// The pages on which a person makes the stand-ins of parcel services report.
import { metroSign } from '../../gateways/carriers/metro-courier-signature';
import { faultsOf } from '../api/pages/page-checks';
import { localProviders } from './local-providers';

let world: Awaited<ReturnType<typeof localProviders>>;
beforeAll(async () => {
  world = await localProviders();
});
afterEach(() => world.reset());
afterAll(() => world.stop());

const SECRET = 'metro-stand-in-secret';

const page = async (path: string, language = 'en'): Promise<string> => {
  const response = await fetch(world.url + path, { headers: { 'Accept-Language': language } });
  expect(response.status).toBe(200);
  return response.text();
};
const press = (path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(world.url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

async function told(goods: string): Promise<string> {
  const fields = { ref: 'ins_1.1', client_ref: 'ins_1', action: '1', goods, cod: '2900.00' };
  const sign = metroSign([fields.ref, fields.client_ref, fields.action], SECRET);
  return (await press('/metro/api/orders', { ...fields, sign })).text();
}

test('when the courier service was told of an order, then a person has it report with one press', async () => {
  expect(await page('/metro/')).toContain('Nothing yet.');
  expect(await told('<b>Dress</b> x1')).toBe('code=0');
  const shown = await page('/metro/');
  expect(shown).toContain('&lt;b&gt;Dress&lt;/b&gt; x1 · 2900.00');
  expect(await page('/metro/', 'ru')).toContain('40 доставлена');
  expect((await press('/metro/reports', { about: 'ins_1', says: '40' })).status).toBe(303);
  const report = world.received.at(-1);
  expect(report?.path).toBe('/v1/webhooks/carriers/metro-courier');
  expect(Object.fromEntries(new URLSearchParams(report?.body.toString()))).toMatchObject({
    ...{ client_ref: 'ins_1', ref: 'ins_1.1', status: '40' },
  });
  expect(await page('/metro/')).toContain('Ordo answered: 40: 204');
});

test.each([
  ['an order it was never told of', '/metro/reports', { about: 'ins_2', says: '40' }, 404],
  ['a number it has no button for', '/metro/reports', { about: 'ins_1', says: '41' }, 404],
  ['nothing at all', '/metro/reports', {}, 404],
  ['a number that is none', '/russian-post/happenings', { about: '<b>', says: '1.0' }, 400],
  [
    'an operation without a button',
    '/russian-post/happenings',
    { about: 'RA1', says: '77.0' },
    400,
  ],
])('when somebody presses for %s, then nothing is said', async (_what, path, fields, status) => {
  expect((await press(path, fields as Record<string, string>)).status).toBe(status);
});

test('when the post is asked for a number, then it stands on its page, and what is pressed is told next time', async () => {
  const ask = async (): Promise<string> => {
    const body = '<oper:Barcode>RA100</oper:Barcode>';
    return (await fetch(`${world.url}/russian-post/rtm34`, { method: 'POST', body })).text();
  };
  expect(await ask()).not.toContain('historyRecord');
  expect(await page('/russian-post/')).toContain('<h2>RA100</h2>');
  await press('/russian-post/happenings', { about: 'RA100', says: '8.2' });
  expect(await ask()).toContain('<ns3:Id>8</ns3:Id>');
  expect(await page('/russian-post/')).toContain('Said last: waits to be fetched');
});

test.each(['/', '/metro/', '/russian-post/'])(
  'when %s is opened, then it is a whole page in both languages',
  async (path) => {
    await told('Dress x1');
    for (const language of ['en', 'ru']) {
      const text = await page(path, language);
      expect(text).toContain(`<html lang="${language}">`);
      expect(await faultsOf(text)).toEqual([]);
    }
  },
);
