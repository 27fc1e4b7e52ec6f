/**
 * An amendment of an order as the API answers it. What a preview shows is with the order.
 */
import { z } from 'zod';
import {
  deliveryMethod,
  goodsChanges,
  knownLine,
  money,
  plainChanges,
  timeWindow,
} from '../../domain/order/commands/shape-schemas';
import { idField, instantOut, pageSchema } from './fields';

const word = z.string().max(300);

/** What was asked for, without what tells of a person. */
const shownChange = z
  .discriminatedUnion('type', [
    ...goodsChanges(knownLine),
    ...plainChanges,
    z.strictObject({
      type: z.literal('change_delivery'),
      delivery: z.strictObject({
        method: deliveryMethod,
        window: timeWindow.nullable(),
        price: money.optional(),
        pickupPointId: idField.nullable(),
      }),
    }),
    z.strictObject({ type: z.literal('change_contact') }),
  ])
  .meta({
    id: 'ShownChange',
    description:
      'As it was asked for, of a delivery all as it is from then on; addresses, numbers and mailboxes are not shown',
  });

export const amendmentOut = z
  .strictObject({
    id: word.nullable().meta({
      description: 'Null where the change took the last line, and so cancelled the order',
    }),
    version: z.int().min(0).max(1_000_000),
    state: z.enum(['telling', 'accepted', 'partly_refused', 'reverted']),
    at: instantOut.nullable(),
    by: word
      .nullable()
      .meta({ description: 'As given: `customer` or `manager`; else who made it' }),
    note: z.string().max(4_000).nullable(),
    reason: word.nullable(),
    changes: z.array(shownChange).max(500),
    answers: z
      .array(
        z.strictObject({
          party: word,
          state: z.enum(['sent', 'accepted', 'refused', 'done']),
          reason: word.nullable(),
        }),
      )
      .max(1_000),
  })
  .meta({ id: 'Amendment' });

export type AmendmentOut = z.input<typeof amendmentOut>;

export const amendmentPage = pageSchema(amendmentOut).meta({ id: 'AmendmentPage' });
