/**
 * Places an order: personal data, the order itself, its outbox row and the idempotent answer in one transaction.
 * It needs the database alone, so that an order is taken in while everything else is down.
 */
import { randomInt } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { codeLedger } from '../../database/codes/code-ledger';
import { alternativesFor } from '../../database/stock/alternatives';
import { commitWithin } from '../../database/commit';
import { inTransaction } from '../../database/database';
import { isKnownCustomer } from '../../database/orders/known-customer';
import { orderById, orderIdByNumber } from '../../database/orders/orders';
import { personalOf, storePersonal } from '../../database/orders/personal';
import { presentPolicy, termsWithin } from '../../database/shops/policies';
import { goodsKinds } from '../../database/stock/products';
import type { GoodsKind } from '../../database/stock/stored-product';
import type { Instant } from '../../domain/calendar/instant';
import { isRefusal } from '../../domain/life/life';
import type { CodesFound } from '../../domain/order/codes/apply-codes';
import { codeKey } from '../../domain/order/codes/code-register';
import { isAddressWhole } from '../../domain/order/contact/address-whole';
import { shortLines } from '../../domain/order/goods/short-lines';
import { placeOrder } from '../../domain/order/place';
import type { OrderRequest } from '../../domain/order/place';
import type { Policy } from '../../domain/policy/policy';
import { countryOf } from '../../domain/policy/shop-country';
import { invalid, problem } from '../problems/problems';
import { refused } from '../problems/refusals';
import { etag } from '../request/conditional';
import type { KeyCall, Reply } from '../request/route';
import type { PlaceOrderBody } from '../schemas/order-request';
import { orderView } from '../views/order-view';
import { personalParts, readPhone } from './personal-parts';
import { whereKept, whereTo } from './place-at';
import type { Where } from './place-at';
import type { PersonalParts } from './personal-parts';

export type PlaceCall = KeyCall<unknown, unknown, PlaceOrderBody>;

/** Answers 201 with the order once it is stored for good; 409 naming the order that has the number already. */
export async function place(call: PlaceCall): Promise<Reply> {
  const shop = shopOf(call);
  const found = await presentPolicy(call.deps.database, shop);
  if (!found) throw problem('not-found');
  const { number } = call.body;
  if (number !== undefined) return store(call, { shop, number, policy: found.policy });
  // A number of ours is chosen by chance, so that it tells nobody how much the shop sells.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const given = { shop, number: chosenNumber(), policy: found.policy };
    const taken = await orderIdByNumber(call.deps.database, shop, given.number);
    if (taken === null) return store(call, given);
  }
  throw new Error('no free number was found for an order');
}

function shopOf({ body, caller }: PlaceCall): string {
  const [only, ...others] = caller.shops;
  const shop = body.shop ?? (others.length === 0 ? only : undefined);
  if (shop === undefined) {
    throw invalid([{ pointer: '/shop', detail: 'is required: the key has several shops' }]);
  }
  if (!caller.shops.includes(shop))
    throw problem('not-found', { detail: 'There is no such shop.' });
  return shop;
}

/** Without characters that are taken for others on the phone. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

function chosenNumber(): string {
  return `O-${Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
}

interface Chosen {
  readonly shop: string;
  readonly number: string;
  readonly policy: Policy;
}

async function store(call: PlaceCall, chosen: Chosen): Promise<Reply> {
  const { database, now } = call.deps;
  const { shop } = chosen;
  const id = `ord_${uuid().replaceAll('-', '')}`;
  const parts = personalParts({ shop, id }, () => `per_${uuid().replaceAll('-', '')}`);
  const skus = call.body.lines.map((line) => line.sku);
  const kinds = await goodsKinds(database, shop, skus);
  const where = await whereTo(database, chosen, call.body.delivery);
  const request = requestOf(call.body, { ...chosen, id, kinds, parts, where });
  const knownCustomer = await isKnown(call.deps, shop, parts);
  const at = now();
  try {
    return await inTransaction(database, async (client) => {
      await storePersonal(client, parts.rows);
      const codes = await codesOf(client, request, at);
      const { currency } = chosen.policy;
      const placed = placeOrder({ ...request, knownCustomer }, codes, currency);
      if (isRefusal(placed)) throw refused(placed);
      const inputs = [{ cause: 'placed', at, name: 'place', command: placed }];
      await commitWithin(client, { lifeId: id, inputs, now: at, wall: at });
      const found = await orderById(client, { id, shops: [shop] });
      if (!found) throw new Error('an order placed just now is not there');
      const terms = await termsWithin(client, { shop, policyVersion: found.policyVersion });
      const personal = await personalOf(client, id);
      const short = shortLines(found.order).map((line) => line.sku);
      const alternatives = await alternativesFor(client, shop, short);
      const body = orderView({ found, terms, personal, alternatives });
      const headers = { Location: `/v1/orders/${id}`, ETag: etag(body.version) };
      const answer = { status: 201, headers, body };
      await call.keepWithin(client, answer);
      return answer;
    });
  } catch (error) {
    throw (await numberTaken(call, chosen, error)) ?? error;
  }
}

/** What the register says of the codes the order comes with, locked until the order is stored. */
async function codesOf(
  client: Parameters<typeof codeLedger>[0],
  { shop, id: lifeId, certificates, promoCode, contact }: OrderRequest,
  at: Instant,
): Promise<CodesFound> {
  const named = [...certificates, ...(promoCode === null ? [] : [promoCode])].map(codeKey);
  if (named.length === 0) return { known: [], at };
  const asker = { shop, lifeId, customerId: contact.personalId, at };
  return { known: await codeLedger(client).look(asker, named), at };
}

async function isKnown(
  { database }: PlaceCall['deps'],
  shop: string,
  { rows }: PersonalParts,
): Promise<boolean> {
  const customer = rows.map(({ data }) => data).find((data) => data.kind === 'customer');
  return customer !== undefined && isKnownCustomer(database, shop, customer);
}

/** The problem that names the order with the number, where that is what was wrong. */
async function numberTaken({ deps }: PlaceCall, { shop, number }: Chosen, error: unknown) {
  if (!(error instanceof Error) || !('constraint' in error)) return null;
  const names = ['orders_shop_id_number_key', 'life_workflow_id_key'];
  if (!names.includes(String(error.constraint))) return null;
  const orderId = await orderIdByNumber(deps.database, shop, number);
  return problem('number-taken', {
    errors: [{ pointer: '/number', detail: 'is the number of another order' }],
    more: { orderId },
    headers: orderId === null ? {} : { Location: `/v1/orders/${orderId}` },
  });
}

function requestOf(
  body: PlaceOrderBody,
  given: Chosen & {
    readonly id: string;
    readonly kinds: ReadonlyMap<string, GoodsKind>;
    readonly parts: PersonalParts;
    readonly where: Where;
  },
): OrderRequest {
  const { id, shop, number, policy, kinds, parts, where } = given;
  // A point or a place the shop does not know is no reason to lose an order: the manager sees it on the card.
  const kept = whereKept(where);
  const { customer, delivery, payment, consent } = body;
  const country = countryOf(policy);
  const phone = customer.phone ? readPhone(customer.phone, country, '/customer/phone') : null;
  const email = customer.email ?? null;
  const { method, window, price } = delivery;
  const toPoint = method === 'pickup';
  return {
    ...{ id, shop, number },
    source: body.source,
    campaign: body.campaign ?? null,
    lines: body.lines.map((line) => ({ prepaidOnly: false, ...kinds.get(line.sku), ...line })),
    delivery: {
      ...{ method, window, price, ...kept },
      ...(isAddressWhole(method, delivery.address) ? { addressWhole: true } : {}),
      addressId:
        delivery.address && !toPoint
          ? parts.keep({ kind: 'address', address: { country, ...delivery.address } })
          : null,
      pickupPointId: toPoint ? delivery.pickupPointId : null,
    },
    payment: payment.method,
    certificates: payment.certificates,
    promoCode: payment.promoCode,
    contact: {
      personalId: parts.keep({
        kind: 'customer',
        ...{ name: customer.name, phone, email },
        consent: consent ?? null,
      }),
      hasPhone: phone !== null,
      hasEmail: email !== null,
      locale: customer.locale ?? policy.locale,
      zone: customer.timeZone ?? policy.calendar.zone,
      channel: customer.channel ?? (phone === null ? 'email' : 'sms'),
      hours: customer.contactHours ?? null,
    },
    noteId: parts.note(body.comment),
    agreed: body.agreed ? { channel: body.agreed.channel } : null,
  };
}
