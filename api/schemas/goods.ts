/**
 * Goods and stock over HTTP.
 */
import { z } from 'zod';
import { money } from '../../domain/order/commands/shape-schemas';
import { idField, pageSchema, skuField, text } from './fields';

const skus = z.array(skuField).max(100).default([]);

const productFields = {
  title: text(300),
  group: text(100).nullable().default(null),
  imageUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable()
    .default(null),
  attributes: z.record(z.string().max(60), z.string().max(200)).default({}),
  prepaidOnly: z.boolean().default(false),
  urgent: z.boolean().default(false),
  alternatives: skus,
  accessories: skus,
  offers: z
    .array(
      z.strictObject({
        party: idField,
        maker: text(120).default('unknown'),
        price: money,
        term: z.int().min(0).max(365).meta({ description: 'Days until it is delivered' }),
        quality: z
          .union([z.number().min(0).max(1_000), text(60)])
          .nullable()
          .default(null),
      }),
    )
    .max(50)
    .default([]),
};

export const productBody = z.strictObject(productFields).meta({ id: 'ProductBody' });

/** One line of an import. */
export const productLine = z.strictObject({ sku: skuField, ...productFields });

export const productOut = z
  .strictObject({ sku: skuField, ...productFields })
  .meta({ id: 'Product' });

export const productPage = pageSchema(productOut).meta({ id: 'ProductPage' });

export const importOut = z
  .strictObject({
    stored: z.int().min(0),
    bad: z
      .array(
        z.strictObject({
          line: z.int().min(1).meta({ description: 'Counted from 1' }),
          errors: z
            .array(z.strictObject({ pointer: z.string().max(500), detail: z.string().max(500) }))
            .max(100),
        }),
      )
      .max(1_000),
    badLines: z.int().min(0).meta({ description: 'How many there are in all' }),
  })
  .meta({ id: 'ProductImport' });

const pieces = z.int().min(0).max(1_000_000);

export const stockBody = z
  .strictObject({ onHand: pieces, expected: pieces })
  .meta({ id: 'StockCorrection' });

export const stockOut = z
  .strictObject({
    shop: z.string().max(60),
    place: z.string().max(120),
    sku: z.string().max(100),
    onHand: pieces,
    reserved: pieces,
  })
  .meta({ id: 'Stock' });

export const stockPage = pageSchema(stockOut).meta({ id: 'StockPage' });
