/**
 * Tasks of people and their outcomes over HTTP.
 */
import { z } from 'zod';
import { outcomeData } from '../../domain/order/commands/command-schemas';
import { deliveryMethod, lineSchema, timeWindow } from '../../domain/order/commands/shape-schemas';
import { slug } from '../../domain/order/commands/shape-schemas';
import { addressSchema, requestedChanges } from './changes';
import { idField, instantIn, instantOut, noteField, pageSchema, reasonField, text } from './fields';

const word = z.string().max(300);

export const taskOut = z
  .strictObject({
    id: word,
    kind: word,
    role: word,
    shop: word,
    orderId: word,
    state: z.enum(['open', 'taken', 'done', 'withdrawn']),
    title: z.string().max(1_000),
    openedAt: instantOut,
    dueBy: instantOut.nullable(),
    takenBy: word.nullable(),
    handOffs: z.int().min(0),
    allowed: z.array(word).max(40).meta({ description: 'Outcomes it may end with' }),
    missing: z.array(word).max(40).meta({ description: 'What it cannot be closed without yet' }),
    data: z.looseObject({}).meta({
      description: '`needs`: what each outcome still lacks; and what the task is about',
    }),
  })
  .meta({ id: 'Task' });

export const taskPage = pageSchema(taskOut).meta({ id: 'TaskPage' });

const moneySeen = outcomeData.shape.amount.meta({
  description: 'The sum of a refund as you saw it: of another sum nothing is decided',
});

export const outcomeBody = z
  .strictObject({
    outcome: slug,
    note: noteField.nullable().optional(),
    data: z
      .strictObject({
        reason: reasonField.optional(),
        window: timeWindow.optional(),
        address: addressSchema.optional(),
        method: deliveryMethod.optional(),
        pickupPointId: idField.optional(),
        party: idField.optional(),
        callBackAt: instantIn.optional(),
        changes: requestedChanges.optional(),
        line: lineSchema.optional().meta({ description: 'What is taken instead of a short line' }),
        lineId: idField.optional(),
        lines: z
          .array(z.strictObject({ lineId: idField, quantity: z.int().min(0).max(100_000) }))
          .max(500)
          .optional()
          .meta({ description: 'Pieces an inspection’s outcome is about; all where left out' }),
        amount: moneySeen,
      })
      .default({}),
  })
  .meta({ id: 'TaskOutcome' });

export const handOffBody = z
  .strictObject({
    to: idField.meta({
      description: 'A colleague by the id of their key, the role of the task, or `senior_manager`',
    }),
    reason: text(2_000),
  })
  .meta({ id: 'TaskHandOff' });

export type OutcomeBody = z.output<typeof outcomeBody>;
