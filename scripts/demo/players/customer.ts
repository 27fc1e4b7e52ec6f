// The customer: orders, reads what arrives, taps links and answers on the page behind them, pays. Knows of Ordo
// only what a customer sees: messages and pages.
import type { Text } from '../../../domain/messages/words/texts';
import type { Act, OrderOut, Scene } from '../scene/scene';
import { windowIn } from '../scene/days';
import { StoryBroken } from '../scene/story-broken';
import { until } from '../scene/until';
import type { OrderLine } from '../fates/goods';
import { formsOf, messageOf } from './web-page';

interface Mail {
  readonly channel: string;
  readonly purpose: string | null;
  readonly text: string;
}

interface Wish {
  readonly lines: readonly OrderLine[];
  /** Working days until the delivery. */
  readonly inDays?: number;
  readonly payment?: 'cash' | 'prepaid';
  /** A customer who gave no e-mail address. */
  readonly withoutEmail?: boolean;
}

/** Orders on the site, to be brought in some working days; two where the wish says nothing. */
export function orders({ lines, inDays = 2, payment = 'cash', withoutEmail }: Wish): Act {
  return async (scene) => {
    const { calendar, customer, number } = scene;
    const goods = lines.map(({ title, quantity }) => `${title} × ${String(quantity)}`).join(', ');
    scene.says({
      en: `${customer.name} orders: ${goods}`,
      ru: `${customer.name} заказывает: ${goods}`,
    });
    const placed = await scene.ask<OrderOut>('storefront', '/v1/orders', {
      body: {
        ...{ number, source: 'site', lines },
        customer: {
          name: customer.name,
          phone: customer.phone,
          ...(withoutEmail ? {} : { email: customer.email }),
          ...{ locale: 'ru', timeZone: calendar.zone, channel: 'sms' },
        },
        delivery: {
          method: 'courier',
          address: { city: 'Москва', postalCode: '101000', street: 'Мясницкая', house: '5' },
          window: windowIn(inDays, calendar, scene.now()),
          price: { amount: 30_000, currency: 'RUB' },
        },
        payment: { method: payment },
        consent: { personalData: true, at: scene.now() },
      },
    });
    scene.placed(placed);
    await scene.settle();
  };
}

type Answer = 'confirm' | 'decline' | 'change' | 'received' | 'not_received';

const TAPS: Readonly<Record<Answer, Text>> = {
  confirm: { en: 'taps the link and confirms', ru: 'открывает ссылку и подтверждает' },
  decline: { en: 'taps the link and declines', ru: 'открывает ссылку и отказывается' },
  change: { en: 'taps the link and asks for a change', ru: 'открывает ссылку и просит изменить' },
  received: { en: 'taps the link: received', ru: 'открывает ссылку: получено' },
  not_received: { en: 'taps the link: not received', ru: 'открывает ссылку: не получено' },
};

/** Opens the link of a message, the latest where no purpose is named, and answers on its page. */
export function taps(answer: Answer, { inMessage }: { readonly inMessage?: string } = {}): Act {
  return async (scene) => {
    const link = await until(scene, {
      what: `a message${inMessage === undefined ? '' : ` "${inMessage}"`} with a link`,
      look: async () => linkIn(await mails(scene, inMessage)),
    });
    await scene.later('PT3M');
    tell(scene, TAPS[answer]);
    const form = formsOf(await scene.page(link)).find(({ fields }) => fields['answer'] === answer);
    if (!form) throw new StoryBroken(`the page behind the link does not offer "${answer}"`);
    const said = messageOf(await scene.page(link, form.fields));
    scene.says({ en: `the page says: ${said}`, ru: `страница отвечает: ${said}` });
    await scene.settle();
  };
}

/** Reads the latest message of a purpose, and does nothing about it. */
export function reads(purpose: string): Act {
  return async (scene) => {
    const { channel, text } = await until(scene, {
      what: `a message "${purpose}"`,
      look: async () => (await mails(scene, purpose)).at(-1),
    });
    const [first = ''] = text
      .split('\n')
      .filter((line) => !/^(Здравствуйте|Hello)|^\s*$/.test(line));
    tell(scene, { en: `reads (${channel}): ${first}`, ru: `читает (${channel}): ${first}` });
  };
}

/** Pays by card what is asked for before anything is sent. */
export function pays(): Act {
  return async (scene) => {
    const due = await until(scene, {
      what: 'the request to pay',
      look: ({ stage, totals }) => (stage === 'awaiting_prepayment' ? totals.due : undefined),
    });
    await scene.later('PT40M');
    tell(scene, { en: 'pays by card', ru: 'платит картой' });
    const body = { method: 'card', amount: due, reference: `demo-${scene.number}` };
    await scene.ask('finance', `/v1/orders/${scene.id()}/payments`, { body });
    await scene.settle();
  };
}

function tell(scene: Scene, { en, ru }: Text): void {
  const { name } = scene.customer;
  scene.says({ en: `${name} ${en}`, ru: `${name} ${ru}` });
}

async function mails(scene: Scene, purpose: string | undefined): Promise<readonly Mail[]> {
  const path = `/v1/dev/mailbox?orderId=${scene.id()}`;
  const { items } = await scene.ask<{ items: Mail[] }>('admin', path);
  return items.filter((mail) => purpose === undefined || mail.purpose === purpose);
}

/** The path of the latest link: the page is asked where the API is, also where its public address is elsewhere. */
function linkIn(items: readonly Mail[]): string | undefined {
  const links = items.flatMap(({ text }) => /https?:\/\/\S+\/c\/[\w.-]+/.exec(text) ?? []);
  const link = links.at(-1);
  return link === undefined ? undefined : new URL(link).pathname;
}
