/**
 * Every word of the customer's page, in both languages. Data only.
 */
import type { ParcelState } from '../../domain/parties/parcel';

export interface CustomerWords {
  readonly order: string;
  readonly goods: string;
  /** What has to be in before something may leave. */
  readonly payFirst: string;
  readonly when: string;
  readonly where: string;
  readonly how: string;
  readonly version: string;
  readonly methods: Readonly<Record<string, string>>;
  readonly confirm: string;
  readonly decline: string;
  readonly declineWhy: string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly change: string;
  readonly changeWhat: string;
  readonly askReceived: string;
  readonly received: string;
  readonly notReceived: string;
  readonly parcels: string;
  readonly keptUntil: string;
  readonly tracking: string;
  readonly parcelStates: Readonly<Record<ParcelState, string>>;
  readonly said: {
    readonly confirmed: string;
    readonly alreadyConfirmed: string;
    readonly declined: string;
    readonly changeAsked: string;
    readonly thanks: string;
    readonly sorry: string;
    readonly newer: string;
    readonly closed: string;
    readonly delivered: string;
    readonly notNow: string;
    readonly kept: string;
  };
}

export const CUSTOMER_WORDS: Readonly<Record<'ru' | 'en', CustomerWords>> = {
  en: {
    order: 'Order',
    goods: 'Goods',
    payFirst: 'Of it before we send',
    when: 'When',
    where: 'Where',
    how: 'How',
    version: 'version',
    methods: {
      courier: 'by courier',
      post: 'by post',
      pickup: 'to a pickup point',
      transport: 'by a transport company',
    },
    confirm: 'Yes, I confirm the order',
    decline: 'I do not want the order',
    declineWhy: 'Why?',
    reasons: {
      changed_mind: 'I changed my mind',
      bought_elsewhere: 'I bought it elsewhere',
      price: 'The price does not suit me',
      term: 'It takes too long',
      duplicate: 'I ordered twice',
      other: 'Another reason',
    },
    change: 'Ask for a change',
    changeWhat: 'What should be different?',
    askReceived: 'Did the order come?',
    received: 'Yes, it came',
    notReceived: 'No, it did not',
    parcels: 'Where the goods are',
    keptUntil: 'kept until',
    tracking: 'tracking number',
    parcelStates: {
      announced: 'being made ready',
      packed: 'packed',
      handed_over: 'on the way',
      in_transit: 'on the way',
      at_pickup_point: 'waits for you',
      attempt_failed: 'could not be delivered: we will get in touch with you',
      delivered: 'delivered',
      partly_delivered: 'delivered in part',
      returning: 'on its way back to us',
      returned: 'back with us',
      lost: 'not to be found: we will get in touch with you',
      cancelled: 'cancelled',
    },
    said: {
      confirmed: 'Thank you, the order is confirmed.',
      alreadyConfirmed: 'The order is already confirmed.',
      declined: 'The order is cancelled, as you wished.',
      changeAsked: 'We have your wish and will get in touch with you.',
      thanks: 'Thank you for telling us.',
      sorry: 'We are sorry. We will find out what happened and get in touch with you.',
      newer:
        'The order was changed meanwhile. This is its newer version: please look at it and answer again.',
      closed: 'The order is closed.',
      delivered: 'The order has been delivered.',
      notNow: 'This cannot be done now. Please call us.',
      kept: 'We have your answer and will see to it in a moment.',
    },
  },
  ru: {
    order: 'Заказ',
    goods: 'Товары',
    payFirst: 'Из них до отправки',
    when: 'Когда',
    where: 'Куда',
    how: 'Как',
    version: 'версия',
    methods: {
      courier: 'курьером',
      post: 'почтой',
      pickup: 'в пункт выдачи',
      transport: 'транспортной компанией',
    },
    confirm: 'Да, подтверждаю заказ',
    decline: 'Отказаться от заказа',
    declineWhy: 'Почему?',
    reasons: {
      changed_mind: 'Передумал(а)',
      bought_elsewhere: 'Уже купил(а) в другом месте',
      price: 'Не подходит цена',
      term: 'Слишком долго ждать',
      duplicate: 'Заказал(а) дважды',
      other: 'Другая причина',
    },
    change: 'Попросить изменить заказ',
    changeWhat: 'Что изменить?',
    askReceived: 'Заказ получен?',
    received: 'Да, получен',
    notReceived: 'Нет, не получен',
    parcels: 'Где товары',
    keptUntil: 'хранится до',
    tracking: 'номер отслеживания',
    parcelStates: {
      announced: 'готовится',
      packed: 'упаковано',
      handed_over: 'в пути',
      in_transit: 'в пути',
      at_pickup_point: 'ждёт вас',
      attempt_failed: 'не удалось вручить: мы свяжемся с вами',
      delivered: 'доставлено',
      partly_delivered: 'доставлено частично',
      returning: 'возвращается к нам',
      returned: 'вернулось к нам',
      lost: 'не можем найти: мы свяжемся с вами',
      cancelled: 'отменено',
    },
    said: {
      confirmed: 'Спасибо, заказ подтверждён.',
      alreadyConfirmed: 'Заказ уже подтверждён.',
      declined: 'Заказ отменён по вашей просьбе.',
      changeAsked: 'Мы получили вашу просьбу и свяжемся с вами.',
      thanks: 'Спасибо, что сообщили.',
      sorry: 'Просим прощения. Мы выясним, что случилось, и свяжемся с вами.',
      newer: 'Заказ тем временем изменился. Ниже его новая версия: посмотрите и ответьте ещё раз.',
      closed: 'Заказ закрыт.',
      delivered: 'Заказ доставлен.',
      notNow: 'Сейчас это сделать нельзя. Пожалуйста, позвоните нам.',
      kept: 'Мы получили ваш ответ и сейчас его обработаем.',
    },
  },
};
