/**
 * An order as the API answers it, its entries in lists and timelines, and what a preview shows of it.
 */
import { z } from 'zod';
import { CARRIER_WORDS } from '../../domain/parties/parcel';
import { instantOut, moneyOut, pageSchema } from './fields';

const count = z.int().min(0).max(1_000_000);
const word = z.string().max(300);
const longText = z.string().max(4_000);
export const windowOut = z.strictObject({ from: instantOut, to: instantOut });
export const hoursOut = z.strictObject({ from: z.string().max(5), to: z.string().max(5) });

const stageOut = z
  .enum([
    'received',
    'securing',
    'agreeing',
    'awaiting_prepayment',
    'instructing',
    'delivering',
    'settling',
    'caring',
    'cancelling',
    'completed',
    'cancelled',
  ])
  .meta({ id: 'Stage' });

export const waitedFor = z.enum([
  'customer',
  'warehouse',
  'supplier',
  'carrier',
  'manager',
  'dispatcher',
  'cashier',
  'finance',
  'admin',
  'payment',
  'clock',
]);

const waitingOut = z
  .strictObject({
    for: waitedFor,
    who: word,
    what: word,
    since: instantOut,
    until: instantOut.nullable(),
    then: word,
    sentence: longText,
  })
  .meta({ id: 'Waiting' });

export const alternativesOut = z
  .array(
    z.strictObject({
      sku: word,
      title: word,
      attributes: z.record(z.string().max(60), z.string().max(200)),
      available: count.meta({ description: 'Pieces free now' }),
      prepaidOnly: z.boolean(),
    }),
  )
  .max(100)
  .meta({ description: 'Of a short line: what its product names instead, the first one first' });

const lineOut = z
  .strictObject({
    id: word,
    sku: word,
    title: word,
    attributes: z.record(z.string().max(60), z.string().max(200)),
    quantity: count,
    price: moneyOut,
    prepaidOnly: z.boolean(),
    reserved: count,
    short: count,
    state: z.enum([
      'reserved',
      'short',
      'removed',
      'packed',
      'shipped',
      'delivered',
      'refused',
      'returned',
    ]),
    alternatives: alternativesOut.optional(),
  })
  .meta({ id: 'Line' });

export const totalsOut = z
  .strictObject({
    goods: moneyOut,
    delivery: moneyOut,
    discount: moneyOut,
    total: moneyOut,
    certificates: moneyOut,
    paid: moneyOut,
    refunded: moneyOut,
    due: moneyOut,
    overpaid: moneyOut,
  })
  .meta({ id: 'Totals' });

export const addressOut = z.looseObject({}).meta({ id: 'StoredAddress' });

const deliveryOut = z
  .strictObject({
    method: word,
    address: addressOut.nullable(),
    pickupPointId: word.nullable(),
    window: windowOut.nullable(),
    price: moneyOut,
  })
  .meta({ id: 'OrderDelivery' });

const customerOut = z
  .strictObject({
    name: word.nullable(),
    phone: word.nullable().meta({ description: 'E.164' }),
    email: word.nullable(),
    locale: z.enum(['ru', 'en']),
    timeZone: word,
    channel: word,
    contactHours: hoursOut.nullable(),
    known: z
      .boolean()
      .meta({ description: 'The shop had completed an order of this phone or e-mail before' }),
  })
  .meta({ id: 'Customer' });

const instructionOut = z
  .strictObject({
    id: word,
    party: word,
    kind: word.meta({ description: "The party's kind" }),
    task: z.enum(['supply', 'pack', 'deliver']),
    state: z.enum(['to_send', 'sent', 'accepted', 'refused', 'done', 'called_off']),
    wishVersion: count,
    pending: z.enum(['revision', 'call_off']).nullable(),
    dueBy: instantOut.nullable(),
    overdue: z.boolean(),
    reason: word.nullable(),
  })
  .meta({ id: 'OrderInstruction' });

export const parcelOut = z
  .strictObject({
    id: word,
    source: word,
    carrier: word,
    tracking: word.nullable(),
    state: z.enum(['announced', 'packed', ...CARRIER_WORDS, 'cancelled']).meta({
      description: "The carrier's words; `cancelled`: it was called off before it left",
    }),
    lines: z.array(z.strictObject({ lineId: word, quantity: count })).max(1_000),
    reportedAt: instantOut.nullable(),
    lastWord: word
      .nullable()
      .meta({ description: "The carrier's latest word, known to Ordo or not" }),
    reason: word.nullable(),
    expectedAt: instantOut.nullable().meta({ description: 'When its carrier says it will come' }),
  })
  .meta({ id: 'Parcel' });

const openTaskOut = z.strictObject({
  id: word,
  kind: word,
  role: word,
  about: word.nullable(),
  dueBy: instantOut.nullable(),
});

export const orderOut = z
  .strictObject({
    id: word,
    number: word,
    shop: word,
    version: count,
    stage: stageOut,
    placedAt: instantOut,
    source: word.nullable(),
    campaign: word.nullable(),
    consent: z.strictObject({ personalData: z.boolean(), at: instantOut }).nullable(),
    closed: z.strictObject({ reason: word, at: instantOut }).nullable(),
    agreed: z.strictObject({ channel: word, at: instantOut, version: count }).nullable(),
    waiting: waitingOut.nullable(),
    lines: z.array(lineOut).max(1_000),
    totals: totalsOut,
    delivery: deliveryOut,
    payment: z.strictObject({
      method: word,
      certificates: z.array(word).max(20),
      promoCode: word.nullable(),
    }),
    customer: customerOut,
    notes: z.array(z.strictObject({ id: word, text: longText })).max(10_000),
    instructions: z.array(instructionOut).max(1_000),
    parcels: z.array(parcelOut).max(1_000),
    tasks: z.array(openTaskOut).max(1_000),
    amendment: z.strictObject({ id: word, version: count, state: word }).nullable(),
    trouble: word.nullable(),
    allowed: z.array(word).max(40),
  })
  .meta({ id: 'Order' });

export type OrderOut = z.input<typeof orderOut>;

const listedOrderOut = z
  .strictObject({
    id: word,
    number: word,
    shop: word,
    version: count,
    stage: stageOut,
    placedAt: instantOut,
    closed: z.strictObject({ reason: word }).nullable(),
    waiting: z.strictObject({ for: word, until: instantOut.nullable() }).nullable(),
    total: moneyOut,
    customer: z.strictObject({ name: word.nullable() }),
  })
  .meta({ id: 'ListedOrder' });

export const orderPage = pageSchema(listedOrderOut).meta({ id: 'OrderPage' });

const timelineEntryOut = z
  .strictObject({
    seq: count,
    at: instantOut,
    type: word,
    by: word.meta({
      description:
        'Who said it: `customer`, a role and the id of its key, `party:<id>` on its own page or with its signature, `courier:<id>` on the page of a route, or `ordo`. For which party it was said stands in `data`',
    }),
    text: longText,
    data: z.looseObject({}),
  })
  .meta({ id: 'TimelineEntry' });

export const timelinePage = pageSchema(timelineEntryOut).meta({ id: 'TimelinePage' });

/** With the local day on which it is promised to come, whether or not a window was chosen. */
const promisedDelivery = deliveryOut.extend({ day: z.iso.date() }).meta({ id: 'PromisedDelivery' });

export const previewOut = z
  .strictObject({
    version: count,
    totals: z.strictObject({ before: totalsOut, after: totalsOut }),
    toCollect: moneyOut,
    toRefund: moneyOut,
    stock: z.array(z.strictObject({ sku: word, wanted: count, available: count })).max(1_000),
    parties: z
      .array(
        z.strictObject({
          party: word,
          kind: word,
          effect: z.enum(['tell', 'too_late', 'none']),
        }),
      )
      .max(1_000),
    delivery: z.strictObject({ from: promisedDelivery, to: promisedDelivery }),
    refusals: z
      .array(z.strictObject({ pointer: word, refusal: word, detail: longText }))
      .max(1_000),
  })
  .meta({ id: 'AmendmentPreview' });
