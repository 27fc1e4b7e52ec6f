// What `npm start` prints when everything is ready: addresses, keys, and the commands to try one after another.
// Only words; it starts nothing.
import type { RunningNote } from './running-note';

/** The whole text; the example's order is to be delivered on the day after `now`. */
export function announcement(note: RunningNote, now: Date): string {
  const keys = Object.entries(note.shops).flatMap(([shop, byRole]) => [
    `  shop ${shop}`,
    ...Object.entries(byRole).map(([role, key]) => `    ${role.padEnd(15)} ${key}`),
  ]);
  return [
    '',
    'Ordo is ready.',
    '',
    `  API          ${note.api}   (its routes: ${note.api}/docs)`,
    ...(note.temporalUi === null ? [] : [`  Temporal UI  ${note.temporalUi}`]),
    `  Stand-ins    ${note.standIns}   (pages to make the parcel services report)`,
    `  Temporal     ${note.temporal}`,
    `  PostgreSQL   ${withoutPassword(note.database)}`,
    '',
    'Keys (Authorization: Bearer …), also in .ordo/running.json:',
    ...keys,
    '',
    'Place an order:',
    '',
    ...placeOrder(note, now),
    '',
    'Then, with the "id" of the answer in place of ord_…:',
    '',
    `  curl ${note.api}/v1/orders/ord_…/timeline ${bearer(note, 'manager')}`,
    `  curl ${note.api}/v1/dev/mailbox?orderId=ord_… ${bearer(note, 'manager')}`,
    `  curl ${note.api}/v1/orders/ord_…/confirmation ${bearer(note, 'manager')} -H 'Idempotency-Key: try-2' -H 'Content-Type: application/json' -d '{ "channel": "phone" }'`,
    `  curl ${note.api}/v1/dev/orders/ord_…/fast-forward ${bearer(note, 'admin')} -H 'Idempotency-Key: try-3' -H 'Content-Type: application/json' -d '{ "by": "P1D" }'`,
    '',
    `  ${note.api}/o/ord_… in a browser shows everything about it; npm run ordo -- --help does the same in words.`,
    '  A courier\'s page for the phone: the README, "The courier\'s page".',
    "  Or watch a shop's day, in another terminal: npm run demo",
    '',
    'Ctrl-C stops everything; the data stay for the next start.',
    '',
  ].join('\n');
}

function placeOrder(note: RunningNote, now: Date): string[] {
  const tomorrow = new Date(now.getTime() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return [
    `  curl ${note.api}/v1/orders ${bearer(note, 'storefront')} -H 'Idempotency-Key: try-1' -H 'Content-Type: application/json' -d '{`,
    '    "shop": "demo", "number": "A-1001", "source": "site",',
    '    "customer": { "name": "Анна Петрова", "phone": "8 (916) 123-45-67", "email": "anna@example.com",',
    '                  "locale": "ru", "timeZone": "Europe/Moscow", "channel": "sms" },',
    '    "lines": [ { "sku": "DRESS-RED-42", "title": "Платье красное", "quantity": 2,',
    '                 "price": { "amount": 349900, "currency": "RUB" } } ],',
    '    "delivery": { "method": "courier", "address": { "country": "RU", "postalCode": "101000", "city": "Москва",',
    '                  "street": "Мясницкая", "house": "5" },',
    `                  "window": { "from": "${tomorrow}T10:00:00+03:00", "to": "${tomorrow}T14:00:00+03:00" },`,
    '                  "price": { "amount": 30000, "currency": "RUB" } },',
    '    "payment": { "method": "cash" },',
    `    "consent": { "personalData": true, "at": "${now.toISOString()}" } }'`,
  ];
}

function bearer(note: RunningNote, role: string): string {
  return `-H 'Authorization: Bearer ${note.keys[role] ?? ''}'`;
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  return `${url.host}${url.pathname}`;
}
