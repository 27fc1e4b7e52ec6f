/**
 * Every text of Ordo for people, Russian beside English, so that none can be left out of one language.
 * Data only; `{name}` is filled in by the catalogue.
 */
export interface Text {
  readonly ru: string;
  readonly en: string;
}

/** A text, English first as in the code around it. */
export const text = (en: string, ru: string): Text => ({ ru, en });

/** What is waited for and what happens then. */
export const PHRASES = {
  'wait.send': text('the message about the order goes out', 'уйдёт сообщение о заказе'),
  'wait.confirm': text('confirm the order', 'подтвердит заказ'),
  'wait.voice': text('answer the call of the voice menu', 'ответит на звонок автомата'),
  'wait.call': text('call the customer', 'позвонит покупателю'),
  'wait.find_alternative': text('find an alternative for {sku}', 'подберёт замену для {sku}'),
  'wait.payment': text('the prepayment', 'поступит предоплата'),
  'wait.answer': text('accept the instruction', 'примет поручение'),
  'wait.answer_revision': text('accept the change', 'примет изменение'),
  'wait.answer_call_off': text('accept that it is called off', 'примет отмену'),
  'wait.supply': text('deliver what it promised', 'поставит обещанное'),
  'wait.working_hours': text('working hours', 'начнётся рабочее время'),
  'wait.deliver': text('deliver the order', 'доставит заказ'),
  'wait.hand_over': text('take the parcel over', 'примет посылку'),
  'wait.fetch': text('fetch the parcel', 'заберёт посылку'),
  'wait.did_it_come': text('say whether the order came', 'ответит, получен ли заказ'),
  'wait.find_out_why': text('find out why it was not delivered', 'выяснит, почему не доставлено'),
  'wait.hand_in': text('the money of the order is handed in', 'примет деньги за заказ'),
  'wait.refund': text('decide on the refund', 'решит о возврате денег'),
  'wait.check': text('the next-day check of the delivery', 'наступит проверка доставки'),
  'wait.bring_back': text('bring the goods back', 'вернёт товар'),
  'wait.task.fix_contact': text('find a way to the customer', 'найдёт связь с покупателем'),
  'wait.task.customer_wants_change': text(
    'change the order as the customer wishes',
    'изменит заказ по просьбе покупателя',
  ),
  'wait.task.party_overdue': text('chase {party}', 'поторопит исполнителя: {party}'),
  'wait.task.party_refused': text(
    'decide what to do where {party} refused',
    'решит, как быть с отказом: {party}',
  ),
  'wait.task.courier_request': text(
    'answer the courier who asks for something',
    'ответит на просьбу курьера',
  ),
  'wait.task.doubtful_report': text(
    'find out where the goods and the money of a doubtful report are',
    'выяснит, где товар и деньги: сообщение перевозчика расходится с учётом',
  ),
  'wait.task.decide_partial_refusal': text(
    'decide on a change that somebody refused',
    'решит об изменении, от которого отказались',
  ),
  'wait.task.message_undeliverable': text(
    'reach the customer another way',
    'свяжется с покупателем иначе',
  ),
  'wait.task.hand_in_overdue': text('bring the overdue money in', 'взыщет просроченные деньги'),
  'wait.task.system_trouble': text('mend a fault of the system', 'устранит сбой системы'),
  'wait.task.call_customer': text('call the customer', 'позвонит покупателю'),
  'wait.task.find_alternative': text('find an alternative', 'подберёт замену'),
  'wait.task.find_out_why': text('find out why', 'выяснит причину'),
  'wait.task.inspect_return': text('inspect what came back', 'осмотрит возврат'),
  'wait.task.approve_refund': text('decide on the refund', 'решит о возврате'),
  'call_back.as_asked': text(
    'The customer asked to be called at {asked}.',
    'Покупатель просил позвонить {asked}.',
  ),
  'call_back.shop_closed': text(
    'The customer asked to be called at {asked}; the shop is closed then, so the call is for {at}.',
    'Покупатель просил позвонить {asked}; магазин в это время закрыт, поэтому звоним {at}.',
  ),
  'call_back.not_decent': text(
    'The customer asked to be called at {asked}; that is no time to ring, so the call is for {at}.',
    'Покупатель просил позвонить {asked}; в это время звонить не принято, поэтому звоним {at}.',
  ),
  'call_back.shop_closed_and_not_decent': text(
    'The customer asked to be called at {asked}; the shop is closed and it is no time to ring, so the call is for {at}.',
    'Покупатель просил позвонить {asked}; магазин закрыт и звонить не принято, поэтому звоним {at}.',
  ),
  'then.agree': text(
    'Ordo agrees the order with the customer',
    'Ordo согласует заказ с покупателем',
  ),
  'then.voice': text('Ordo calls with a voice menu', 'Ordo позвонит с голосовым меню'),
  'then.next_step': text('Ordo tries the next way', 'Ordo попробует следующий способ'),
  'then.call': text('a manager calls', 'менеджер позвонит'),
  'then.text': text('Ordo sends a link to confirm by SMS', 'Ordo отправит SMS со ссылкой'),
  'then.email': text(
    'Ordo sends the order by e-mail with a link to confirm',
    'Ordo отправит заказ письмом со ссылкой для подтверждения',
  ),
  'then.close_silent': text(
    'the order is closed and the goods are freed',
    'заказ будет закрыт, товар освобождён',
  ),
  'then.close_unpaid': text(
    'the order is closed as not paid',
    'заказ будет закрыт как неоплаченный',
  ),
  'then.drop_unpaid': text(
    'what was not paid is left out',
    'неоплаченное будет исключено из заказа',
  ),
  'then.escalate': text('the senior manager is told', 'узнает старший менеджер'),
  'then.remind_party': text('Ordo reminds them', 'Ordo напомнит'),
  'then.party_task': text('the dispatcher gets a task', 'диспетчер получит задачу'),
  'then.instruct': text('everybody is instructed', 'исполнители получат поручения'),
  'then.check_delivery': text('Ordo checks the delivery', 'Ordo проверит доставку'),
  'then.check_hand_over': text(
    'Ordo checks whether the parcel was handed over',
    'Ordo проверит, принята ли посылка',
  ),
  'then.ask_return': text('the dispatcher has it sent back', 'диспетчер затребует посылку обратно'),
  'then.taken_for_lost': text('the parcel counts as lost', 'посылка будет считаться утерянной'),
  'then.find_out_why': text('the dispatcher finds out why', 'диспетчер выяснит причину'),
  'then.hand_in_task': text('the cashier gets a task', 'кассир получит задачу'),
  'then.complete': text('the order is completed', 'заказ будет завершён'),
  'then.try_again': text('Ordo tries again', 'Ordo попробует снова'),
  'then.stays': text(
    'the task stays open until it is done',
    'задача останется открытой, пока её не выполнят',
  ),
  'then.nothing': text('nothing by itself', 'само ничего не произойдёт'),
} as const satisfies Record<string, Text>;

export const WHO = {
  customer: text('the customer', 'покупатель'),
  warehouse: text('the warehouse', 'склад'),
  supplier: text('the supplier', 'поставщик'),
  carrier: text('the carrier', 'перевозчик'),
  manager: text('the manager', 'менеджер'),
  senior_manager: text('the senior manager', 'старший менеджер'),
  dispatcher: text('the dispatcher', 'диспетчер'),
  cashier: text('the cashier', 'кассир'),
  finance: text('finance', 'финансовый отдел'),
  admin: text('the administrator', 'администратор'),
  payment: text('the payment', 'оплата'),
  clock: text('the clock', 'время'),
} as const satisfies Record<string, Text>;
