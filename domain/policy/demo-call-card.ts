/**
 * What the managers of the demo shops say in a confirmation call. Data only.
 */
import type { CallCard } from './call-card';

export const DEMO_CALL_CARD: CallCard = {
  greeting: {
    en: 'Hello, this is the shop “{shop}”. Am I speaking with {name}? You placed order {number} with us.',
    ru: 'Здравствуйте, это магазин «{shop}». Я говорю с {name}? Вы оформили у нас заказ {number}.',
  },
  script: [
    {
      en: 'Read out every item with its size and colour, and ask whether it is what was meant.',
      ru: 'Назовите каждый товар с размером и цветом и спросите, всё ли верно.',
    },
    {
      en: 'If something is short, offer an alternative, fewer pieces, or the order without it.',
      ru: 'Если чего-то не хватает, предложите замену, меньше штук или заказ без этой строки.',
    },
    {
      en: 'Tell the promotions that run and offer what goes with the goods.',
      ru: 'Назовите действующие акции и предложите то, что подходит к товару.',
    },
    {
      en: 'Agree on the way of delivery, say at once whether it is paid or free, check the address.',
      ru: 'Согласуйте доставку, сразу скажите, платная она или бесплатная, сверьте адрес.',
    },
    {
      en: 'Agree on the payment; by post, offer cash on delivery. Tell the total.',
      ru: 'Согласуйте оплату; для почты предложите наложенный платёж. Назовите итог.',
    },
    {
      en: 'Ask for further wishes and write them down.',
      ru: 'Спросите о пожеланиях и запишите их.',
    },
  ],
  promotions: [
    {
      text: {
        en: 'Goods for 10,000 roubles or more are brought by courier free of charge.',
        ru: 'При заказе от 10 000 рублей доставка курьером бесплатна.',
      },
      from: null,
      until: null,
    },
  ],
};
