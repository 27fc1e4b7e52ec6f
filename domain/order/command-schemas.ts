/**
 * The shape of every command an order understands, once for HTTP, signals and updates.
 * Shape only: whether a command may be carried out is for `decide`. Never imported by workflows.
 */
import { z } from 'zod';
import { trackingAnswer, wherever } from './delivery/delivery-schemas';
import { instant } from './instant-schemas';
import { reference, slug } from './command-words';
import { VOICE_ENDS, VOICE_KEYS } from './voice/voice-outcome';

export { instant };

const id = z.string().min(1).max(120);
const actor = z.string().min(1).max(120).default('operator');
const code = z.string().min(1).max(60);
const count = z.int().min(0).max(100_000);
const version = z.int().min(1).max(1_000_000);

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

const lineId = z.string().min(1).max(60);

/** Changes that carry no personal data look the same over HTTP and inside. */
export const plainChanges = [
  z.strictObject({ type: z.literal('add_line'), line: lineSchema }),
  z.strictObject({ type: z.literal('remove_line'), lineId }),
  z.strictObject({
    type: z.literal('set_quantity'),
    lineId,
    quantity: z.int().min(1).max(10_000),
  }),
  z.strictObject({ type: z.literal('substitute_line'), lineId, line: lineSchema }),
  z.strictObject({ type: z.literal('set_price'), lineId, price: money }),
  z.strictObject({ type: z.literal('change_payment'), method: paymentMethod }),
  z.strictObject({ type: z.literal('apply_promo_code'), code }),
  z.strictObject({ type: z.literal('remove_promo_code'), code }),
  z.strictObject({ type: z.literal('apply_certificate'), code }),
  z.strictObject({ type: z.literal('remove_certificate'), code }),
] as const;

export const changeSchema = z.discriminatedUnion('type', [
  ...plainChanges,
  z.strictObject({ type: z.literal('change_delivery'), delivery: deliveryById }),
  z.strictObject({ type: z.literal('change_contact'), contact: contactById }),
]);

export type Change = z.output<typeof changeSchema>;

const changes = z.array(changeSchema).min(1).max(500);

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

const noteId = id.nullable().default(null);

const people = {
  confirm: z.strictObject({
    channel: z.enum(['phone', 'link', 'email', 'sms', 'voice', 'chat', 'operator']),
    changes: changes.optional(),
    version: version.optional(),
    noteId,
    actor,
  }),
  recordContact: z.strictObject({
    outcome: contactOutcome,
    callBackAt: instant.nullable().default(null),
    reason: closingReason.nullable().default(null),
    version: version.optional(),
    noteId,
    actor,
  }),
  amend: z.strictObject({
    changes,
    by: z.enum(['customer', 'manager']).default('manager'),
    version: version.optional(),
    noteId,
    actor,
  }),
  decideAmendment: z.strictObject({
    amendmentId: id,
    decision: z.enum(['second_parcel', 'take_back', 'revert']),
    version: version.optional(),
    actor,
  }),
  cancel: z.strictObject({ reason: closingReason, version: version.optional(), noteId, actor }),
  note: z.strictObject({ noteId: id, version: version.optional(), actor }),
  recordPayment: z.strictObject({
    method: paidBy,
    amount: money.refine((sum) => sum.amount > 0, { message: 'must be more than nothing' }),
    reference: reference.nullable().default(null),
    actor,
  }),
  askRefund: z.strictObject({
    amount: money.refine((sum) => sum.amount > 0, { message: 'must be more than nothing' }),
    reason: slug,
    noteId,
    version: version.optional(),
    actor,
  }),
  closeTask: z.strictObject({
    taskId: id,
    outcome: slug,
    version: version.optional(),
    noteId,
    data: z.record(z.string().max(60), z.unknown()).default({}),
    actor,
  }),
  /** A message by its id, with what the API found it to be about. */
  resendMessage: z.strictObject({
    messageId: z.string().regex(/^msg_\w{1,100}$/),
    purpose: z.string().regex(/^[a-z_]{1,60}$/),
    version: count,
    channel: z.enum(['sms', 'email']).optional(),
    actor,
  }),
  takeTask: z.strictObject({ taskId: id, actor }),
  releaseTask: z.strictObject({ taskId: id, actor }),
  handOffTask: z.strictObject({
    taskId: id,
    /** Whoever of a role is free, or one person of it. */
    to: z.strictObject({ role: code, person: id.nullable().default(null) }),
    noteId,
    actor,
  }),
  undoTask: z.strictObject({ taskId: id, actor }),
} as const;

const machines = {
  place: z.strictObject({ placed: z.custom<object>((value) => typeof value === 'object') }),
  answerInstruction: z.strictObject({
    instructionId: id,
    to: z.enum(['instruction', 'revision', 'call_off']).default('instruction'),
    answer: z.enum(['accepted', 'refused', 'done']),
    wishVersion: version.optional(),
    tracking: z.string().min(1).max(100).nullable().default(null),
    reason: z
      .enum(['already_packed', 'already_handed_over', 'out_of_stock', 'cannot_in_time', 'other'])
      .nullable()
      .default(null),
    /** Lines a refusal is about, such as those that cannot be found; all where none is named. */
    lineIds: z.array(lineId).max(500).optional(),
    expectedAt: instant.nullable().default(null),
    noteId,
    actor,
  }),
  reportParcel: z.strictObject({
    parcelId: id,
    status: z.string().min(1).max(60),
    at: instant.nullable().default(null),
    reason: slug.nullable().default(null),
    noteId,
    tracking: z.string().min(1).max(100).nullable().default(null),
    expectedAt: instant.nullable().default(null),
    lines: z
      .array(z.strictObject({ lineId, accepted: count, refused: count }))
      .max(500)
      .default([]),
    actor,
  }),
  /** A party's answer to a quick question about the order. */
  hearAnswer: z.strictObject({ questionId: id, party: id, noteId: id, actor }),
  /** A courier's wish: kept, and asked of the dispatcher. */
  courierAsks: z.strictObject({
    parcelId: id,
    wish: z.enum(['cancel', 'change_sum', 'other']),
    noteId,
    actor,
  }),
  customerAnswers: z.strictObject({
    answer: z.enum(['confirm', 'decline', 'change', 'received', 'not_received']),
    version: version.optional(),
    reason: closingReason.nullable().default(null),
    noteId,
  }),
  messageResult: z.strictObject({
    messageId: id,
    attempt: count,
    outcome: z.enum(['accepted', 'refused', 'repeat', 'unknown', 'withdrawn']),
    code: code.nullable().default(null),
    providerId: z.string().max(200).nullable().default(null),
    retryAfterSeconds: count.nullable().default(null),
  }),
  /** What became of one try to tell a party by its channel. */
  tellingResult: z.strictObject({
    instructionId: id,
    number: version,
    attempt: count,
    channel: code,
    outcome: z.enum(['delivered', 'again', 'refused', 'unknown', 'withdrawn']),
    code: code.nullable().default(null),
    retryAfterSeconds: count.nullable().default(null),
  }),
  providerAnswer: z.strictObject({
    messageId: id,
    found: z.enum(['accepted', 'no', 'cannot_tell', 'withdrawn']),
    providerId: z.string().max(200).nullable().default(null),
  }),
  messageReport: z.strictObject({
    messageId: id,
    purpose: code,
    version: count,
    channel: z.enum(['sms', 'email', 'voice']),
    state: z.enum(['accepted', 'failed']),
    code: code.nullable().default(null),
    providerId: z.string().max(200).nullable().default(null),
  }),
  /** A key pressed in the voice menu, and the version of the order that was read out. */
  voiceKey: z.strictObject({ messageId: id, key: z.enum(VOICE_KEYS), version }),
  /** A call by the voice menu ended without a key. */
  voiceEnd: z.strictObject({ messageId: id, outcome: z.enum(VOICE_ENDS) }),
  effectLost: z.strictObject({ key: z.string().min(1).max(200), attempt: count }),
  trackingAnswer,
  goodsFreed: z.strictObject({ sku: z.string().min(1).max(100) }),
  goodsSetAside: z.strictObject({
    lineId,
    sku: z.string().min(1).max(100),
    place: id,
    quantity: z.int().min(1).max(1_000_000),
  }),
  due: z.strictObject({ key: z.string().min(1).max(200) }),
  start: z.strictObject({}),
  cancelAsked: z.strictObject({}),
  engineStuck: z.strictObject({ why: code }),
} as const;

/** What the data of an outcome may hold; anything else in them is kept by nobody. */
export const outcomeData = z.object({
  reason: slug.optional(),
  window: timeWindow.optional(),
  addressId: z.string().min(1).max(120).optional(),
  method: z.enum(['courier', 'post', 'pickup', 'transport']).optional(),
  pickupPointId: z.string().min(1).max(120).optional(),
  ...wherever,
  party: z.string().min(1).max(120).optional(),
  callBackAt: instant.optional(),
  changes: z.array(changeSchema).min(1).max(500).optional(),
  /** What is taken instead, and of which line. */
  line: lineSchema.optional(),
  lineId: lineId.optional(),
  /** Pieces an inspection's outcome is about; all where none is named. */
  lines: z
    .array(z.strictObject({ lineId, quantity: count }))
    .max(500)
    .optional(),
  /** The sum that was seen by who approves it. */
  amount: money.optional(),
});
export type OutcomeData = z.output<typeof outcomeData>;

export const commandSchemas = { ...people, ...machines } as const;

export type CommandName = keyof typeof commandSchemas;
export type CommandOf<Name extends CommandName> = z.output<(typeof commandSchemas)[Name]>;
