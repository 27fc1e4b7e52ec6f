/**
 * Parties, what they are told, and what they answer and report over HTTP.
 */
import { z } from 'zod';
import { commandSchemas } from '../../domain/order/commands/command-schemas';
import { ADAPTERS } from '../../domain/parties/party';
import {
  instantIn,
  instantOut,
  moneyOut,
  noteField,
  pageSchema,
  reasonField,
  text,
  timeZone,
} from './fields';
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

const allowPrivate = z.boolean().optional().meta({
  description: 'The server may stand at a private address, where the operator permits that',
});
const serverUrl = z.url({ protocol: /^https?$/ }).max(2_000);

const channelSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('desk') }),
    z.strictObject({ type: z.literal('webhook'), url: serverUrl, allowPrivate }),
    z.strictObject({
      type: z.literal('email'),
      address: z.email().max(254),
      locale: z.enum(['ru', 'en']).optional(),
    }),
    z.strictObject({
      type: z.literal('adapter'),
      name: z.enum(ADAPTERS),
      url: serverUrl,
      allowPrivate,
    }),
  ])
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

const secretFields = { id: word, createdAt: instantOut, endsAt: instantOut.nullable() };

export const newSecretBody = z
  .strictObject({
    secret: z
      .string()
      .min(16)
      .max(200)
      .regex(/^[\x21-\x7e]+$/)
      .optional()
      .meta({
        description: "The party's own secret, where it hands one out; else Ordo makes one",
      }),
  })
  .meta({ id: 'NewPartySecret' });

export const newSecretOut = z
  .strictObject({
    id: word,
    secret: word.meta({ description: 'Shown this once' }),
    live: z
      .array(z.strictObject(secretFields))
      .max(100)
      .meta({ description: 'All that work now, the newest first' }),
  })
  .meta({ id: 'PartySecretMade' });

export const liveSecretsOut = z
  .strictObject({ live: z.array(z.strictObject(secretFields)).max(100) })
  .meta({ id: 'PartySecrets' });

export const deskLinkBody = z
  .strictObject({
    renew: z.boolean().default(false).meta({ description: 'No link made before works any more' }),
  })
  .meta({ id: 'PartyLinkBody' });

export const deskLinkOut = z
  .strictObject({ party: word, url: z.string().max(1_000), expiresAt: instantOut })
  .meta({ id: 'PartyLink' });

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
    message: word.nullable().meta({
      description: 'The id of what its party was told last, by which an answer names it',
    }),
    answered: word.nullable().optional().meta({
      description:
        'In the answer to an answer: the id of the message it was taken for; null where that is not certain',
    }),
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
      .max(1_000)
      .meta({ description: 'What there is to do; what had left when it was told is not among it' }),
    apart: z
      .array(z.strictObject({ lineId: word, quantity: z.int() }))
      .max(1_000)
      .meta({ description: 'What of it a packer puts into a parcel of its own' }),
    takeBack: z
      .array(z.strictObject({ lineId: word, sku: word, title: word, quantity: z.int() }))
      .max(1_000)
      .meta({ description: 'What is in its parcels beside the lines: not to be given away' }),
    parcels: z
      .array(word)
      .max(1_000)
      .meta({ description: 'The parcels it goes for, by which their carrier reports' }),
    page: z.string().max(1_000).optional().meta({
      description: 'Where it can be answered by hand, for who may, when one instruction is read',
    }),
    window: z.strictObject({ from: instantOut, to: instantOut }).nullable(),
    collect: moneyOut.nullable().meta({ description: 'What the carrier takes from the customer' }),
    collectBy: z.enum(['cash', 'card']).nullable().meta({ description: 'How it takes it' }),
    carrier: word.nullable().meta({ description: 'To whom who packs hands its parcels' }),
    deliverTo: z
      .strictObject({
        name: word.nullable(),
        phone: word.nullable(),
        address: z.looseObject({}).nullable(),
        pickupPointId: word.nullable(),
        notes: z.array(z.string()).meta({
          description: 'What the customer said of the order in words of his own',
        }),
      })
      .nullable()
      .meta({ description: 'For who brings the order, when one instruction is read' }),
  })
  .meta({ id: 'Instruction' });

export const instructionPage = pageSchema(instructionDetailOut).meta({ id: 'InstructionPage' });

const answer = commandSchemas.answerInstruction.shape;

export const instructionAnswerBody = z
  .strictObject({
    to: answer.to.meta({
      description:
        'What is answered; left out, what the message is that is named, else the instruction',
    }),
    answer: answer.answer,
    wishVersion: answer.wishVersion,
    message: answer.message.meta({
      description:
        'The id of the message that is answered. Without it an answer may be taken for an older message of the same version.',
    }),
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
    reason: reasonField.nullable().optional(),
    tracking: text(100).nullable().optional(),
    expectedAt: instantIn.nullable().optional().meta({
      description: 'When it will come, where the carrier foresees a delay. The customer is told.',
    }),
    lines: report.lines,
  })
  .meta({ id: 'ParcelReport' });

export const parcelDetailOut = parcelOut
  .extend({ shop: word, orderId: word })
  .meta({ id: 'ParcelDetail' });
