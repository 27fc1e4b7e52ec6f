/**
 * Certificates and promo codes as a shop makes them, and as answers show them.
 */
import { z } from 'zod';
import { money } from '../../domain/order/commands/shape-schemas';
import { instantIn, instantOut, moneyOut, shopField, skuField, text } from './fields';

/** Letters, digits and dashes; small letters and capitals are the same. */
export const codeField = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N}-]+$/u);

const someMoney = money.refine((sum) => sum.amount > 0, { message: 'must be more than nothing' });

export const certificateBody = z
  .strictObject({
    shop: shopField.optional(),
    code: codeField.optional().meta({ description: 'Ordo makes one where it is left out' }),
    amount: someMoney,
    validUntil: instantIn.nullable().default(null),
  })
  .meta({ id: 'NewCertificate' });

export const certificateOut = z
  .strictObject({
    shop: z.string().max(60),
    code: z.string().max(200),
    amount: moneyOut,
    held: moneyOut.meta({ description: 'By orders that are not over' }),
    spent: moneyOut,
    left: moneyOut,
    validUntil: instantOut.nullable(),
  })
  .meta({ id: 'Certificate' });

export const promoCodeBody = z
  .strictObject({
    shop: shopField.optional(),
    code: codeField.optional().meta({ description: 'Ordo makes one where it is left out' }),
    percent: z.int().min(1).max(100).nullable().default(null).meta({ description: 'Of the goods' }),
    sum: someMoney.nullable().default(null),
    skus: z
      .array(skuField)
      .min(1)
      .max(100)
      .nullable()
      .default(null)
      .meta({ description: 'The goods it is for; all where these and groups are left out' }),
    groups: z
      .array(text(100))
      .min(1)
      .max(100)
      .nullable()
      .default(null)
      .meta({ description: 'Groups of goods it is for, as products name them; besides `skus`' }),
    validFrom: instantIn.nullable().default(null),
    validUntil: instantIn.nullable().default(null),
    mostUses: z.int().min(1).max(1_000_000).nullable().default(null),
    oncePerCustomer: z.boolean().default(false),
  })
  .refine((body) => (body.percent === null) !== (body.sum === null), {
    message: 'is required, or else a sum: one of the two',
    path: ['percent'],
  })
  .refine((body) => !body.validFrom || !body.validUntil || body.validFrom < body.validUntil, {
    message: 'must be after it begins',
    path: ['validUntil'],
  })
  .meta({ id: 'NewPromoCode' });

export const promoCodeOut = z
  .strictObject({
    shop: z.string().max(60),
    code: z.string().max(200),
    percent: z.int().nullable(),
    sum: moneyOut.nullable(),
    skus: z.array(z.string().max(100)).max(100).nullable(),
    groups: z.array(z.string().max(100)).max(100).nullable(),
    validFrom: instantOut.nullable(),
    validUntil: instantOut.nullable(),
    mostUses: z.int().nullable(),
    uses: z.int().min(0),
    oncePerCustomer: z.boolean(),
  })
  .meta({ id: 'PromoCode' });
