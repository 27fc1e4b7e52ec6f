/**
 * What holds for every page that people open: valid and small HTML, whole in its language, safe, of use without any
 * script, and at an address that tells nothing of a person.
 */
import { DateTime } from 'luxon';
import type { Locale } from '../../../domain/messages/catalogue';
import { reachId } from '../../../domain/order/contact/reach';
import type { Order } from '../../../domain/order/order';
import { reachMark, signLink } from '../../../gateways/link-signature';
import { aCustomer, aDelivery, aLine, anOrder } from '../../support/an-order';
import { instructionOf, openApiAtWork, tomorrow } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Seen } from '../open-api';
import { faultsOf, mustBeSafe, mustSpeak, mustSpeakBoth, readable } from './page-checks';
import type { Page } from './page-checks';

const SECRET = 'a-secret-that-only-tests-know-of-32';
const LOCALES = ['ru', 'en'] as const;

/** What people have written, in the language of each page. */
const SAID = {
  ru: {
    ...{ shop: 'Лавка', name: 'Анна Петрова', street: 'Мясницкая', city: 'Москва' },
    ...{ title: 'Платье', courier: 'Иван', question: 'Есть ещё одно?', comment: 'Звонить дважды' },
  },
  en: {
    ...{ shop: 'Shop', name: 'Anna Smith', street: 'Baker Street', city: 'London' },
    ...{ title: 'Dress', courier: 'John', question: 'Is there another?', comment: 'Ring twice' },
  },
} as const;

const EMAIL = 'customer@example.com';
const PHONE = '9161234567';
const inAnHour = Math.floor(Date.now() / 1000) + 3_600;

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

async function speak(locale: Locale): Promise<void> {
  const { policy } = (await api.ask('/v1/shops/demo/policy')).body;
  const body = { ...policy, locale, title: SAID[locale].shop };
  await api.ask('/v1/shops/demo/policy', { role: 'admin', method: 'PUT', body });
}

function orderIn(locale: Locale): object {
  const { name, street, city, title, comment } = SAID[locale];
  const address = { country: 'RU', postalCode: '101000', city, street, house: '5' };
  return {
    number: `100-${locale === 'ru' ? 1 : 2}${String(Math.trunc(Math.random() * 1e9))}`,
    customer: aCustomer({ name, email: EMAIL, locale }),
    lines: [aLine({ title, attributes: { size: '42' } })],
    delivery: aDelivery(tomorrow(), { address }),
    comment,
  };
}

async function customerLink(order: Seen): Promise<string> {
  const life = await api.database.prisma.life.findUniqueOrThrow({ where: { id: order.id } });
  const { contact } = (life.state as unknown as Order).wish;
  const to = reachMark({ channel: 'sms', id: reachId(contact, 'sms') });
  return `/c/${signLink({ for: 'customer', id: order.id, to, expires: inAnHour }, SECRET)}`;
}

function partyLink(order: Seen, kind: string): string {
  const { id } = instructionOf(order, kind);
  return `/p/${signLink({ for: 'party', id, to: '1', expires: inAnHour }, SECRET)}`;
}

const pathOf = (link: string): string => new URL(link).pathname;

async function questionLink(locale: Locale): Promise<string> {
  const until = new Date(Date.now() + 300_000).toISOString();
  const text = SAID[locale].question;
  const body = { party: 'warehouse-main', sku: 'DRESS-RED-42', text, until };
  const asked = await api.ask('/v1/questions', { body });
  return pathOf((asked.body as unknown as { readonly link: string }).link);
}

/** The route of a courier with one visit, and that visit. */
async function routeOf(locale: Locale): Promise<{ readonly route: string; readonly stop: string }> {
  const as = { role: 'dispatcher' } as const;
  const windows = [{ from: '00:00', to: '24:00', capacity: 9 }];
  const body = { name: SAID[locale].courier, locale, zones: ['*'], windows };
  const id = `courier-${locale}`;
  await api.ask(`/v1/couriers/${id}`, { ...as, method: 'PUT', body });
  const visit = instructionOf(await api.anAgreedOrder(orderIn(locale)), 'own_couriers').id;
  const put = { ...as, method: 'PUT', body: { courier: id } };
  await api.ask(`/v1/instructions/${visit}/courier`, put);
  const date = DateTime.fromISO(tomorrow().from).setZone('Europe/Moscow').toISODate();
  const made = await api.ask(`/v1/couriers/${id}/links`, { ...as, body: { date } });
  const route = pathOf((made.body as unknown as { readonly url: string }).url);
  return { route, stop: `${route}/${visit}` };
}

async function placed(locale: Locale): Promise<Seen> {
  return (await api.ask('/v1/orders', { role: 'storefront', body: anOrder(null, orderIn(locale)) }))
    .body;
}

interface Opened {
  readonly path: string;
  /** What the form with the page's main button is filled with; none where the page has no form. */
  readonly fill?: Readonly<Record<string, string>>;
}

interface Row {
  readonly name: string;
  readonly open: (locale: Locale) => Promise<Opened>;
  readonly status?: number;
  /** What its form is answered; 200 where nothing is said. */
  readonly answered?: number;
  /** Both languages on one page, as nothing is known of the reader. */
  readonly isForAnybody?: true;
  /** Orders whose goods were written in the other language stand on it as well. */
  readonly holdsOthers?: true;
}

/** The page without what people wrote in another language. */
function withoutOthers(page: Page, locale: Locale): Page {
  const others = LOCALES.filter((one) => one !== locale).flatMap((one) => Object.values(SAID[one]));
  return { ...page, text: others.reduce((text, said) => text.replaceAll(said, ''), page.text) };
}

const agreed = (locale: Locale): Promise<Seen> => api.anAgreedOrder(orderIn(locale));

const PAGES: readonly Row[] = [
  {
    name: "a customer's page before the order is agreed",
    open: async (locale) => ({ path: await customerLink(await placed(locale)), fill: {} }),
  },
  {
    name: "a customer's page of an agreed order",
    open: async (locale) => ({
      path: await customerLink(await agreed(locale)),
      fill: { note: SAID[locale].comment },
    }),
  },
  {
    name: "a warehouse's page",
    open: async (locale) => ({ path: partyLink(await agreed(locale), 'warehouse'), fill: {} }),
  },
  {
    name: "a carrier's page",
    open: async (locale) => ({ path: partyLink(await agreed(locale), 'own_couriers'), fill: {} }),
  },
  {
    name: "a warehouse's list of its work",
    open: async (locale) => {
      await agreed(locale);
      await questionLink(locale);
      const as = { role: 'dispatcher', body: {} } as const;
      const made = await api.ask('/v1/parties/warehouse-main/links', as);
      return { path: pathOf((made.body as unknown as { readonly url: string }).url) };
    },
    holdsOthers: true,
  },
  {
    name: 'the page of a question',
    open: async (locale) => ({
      path: await questionLink(locale),
      fill: { text: SAID[locale].question },
    }),
  },
  {
    name: "a courier's route of the day",
    open: async (locale) => ({ path: (await routeOf(locale)).route }),
  },
  {
    name: 'one visit of a courier',
    open: async (locale) => ({ path: (await routeOf(locale)).stop, fill: {} }),
  },
  {
    name: 'the page of an order for the shop',
    open: async (locale) => ({ path: `/o/${(await agreed(locale)).id}`, fill: { move: 'day' } }),
    // Nobody sends messages here, so the clock stays and the page says so.
    answered: 409,
  },
  ...['/c/none', '/p/none', '/q/none', '/r/none', '/r/none/none'].map((path): Row => ({
    name: `a dead link (${path})`,
    open: () => Promise.resolve({ path }),
    status: 404,
    isForAnybody: true,
  })),
  {
    name: 'a link of a party that has run out',
    open: async (locale) => {
      const { id } = instructionOf(await agreed(locale), 'warehouse');
      const expires = inAnHour - 7_200;
      return { path: `/p/${signLink({ for: 'party', id, to: '1', expires }, SECRET)}` };
    },
    status: 410,
    isForAnybody: true,
  },
];

async function fetched(path: string, locale: Locale, form?: URLSearchParams): Promise<Page> {
  const headers = { 'accept-language': locale, accept: 'text/html' };
  const sent = form ? { method: 'POST', body: form, headers } : { headers };
  const answer = await fetch(`${api.url}${path}`, sent);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Where the page leads and sends, and where it is itself. */
function mustNameNobody(path: string, { text, headers }: Page): void {
  const led = [...text.matchAll(/(?:href|action|formaction)="([^"]*)"/g)].map(([, to = '']) => to);
  const addresses = [path, headers.get('location') ?? '', ...led].filter(
    (address) => !address.startsWith('tel:'),
  );
  const people = LOCALES.flatMap((locale) => {
    const { name, street, courier, comment } = SAID[locale];
    return [...name.split(' '), street, courier, comment];
  });
  for (const address of addresses) {
    const plain = decodeURIComponent(address);
    for (const person of [...people, EMAIL, PHONE]) expect(plain).not.toContain(person);
  }
}

/** The form of the main button as a browser without scripts would send it: its hidden fields and what was filled in. */
function mainForm(text: string, fill: Readonly<Record<string, string>>): URLSearchParams {
  const forms = [...text.matchAll(/<form method="post">(.*?)<\/form>/gs)].map(
    ([, one = '']) => one,
  );
  const main = forms.find((one) => one.includes('class="main"')) ?? forms[0];
  if (main === undefined) throw new Error('the page has no form');
  const hidden = [...main.matchAll(/<input\s+type="hidden"\s+name="(\w+)"\s+value="([^"]*)"/g)];
  const fields = hidden.map(([, name = '', value = '']) => [name, value] as const);
  return new URLSearchParams({ ...Object.fromEntries(fields), ...fill });
}

const MOST_BYTES = 30_000;

describe.each(PAGES)('$name', (row) => {
  const { open, status = 200, answered = 200, isForAnybody, holdsOthers } = row;
  test.each(LOCALES)('is as every page must be, in %s', async (locale) => {
    await speak(locale);
    const { path, fill } = await open(locale);
    const shown = [await fetched(path, locale)];
    if (fill) {
      const form = mainForm(shown[0]!.text, fill);
      shown.push(await fetched(path, locale, form));
    } else {
      expect(shown[0]!.text).not.toContain('<form');
    }
    expect(shown.map((one) => one.status)).toEqual(fill ? [status, answered] : [status]);
    for (const one of shown) {
      expect(await faultsOf(one.text)).toEqual([]);
      expect(Buffer.byteLength(one.text)).toBeLessThanOrEqual(MOST_BYTES);
      mustBeSafe(one);
      mustNameNobody(path, one);
      if (isForAnybody) mustSpeakBoth(one);
      else mustSpeak(locale, holdsOthers ? withoutOthers(one, locale) : one);
    }
    // What was sent without a script was heard: the page has changed.
    if (fill) expect(readable(shown[1]!.text)).not.toBe(readable(shown[0]!.text));
  });
});

test.each(['/c/', '/p/', '/q/', '/r/x/'])(
  'when a form that is no form of %s is sent, then the problem is a page as every page must be',
  async (path) => {
    const shown = await fetched(`${path}none`, 'ru', new URLSearchParams({ nonsense: '1' }));
    expect(shown.status).toBe(422);
    expect(await faultsOf(shown.text)).toEqual([]);
    mustBeSafe(shown);
    mustSpeakBoth({ ...shown, text: shown.text.replaceAll(/<title>.*<\/title>/g, '') });
  },
);
