/**
 * Every text of Ordo for people, Russian beside English, so that none can be left out of one language.
 * Data only; `{name}` is filled in by the catalogue.
 */
export interface Text {
  readonly ru: string;
  readonly en: string;
}

const text = (en: string, ru: string): Text => ({ ru, en });

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
  'then.taken_for_lost': text('the parcel counts as lost', 'посылка будет считаться утерянной'),
  'then.find_out_why': text('the dispatcher finds out why', 'диспетчер выяснит причину'),
  'then.hand_in_task': text('the cashier gets a task', 'кассир получит задачу'),
  'then.complete': text('the order is completed', 'заказ будет завершён'),
  'then.try_again': text('Ordo tries again', 'Ordo попробует снова'),
  'then.stays': text(
    'the task stays open until it is done',
    'задача останется открытой, пока её не выполнят',
  ),
  'then.chased': text('the dispatcher chases them', 'диспетчер поторопит'),
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

/** The timeline in words, by type of event. */
export const EVENTS = {
  OrderPlaced: text('Order {number} placed ({source})', 'Заказ {number} оформлен ({source})'),
  WorkflowStarted: text('Ordo took the order up', 'Ordo взял заказ в работу'),
  DeadlinePassed: text('A moment came: {key}', 'Наступил срок: {key}'),
  Refused: text('Refused: {command} ({refusal})', 'Отказано: {command} ({refusal})'),
  NoteTaken: text('A note was taken', 'Сделана заметка'),
  PartyAnsweredQuestion: text('{party} answered a question', '{party}: ответ на вопрос'),
  OperatorAskedToCancel: text('Cancelled in the Temporal UI', 'Отменён в интерфейсе Temporal'),
  TroubleMet: text('A fault of the system: {what}', 'Сбой системы: {what}'),
  GoodsReserved: text(
    'Reserved {quantity} for {lineId} in {place}',
    'Зарезервировано {quantity} для {lineId}: {place}',
  ),
  GoodsSourced: text(
    '{quantity} for {lineId} to come from {party}',
    '{quantity} для {lineId} поставит {party}',
  ),
  GoodsShort: text('Short of {lineId}: {quantity}', 'Не хватает для {lineId}: {quantity}'),
  GoodsSetAside: text(
    'Came free and set aside for {lineId} in {place}: {quantity}',
    'Освободилось и отложено для {lineId}: {quantity} ({place})',
  ),
  GoodsMissing: text(
    '{place} cannot find {quantity} for {lineId}: taken off the stock',
    '{place}: не найдено {quantity} для {lineId}, списано с остатка',
  ),
  PrepaymentNeeded: text(
    '{lineId} leaves only after it is paid',
    '{lineId} отправляется только после оплаты',
  ),
  GoodsFreed: text('There may be more of {sku}', 'Возможно, снова есть {sku}'),
  GoodsReleased: text(
    'Released {quantity} of {lineId} in {place}',
    'Снят резерв {quantity} для {lineId}: {place}',
  ),
  SourceDropped: text(
    '{party} need not deliver {quantity} for {lineId}',
    '{party}: поставка {quantity} для {lineId} не нужна',
  ),
  GoodsShipped: text(
    '{quantity} of {lineId} left {place}',
    '{quantity} для {lineId} ушло: {place}',
  ),
  GoodsBack: text(
    '{quantity} of {lineId} back in {place}',
    '{quantity} для {lineId} вернулось: {place}',
  ),
  GoodsSentAnew: text(
    '{quantity} of {lineId} written off, others go in their place',
    '{quantity} для {lineId} списано, отправим другие',
  ),
  GoodsLost: text('{quantity} of {lineId} written off', '{quantity} для {lineId} списано'),
  ContactAttempted: text('Contact: {outcome}', 'Связь с покупателем: {outcome}'),
  OrderAgreed: text('Agreed ({channel})', 'Заказ согласован ({channel})'),
  VoiceCallEnded: text('The voice menu ended: {outcome}', 'Голосовое меню: {outcome}'),
  AlreadyAgreed: text('Confirmed once more ({channel})', 'Подтверждено повторно ({channel})'),
  AmendmentMade: text(
    'The order was changed: version {version}',
    'Заказ изменён: версия {version}',
  ),
  AmendmentSettled: text('The change is {state}', 'Изменение: {state}'),
  InstructionWritten: text('{party} is instructed', '{party}: дано поручение'),
  RevisionWritten: text(
    '{party} is told of version {wishVersion}',
    '{party}: сообщена версия {wishVersion}',
  ),
  CallOffWritten: text('{party} is called off', '{party}: поручение отменено'),
  PartyAnswered: text('{party}: {answer} ({to})', '{party}: {answer} ({to})'),
  PartyReminded: text('{party} is reminded', '{party}: напоминание'),
  PartyTold: text('{party} has been told by {channel}', '{party}: сообщено ({channel})'),
  PartyTellingPutOff: text(
    '{party} does not take it ({code}), later again',
    '{party}: не принято ({code}), повторим позже',
  ),
  PartyTellingFailed: text(
    '{party} could not be told by {channel} ({code})',
    '{party}: не удалось сообщить ({channel}, {code})',
  ),
  InstructionOverdue: text('{party} does not answer', '{party}: нет ответа'),
  InstructionSetAside: text('{party} is set aside', '{party}: поручение снято'),
  InstructionStands: text(
    '{party} does as told before, the rest goes separately',
    '{party}: прежнее поручение остаётся, остальное отдельно',
  ),
  CarrierGoesOn: text('{party} may bring it all the same', '{party}: доставка продолжается'),
  CarrierChosen: text('{party} brings the order instead', 'Доставит {party}'),
  ParcelAnnounced: text('A parcel is announced to {carrier}', 'Посылка объявлена: {carrier}'),
  ParcelReported: text('The carrier says: {status}', 'Перевозчик сообщает: {status}'),
  CourierAsked: text('The courier asks: {wish}', 'Просьба курьера: {wish}'),
  OrderDelivered: text('All that was wanted is delivered', 'Всё заказанное доставлено'),
  DeliveryCheckPassed: text('Checked: it has arrived', 'Проверено: доставлено'),
  DeliveryFoundMissing: text('Checked: not delivered yet', 'Проверено: ещё не доставлено'),
  CustomerSaidOfDelivery: text(
    'The customer says, received: {received}',
    'Покупатель сообщает, получено: {received}',
  ),
  StorageTold: text('{parcelId} waits, day {day}', '{parcelId} ждёт, день {day}'),
  LossTold: text('The loss of {parcelId} is told', 'Сообщаем о пропаже {parcelId}'),
  HandOverMissed: text(
    '{party} has not taken {parcelId} over',
    '{party}: посылка {parcelId} не принята',
  ),
  ParcelTakenForLost: text(
    '{party} is silent about {parcelId}: taken for lost',
    '{party} молчит о {parcelId}: считаем утерянной',
  ),
  CarrierAsked: text(
    '{party} was asked where {parcelId} is: {found}',
    '{party}: запрос о {parcelId}: {found}',
  ),
  CarrierUnreachable: text(
    '{party} does not answer where {parcelId} is',
    '{party} не отвечает, где {parcelId}',
  ),
  ReturnInspected: text('{parcelId} was inspected', '{parcelId}: возврат осмотрен'),
  DeliveryCostBooked: text(
    'Bringing {parcelId} in vain has cost {amount}',
    'Напрасная доставка {parcelId} стоила {amount}',
  ),
  DelayForeseen: text('A delay is foreseen: now {day}', 'Ожидается задержка: теперь {day}'),
  DeliveryPlannedAnew: text(
    'Delivery planned anew: {reason}',
    'Доставка назначена заново: {reason}',
  ),
  PaymentRecorded: text(
    'Money came in: {amount} ({method})',
    'Поступили деньги: {amount} ({method})',
  ),
  PaymentToldAgain: text('The same payment was told again', 'О том же платеже сообщили повторно'),
  PrepaymentAsked: text('The prepayment is asked for', 'Запрошена предоплата'),
  PrepaymentMet: text('No prepayment is owed any more', 'Предоплата больше не требуется'),
  RefundAsked: text('Refund asked: {amount}', 'Запрошен возврат: {amount}'),
  RefundMade: text('Refunded: {amount}', 'Возвращено: {amount}'),
  RefundWithdrawn: text('No longer to be refunded: {amount}', 'Возврат больше не нужен: {amount}'),
  RefundRefused: text('Refund refused: {amount}', 'В возврате отказано: {amount}'),
  PromoCodeTaken: text('Promo code {code} taken', 'Промокод {code} применён'),
  PromoCodeGivenBack: text('Promo code {code} given back', 'Промокод {code} снова свободен'),
  CertificateHeld: text(
    'Held on certificate {code}: {amount}',
    'Удержано на сертификате {code}: {amount}',
  ),
  CertificateReleased: text(
    'Back on certificate {code}: {amount}',
    'Возвращено на сертификат {code}: {amount}',
  ),
  CertificateSpent: text(
    'Spent of certificate {code}: {amount}',
    'Списано с сертификата {code}: {amount}',
  ),
  MessageNoted: text('To tell the customer: {purpose}', 'Сообщить покупателю: {purpose}'),
  MessageSent: text('Told by {channel}', 'Отправлено: {channel}'),
  MessagePutOff: text('Not taken ({code}), later again', 'Не принято ({code}), повторим позже'),
  MessageChannelFailed: text('Not by {channel} ({code})', 'Не доставлено: {channel} ({code})'),
  MessageUnknown: text('Perhaps sent ({code})', 'Возможно, отправлено ({code})'),
  ProviderAsked: text('The provider says: {found}', 'Провайдер отвечает: {found}'),
  MessageRepeated: text('Sent again', 'Отправляется повторно'),
  MessageGivenUp: text(
    '{purpose} could not be told ({why})',
    'Не удалось сообщить {purpose} ({why})',
  ),
  MessageWithdrawn: text('Need not be told any more', 'Сообщать больше не нужно'),
  TaskOpened: text('Task for {role}: {kind}', 'Задача ({role}): {kind}'),
  TaskDone: text('Task done: {outcome}', 'Задача выполнена: {outcome}'),
  TaskReopened: text('The outcome is taken back', 'Итог задачи отозван'),
  TaskTaken: text('Task taken by {person}', 'Задачу взял {person}'),
  TaskReleased: text('Task given back', 'Задача возвращена'),
  TaskHandedOff: text('Task handed on to {to}', 'Задача передана: {to}'),
  TaskReminded: text('Task overdue: reminded', 'Задача просрочена: напоминание'),
  TaskWithdrawn: text('Task no longer needed ({why})', 'Задача больше не нужна ({why})'),
  TaskEscalated: text('Task overdue: now for {role}', 'Задача просрочена: теперь {role}'),
  ClosingBegun: text('The order is being ended: {reason}', 'Заказ закрывается: {reason}'),
  OrderClosed: text('Closed: {reason}', 'Закрыт: {reason}'),
} as const satisfies Record<string, Text>;
