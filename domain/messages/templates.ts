/**
 * The letters of a shop, as Liquid, Russian and English, until the shop writes its own. An e-mail says
 * everything in plain text too; an SMS fits a few segments. Names in braces are the letter's data.
 */
import { assert } from '../assert';
import type { LetterPurpose, Purpose } from './message';
import type { Text } from './words/texts';

export interface Template {
  readonly sms: Text;
  readonly subject: Text;
  readonly email: Text;
}

/** The goods, what they come to, and how they are brought. */
const LINES_EN = `{% for line in lines %}- {{ line.title }}{% if line.attributes != "" %} ({{ line.attributes }}){% endif %}, {{ line.quantity }} pcs, {{ line.sum }}
{% endfor %}{% for row in sums %}{{ row.name }}: {{ row.value }}
{% endfor %}Way of delivery: {{ delivery }}{% if window != "" %}, {{ window }}{% endif %}{% if address != "" %}
To: {{ address }}{% endif %}`;
const LINES_RU = `{% for line in lines %}- {{ line.title }}{% if line.attributes != "" %} ({{ line.attributes }}){% endif %}, {{ line.quantity }} шт., {{ line.sum }}
{% endfor %}{% for row in sums %}{{ row.name }}: {{ row.value }}
{% endfor %}Способ доставки: {{ delivery }}{% if window != "" %}, {{ window }}{% endif %}{% if address != "" %}
Адрес: {{ address }}{% endif %}`;

/** What an e-mail says besides, where there is something. */
const MORE = '{% if more != "" %}{{ more }}\n\n{% endif %}';

const email = (en: string, ru: string): Text => ({
  en: `Hello{% if name != "" %}, {{ name }}{% endif %}!\n\n${en}\n\n{{ shop }}`,
  ru: `Здравствуйте{% if name != "" %}, {{ name }}{% endif %}!\n\n${ru}\n\n{{ shop }}`,
});

export const TEMPLATES: Readonly<Record<LetterPurpose, Template>> = {
  order_received: {
    sms: {
      en: '{{ shop }}: order {{ number }} received{% if agreed == "" %}. Confirm{% endif %}: {{ link }}',
      ru: '{{ shop }}: заказ {{ number }} получен{% if agreed == "" %}. Подтвердить{% endif %}: {{ link }}',
    },
    subject: { en: 'Order {{ number }} received', ru: 'Заказ {{ number }} получен' },
    email: email(
      `We have received your order {{ number }}:\n${LINES_EN}\n\n{% if agreed == "" %}Confirm, change or decline it{% else %}Your order{% endif %}: {{ link }}`,
      `Мы получили ваш заказ {{ number }}:\n${LINES_RU}\n\n{% if agreed == "" %}Подтвердить, изменить или отказаться{% else %}Ваш заказ{% endif %}: {{ link }}`,
    ),
  },
  goods_short: {
    sms: {
      en: '{{ shop }}: not all of order {{ number }} is in stock. We shall offer an alternative: {{ link }}',
      ru: '{{ shop }}: не весь заказ {{ number }} есть в наличии. Предложим замену: {{ link }}',
    },
    subject: {
      en: 'Order {{ number }}: goods are short',
      ru: 'Заказ {{ number }}: товара не хватает',
    },
    email: email(
      `Not all of your order {{ number }} is in stock just now. We shall offer you an alternative.\n${LINES_EN}\n\n{{ link }}`,
      `Не весь ваш заказ {{ number }} сейчас есть в наличии. Мы предложим вам замену.\n${LINES_RU}\n\n{{ link }}`,
    ),
  },
  confirm_by_sms: {
    sms: {
      en: '{{ shop }}: please confirm order {{ number }}, total {{ total }}: {{ link }}',
      ru: '{{ shop }}: подтвердите, пожалуйста, заказ {{ number }} на {{ total }}: {{ link }}',
    },
    subject: { en: 'Please confirm order {{ number }}', ru: 'Подтвердите заказ {{ number }}' },
    email: email(
      `Please confirm your order {{ number }}:\n${LINES_EN}\n\nConfirm it, change it or decline it here: {{ link }}`,
      `Подтвердите, пожалуйста, ваш заказ {{ number }}:\n${LINES_RU}\n\nПодтвердить, изменить или отказаться можно здесь: {{ link }}`,
    ),
  },
  goods_missing: {
    sms: {
      en: '{{ shop }}: something of order {{ number }} could not be found. We shall call with an alternative: {{ link }}',
      ru: '{{ shop }}: часть заказа {{ number }} не нашлась. Позвоним и предложим замену: {{ link }}',
    },
    subject: {
      en: 'Order {{ number }}: something could not be found',
      ru: 'Заказ {{ number }}: часть товара не нашлась',
    },
    email: email(
      `We are sorry: something of your order {{ number }} could not be found. A manager will call you with an alternative.\n${LINES_EN}\n\n{{ link }}`,
      `Нам жаль: часть вашего заказа {{ number }} не нашлась. Менеджер позвонит вам и предложит замену.\n${LINES_RU}\n\n{{ link }}`,
    ),
  },
  confirm_by_email: {
    sms: {
      en: '{{ shop }}: please confirm order {{ number }}: {{ link }}',
      ru: '{{ shop }}: подтвердите, пожалуйста, заказ {{ number }}: {{ link }}',
    },
    subject: { en: 'Please confirm order {{ number }}', ru: 'Подтвердите заказ {{ number }}' },
    email: email(
      `We could not reach you by phone. Here is your order {{ number }} with everything:\n${LINES_EN}\n\nConfirm it, change it or decline it here: {{ link }}`,
      `Мы не смогли до вас дозвониться. Вот ваш заказ {{ number }} полностью:\n${LINES_RU}\n\nПодтвердить, изменить или отказаться можно здесь: {{ link }}`,
    ),
  },
  confirm_reminder: {
    sms: {
      en: '{{ shop }}: order {{ number }} still waits for you: {{ link }}',
      ru: '{{ shop }}: заказ {{ number }} ещё ждёт вас: {{ link }}',
    },
    subject: {
      en: 'Order {{ number }} still waits for you',
      ru: 'Заказ {{ number }} ещё ждёт вас',
    },
    email: email(
      `Your order {{ number }} still waits for your answer:\n${LINES_EN}\n\n{{ link }}`,
      `Ваш заказ {{ number }} всё ещё ждёт вашего ответа:\n${LINES_RU}\n\n{{ link }}`,
    ),
  },
  order_amended: {
    sms: {
      en: '{{ shop }}: order {{ number }} changed{% if costs != "" %}. Total {{ total }}{% endif %}{{ more }}: {{ link }}',
      ru: '{{ shop }}: заказ {{ number }} изменён{% if costs != "" %}. Итого {{ total }}{% endif %}{{ more }}: {{ link }}',
    },
    subject: { en: 'Order {{ number }} changed', ru: 'Заказ {{ number }} изменён' },
    email: email(
      `Your order {{ number }} is now:\n${LINES_EN}\n\n${MORE}{{ link }}`,
      `Ваш заказ {{ number }} теперь такой:\n${LINES_RU}\n\n${MORE}{{ link }}`,
    ),
  },
  payment_asked: {
    sms: {
      en: '{{ shop }}: order {{ number }} is sent after payment of {{ prepayment }}: {{ link }}',
      ru: '{{ shop }}: заказ {{ number }} отправим после оплаты {{ prepayment }}: {{ link }}',
    },
    subject: { en: 'Please pay for order {{ number }}', ru: 'Оплатите заказ {{ number }}' },
    email: email(
      `Your order {{ number }} is sent once {{ prepayment }} of it is paid:\n${LINES_EN}\n\n{{ link }}`,
      `Заказ {{ number }} будет отправлен после оплаты {{ prepayment }}:\n${LINES_RU}\n\n{{ link }}`,
    ),
  },
  payment_reminder: {
    sms: {
      en: '{{ shop }}: order {{ number }} still waits for payment of {{ prepayment }}: {{ link }}',
      ru: '{{ shop }}: заказ {{ number }} ещё ждёт оплаты {{ prepayment }}: {{ link }}',
    },
    subject: { en: 'Order {{ number }} waits for payment', ru: 'Заказ {{ number }} ждёт оплаты' },
    email: email(
      `Your order {{ number }} still waits for payment of {{ prepayment }}:\n${LINES_EN}\n\n{{ link }}`,
      `Заказ {{ number }} всё ещё ждёт оплаты {{ prepayment }}:\n${LINES_RU}\n\n{{ link }}`,
    ),
  },
  delivery_delayed: {
    sms: {
      en: '{{ shop }}: order {{ number }} is delayed, now expected on {{ expected }}. Sorry! {{ link }}',
      ru: '{{ shop }}: заказ {{ number }} задерживается, ждём {{ expected }}. Извините! {{ link }}',
    },
    subject: { en: 'Order {{ number }} is delayed', ru: 'Заказ {{ number }} задерживается' },
    email: email(
      `Your order {{ number }} will come later than we promised: it is now expected on {{ expected }}. We are sorry.\n\nIf that does not suit you, tell us here: {{ link }}`,
      `Ваш заказ {{ number }} придёт позже, чем мы обещали: ждём его {{ expected }}. Приносим извинения.\n\nЕсли вам это не подходит, сообщите нам здесь: {{ link }}`,
    ),
  },
  delivery_check: {
    sms: {
      en: '{{ shop }}: did order {{ number }} arrive? Answer: {{ link }}',
      ru: '{{ shop }}: вы получили заказ {{ number }}? Ответьте: {{ link }}',
    },
    subject: { en: 'Did order {{ number }} arrive?', ru: 'Вы получили заказ {{ number }}?' },
    email: email(
      `Your order {{ number }} should have been with you. Did it arrive? Please answer here: {{ link }}`,
      `Заказ {{ number }} уже должен быть у вас. Вы его получили? Ответьте, пожалуйста: {{ link }}`,
    ),
  },
  parcel_sent: {
    sms: {
      en: '{{ shop }}: order {{ number }} has been sent, tracking number {{ tracking }}. {{ link }}',
      ru: '{{ shop }}: заказ {{ number }} отправлен, трек-номер {{ tracking }}. {{ link }}',
    },
    subject: { en: 'Order {{ number }} has been sent', ru: 'Заказ {{ number }} отправлен' },
    email: email(
      `Your order {{ number }} has been sent. Its tracking number: {{ tracking }}.\n${LINES_EN}\n\nWe shall tell you when it arrives. {{ link }}`,
      `Ваш заказ {{ number }} отправлен. Трек-номер: {{ tracking }}.\n${LINES_RU}\n\nМы сообщим, когда он прибудет. {{ link }}`,
    ),
  },
  parcel_arrived: {
    sms: {
      en: '{{ shop }}: order {{ number }} waits for you: {{ place }}. Kept until {{ keptUntil }}. {{ link }}',
      ru: '{{ shop }}: заказ {{ number }} ждёт вас: {{ place }}. Хранится до {{ keptUntil }}. {{ link }}',
    },
    subject: { en: 'Order {{ number }} has arrived', ru: 'Заказ {{ number }} прибыл' },
    email: email(
      `Your order {{ number }} waits for you: {{ place }}.\nIt is kept until {{ keptUntil }}.\n${LINES_EN}\n\n{{ link }}`,
      `Ваш заказ {{ number }} ждёт вас: {{ place }}.\nОн хранится до {{ keptUntil }}.\n${LINES_RU}\n\n{{ link }}`,
    ),
  },
  parcel_waits: {
    sms: {
      en: '{{ shop }}: order {{ number }} still waits for you: {{ place }}. Kept until {{ keptUntil }}. {{ link }}',
      ru: '{{ shop }}: заказ {{ number }} всё ещё ждёт вас: {{ place }}. Хранится до {{ keptUntil }}. {{ link }}',
    },
    subject: { en: 'Order {{ number }} still waits', ru: 'Заказ {{ number }} всё ещё ждёт вас' },
    email: email(
      `Your order {{ number }} still waits for you: {{ place }}.\nIt is kept until {{ keptUntil }}, then it goes back.\n\n{{ link }}`,
      `Ваш заказ {{ number }} всё ещё ждёт вас: {{ place }}.\nОн хранится до {{ keptUntil }}, потом уйдёт обратно.\n\n{{ link }}`,
    ),
  },
  parcel_lost: {
    sms: {
      en: '{{ shop }}: sorry, the carrier cannot find order {{ number }}. We shall call you about it. {{ link }}',
      ru: '{{ shop }}: извините, перевозчик не может найти заказ {{ number }}. Мы вам позвоним. {{ link }}',
    },
    subject: { en: 'Order {{ number }} is missing', ru: 'Заказ {{ number }} потерялся в пути' },
    email: email(
      `We are sorry: the carrier cannot find your order {{ number }}. We shall call you: others can be sent, or you get your money back.\n\n{{ link }}`,
      `Приносим извинения: перевозчик не может найти ваш заказ {{ number }}. Мы вам позвоним: отправим другой или вернём деньги.\n\n{{ link }}`,
    ),
  },
  parcel_back: {
    sms: {
      en: '{{ shop }}: part of order {{ number }} goes back to us{{ more }}. {{ link }}',
      ru: '{{ shop }}: часть заказа {{ number }} возвращается к нам{{ more }}. {{ link }}',
    },
    subject: {
      en: 'Part of order {{ number }} goes back',
      ru: 'Часть заказа {{ number }} возвращается',
    },
    email: email(
      `Part of your order {{ number }} goes back to us.\n\n${MORE}{{ link }}`,
      `Часть вашего заказа {{ number }} возвращается к нам.\n\n${MORE}{{ link }}`,
    ),
  },
  order_closed: {
    sms: {
      en: '{{ shop }}: order {{ number }} is closed ({{ reason }}). You can order anew at any time.',
      ru: '{{ shop }}: заказ {{ number }} закрыт ({{ reason }}). Вы можете оформить его заново.',
    },
    subject: { en: 'Order {{ number }} is closed', ru: 'Заказ {{ number }} закрыт' },
    email: email(
      `Your order {{ number }} is closed ({{ reason }}). You can order anew at any time.`,
      `Ваш заказ {{ number }} закрыт ({{ reason }}). Вы можете оформить его заново в любое время.`,
    ),
  },
};

/** Purposes whose letter has something to say that no template knows. */
const SAYS_MORE: readonly Purpose[] = ['order_amended', 'parcel_back'];

/** The letter for a purpose: the shop's own, else Ordo's. */
export function templateOf(
  own: Readonly<Partial<Record<LetterPurpose, Template>>> | undefined,
  purpose: Purpose,
): Template {
  assert(purpose !== 'confirm_by_voice', 'a call is spoken, not written');
  const template = own?.[purpose];
  if (!template) return TEMPLATES[purpose];
  return SAYS_MORE.includes(purpose) ? withMore(template) : template;
}

/** A shop's own words that leave no place for what is to be said besides get it at their end. */
function withMore({ sms, subject, email: letter }: Template): Template {
  const added = (source: string, end: string): string =>
    /\bmore\b/.test(source) ? source : `${source}${end}`;
  const inBoth = ({ en, ru }: Text, end: string): Text => ({
    en: added(en, end),
    ru: added(ru, end),
  });
  const atEnd = '{% if more != "" %}\n\n{{ more }}{% endif %}';
  return { sms: inBoth(sms, '{{ more }}'), subject, email: inBoth(letter, atEnd) };
}
