/**
 * Certificates and promo codes of a shop: made, and looked at. Orders use them by amendments and when they are placed.
 */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import {
  certificateByCode,
  promoCodeByCode,
  storeCertificate,
  storePromoCode,
} from '../../../database/codes/codes';
import type { Certificate, PromoCode } from '../../../database/codes/codes';
import { codeKey } from '../../../domain/order/codes/code-register';
import { problem } from '../../problems/problems';
import { keyRoute } from '../../request/route';
import {
  certificateBody,
  certificateOut,
  codeField,
  promoCodeBody,
  promoCodeOut,
} from '../../schemas/codes';
import { shopField } from '../../schemas/fields';
import { ok } from '../answers';
import { oneShop } from './shops';

const tag = 'Codes';

const codeParams = z.strictObject({ code: codeField });
const shopQuery = z.strictObject({ shop: shopField.optional() });

/** Without characters that are taken for others when a code is read out. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const MADE_LENGTH = 16;

/** Nobody guesses it: it is as good as money. */
function madeCode(): string {
  const letters = Array.from({ length: MADE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]);
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

function taken(): Error {
  return problem('code-taken', { errors: [{ pointer: '/code', detail: 'is taken' }] });
}

function certificateView({ shop, code, currency, ...one }: Certificate) {
  const money = (amount: number) => ({ amount, currency });
  return {
    shop,
    code,
    amount: money(one.amount),
    held: money(one.held),
    spent: money(one.spent),
    left: money(one.amount - one.held - one.spent),
    validUntil: one.validUntil,
  };
}

function promoCodeView({ sum, currency, ...one }: PromoCode) {
  const money = sum !== null && currency !== null ? { amount: sum, currency } : null;
  return { ...one, groups: one.groups ?? null, sum: money };
}

const makeCertificate = keyRoute({
  method: 'post',
  path: '/v1/certificates',
  operation: 'makeCertificate',
  summary: 'Make a certificate: money that whoever shows its code may pay with',
  tag,
  idempotency: 'required',
  body: { type: 'json', schema: certificateBody },
  answers: {
    201: { description: 'The certificate', schema: certificateOut, headers: ['Location'] },
  },
  handle: async ({ deps, caller, body }) => {
    const code = codeKey(body.code ?? madeCode());
    const { amount, currency } = body.amount;
    const shop = oneShop(caller, body.shop);
    const one = { shop, code, amount, currency, validUntil: body.validUntil };
    if (!(await storeCertificate(deps.database, one, deps.now()))) throw taken();
    const headers = { Location: `/v1/certificates/${encodeURIComponent(code)}` };
    return { status: 201, headers, body: certificateView({ ...one, held: 0, spent: 0 }) };
  },
});

const readCertificate = keyRoute({
  method: 'get',
  path: '/v1/certificates/{code}',
  operation: 'readCertificate',
  summary: 'Read what is left of a certificate',
  tag,
  params: codeParams,
  query: shopQuery,
  answers: ok('The certificate', certificateOut),
  handle: async ({ deps, caller, params, query }) => {
    const named = { shop: oneShop(caller, query.shop), code: codeKey(params.code) };
    const found = await certificateByCode(deps.database, named);
    if (!found) throw problem('not-found');
    return { status: 200, body: certificateView(found) };
  },
});

const makePromoCode = keyRoute({
  method: 'post',
  path: '/v1/promo-codes',
  operation: 'makePromoCode',
  summary: 'Make a promo code: a share or a sum off the goods',
  tag,
  idempotency: 'required',
  body: { type: 'json', schema: promoCodeBody },
  answers: { 201: { description: 'The promo code', schema: promoCodeOut, headers: ['Location'] } },
  handle: async ({ deps, caller, body }) => {
    const { code: wanted, shop: _named, sum, ...terms } = body;
    const code = codeKey(wanted ?? madeCode());
    const money = { sum: sum?.amount ?? null, currency: sum?.currency ?? null };
    const one = { shop: oneShop(caller, body.shop), code, ...money, ...terms };
    if (!(await storePromoCode(deps.database, one, deps.now()))) throw taken();
    const headers = { Location: `/v1/promo-codes/${encodeURIComponent(code)}` };
    return { status: 201, headers, body: promoCodeView({ ...one, uses: 0 }) };
  },
});

const readPromoCode = keyRoute({
  method: 'get',
  path: '/v1/promo-codes/{code}',
  operation: 'readPromoCode',
  summary: 'Read a promo code and how often it is used',
  tag,
  params: codeParams,
  query: shopQuery,
  answers: ok('The promo code', promoCodeOut),
  handle: async ({ deps, caller, params, query }) => {
    const named = { shop: oneShop(caller, query.shop), code: codeKey(params.code) };
    const found = await promoCodeByCode(deps.database, named);
    if (!found) throw problem('not-found');
    return { status: 200, body: promoCodeView(found) };
  },
});

export const codeRoutes = [makeCertificate, readCertificate, makePromoCode, readPromoCode];
