/**
 * The policies of the two demo shops. Seeds and tests start from them; no rule reads them directly.
 */
import { DEMO_CALL_CARD } from './demo-call-card';
import { DEMO_DELIVERY_WAYS } from './demo-delivery-ways';
import type { Policy } from './policy';

/** Moscow, Monday to Friday 10–19, Saturday 11–16. */
export const DEMO_POLICY: Policy = {
  title: 'Demo',
  locale: 'ru',
  currency: 'RUB',
  calendar: {
    zone: 'Europe/Moscow',
    hours: {
      1: { from: '10:00', to: '19:00' },
      2: { from: '10:00', to: '19:00' },
      3: { from: '10:00', to: '19:00' },
      4: { from: '10:00', to: '19:00' },
      5: { from: '10:00', to: '19:00' },
      6: { from: '11:00', to: '16:00' },
    },
    holidays: [],
  },
  decentHours: { from: '09:00', to: '21:00' },
  contact: {
    steps: [
      { do: 'sms', after: { minutes: 0 } },
      { do: 'call', after: { minutes: 15 } },
      { do: 'call', after: { minutes: 120 } },
      { do: 'call', after: 'next_morning' },
      { do: 'email', after: { minutes: 0 } },
    ],
    remindAfterMinutes: 12 * 60,
    closeAfterMinutes: 24 * 60,
    autoConfirm: {
      needs: ['paid', 'address_whole', 'in_stock', 'known_customer'],
      totalUnder: 500_000,
    },
  },
  callCard: DEMO_CALL_CARD,
  deliveryWays: DEMO_DELIVERY_WAYS,
  carriers: {
    courier: 'own-couriers',
    post: 'post',
    pickup: 'pickup-network',
    transport: 'city-courier',
  },
  supplyDays: 3,
  prepayment: { remindAfterMinutes: 9 * 60, closeAfterMinutes: 18 * 60 },
  delivery: {
    checkAt: '12:00',
    promisedDays: { courier: 1, post: 7, pickup: 3, transport: 5 },
    askMinutes: 120,
    maximumAttempts: 3,
    cutOff: '15:00',
    follow: {
      post: {
        ...{ storageDays: 15, remindOn: [5, 10, 13], silentDays: 20 },
        ...{ moneyDays: 5, returnCost: 35_000 },
        ask: {
          ...{ service: 'russian_post', everyHours: 24 },
          ...{ retryMinutes: [15, 60, 240], personAfterHours: 48 },
        },
      },
      pickup: { storageDays: 7, remindOn: [3, 6], silentDays: 10, returnCost: 15_000 },
    },
  },
  inspectReturns: 'opened',
  handInBy: '20:00',
  messages: {
    retryMinutes: [1, 5, 15, 30, 60],
    unknownSeconds: 60,
    unknownQuestions: 2,
    repeatUnknown: [],
  },
  taskMinutes: {
    call_customer: 30,
    find_alternative: 120,
    party_overdue: 60,
    party_refused: 60,
    courier_request: 15,
    find_out_why: 120,
    decide_partial_refusal: 60,
    message_undeliverable: 240,
    fix_contact: 120,
    approve_refund: 540,
    inspect_return: 540,
    doubtful_report: 120,
  },
  taskRaiseMinutes: 30,
  partlyRefused: 'ask',
};

/** A car-parts shop with the same hours. */
export const PARTS_POLICY: Policy = { ...DEMO_POLICY, title: 'Parts' };
