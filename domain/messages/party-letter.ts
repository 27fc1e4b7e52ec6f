/**
 * The letter by which a party without a server is told: what it is about and the link to its page, Russian and
 * English. It says nothing of the customer; that stands on the page.
 */
import type { TellingKind } from '../parties/telling';
import type { Text } from './words/texts';

/** For how long a link leads a party to its page. */
export const PARTY_LINK_DAYS = 14;

export interface PartyLetterTemplate {
  readonly subject: Text;
  readonly text: Text;
}

const FOOT_EN =
  'Please answer here: {{ link }}\nThe link is yours alone and works for {{ days }} days.';
const FOOT_RU =
  'Ответьте, пожалуйста, здесь: {{ link }}\nСсылка только для вас, она действует {{ days }} дней.';
const LINES_EN =
  '{% for line in lines %}- {{ line.title }} ({{ line.sku }}), {{ line.quantity }} pcs{% if line.price != "" %}, {{ line.price }} each{% endif %}{% if line.term != "" %}, {{ line.term }} days{% endif %}\n{% endfor %}';
const BACK_EN =
  '{% if back.size > 0 %}\nDo not give away, bring back:\n{% for line in back %}- {{ line.title }} ({{ line.sku }}), {{ line.quantity }} pcs\n{% endfor %}{% endif %}';
const LINES_RU =
  '{% for line in lines %}- {{ line.title }} ({{ line.sku }}), {{ line.quantity }} шт.{% if line.price != "" %}, {{ line.price }} за штуку{% endif %}{% if line.term != "" %}, {{ line.term }} дн.{% endif %}\n{% endfor %}';
const BACK_RU =
  '{% if back.size > 0 %}\nНе отдавать, вернуть:\n{% for line in back %}- {{ line.title }} ({{ line.sku }}), {{ line.quantity }} шт.\n{% endfor %}{% endif %}';

const CHANGES = '{% for change in changes %}- {{ change }}\n{% endfor %}';
/** To whom it is handed over, what is collected and how. */
const FACTS = '{% for fact in facts %}{{ fact }}\n{% endfor %}';

/** Liquid templates by what the party is told. */
export const PARTY_LETTERS: Readonly<Record<TellingKind, PartyLetterTemplate>> = {
  instruction: {
    subject: { en: '{{ shop }}: order {{ number }}', ru: '{{ shop }}: заказ {{ number }}' },
    text: {
      en: `Hello!\n\nA new order for you:\n${LINES_EN}${BACK_EN}${FACTS}\n${FOOT_EN}\n\n{{ shop }}`,
      ru: `Здравствуйте!\n\nНовый заказ для вас:\n${LINES_RU}${BACK_RU}${FACTS}\n${FOOT_RU}\n\n{{ shop }}`,
    },
  },
  revision: {
    subject: {
      en: '{{ shop }}: order {{ number }} was changed',
      ru: '{{ shop }}: заказ {{ number }} изменён',
    },
    text: {
      en: `Hello!\n\nThe order was changed:\n${CHANGES}\nIt is now:\n${LINES_EN}${BACK_EN}${FACTS}\n${FOOT_EN}\n\n{{ shop }}`,
      ru: `Здравствуйте!\n\nЗаказ изменён:\n${CHANGES}\nТеперь нужно:\n${LINES_RU}${BACK_RU}${FACTS}\n${FOOT_RU}\n\n{{ shop }}`,
    },
  },
  call_off: {
    subject: {
      en: '{{ shop }}: order {{ number }} is called off',
      ru: '{{ shop }}: заказ {{ number }} отменён',
    },
    text: {
      en: `Hello!\n\nPlease do not carry out this order any more:\n${LINES_EN}\n${FOOT_EN}\n\n{{ shop }}`,
      ru: `Здравствуйте!\n\nЭтот заказ больше не нужен, пожалуйста, не выполняйте его:\n${LINES_RU}\n${FOOT_RU}\n\n{{ shop }}`,
    },
  },
};
