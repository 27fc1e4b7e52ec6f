/**
 * The words of what stands in the fields of events, by the name of the field. What comes from outside and has no
 * word of ours is told as it is, in quotation marks. Data only.
 */
import type { VoiceOutcome } from '../../order/voice/voice-outcome';
import type { CourierWish } from '../../order/delivery/courier-events';
import { text } from './texts';
import type { Text } from './texts';
import { COMMAND_WORDS, REFUSAL_WORDS } from './refusal-words';
import {
  CHANNEL_WORDS,
  INSTRUCTION_WORDS,
  MESSAGE_WORDS,
  PARCEL_WORDS,
  PURPOSE_WORDS,
  REASON_WORDS,
  ROLE_WORDS,
  TASK_WORDS,
} from './state-words';

type Words = Readonly<Record<string, Text>>;

const VOICE: Readonly<Record<VoiceOutcome, Text>> = {
  confirmed: text('confirmed', 'подтверждено'),
  wants_change: text('the customer wants a change', 'покупатель хочет изменений'),
  call_me: text('asks for a call', 'просит позвонить'),
  outdated: text('the order had changed meanwhile', 'заказ тем временем изменился'),
  no_key: text('no key was pressed', 'ничего не нажато'),
  no_answer: text('no answer', 'нет ответа'),
  busy: text('busy', 'занято'),
  failed: text('the call failed', 'звонок не удался'),
  unknown: text('nobody knows', 'неизвестно'),
};

const CONTACT: Words = {
  reached: text('reached', 'поговорили'),
  wrong_number: text('a wrong number', 'неверный номер'),
  call_back: text('asks to be called back', 'просит перезвонить'),
  declined: text('declined', 'отказ'),
};

/** How tasks end, beside what a contact comes to. */
const OUTCOMES: Words = {
  fixed: text('found', 'связь найдена'),
  substituted: text('replaced by something else', 'подобрана замена'),
  removed: text('left out', 'убрано из заказа'),
  amended: text('changed', 'изменено'),
  kept: text('left as it is', 'оставлено как есть'),
  chased: text('chased', 'поторопили'),
  replaced: text('another one does it', 'заменён другим'),
  cancelled: text('cancelled', 'отменено'),
  deliver: text('is brought all the same', 'доставляется всё равно'),
  granted: text('granted', 'разрешено'),
  refused: text('refused', 'отказано'),
  new_date: text('another day', 'другой день'),
  new_address: text('another address', 'другой адрес'),
  new_way: text('another way', 'другой способ'),
  delivered_after_all: text('delivered after all', 'всё-таки доставлено'),
  take_back: text('is taken back', 'забираем обратно'),
  second_parcel: text('a second parcel', 'вторая посылка'),
  revert: text('the change is reverted', 'изменение отозвано'),
  reached_otherwise: text('reached another way', 'связались иначе'),
  given_up: text('given up', 'отказались от попыток'),
  settled: text('settled', 'улажено'),
  written_off: text('written off', 'списано'),
  approved: text('approved', 'одобрено'),
  restock: text('back to the stock', 'вернули на склад'),
  write_off: text('written off', 'списано'),
  solved: text('solved', 'устранено'),
  cleared_up: text('cleared up', 'разобрались'),
};

const WISHES: Readonly<Record<CourierWish, Text>> = {
  cancel: text('the customer wants to cancel', 'покупатель хочет отменить'),
  change_sum: text('another sum', 'другая сумма'),
  other: text('something else', 'другое'),
};

/** What a moment was there for, by the first part of its key. */
const MOMENTS: Words = {
  link: text('a link to confirm', 'ссылка для подтверждения'),
  voice: CHANNEL_WORDS.voice,
  call: TASK_WORDS.call_customer,
  email: PURPOSE_WORDS.confirm_by_email,
  confirm_reminder: PURPOSE_WORDS.confirm_reminder,
  customer_silent: text('how long the customer may be silent', 'предел молчания покупателя'),
  instruct: text('to give the instructions', 'раздать поручения'),
  answer: text('the answer of a party', 'ответ исполнителя'),
  goods: text('the goods of a supplier', 'товар поставщика'),
  customer_answer: PURPOSE_WORDS.delivery_check,
  delivery_check: text('the check of the delivery', 'проверка доставки'),
  not_paid: text('the end of the time to pay', 'конец срока оплаты'),
  payment_reminder: PURPOSE_WORDS.payment_reminder,
  hand_in: text('the money to be handed in', 'сдача денег'),
  bring_back: text('the goods to be brought back', 'возврат товара'),
  tell: text('to tell a party', 'сообщить исполнителю'),
  task: text('a task to be done', 'срок задачи'),
  raise: text('a task to be raised', 'передача задачи выше'),
  message: text('a message', 'сообщение'),
  silent: text('a parcel nobody speaks of', 'посылка, о которой молчат'),
  track: text('to ask where a parcel is', 'запрос о посылке'),
  unreachable: text('a carrier that does not answer', 'перевозчик, который не отвечает'),
  handover: text('a parcel to be handed over', 'передача посылки'),
  storage: text('a parcel that waits', 'хранение посылки'),
};

/** By the field of an event. */
export const JOURNAL_WORDS: Readonly<Record<string, Words>> = {
  source: {
    site: text('on the site', 'на сайте'),
    phone: text('by phone', 'по телефону'),
    import: text('brought over', 'перенесён'),
  },
  command: COMMAND_WORDS,
  refusal: REFUSAL_WORDS,
  outcome: { ...OUTCOMES, ...CONTACT, ...VOICE },
  channel: {
    phone: text('by phone', 'по телефону'),
    link: text('by a link', 'по ссылке'),
    chat: text('in a chat', 'в чате'),
    operator: text('in the Temporal UI', 'в интерфейсе Temporal'),
    auto: text('by the rules of the shop', 'по правилам магазина'),
    webhook: text('a call to their server', 'вызов их сервера'),
    adapter: text('their own interface', 'их собственный интерфейс'),
    desk: text("Ordo's own pages", 'страницы Ordo'),
    ...CHANNEL_WORDS,
  },
  state: {
    telling: text('being told', 'сообщается'),
    accepted: text('accepted by all', 'принято всеми'),
    partly_refused: text('refused in part', 'принято не всеми'),
    reverted: text('reverted', 'отозвано'),
  },
  answer: INSTRUCTION_WORDS,
  to: { ...INSTRUCTION_WORDS, ...ROLE_WORDS },
  status: PARCEL_WORDS,
  wish: WISHES,
  received: { true: text('yes', 'да'), false: text('no', 'нет') },
  found: {
    accepted: text('it was taken', 'принято'),
    no: text('it never came', 'не поступало'),
    cannot_tell: text('nobody can tell', 'сказать нельзя'),
    withdrawn: MESSAGE_WORDS.withdrawn,
    words: text('it said where', 'ответ получен'),
    nothing: text('nothing is known', 'ничего не известно'),
    unreachable: text('no answer', 'нет ответа'),
  },
  reason: REASON_WORDS,
  method: {
    cash: text('in cash', 'наличными'),
    card: text('by card', 'картой'),
    card_on_delivery: text('by card on delivery', 'картой при получении'),
    prepaid: text('in advance', 'предоплата'),
    cod_post: text('cash on delivery at the post', 'наложенный платёж'),
    bank_transfer: text('by bank transfer', 'банковским переводом'),
    online: text('online', 'онлайн'),
  },
  purpose: PURPOSE_WORDS,
  why: {
    unknown: text('nobody knows whether it arrived', 'неизвестно, дошло ли'),
    failed: MESSAGE_WORDS.failed,
    settled: text('settled otherwise', 'решено иначе'),
    delivered_late: text('it came late after all', 'доставлено с опозданием'),
    resent: text('the message is sent again', 'сообщение отправляется снова'),
  },
  role: ROLE_WORDS,
  kind: TASK_WORDS,
  key: MOMENTS,
};
