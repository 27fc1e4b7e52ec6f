/**
 * Builders of what is sent to the API, with defaults: a test shows only what differs.
 */
import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/calendar/instant';

const rub = (roubles: number): { amount: number; currency: string } => ({
  amount: Math.round(roubles * 100),
  currency: 'RUB',
});

export const roubles = rub;

export function aLine(fields: object = {}): object {
  return {
    sku: 'DRESS-RED-42',
    title: 'Платье красное',
    attributes: { size: '42', colour: 'красный' },
    quantity: 1,
    price: rub(2600),
    ...fields,
  };
}

export function aCustomer(fields: object = {}): object {
  return {
    name: 'Анна Петрова',
    phone: '8 (916) 123-45-67',
    email: `anna-${randomUUID().slice(0, 8)}@example.com`,
    locale: 'ru',
    timeZone: 'Europe/Moscow',
    channel: 'sms',
    ...fields,
  };
}

export interface Windowed {
  readonly from: Instant;
  readonly to: Instant;
}

export function aDelivery(window: Windowed | null, fields: object = {}): object {
  return {
    method: 'courier',
    address: {
      country: 'RU',
      postalCode: '101000',
      city: 'Москва',
      street: 'Мясницкая',
      house: '5',
      flat: '12',
    },
    ...(window ? { window } : {}),
    price: rub(300),
    ...fields,
  };
}

/** An order of one dress at 2,600 and delivery at 300, cash to the courier. */
export function anOrder(window: Windowed | null, fields: object = {}): object {
  return {
    number: `T-${randomUUID().slice(0, 8)}`,
    source: 'site',
    customer: aCustomer(),
    lines: [aLine()],
    delivery: aDelivery(window),
    payment: { method: 'cash', certificates: [], promoCode: null },
    consent: { personalData: true, at: '2026-01-01T00:00:00Z' },
    ...fields,
  };
}
