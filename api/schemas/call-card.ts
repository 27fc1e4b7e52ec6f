/**
 * The card a manager has before the eyes in a confirmation call, and what of it a shop's policy says.
 */
import { z } from 'zod';
import { instant } from '../../domain/order/commands/instant-schemas';
import { pickupPointOut } from './delivery';
import { instantOut, moneyOut } from './fields';
import { addressOut, alternativesOut, hoursOut, totalsOut, windowOut } from './order';

const spoken = z.strictObject({
  ru: z.string().min(1).max(2_000),
  en: z.string().min(1).max(2_000),
});

/** The policy's part. */
export const callCardPolicy = z
  .strictObject({
    greeting: spoken.meta({ description: '`{shop}`, `{name}` and `{number}` are filled in' }),
    script: z.array(spoken).max(40),
    promotions: z
      .array(
        z.strictObject({
          text: spoken,
          from: instant.nullable().default(null),
          until: instant.nullable().default(null),
        }),
      )
      .max(100),
  })
  .meta({ id: 'CallCardPolicy' });

const count = z.int().min(0).max(1_000_000);
const word = z.string().max(300);
const said = z.string().max(4_000);
const attributes = z.record(z.string().max(60), z.string().max(200));

const goodsOut = z.strictObject({
  sku: word,
  title: word,
  attributes,
  available: count.meta({ description: 'Pieces free in all warehouses' }),
});

const paymentOut = z.strictObject({
  method: word,
  title: word,
  cashOnDelivery: z.boolean(),
});

const lineOut = z.strictObject({
  id: word,
  sku: word,
  title: word,
  attributes,
  size: word.nullable(),
  colour: word.nullable(),
  quantity: count,
  price: moneyOut,
  sum: moneyOut,
  short: count,
  prepaidOnly: z.boolean(),
  said: said.meta({ description: 'To be read out' }),
});

export const callCardOut = z
  .strictObject({
    orderId: word,
    shop: word,
    shopTitle: word,
    locale: z.enum(['ru', 'en']),
    version: count,
    greeting: said,
    script: z.array(said).max(40),
    identify: z.strictObject({ number: word, name: word.nullable() }),
    customer: z.strictObject({
      phone: word.nullable(),
      email: word.nullable(),
      known: z.boolean(),
      timeZone: word,
      contactHours: hoursOut.nullable(),
      wrongNumber: z.boolean(),
    }),
    callBack: z
      .strictObject({ askedFor: instantOut, at: instantOut.nullable(), why: word, text: said })
      .nullable(),
    attempts: count,
    lines: z.array(lineOut).max(1_000),
    shortages: z
      .array(
        z.strictObject({
          lineId: word,
          sku: word,
          title: word,
          wanted: count,
          short: count,
          alternatives: alternativesOut,
        }),
      )
      .max(1_000),
    promotions: z.array(said).max(100),
    accessories: z.array(goodsOut).max(1_000),
    delivery: z.strictObject({
      method: word,
      title: word,
      price: moneyOut,
      free: z.boolean(),
      window: windowOut.nullable(),
      address: addressOut.nullable(),
      addressWhole: z.boolean(),
      pickupPointId: word.nullable(),
    }),
    deliveryWays: z
      .array(
        z.strictObject({
          method: word,
          title: word,
          chosen: z.boolean(),
          price: moneyOut,
          free: z.boolean(),
          days: count,
          said,
          payments: z.array(paymentOut).max(4),
          pickupPoint: pickupPointOut
            .nullable()
            .meta({ description: 'The one point nearest to the customer, where points are known' }),
        }),
      )
      .max(4),
    payment: z.strictObject({
      method: word,
      title: word,
      ways: z.array(paymentOut).max(4).meta({ description: 'For the way of delivery chosen' }),
      prepaidOnly: z
        .array(word)
        .max(1_000)
        .meta({ description: 'Lines that leave only when paid' }),
    }),
    totals: totalsOut,
    notes: z.array(z.strictObject({ id: word, text: said })).max(10_000),
  })
  .meta({ id: 'CallCard' });

export type CallCardOut = z.input<typeof callCardOut>;
