/**
 * What the timeline says of each event, Russian beside English. Data only; `{name}` is filled in by event-in-words.ts,
 * which has the words of `words/` for it.
 */
import { text } from './texts';
import type { Text } from './texts';

/** The timeline in words, by type of event. */
export const EVENTS = {
  OrderPlaced: text('Order {number} placed ({source})', 'Заказ {number} оформлен ({source})'),
  WorkflowStarted: text('Ordo took the order up', 'Ordo взял заказ в работу'),
  DeadlinePassed: text('A moment came: {key}', 'Наступил срок: {key}'),
  Refused: text('Refused: {command}: {refusal}', 'Отказано: {command}: {refusal}'),
  NoteTaken: text('A note was taken', 'Сделана заметка'),
  PartyAnsweredQuestion: text('{party} answered a question', '{party}: ответ на вопрос'),
  OperatorAskedToCancel: text('Cancelled in the Temporal UI', 'Отменён в интерфейсе Temporal'),
  TroubleMet: text('A fault of the system: “{what}”', 'Сбой системы: «{what}»'),
  GoodsReserved: text(
    'Reserved {quantity} for {lineId} in {place}',
    '{lineId}: зарезервировано {quantity} ({place})',
  ),
  GoodsSourced: text(
    '{quantity} for {lineId} to come from {party}',
    '{lineId}: {quantity} поставит {party}',
  ),
  GoodsShort: text('Short of {lineId}: {quantity}', '{lineId}: не хватает {quantity}'),
  GoodsSetAside: text(
    'Came free and set aside for {lineId} in {place}: {quantity}',
    '{lineId}: освободилось и отложено {quantity} ({place})',
  ),
  GoodsMissing: text(
    '{place} cannot find {quantity} for {lineId}: taken off the stock',
    '{lineId}: не найдено {quantity}, списано с остатка ({place})',
  ),
  PrepaymentNeeded: text(
    '{lineId} leaves only after it is paid',
    '{lineId}: отправляется только после оплаты',
  ),
  GoodsGrouped: text('{lineId} is of the group “{group}”', '{lineId}: группа товаров «{group}»'),
  GoodsFreed: text('There may be more of {sku}', 'Возможно, снова есть {sku}'),
  GoodsReleased: text(
    'Released {quantity} of {lineId} in {place}',
    '{lineId}: снят резерв {quantity} ({place})',
  ),
  SourceDropped: text(
    '{party} need not deliver {quantity} for {lineId}',
    '{party}: поставка {quantity} не нужна ({lineId})',
  ),
  GoodsShipped: text('{quantity} of {lineId} left {place}', '{lineId}: ушло {quantity} ({place})'),
  GoodsBack: text(
    '{quantity} of {lineId} back in {place}',
    '{lineId}: вернулось {quantity} ({place})',
  ),
  GoodsSentAnew: text(
    '{quantity} of {lineId} written off, others go in their place',
    '{lineId}: списано {quantity}, отправим другие',
  ),
  GoodsLost: text('{quantity} of {lineId} written off', '{lineId}: списано {quantity}'),
  ContactAttempted: text('Contact: {outcome}', 'Связь с покупателем: {outcome}'),
  OrderAgreed: text('Agreed ({channel})', 'Заказ согласован ({channel})'),
  VoiceCallEnded: text('The voice menu ended: {outcome}', 'Голосовое меню: {outcome}'),
  AlreadyAgreed: text('Confirmed once more ({channel})', 'Подтверждено повторно ({channel})'),
  AmendmentMade: text(
    'The order was changed: version {version}',
    'Заказ изменён: версия {version}',
  ),
  AmendmentSettled: text('The change: {state}', 'Изменение: {state}'),
  InstructionWritten: text('{party} is instructed', '{party}: дано поручение'),
  RevisionWritten: text(
    '{party} is told of version {wishVersion}',
    '{party}: сообщена версия {wishVersion}',
  ),
  CallOffWritten: text('{party} is called off', '{party}: поручение отменено'),
  PartyAnswered: text('{party}: {answer} ({to})', '{party}: {answer} ({to})'),
  PartyReminded: text('{party} is reminded', '{party}: напоминание'),
  PartyTold: text('{party} has been told ({channel})', '{party}: сообщено ({channel})'),
  PartyTellingPutOff: text(
    '{party} does not take it (code “{code}”), later again',
    '{party}: не принято (код «{code}»), повторим позже',
  ),
  PartyTellingFailed: text(
    '{party} could not be told ({channel}, code “{code}”)',
    '{party}: не удалось сообщить ({channel}, код «{code}»)',
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
  StorageTold: text('{parcelId} waits, day {day}', '{parcelId}: ждёт, день {day}'),
  ReturnChased: text(
    '{party} was asked to bring {parcelId} back',
    '{party}: напомнили вернуть {parcelId}',
  ),
  StorageOver: text(
    '{party} keeps {parcelId} no longer: nobody fetched it',
    '{parcelId}: срок хранения истёк, посылку не забрали ({party})',
  ),
  SentTold: text('{parcelId} is told to have been sent', '{parcelId}: сообщаем об отправке'),
  LossTold: text('The loss of {parcelId} is told', '{parcelId}: сообщаем о пропаже'),
  BackTold: text('Told that {parcelId} goes back', '{parcelId}: сообщаем о возврате'),
  HandOverMissed: text('{party} has not taken {parcelId} over', '{parcelId}: не принята ({party})'),
  ParcelTakenForLost: text(
    '{party} is silent about {parcelId}: taken for lost',
    '{parcelId}: {party} молчит, считаем утерянной',
  ),
  ParcelTakenBack: text(
    '{parcelId} is taken back, the rest goes on',
    '{parcelId}: возвращаем, остальное доставляем',
  ),
  CarrierAsked: text(
    '{party} was asked where {parcelId} is: {found}',
    '{parcelId}: запрос ({party}): {found}',
  ),
  CarrierUnreachable: text(
    '{party} does not answer where {parcelId} is',
    '{parcelId}: {party} не отвечает, где она',
  ),
  ReturnInspected: text('{parcelId} was inspected', '{parcelId}: возврат осмотрен'),
  DeliveryCostBooked: text(
    'Bringing {parcelId} in vain has cost {amount}',
    '{parcelId}: напрасная доставка стоила {amount}',
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
  MessageSent: text('Sent: {channel}', 'Отправлено: {channel}'),
  MessagePutOff: text(
    'Not taken (code “{code}”), later again',
    'Не принято (код «{code}»), повторим позже',
  ),
  MessageChannelFailed: text(
    'Not delivered: {channel} (code “{code}”)',
    'Не доставлено: {channel} (код «{code}»)',
  ),
  MessageUnknown: text('Perhaps sent (code “{code}”)', 'Возможно, отправлено (код «{code}»)'),
  ProviderAsked: text('The provider says: {found}', 'Провайдер отвечает: {found}'),
  MessageRepeated: text('Sent again', 'Отправляется повторно'),
  MessageGivenUp: text(
    'Could not be told: {purpose} ({why})',
    'Не удалось сообщить: {purpose} ({why})',
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
