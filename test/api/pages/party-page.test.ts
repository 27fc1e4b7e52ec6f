/**
 * The page behind a party's link: whom it thanks, what it says of a change, whom and where it leads.
 */
import { signLink } from '../../../gateways/link-signature';
import { aDelivery } from '../../support/an-order';
import { instructionOf, openApiAtWork, tomorrow } from '../amendments/agreed-order';
import type { ApiAtWork } from '../amendments/agreed-order';
import type { Seen } from '../open-api';

let api: ApiAtWork;
beforeAll(async () => {
  api = await openApiAtWork();
});
afterAll(() => api.close());

interface PageOf {
  readonly order: Seen;
  readonly kind: 'warehouse' | 'own_couriers';
}

/** The page of the message with this number. */
function address({ order, kind }: PageOf, number: number): string {
  const { id } = instructionOf(order, kind);
  const expires = Math.floor(Date.now() / 1000) + 3600;
  const link = { for: 'party', id, to: String(number), expires } as const;
  return `${api.url}/p/${signLink(link, 'a-secret-that-only-tests-know-of-32')}`;
}

interface Said {
  readonly answer: string;
  readonly to?: string;
  readonly number: number;
  readonly version: number;
  readonly reason?: string;
}

/** What the page says to an answer: thanks, or that it changes nothing. */
async function says(page: PageOf, { to = 'instruction', ...said }: Said): Promise<string> {
  const { number, version, ...rest } = said;
  const form = { to, number: String(number), version: String(version), ...rest };
  const body = new URLSearchParams(form);
  const shown = await fetch(address(page, number), { method: 'POST', body });
  const text = await shown.text();
  if (text.includes('Спасибо, мы получили')) return 'thanks';
  return text.includes('ничего не меняет') ? 'late' : text;
}

/** The page as it is read. */
async function read(page: PageOf, number = 1): Promise<string> {
  const text = await (await fetch(address(page, number))).text();
  return text.replaceAll(/\s+/g, ' ');
}

const twoDresses = { changes: [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }] };
const amend = (order: Seen, version: number, body: object = twoDresses) =>
  api.ask(`/v1/orders/${order.id}/amendments`, { version, body });

describe('whom the page thanks', () => {
  test('when a call-off was agreed to and then refused after all, then nobody is thanked for the no', async () => {
    const order = await api.anAgreedOrder();
    const page = { order, kind: 'warehouse' } as const;
    await says(page, { answer: 'accepted', number: 1, version: 1 });
    await api.ask(`/v1/orders/${order.id}/cancellation`, { body: { reason: 'changed_mind' } });
    const about = { to: 'call_off', number: 2, version: 1 };
    expect(await says(page, { ...about, answer: 'accepted' })).toBe('thanks');
    const no = { ...about, answer: 'refused', reason: 'already_handed_over' };
    expect(await says(page, no)).toBe('late');
    // Sent again by a reload, the first still stands.
    expect(await says(page, { ...about, answer: 'accepted' })).toBe('thanks');
  });

  test('when a change was agreed to and then refused, then nobody is thanked for the no', async () => {
    const order = await api.anAgreedOrder();
    const page = { order, kind: 'warehouse' } as const;
    await says(page, { answer: 'accepted', number: 1, version: 1 });
    await amend(order, 1);
    const about = { to: 'revision', number: 2, version: 2 };
    expect(await says(page, { ...about, answer: 'accepted' })).toBe('thanks');
    const no = { ...about, answer: 'refused', reason: 'already_packed' };
    expect(await says(page, no)).toBe('late');
  });

  test('when a change is refused and the refusal leads on at once, then who refused is thanked', async () => {
    const order = await api.anAgreedOrder();
    const page = { order, kind: 'warehouse' } as const;
    await says(page, { answer: 'accepted', number: 1, version: 1 });
    await amend(order, 1);
    const no = { answer: 'refused', to: 'revision', number: 2, version: 2 };
    expect(await says(page, { ...no, reason: 'already_packed' })).toBe('thanks');
  });

  test.each(['revision', 'call_off'])(
    'when a %s is answered that was never asked, then nobody is thanked',
    async (to) => {
      const order = await api.anAgreedOrder();
      const page = { order, kind: 'warehouse' } as const;
      for (const answer of ['accepted', 'refused']) {
        expect(await says(page, { answer, to, number: 1, version: 1 })).toBe('late');
      }
    },
  );

  test('when two answers of one word give different reasons, then both are kept', async () => {
    const order = await api.anAgreedOrder();
    const page = { order, kind: 'warehouse' } as const;
    const no = { answer: 'refused', number: 1, version: 1 };
    await says(page, { ...no, reason: 'cannot_in_time' });
    await says(page, { ...no, reason: 'other' });
    const { items } = (await api.ask(`/v1/orders/${order.id}/timeline`)).body;
    const answered = items.filter(({ type }) => type === 'PartyAnswered');
    expect(answered.map(({ data }) => data['reason'])).toEqual(['cannot_in_time', 'other']);
  });
});

describe('whom and where it leads', () => {
  const COMMENT = 'Домофон не работает';
  const DOOR = {
    ...{ country: 'RU', postalCode: '101000', region: 'Московская область', city: 'Москва' },
    ...{ street: 'Мясницкая', house: '5', flat: '12', entrance: '3', floor: '7' },
  };
  const delivery = aDelivery(tomorrow(), { address: DOOR });
  const readBy = async (order: Seen, kind: PageOf['kind']) => {
    const { id } = instructionOf(order, kind);
    return JSON.parse((await api.ask(`/v1/instructions/${id}`, { role: 'dispatcher' })).text) as {
      readonly deliverTo: { readonly notes: readonly string[] } | null;
    };
  };

  test('when the customer wrote of the door, then who brings the order reads it with entrance and floor, and no packer', async () => {
    const order = await api.anAgreedOrder({ delivery, comment: COMMENT });
    const pages = [
      await read({ order, kind: 'own_couriers' }),
      await read({ order, kind: 'warehouse' }),
    ];
    const door = '101000, Московская область, Москва, Мясницкая, 5, 12, подъезд 3, этаж 7';
    for (const part of [door, COMMENT]) {
      expect(pages.map((text) => text.includes(part))).toEqual([true, false]);
    }
    expect((await readBy(order, 'own_couriers')).deliverTo).toMatchObject({ notes: [COMMENT] });
    expect((await readBy(order, 'warehouse')).deliverTo).toBeNull();
  });

  test('when a wish is taken down later, then it is read too; what the carrier or finance wrote is not', async () => {
    const order = await api.anAgreedOrder({ delivery, comment: COMMENT });
    const text = 'Позвонить за час';
    await api.ask(`/v1/orders/${order.id}/notes`, { body: { text } });
    const reason = 'Лифт сломан, никого нет';
    await api.report({ id: order.parcels[0]?.id ?? '' }, { status: 'attempt_failed', reason });
    const amount = { amount: 100, currency: 'RUB' };
    await api.ask(`/v1/orders/${order.id}/payments`, {
      ...{ role: 'cashier', body: { method: 'cash', amount, reference: 'till-1' } },
    });
    const why = 'Обещали вернуть сто рублей';
    await api.ask(`/v1/orders/${order.id}/refunds`, { body: { amount, reason: why } });
    const notes = [COMMENT, text];
    expect((await readBy(order, 'own_couriers')).deliverTo).toMatchObject({ notes });
    const page = await read({ order, kind: 'own_couriers' });
    expect([text, reason, why].map((part) => page.includes(part))).toEqual([true, false, false]);
  });

  test('when more was said than anybody reads at a door, then the last twenty wishes are read, in their order', async () => {
    const order = await api.anAgreedOrder({ delivery, comment: COMMENT });
    const said = Array.from({ length: 20 }, (_, index) => `Пожелание ${String(index + 1)}`);
    for (const text of said) await api.ask(`/v1/orders/${order.id}/notes`, { body: { text } });
    expect((await readBy(order, 'own_couriers')).deliverTo?.notes).toEqual(said);
  });

  test('when only the entrance is changed, then the carrier’s page says the new one', async () => {
    const order = await api.anAgreedOrder({ delivery });
    const page = { order, kind: 'own_couriers' } as const;
    await says(page, { answer: 'accepted', number: 1, version: 1 });
    const changes = [
      { type: 'change_delivery', delivery: { address: { ...DOOR, entrance: '4' } } },
    ];
    expect((await amend(order, 1, { changes })).status).toBe(202);
    const text = await read(page, 2);
    expect(text).toContain('подъезд 4');
    expect(text).not.toContain('подъезд 3');
  });
});

describe('what a change is about', () => {
  const changes = [{ type: 'change_payment', method: 'card_on_delivery' }];

  test('when it is to be paid by card, then the carrier’s page says so, before and after its yes', async () => {
    const order = await api.anAgreedOrder();
    const page = { order, kind: 'own_couriers' } as const;
    expect(await read(page)).toContain('2 900,00 ₽, наличными');
    await says(page, { answer: 'accepted', number: 1, version: 1 });
    await amend(order, 1, { changes });
    const asked = await read(page, 2);
    expect(asked).toContain('<li>покупатель платит картой, а не наличными</li>');
    expect(asked).toContain('2 900,00 ₽, картой');
    await says(page, { answer: 'accepted', to: 'revision', number: 2, version: 2 });
    const agreed = await read(page, 2);
    expect(agreed.includes('а не наличными')).toBe(false);
    expect(agreed).toContain('2 900,00 ₽, картой');
  });

  test('when more is to be packed, then page and list of the warehouse say how many instead of how many, and who fetches it', async () => {
    const order = await api.anAgreedOrder();
    const page = { order, kind: 'warehouse' } as const;
    await says(page, { answer: 'accepted', number: 1, version: 1 });
    await amend(order, 1);
    const made = await api.ask('/v1/parties/warehouse-main/links', {
      role: 'dispatcher',
      body: {},
    });
    const { url } = JSON.parse(made.text) as { url: string };
    const list = (await (await fetch(url)).text()).split('<tr>');
    const row = list.find((one) => one.includes(order.number)) ?? '';
    for (const text of [await read(page, 2), row]) {
      expect(text).toContain('Платье красное: 2 шт. вместо 1');
      expect(text).toMatch(/Кому передать: \S/);
      expect(text).not.toContain('own-couriers');
    }
  });

  test('when it is called off, then nothing is to be taken from anybody, asked and agreed', async () => {
    const order = await api.anAgreedOrder();
    const page = { order, kind: 'own_couriers' } as const;
    await says(page, { answer: 'accepted', number: 1, version: 1 });
    await api.ask(`/v1/orders/${order.id}/cancellation`, { body: { reason: 'changed_mind' } });
    const asked = await read(page, 2);
    await says(page, { answer: 'accepted', to: 'call_off', number: 2, version: 1 });
    for (const text of [asked, await read(page, 2)]) {
      expect(text).toContain('не выполняйте');
      expect(text).not.toContain('Взять с покупателя');
    }
  });
});
