/**
 * Every word of a party's page, in both languages. Data only.
 */
import type { Locale } from '../../domain/messages/catalogue';

const EN = {
  order: 'Order',
  tasks: {
    supply: 'Please deliver to us',
    pack: 'Please pack',
    deliver: 'Please bring to the customer',
  },
  callOff: 'Please do not carry out this any more',
  revised: 'The order was changed. Below is what is different, and what is to be done now.',
  lines: 'Goods',
  article: 'Article',
  quantity: 'Quantity',
  price: 'Price for a piece',
  term: 'Days',
  window: 'When',
  to: 'To',
  phone: 'Phone',
  point: 'Pickup point',
  notes: 'The customer says',
  takeBack: 'Do not give away, bring back',
  answerBy: 'Please answer by',
  accept: 'Yes, we shall do it',
  acceptCallOff: 'Yes, it is stopped',
  refuse: 'We cannot',
  why: 'Why?',
  done: 'It is done',
  note: 'A word to us',
  reasons: {
    out_of_stock: 'It is out of stock',
    cannot_in_time: 'Not in time',
    already_packed: 'It is packed already',
    already_handed_over: 'It is handed over already',
    other: 'Another reason',
  },
  said: {
    thanks: 'Thank you, we have your answer.',
    kept: 'We have your answer and will see to it in a moment.',
    late: 'It had been settled otherwise: your answer is kept and changes nothing. Please call us if it matters.',
    newer:
      'This has changed since the letter was written. Please read what is to be done now and answer this.',
    accepted: 'You have accepted it.',
    refused: 'You have said that you cannot.',
    done: 'You have said that it is done.',
    called_off: 'Nothing is to be done any more.',
  },
};

export type PartyWords = typeof EN;

export const PARTY_WORDS: Readonly<Record<Locale, PartyWords>> = {
  en: EN,
  ru: {
    order: 'Заказ',
    tasks: {
      supply: 'Просим поставить нам',
      pack: 'Просим собрать',
      deliver: 'Просим доставить покупателю',
    },
    callOff: 'Это больше не нужно, пожалуйста, не выполняйте',
    revised: 'Заказ изменён. Ниже то, что изменилось, и то, что нужно сделать теперь.',
    lines: 'Товары',
    article: 'Артикул',
    quantity: 'Количество',
    price: 'Цена за штуку',
    term: 'Дней',
    window: 'Когда',
    to: 'Куда',
    phone: 'Телефон',
    point: 'Пункт выдачи',
    notes: 'Покупатель пишет',
    takeBack: 'Не отдавать, вернуть',
    answerBy: 'Ответьте, пожалуйста, до',
    accept: 'Да, сделаем',
    acceptCallOff: 'Да, остановлено',
    refuse: 'Не можем',
    why: 'Почему?',
    done: 'Сделано',
    note: 'Несколько слов нам',
    reasons: {
      out_of_stock: 'Нет в наличии',
      cannot_in_time: 'Не успеваем',
      already_packed: 'Уже собрано',
      already_handed_over: 'Уже передано',
      other: 'Другая причина',
    },
    said: {
      thanks: 'Спасибо, мы получили ваш ответ.',
      kept: 'Мы получили ваш ответ и сейчас его обработаем.',
      late: 'Это уже было решено иначе: ответ сохранён, но ничего не меняет. Если это важно, позвоните нам.',
      newer:
        'С тех пор, как было написано письмо, всё изменилось. Прочитайте, пожалуйста, что нужно сделать теперь, и ответьте на это.',
      accepted: 'Вы ответили, что сделаете.',
      refused: 'Вы ответили, что не можете.',
      done: 'Вы ответили, что сделано.',
      called_off: 'Делать больше ничего не нужно.',
    },
  },
};
