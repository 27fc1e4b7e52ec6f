/**
 * What a storefront or a manager sends to place an order.
 */
import { z } from 'zod';
import {
  customerChannel,
  hours,
  lineSchema,
  paymentMethod,
} from '../../domain/order/commands/shape-schemas';
import { codeField } from './codes';
import { deliverySchema, emailField, phoneField } from './changes';
import { instantIn, noteField, numberField, shopField, text, timeZone } from './fields';

const customerSchema = z
  .strictObject({
    name: text(200),
    phone: phoneField.nullable().optional(),
    email: emailField.nullable().optional(),
    locale: z.enum(['ru', 'en']).optional(),
    timeZone: timeZone.optional(),
    channel: customerChannel.optional(),
    contactHours: hours.nullable().optional(),
  })
  .refine((customer) => Boolean(customer.phone ?? customer.email), {
    message: 'needs a phone number or an e-mail address',
  })
  .meta({ id: 'NewCustomer' });

export const placeOrderBody = z
  .strictObject({
    shop: shopField.optional(),
    number: numberField.optional(),
    source: z.enum(['site', 'phone', 'import']),
    campaign: text(100).nullable().optional(),
    customer: customerSchema,
    lines: z.array(lineSchema).min(1).max(500),
    delivery: deliverySchema,
    payment: z.strictObject({
      method: paymentMethod,
      certificates: z.array(codeField).max(20).default([]),
      promoCode: codeField.nullable().default(null),
    }),
    comment: noteField.nullable().optional(),
    consent: z.strictObject({ personalData: z.boolean(), at: instantIn }).nullable().optional(),
    agreed: z.strictObject({ channel: z.literal('phone'), at: instantIn }).optional(),
  })
  .refine((order) => order.source !== 'site' || order.agreed === undefined, {
    message: 'is for orders that were taken by a person',
    path: ['agreed'],
  })
  .meta({ id: 'NewOrder' });

export type PlaceOrderBody = z.output<typeof placeOrderBody>;
