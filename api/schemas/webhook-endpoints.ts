/**
 * Where storefronts hear of their orders, over HTTP: endpoints, their secrets, and what was told there.
 */
import { z } from 'zod';
import { DELIVERY_STATES } from '../../domain/webhooks/delivery-tries';
import { WEBHOOK_EVENTS } from '../../domain/webhooks/webhook-events';
import { instantIn, instantOut, pageSchema } from './fields';

const word = z.string().max(300);

function isCallable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
}

export const webhookEndpointBody = z
  .strictObject({
    url: z
      .string()
      .max(2_000)
      .refine(isCallable, { message: 'must be an http(s) address without user and password' })
      .meta({ description: 'https in production, and never a private address there' }),
    events: z
      .array(z.enum(WEBHOOK_EVENTS))
      .min(1)
      .max(WEBHOOK_EVENTS.length)
      .refine((events) => new Set(events).size === events.length, { message: 'names one twice' }),
  })
  .meta({ id: 'WebhookEndpointBody' });

const secretOut = z.strictObject({
  id: word,
  createdAt: instantOut,
  until: instantOut.nullable().meta({ description: 'Null for the newest, which signs for good' }),
});

export const webhookEndpointOut = z
  .strictObject({
    id: word,
    shop: word,
    url: z.string().max(2_000),
    events: z.array(word).max(WEBHOOK_EVENTS.length),
    secrets: z.array(secretOut).max(10).meta({ description: 'Those that sign now' }),
    createdAt: instantOut,
    deliveries: z
      .strictObject({ waiting: z.int(), dead: z.int() })
      .meta({ description: 'What is still to be told, and what was tried to the end in vain' }),
    secret: word.optional().meta({ description: 'Shown once, when the endpoint is made' }),
  })
  .meta({ id: 'WebhookEndpoint' });

export const webhookEndpointPage = pageSchema(webhookEndpointOut).meta({
  id: 'WebhookEndpointPage',
});

export const newSecretOut = secretOut
  .extend({ secret: word.meta({ description: 'Shown once' }) })
  .meta({ id: 'WebhookSecret' });

export const deliveryState = z.enum(DELIVERY_STATES);

export const deliveryOut = z
  .strictObject({
    id: word.meta({ description: 'Also the `id` in the body: the same in every try' }),
    orderId: word,
    type: word,
    at: instantOut,
    state: deliveryState,
    attempts: z.int(),
    nextAt: instantOut.nullable(),
    code: word.nullable().meta({ description: 'How the last try failed' }),
    deliveredAt: instantOut.nullable(),
    body: z.looseObject({}),
  })
  .meta({ id: 'WebhookDelivery' });

export const deliveryPage = pageSchema(deliveryOut).meta({ id: 'WebhookDeliveryPage' });

export const redeliveryBody = z
  .strictObject({
    from: instantIn,
    to: instantIn,
    state: deliveryState.optional().meta({ description: 'Only those; all where left out' }),
  })
  .refine(({ from, to }) => from < to, { message: 'must end after it begins', path: ['to'] })
  .meta({ id: 'WebhookRedelivery' });

export const redeliveredOut = z
  .strictObject({ deliveries: z.int() })
  .meta({ id: 'WebhookRedelivered' });
