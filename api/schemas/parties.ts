/**
 * Parties, what they are told, and what they answer and report over HTTP.
 */
import { z } from 'zod';
import { commandSchemas } from '../../domain/order/command-schemas';
import { instantIn, instantOut, moneyOut, noteField, pageSchema, text, timeZone } from './fields';
import { parcelOut } from './order';

const word = z.string().max(300);

const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const date = z.iso.date();
const day = z
  .strictObject({ from: time, to: time })
  .refine((hours) => hours.from < hours.to, { message: 'must end after it begins', path: ['to'] });

/** Working hours by weekday, 1 for Monday to 7 for Sunday; a calendar opens on one weekday at least. */
export const calendarSchema = z
  .strictObject({
    zone: timeZone,
    hours: z
      .partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), day)
      .refine((hours) => Object.keys(hours).length > 0, { message: 'must open on some weekday' }),
    holidays: z.array(date).max(1_000).default([]),
    extraDays: z.record(date, day).optional(),
  })
  .meta({ id: 'WorkingCalendar' });

const channelSchema = z
  .strictObject({
    type: z.literal(
      'desk',
      'only the desk channel is there yet: a party on another would not be told',
    ),
  })
  .meta({ id: 'PartyChannel' });

const partyFields = {
  kind: z.enum([
    'supplier',
    'warehouse',
    'own_couriers',
    'courier_company',
    'post',
    'pickup_network',
    'transport_company',
    'cashier',
  ]),
  title: text(200),
  calendar: calendarSchema.nullable().default(null),
  deadlines: z.strictObject({ answerMinutes: z.int().min(1).max(100_000) }),
  channel: channelSchema,
};

export const partyBody = z.strictObject(partyFields).meta({ id: 'PartyBody' });

export const partyOut = z
  .strictObject({ id: word, shop: word, ...partyFields, calendar: z.looseObject({}).nullable() })
  .meta({ id: 'Party' });

export const partyPage = pageSchema(partyOut).meta({ id: 'PartyPage' });

export const instructionDetailOut = z
  .strictObject({
    id: word,
    party: word,
    kind: word,
    task: z.enum(['supply', 'pack', 'deliver']),
    state: z.enum(['to_send', 'sent', 'accepted', 'refused', 'done', 'called_off']),
    shop: word,
    orderId: word,
    wishVersion: z.int(),
    pending: z.enum(['revision', 'call_off']).nullable(),
    pendingVersion: z.int().nullable(),
    dueBy: instantOut.nullable(),
    overdue: z.boolean(),
    reason: word.nullable(),
    expectedAt: instantOut.nullable().meta({ description: 'When the party said it can' }),
    lines: z
      .array(
        z.strictObject({
          ...{ lineId: word, sku: word, title: word, quantity: z.int() },
          price: moneyOut.optional().meta({ description: 'What the supplier offered it for' }),
          term: z.int().optional().meta({ description: 'Days the supplier offered' }),
        }),
      )
      .max(1_000),
    window: z.strictObject({ from: instantOut, to: instantOut }).nullable(),
    collect: moneyOut.nullable().meta({ description: 'What the carrier takes from the customer' }),
    deliverTo: z
      .strictObject({
        name: word.nullable(),
        phone: word.nullable(),
        address: z.looseObject({}).nullable(),
        pickupPointId: word.nullable(),
      })
      .nullable()
      .meta({ description: 'For who brings the order, when one instruction is read' }),
  })
  .meta({ id: 'Instruction' });

export const instructionPage = pageSchema(instructionDetailOut).meta({ id: 'InstructionPage' });

const answer = commandSchemas.answerInstruction.shape;

export const instructionAnswerBody = z
  .strictObject({
    to: answer.to,
    answer: answer.answer,
    wishVersion: answer.wishVersion,
    tracking: text(100).nullable().optional(),
    reason: answer.reason,
    lineIds: answer.lineIds.meta({
      description:
        'Lines a refusal is about, such as those that cannot be found; all where left out',
    }),
    expectedAt: instantIn.nullable().default(null).meta({
      description:
        'When the party can, where that is later than asked; may come again at any time. The customer is told.',
    }),
    note: noteField.nullable().optional(),
  })
  .meta({ id: 'InstructionAnswer' });

const report = commandSchemas.reportParcel.shape;

export const parcelReportBody = z
  .strictObject({
    status: text(60).meta({
      description: 'A word of the carrier; one not known is kept and shown',
    }),
    at: instantIn.nullable().optional(),
    reason: text(60).nullable().optional(),
    tracking: text(100).nullable().optional(),
    expectedAt: instantIn.nullable().optional().meta({
      description: 'When it will come, where the carrier foresees a delay. The customer is told.',
    }),
    lines: report.lines,
  })
  .meta({ id: 'ParcelReport' });

const request = commandSchemas.requestFromParcel.shape;

export const parcelRequestBody = z
  .strictObject({
    wish: request.wish.meta({
      description:
        'What the courier would have: to end the order, another sum, or what the note says',
    }),
    note: noteField.nullable().optional(),
  })
  .meta({ id: 'ParcelRequest' });

export const parcelRequestOut = z
  .strictObject({
    parcelId: word,
    orderId: word,
    wish: request.wish,
    taskId: word.nullable().meta({
      description: "The dispatcher's task; null where it is kept and nobody has read it yet",
    }),
  })
  .meta({ id: 'ParcelRequestTaken' });

export const parcelDetailOut = parcelOut
  .extend({ shop: word, orderId: word })
  .meta({ id: 'ParcelDetail' });
