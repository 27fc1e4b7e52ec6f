/**
 * Bodies of the commands that people give to an order over HTTP.
 */
import { z } from 'zod';
import { commandSchemas, outcomeData } from '../../domain/order/commands/command-schemas';
import {
  closingReason,
  contactOutcome,
  money,
  paidBy,
  reference,
} from '../../domain/order/commands/shape-schemas';
import { requestedChanges } from './changes';
import { instantIn, instantOut, moneyOut, noteField, reasonField } from './fields';

const note = noteField.nullable().optional();

export const confirmationBody = z
  .strictObject({
    channel: z.enum(['phone', 'email', 'sms', 'voice', 'chat', 'link']),
    changes: requestedChanges.optional(),
    note,
  })
  .meta({ id: 'Confirmation' });

export const contactAttemptBody = z
  .strictObject({
    outcome: contactOutcome,
    callBackAt: instantIn.nullable().optional(),
    reason: closingReason.nullable().optional(),
    note,
  })
  .refine((attempt) => attempt.outcome !== 'call_back' || Boolean(attempt.callBackAt), {
    message: 'is required for call_back',
    path: ['callBackAt'],
  })
  .refine((attempt) => attempt.outcome === 'call_back' || !attempt.callBackAt, {
    message: 'goes with call_back only',
    path: ['callBackAt'],
  })
  .refine((attempt) => attempt.outcome === 'declined' || !attempt.reason, {
    message: 'goes with declined only',
    path: ['reason'],
  })
  .meta({ id: 'ContactAttempt' });

export const previewBody = z.strictObject({ changes: requestedChanges }).meta({ id: 'Preview' });

export const amendmentBody = z
  .strictObject({
    changes: requestedChanges,
    by: z.enum(['customer', 'manager']).default('manager'),
    note,
  })
  .meta({ id: 'NewAmendment' });

export const decisionBody = z
  .strictObject({ decision: commandSchemas.decideAmendment.shape.decision })
  .meta({ id: 'AmendmentDecision' });

export const cancellationBody = z
  .strictObject({ reason: closingReason, note })
  .meta({ id: 'Cancellation' });

export const noteBody = z.strictObject({ text: noteField }).meta({ id: 'NewNote' });

export const noteOut = z
  .strictObject({
    id: z.string().max(120),
    orderId: z.string().max(120),
    text: z.string().max(2_000),
  })
  .meta({ id: 'Note' });

const amount = money.refine((sum) => sum.amount > 0, { message: 'must be more than nothing' });

export const paymentBody = z
  .strictObject({
    method: paidBy,
    amount,
    reference: reference
      .nullable()
      .optional()
      .meta({ description: 'Number of the receipt or transfer; no spaces' }),
  })
  .meta({ id: 'NewPayment' });

export const paymentOut = z
  .strictObject({
    id: z.string().max(120).nullable(),
    orderId: z.string().max(120),
    method: z.string().max(60),
    amount: moneyOut,
    reference: z.string().max(200).nullable(),
    state: z
      .enum(['recorded', 'received'])
      .meta({ description: '`received`: kept for good, and recorded once the order has read it' }),
  })
  .meta({ id: 'Payment' });

export const refundBody = z.strictObject({ amount, reason: reasonField }).meta({ id: 'NewRefund' });

export const refundOut = z
  .strictObject({
    id: z.string().max(120).nullable(),
    orderId: z.string().max(120),
    amount: moneyOut,
    reason: z.string().max(60).nullable(),
    state: z.enum(['asked', 'approved', 'refused']),
    dueBy: instantOut.nullable(),
  })
  .meta({ id: 'Refund' });

export const approvalBody = z
  .strictObject({
    decision: z.enum(['approved', 'refused']).default('approved'),
    amount: outcomeData.shape.amount.meta({
      description: 'The sum as you saw it: of another sum nothing is decided',
    }),
    note,
  })
  .meta({ id: 'RefundApproval' });
