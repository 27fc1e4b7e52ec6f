/**
 * What the states, kinds and reasons of an order are called when people read of them, Russian beside English.
 * Data only; each table is whole by its type, so that no state is without a word.
 */
import type { ClosingReason } from '../../order/order';
import type { StageName } from '../../order/stage';
import type { InstructionState } from '../../parties/instruction';
import type { ParcelState } from '../../parties/parcel';
import type { Role, TaskKind } from '../../tasks/task';
import type { MessageChannel, Purpose } from '../message';
import { text } from './texts';
import type { Text } from './texts';

type Words<Word extends string> = Readonly<Record<Word, Text>>;

export const STAGE_WORDS: Words<StageName> = {
  received: text('received', 'получен'),
  securing: text('goods are being secured', 'обеспечиваем товар'),
  agreeing: text('being agreed with the customer', 'согласуется с покупателем'),
  awaiting_prepayment: text('the prepayment is awaited', 'ждём предоплату'),
  instructing: text('parties are being instructed', 'раздаём поручения'),
  delivering: text('being delivered', 'доставляется'),
  settling: text('the money is being settled', 'идут расчёты'),
  caring: text('delivered, looked after', 'доставлен, под присмотром'),
  cancelling: text('being cancelled', 'отменяется'),
  completed: text('completed', 'завершён'),
  cancelled: text('cancelled', 'отменён'),
};

export const CLOSING_WORDS: Words<ClosingReason> = {
  completed: text('completed', 'завершён'),
  customer_silent: text('the customer did not answer', 'покупатель не ответил'),
  declined: text('the customer declined', 'покупатель отказался'),
  changed_mind: text('the customer changed their mind', 'покупатель передумал'),
  bought_elsewhere: text('bought elsewhere', 'куплено в другом месте'),
  price: text('the price does not suit', 'не устроила цена'),
  term: text('the term does not suit', 'не устроил срок'),
  duplicate: text('ordered twice', 'повторный заказ'),
  fraud: text('not a real order', 'заказ не настоящий'),
  not_paid: text('not paid', 'не оплачен'),
  out_of_stock: text('out of stock', 'нет в наличии'),
  undeliverable: text('could not be delivered', 'не удалось доставить'),
  other: text('another reason', 'другая причина'),
};

export const LINE_WORDS: Words<
  'reserved' | 'short' | 'removed' | 'packed' | 'shipped' | 'delivered' | 'refused' | 'returned'
> = {
  reserved: text('reserved', 'в резерве'),
  short: text('not all of it is there', 'не хватает'),
  removed: text('removed', 'убрано'),
  packed: text('packed', 'собрано'),
  shipped: text('on its way', 'в пути'),
  delivered: text('delivered', 'доставлено'),
  refused: text('refused', 'отказ'),
  returned: text('came back', 'вернулось'),
};

export const INSTRUCTION_WORDS: Words<InstructionState | 'revision' | 'call_off' | 'instruction'> =
  {
    sent: text('no answer yet', 'ответа ещё нет'),
    accepted: text('accepted', 'принято'),
    refused: text('refused', 'отказ'),
    done: text('done', 'сделано'),
    called_off: text('called off', 'поручение снято'),
    instruction: text('the instruction', 'поручение'),
    revision: text('the change', 'изменение'),
    call_off: text('the calling off', 'отмена поручения'),
  };

export const PARCEL_WORDS: Words<ParcelState> = {
  announced: text('announced', 'объявлена'),
  packed: text('packed', 'собрана'),
  handed_over: text('handed over to the carrier', 'передана перевозчику'),
  in_transit: text('on its way', 'в пути'),
  at_pickup_point: text('waits to be fetched', 'ждёт получателя'),
  attempt_failed: text('an attempt to deliver has failed', 'попытка доставки не удалась'),
  delivered: text('delivered', 'доставлена'),
  partly_delivered: text('delivered in part', 'доставлена частично'),
  returning: text('on its way back', 'возвращается'),
  returned: text('came back', 'вернулась'),
  lost: text('lost', 'утеряна'),
  cancelled: text('cancelled', 'отменена'),
};

export const ROLE_WORDS: Words<Role> = {
  storefront: text('the storefront', 'магазин'),
  manager: text('the manager', 'менеджер'),
  senior_manager: text('the senior manager', 'старший менеджер'),
  dispatcher: text('the dispatcher', 'диспетчер'),
  warehouse: text('the warehouse', 'склад'),
  courier: text('the courier', 'курьер'),
  cashier: text('the cashier', 'кассир'),
  finance: text('finance', 'финансовый отдел'),
  admin: text('the administrator', 'администратор'),
  auditor: text('the auditor', 'аудитор'),
};

export const TASK_WORDS: Words<TaskKind> = {
  call_customer: text('call the customer', 'позвонить покупателю'),
  fix_contact: text('find a way to the customer', 'найти связь с покупателем'),
  find_alternative: text('find an alternative', 'подобрать замену'),
  customer_wants_change: text('change what the customer wishes', 'изменить по просьбе покупателя'),
  party_overdue: text('chase who does not answer', 'поторопить того, кто не отвечает'),
  party_refused: text('decide where somebody refused', 'решить, как быть с отказом'),
  doubtful_report: text('clear up a doubtful report', 'разобраться с сомнительным сообщением'),
  courier_request: text('answer the courier', 'ответить на просьбу курьера'),
  find_out_why: text('find out why it did not arrive', 'выяснить, почему не доставлено'),
  decide_partial_refusal: text('decide on a refused change', 'решить об изменении с отказом'),
  message_undeliverable: text('reach the customer another way', 'связаться с покупателем иначе'),
  hand_in_overdue: text('bring the overdue money in', 'взыскать просроченные деньги'),
  approve_refund: text('decide on the refund', 'решить о возврате денег'),
  inspect_return: text('inspect what came back', 'осмотреть возврат'),
  system_trouble: text('mend a fault of the system', 'устранить сбой системы'),
};

export const PURPOSE_WORDS: Words<Purpose> = {
  order_received: text('the order was received', 'заказ получен'),
  goods_short: text('goods are short', 'товара не хватает'),
  confirm_by_sms: text('a link to confirm', 'ссылка для подтверждения'),
  goods_missing: text('goods could not be found', 'товар не нашёлся'),
  confirm_by_email: text('the whole order, to be confirmed', 'весь заказ для подтверждения'),
  confirm_by_voice: text('a call by the voice menu', 'звонок голосового меню'),
  confirm_reminder: text('a reminder to confirm', 'напоминание о подтверждении'),
  order_amended: text('the order was changed', 'заказ изменён'),
  payment_asked: text('the prepayment is asked for', 'просьба о предоплате'),
  payment_reminder: text('a reminder to pay', 'напоминание об оплате'),
  delivery_delayed: text('the delivery is late', 'доставка задерживается'),
  delivery_check: text('the question whether it came', 'вопрос, получен ли заказ'),
  parcel_sent: text('the parcel was sent', 'посылка отправлена'),
  parcel_arrived: text('the parcel has arrived', 'посылка прибыла'),
  parcel_waits: text('the parcel waits', 'посылка ждёт'),
  parcel_lost: text('the parcel was lost', 'посылка утеряна'),
  parcel_back: text('a part of the order goes back', 'часть заказа возвращается'),
  order_closed: text('the order is closed', 'заказ закрыт'),
};

export const CHANNEL_WORDS: Words<MessageChannel> = {
  sms: text('SMS', 'SMS'),
  email: text('e-mail', 'письмо'),
  voice: text('the voice menu', 'голосовое меню'),
};

/** How it stands with a message to the customer, or what its provider said of it last. */
export const MESSAGE_WORDS: Words<'waiting' | 'sent' | 'unknown' | 'failed' | 'withdrawn'> = {
  waiting: text('to be sent', 'будет отправлено'),
  sent: text('sent', 'отправлено'),
  unknown: text('perhaps sent', 'возможно, отправлено'),
  failed: text('could not be sent', 'отправить не удалось'),
  withdrawn: text('not needed any more', 'больше не нужно'),
};

/** Why a party said no, or a parcel did not arrive; who reports may have words of their own beside these. */
export const REASON_WORDS: Readonly<Record<string, Text>> = {
  ...CLOSING_WORDS,
  already_packed: text('packed already', 'уже собрано'),
  already_handed_over: text('handed over already', 'уже передано'),
  cannot_in_time: text('not in time', 'не успевают'),
  nobody_home: text('nobody at home', 'никого нет дома'),
  no_answer: text('no answer to the call', 'не отвечает на звонок'),
  wrong_address: text('a wrong address', 'неверный адрес'),
  customer_postponed: text('the customer asked for another day', 'покупатель попросил другой день'),
  courier_late: text('the courier was late', 'курьер не успел'),
  lost: text('the parcel was lost', 'посылка утеряна'),
};
