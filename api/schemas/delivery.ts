/**
 * Ways of delivery and pickup points over HTTP, and what a policy says of them.
 */
import { z } from 'zod';
import {
  deliveryMethod,
  lineSchema,
  paymentMethod,
} from '../../domain/order/commands/shape-schemas';
import { addressSchema } from './changes';
import {
  countryField as country,
  idField,
  instantOut,
  moneyOut,
  pageSchema,
  shopField,
  text,
} from './fields';

const location = z.strictObject({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
});
const prefix = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 -]{0,19}$/);
const sum = z.int().min(0).max(1_000_000_000_000);
const days = z.int().min(0).max(365);
const group = text(100);

const zone = z.strictObject({
  id: idField,
  country,
  postalPrefixes: z.array(prefix).max(2_000).default([]),
  carrier: idField.optional(),
  price: sum,
  freeFrom: sum.nullable().default(null),
  days: z
    .strictObject({ from: days, to: days })
    .refine(({ from, to }) => from <= to, { message: 'must not be before from', path: ['to'] }),
});

const way = z.strictObject({
  method: deliveryMethod,
  payments: z.array(paymentMethod).min(1).max(4),
  notFor: z.array(group).max(200).default([]),
  zones: z
    .array(zone)
    .min(1)
    .max(500)
    .refine((zones) => new Set(zones.map(({ id }) => id)).size === zones.length, {
      message: 'must have ids of their own',
    }),
});

/** The policy's part; one way for a method. */
export const deliveryWaysPolicy = z
  .strictObject({
    ways: z
      .array(way)
      .max(4)
      .refine((ways) => new Set(ways.map(({ method }) => method)).size === ways.length, {
        message: 'must name each method once',
      }),
    urgentGroups: z.array(group).max(200).default([]),
    urgentDays: days.default(2),
    postalCentres: z.array(z.strictObject({ country, prefix, location })).max(5_000).default([]),
  })
  .meta({ id: 'DeliveryWaysPolicy' });

const pointFields = {
  title: text(200),
  address: addressSchema,
  location: location.nullable().default(null),
  hours: text(300).nullable().default(null),
  storageDays: z.int().min(1).max(365).nullable().default(null),
  carrier: idField.meta({ description: 'The party that brings parcels there' }),
  active: z.boolean().default(true),
};

export const pickupPointBody = z.strictObject(pointFields).meta({ id: 'PickupPointBody' });

const looseAddress = z.looseObject({});

export const pickupPointOut = z
  .strictObject({ id: idField, ...pointFields, address: looseAddress })
  .meta({ id: 'PickupPoint' });

export const pickupPointPage = pageSchema(pickupPointOut).meta({ id: 'PickupPointPage' });

const line = lineSchema.partial({ title: true, attributes: true, price: true });

export const deliveryOptionsBody = z
  .strictObject({
    shop: shopField.optional(),
    address: addressSchema.partial({ city: true }),
    lines: z
      .array(line)
      .min(1)
      .max(500)
      .meta({ description: 'Prices are needed to know what travels free' }),
  })
  .meta({ id: 'DeliveryOptionsWanted' });

const deliveryOptionOut = z
  .strictObject({
    method: deliveryMethod,
    carrier: z.string().max(120),
    zone: z.string().max(120),
    price: moneyOut,
    free: z.boolean(),
    from: instantOut.meta({ description: 'Opening of the first day it may come' }),
    to: instantOut.meta({ description: 'Closing of the last day it may come' }),
    days: z.strictObject({ from: days, to: days }).meta({ description: 'Working days' }),
    payments: z.array(paymentMethod).max(4),
    pickupPoint: pickupPointOut.nullable().meta({ description: 'The one nearest point' }),
    reason: z
      .enum(['place_unknown', 'no_point'])
      .nullable()
      .meta({ description: 'Why no pickup point is named' }),
  })
  .meta({ id: 'DeliveryOption' });

export const deliveryOptionsOut = z
  .array(deliveryOptionOut)
  .max(10)
  .meta({ id: 'DeliveryOptions' });

const someDays = z.int().min(1).max(365);

const followRule = z.strictObject({
  storageDays: someDays,
  remindOn: z.array(someDays).max(60),
  silentDays: someDays,
  moneyDays: days.optional(),
  returnCost: sum.optional(),
  ask: z
    .strictObject({
      service: z.literal('russian_post'),
      everyHours: z.int().min(1).max(720),
      retryMinutes: z.array(z.int().min(1).max(10_000)).max(20),
      personAfterHours: z.int().min(1).max(720),
    })
    .optional(),
});

/** How parcels of some ways are followed for days and weeks. */
export const followPolicy = z
  .strictObject({
    post: followRule.optional(),
    pickup: followRule.optional(),
    transport: followRule.optional(),
  })
  .meta({ id: 'FollowPolicy' });
