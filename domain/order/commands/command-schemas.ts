/**
 * The shape of every command an order understands, once for HTTP, signals and updates.
 * Shape only: whether a command may be carried out is for `decide`. Never imported by workflows.
 */
import { z } from 'zod';
import { wherever } from '../delivery/delivery-schemas';
import { instant } from './instant-schemas';
import { machines } from './machine-schemas';
import {
  actor,
  changeSchema,
  changes,
  closingReason,
  code,
  contactOutcome,
  count,
  id,
  knownLine,
  lineId,
  money,
  noteId,
  paidBy,
  reference,
  slug,
  timeWindow,
  version,
} from './shape-schemas';

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
  line: knownLine.optional(),
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
