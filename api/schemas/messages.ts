/**
 * Messages to customers over HTTP; their words are never shown here.
 */
import { z } from 'zod';
import { idField, instantOut } from './fields';

export const resendParams = z.strictObject({ id: idField, messageId: idField });

export const resendBody = z
  .strictObject({
    channel: z.enum(['sms', 'email']).optional().meta({
      description: 'By which way; the one agreed with the customer where left out',
    }),
  })
  .default({})
  .meta({ id: 'MessageResend' });

export const messageOut = z
  .strictObject({
    id: z.string().max(120),
    orderId: z.string().max(120),
    purpose: z.string().max(60),
    channel: z.enum(['sms', 'email', 'voice']),
    state: z.string().max(60),
    notedAt: instantOut,
    repeats: z.string().max(120).meta({ description: 'The message that is sent again' }),
  })
  .meta({ id: 'Message' });
