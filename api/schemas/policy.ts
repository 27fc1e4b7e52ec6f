/**
 * A shop's policy over HTTP: the same document that rules read, checked whole before it becomes a version.
 */
import { z } from 'zod';
import { TEMPLATES } from '../../domain/messages/templates';
import type { Policy } from '../../domain/policy/policy';
import { TASK_RULES } from '../../domain/tasks/task';
import { callCardPolicy } from './call-card';
import { deliveryWaysPolicy, followPolicy } from './delivery';
import { countryField, idField, text } from './fields';
import { calendarSchema } from './parties';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const span = z
  .strictObject({ from: time, to: time })
  .refine((hours) => hours.from < hours.to, { message: 'must end after it begins', path: ['to'] });
const minutes = z.int().min(0).max(1_000_000);
const days = z.int().min(0).max(365);
const perMethod = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ courier: value, post: value, pickup: value, transport: value });

const step = z.strictObject({
  do: z.enum(['sms', 'call', 'voice', 'email']),
  after: z.union([z.strictObject({ minutes }), z.literal('next_morning')]),
});

/** Silence is counted from the e-mail: without it an order would wait for ever. */
const steps = z
  .array(step)
  .min(1)
  .max(20)
  .refine((all) => all.findIndex((one) => one.do === 'email') === all.length - 1, {
    message: 'must end with the one e-mail',
  });

const autoConfirm = z.strictObject({
  needs: z.array(z.enum(['paid', 'address_whole', 'in_stock', 'known_customer'])).max(4),
  totalUnder: z.int().min(0).max(1_000_000_000_000).nullable(),
});

const bothLanguages = z.strictObject({
  ru: z.string().min(1).max(10_000),
  en: z.string().min(1).max(10_000),
});
const template = z.strictObject({
  sms: bothLanguages,
  subject: bothLanguages,
  email: bothLanguages,
});
const purposes = Object.keys(TEMPLATES) as [keyof typeof TEMPLATES];

const taskKinds = Object.keys(TASK_RULES) as [keyof typeof TASK_RULES];

const weight = z.number().min(0).max(1_000);

const offerRule = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.enum(['price', 'term', 'quality']) }),
    z.strictObject({
      by: z.literal('weighed'),
      weights: z.strictObject({ price: weight, term: weight, quality: weight }),
    }),
  ])
  .meta({ description: "By what the best of suppliers' offers is chosen" });

export const policySchema = z
  .strictObject({
    title: text(200),
    locale: z.enum(['ru', 'en']),
    currency: z.string().regex(/^[A-Z]{3}$/),
    country: countryField.optional().meta({
      description:
        'Of addresses and phone numbers that name none. Left out: the one to which all ways of delivery lead; where they lead to several, by the currency',
    }),
    calendar: calendarSchema,
    decentHours: span,
    contact: z.strictObject({
      steps,
      remindAfterMinutes: minutes,
      closeAfterMinutes: minutes,
      autoConfirm: autoConfirm.nullable().optional(),
    }),
    callCard: callCardPolicy.optional(),
    carriers: perMethod(idField),
    deliveryWays: deliveryWaysPolicy.optional(),
    supplyDays: days,
    offers: offerRule.optional(),
    prepayment: z.strictObject({ remindAfterMinutes: minutes, closeAfterMinutes: minutes }),
    delivery: z.strictObject({
      checkAt: time,
      promisedDays: perMethod(days),
      askMinutes: minutes,
      maximumAttempts: z.int().min(1).max(20),
      cutOff: time.optional(),
      follow: followPolicy.optional(),
    }),
    inspectReturns: z.enum(['opened', 'always', 'never']).optional(),
    handInBy: time,
    messages: z.strictObject({
      retryMinutes: z.array(minutes).max(20),
      unknownSeconds: z.int().min(1).max(86_400),
      unknownQuestions: z.int().min(0).max(20),
      repeatUnknown: z.array(text(60)).max(40),
    }),
    telling: z
      .strictObject({ retryMinutes: z.array(minutes).max(20) })
      .optional()
      .meta({
        description: "Pauses before a party's server or mailbox is tried again",
      }),
    taskMinutes: z.partialRecord(z.enum(taskKinds), minutes),
    taskRaiseMinutes: minutes.optional(),
    partlyRefused: z.enum(['ask', 'revert', 'second_parcel', 'take_back']),
    templates: z.partialRecord(z.enum(purposes), template).optional(),
  })
  .meta({ id: 'Policy' });

/** The document as rules read it. */
export function asPolicy(read: z.output<typeof policySchema>): Policy {
  return read as Policy;
}

export const policyOut = z
  .strictObject({
    shop: z.string().max(60),
    version: z.int().min(1),
    policy: policySchema,
  })
  .meta({ id: 'ShopPolicy' });
