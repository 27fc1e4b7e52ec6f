/**
 * Goods of a shop and how many there are.
 */
import { z } from 'zod';
import { listParties } from '../../../database/shops/parties';
import { listProducts, productBySku, storeProducts } from '../../../database/stock/products';
import type { Product } from '../../../database/stock/products';
import { correctStock, listStock } from '../../../database/stock/stock-levels';
import { problem, Problem } from '../../problems/problems';
import type { FieldError } from '../../problems/problems';
import { refused } from '../../problems/refusals';
import { pageOf, pageQuery, readCursor } from '../../request/paging';
import { readWith } from '../../request/read';
import { keyRoute } from '../../request/route';
import { idField, shopField, skuField } from '../../schemas/fields';
import {
  importOut,
  productBody,
  productLine,
  productOut,
  productPage,
  stockBody,
  stockOut,
  stockPage,
} from '../../schemas/goods';
import { ok } from '../answers';
import { chosenShops, oneShop } from './shops';

const tag = 'Goods';

const skuParams = z.strictObject({ sku: skuField });
const shopQuery = z.strictObject({ shop: shopField.optional() });

const read = keyRoute({
  method: 'get',
  path: '/v1/products/{sku}',
  operation: 'readProduct',
  summary: 'Read a product',
  tag,
  params: skuParams,
  query: shopQuery,
  answers: ok('The product', productOut),
  handle: async ({ deps, caller, params, query }) => {
    const shop = oneShop(caller, query.shop);
    const found = await productBySku(deps.database, { shop, sku: params.sku });
    if (!found) throw problem('not-found');
    return { status: 200, body: found };
  },
});

const list = keyRoute({
  method: 'get',
  path: '/v1/products',
  operation: 'listProducts',
  summary: 'List the products of a shop',
  tag,
  query: z.strictObject({ ...pageQuery, shop: shopField.optional() }),
  answers: ok('Products by SKU', productPage),
  handle: async ({ deps, caller, query }) => {
    const shop = oneShop(caller, query.shop);
    const after = readCursor(query.cursor, skuField);
    const { limit } = query;
    const found = await listProducts(deps.database, { shop, after, limit: limit + 1 });
    const body = pageOf(found, { limit, place: (one) => one.sku, show: (one) => one });
    return { status: 200, body };
  },
});

const store = keyRoute({
  method: 'put',
  path: '/v1/products/{sku}',
  operation: 'storeProduct',
  summary: 'Store a product, whole',
  tag,
  params: skuParams,
  query: shopQuery,
  body: { type: 'json', schema: productBody },
  answers: ok('The product', productOut),
  handle: async ({ deps, caller, params, query, body }) => {
    const product = { ...body, sku: params.sku };
    await storeProducts(deps.database, oneShop(caller, query.shop), [product]);
    return { status: 200, body: product };
  },
});

const MOST_BAD_LINES_TOLD = 1_000;

const importProducts = keyRoute({
  method: 'post',
  path: '/v1/products/import',
  operation: 'importProducts',
  summary: 'Store many products; bad lines are left out and told by their numbers',
  tag,
  idempotency: 'accepted',
  query: shopQuery,
  body: { type: 'ndjson', description: 'One product with its `sku` a line' },
  answers: ok('What was stored and what was not', importOut),
  handle: async ({ deps, caller, query, body }) => {
    const shop = oneShop(caller, query.shop);
    const lines = linesOf(body).map(({ text, line }) => readLine(text, line));
    const good = lines.flatMap((line) => ('product' in line ? [line.product] : []));
    const bad = lines.flatMap((line) => ('errors' in line ? [line] : []));
    await storeProducts(deps.database, shop, good);
    const told = bad.slice(0, MOST_BAD_LINES_TOLD);
    return { status: 200, body: { stored: good.length, bad: told, badLines: bad.length } };
  },
});

/** The lines of the text with their numbers; those with nothing on them say nothing. */
function linesOf(body: Buffer | undefined): readonly { text: string; line: number }[] {
  const lines = (body ?? Buffer.alloc(0)).toString('utf8').split(/\r?\n/);
  return lines
    .map((text, index) => ({ text, line: index + 1 }))
    .filter(({ text }) => text.trim() !== '');
}

type ReadLine =
  { readonly product: Product } | { readonly line: number; readonly errors: readonly FieldError[] };

function readLine(text: string, line: number): ReadLine {
  try {
    return { product: readWith(productLine, JSON.parse(text) as unknown) };
  } catch (error) {
    if (error instanceof Problem) return { line, errors: error.members.errors ?? [] };
    if (error instanceof SyntaxError) {
      return { line, errors: [{ pointer: '', detail: 'is not well-formed JSON' }] };
    }
    throw error;
  }
}

const stockQuery = z.strictObject({
  ...pageQuery,
  shop: shopField.optional(),
  sku: skuField.optional(),
});

const placeInStock = z.strictObject({
  shop: z.string().max(60),
  sku: z.string().max(100),
  place: z.string().max(120),
});

const stock = keyRoute({
  method: 'get',
  path: '/v1/stock',
  operation: 'listStock',
  summary: 'How many pieces there are, by place',
  tag,
  query: stockQuery,
  answers: ok('Stock by SKU and place', stockPage),
  handle: async ({ deps, caller, query }) => {
    const found = await listStock(deps.database, {
      shops: chosenShops(caller, query.shop),
      sku: query.sku ?? null,
      after: readCursor(query.cursor, placeInStock),
      limit: query.limit + 1,
    });
    const body = pageOf(found, {
      limit: query.limit,
      place: ({ shop, sku, place }) => ({ shop, sku, place }),
      show: (one) => one,
    });
    return { status: 200, body };
  },
});

const correct = keyRoute({
  method: 'put',
  path: '/v1/stock/{place}/{sku}',
  operation: 'correctStock',
  summary: 'Correct the count on hand where it still is what is expected',
  tag,
  params: z.strictObject({ place: idField, sku: skuField }),
  query: shopQuery,
  body: { type: 'json', schema: stockBody },
  answers: ok('The stock as it now is', stockOut),
  handle: async ({ deps, caller, params, query, body }) => {
    const shop = oneShop(caller, query.shop);
    const parties = await listParties(deps.database, [shop]);
    const isPlace = parties.some(({ id, kind }) => id === params.place && kind === 'warehouse');
    if (!isPlace) throw problem('not-found', { detail: 'The shop has no such warehouse.' });
    const at = deps.now();
    const done = await correctStock(deps.database, { shop, ...params, ...body, at });
    if (done.corrected) return { status: 200, body: done.level };
    const { onHand, reserved } = done.level;
    if (done.why === 'other_value') throw problem('stock-changed', { more: { onHand, reserved } });
    const refusal = { refusal: 'below_reserved', pointer: '/onHand' };
    throw refused(refusal, { more: { onHand, reserved } });
  },
});

export const goodsRoutes = [read, list, store, importProducts, stock, correct];
