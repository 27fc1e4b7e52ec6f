/**
 * Shapes that commands are made of: words, sums, lines, changes. Shape only; never imported by workflows.
 */
import { z } from 'zod';
import { wherever } from '../delivery/delivery-schemas';
import { instant } from './instant-schemas';

/** A word for programs: who has more to say says it in a note, which is kept apart from the journal. */
export const slug = z
  .string()
  .regex(/^[a-z0-9_]{1,40}$/, 'must be a word of small letters, digits and underscores');

/** Number of a receipt or transfer: no spaces, so that it holds no sentence. */
export const reference = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/#-]{0,99}$/, 'must be a number or id without spaces');

export const id = z.string().min(1).max(120);
export const actor = z.string().min(1).max(120).default('operator');
export const code = z.string().min(1).max(60);
export const count = z.int().min(0).max(100_000);
export const version = z.int().min(1).max(1_000_000);

/** Minor units of one currency. */
export const money = z.strictObject({
  amount: z.int().min(0).max(1_000_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

export const timeWindow = z
  .strictObject({ from: instant, to: instant })
  .refine((window) => window.from < window.to, {
    message: 'must end after it begins',
    path: ['to'],
  });

export const hours = z.strictObject({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

export const lineSchema = z.strictObject({
  sku: z.string().min(1).max(100),
  title: z.string().min(1).max(300),
  attributes: z.record(z.string().max(60), z.string().max(200)).default({}),
  quantity: z.int().min(1).max(10_000),
  price: money,
});

/** A line with what the API knows of its goods. */
export const knownLine = z.strictObject({
  ...lineSchema.shape,
  group: id.optional(),
  urgent: z.literal(true).optional(),
});

export const deliveryMethod = z.enum(['courier', 'post', 'pickup', 'transport']);
export const paymentMethod = z.enum(['cash', 'card_on_delivery', 'prepaid', 'cod_post']);
/** How money came in; what an order is to be paid by is `paymentMethod`. */
export const paidBy = z.enum([
  ...paymentMethod.options,
  ...['card', 'bank_transfer', 'online'],
] as const);
export const customerChannel = z.enum(['sms', 'email', 'voice', 'chat']);

/** A delivery as commands carry it: the address by the id under which the API keeps it. */
const deliveryById = z.strictObject({
  method: deliveryMethod,
  addressId: id.nullable().default(null),
  pickupPointId: id.nullable().default(null),
  window: timeWindow.nullable().default(null),
  /** Left out: what the way costs there, where the way or the place is another; else as it was. */
  price: money.optional(),
  addressWhole: z.boolean().optional(),
  ...wherever,
});

const contactById = z.strictObject({
  personalId: id,
  phoneId: id.optional(),
  emailId: id.optional(),
  hasPhone: z.boolean(),
  hasEmail: z.boolean(),
  channel: customerChannel.optional(),
  hours: hours.nullable().optional(),
});

export const lineId = z.string().min(1).max(60);

/** Changes that name other goods: as HTTP brings them, and with what is known of the goods. */
export const goodsChanges = <Line extends z.ZodType>(line: Line) =>
  [
    z.strictObject({ type: z.literal('add_line'), line }),
    z.strictObject({ type: z.literal('substitute_line'), lineId, line }),
  ] as const;

/** Changes that carry no personal data and name no goods look the same over HTTP and inside. */
export const plainChanges = [
  z.strictObject({ type: z.literal('remove_line'), lineId }),
  z.strictObject({
    type: z.literal('set_quantity'),
    lineId,
    quantity: z.int().min(1).max(10_000),
  }),
  z.strictObject({ type: z.literal('set_price'), lineId, price: money }),
  z.strictObject({ type: z.literal('change_payment'), method: paymentMethod }),
  z.strictObject({ type: z.literal('apply_promo_code'), code }),
  z.strictObject({ type: z.literal('remove_promo_code'), code }),
  z.strictObject({ type: z.literal('apply_certificate'), code }),
  z.strictObject({ type: z.literal('remove_certificate'), code }),
] as const;

export const changeSchema = z.discriminatedUnion('type', [
  ...goodsChanges(knownLine),
  ...plainChanges,
  z.strictObject({ type: z.literal('change_delivery'), delivery: deliveryById }),
  z.strictObject({ type: z.literal('change_contact'), contact: contactById }),
]);

export type Change = z.output<typeof changeSchema>;

export const changes = z.array(changeSchema).min(1).max(500);

export const contactOutcome = z.enum([
  'reached',
  'no_answer',
  'busy',
  'wrong_number',
  'call_back',
  'declined',
]);

export const closingReason = z.enum([
  'declined',
  'changed_mind',
  'bought_elsewhere',
  'price',
  'term',
  'duplicate',
  'fraud',
  'not_paid',
  'out_of_stock',
  'undeliverable',
  'other',
]);

export const noteId = id.nullable().default(null);
