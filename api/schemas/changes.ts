/**
 * The typed changes of an amendment as HTTP brings them: with addresses and contacts in full, which commands
 * carry by id only.
 */
import { z } from 'zod';
import {
  customerChannel,
  deliveryMethod,
  goodsChanges,
  hours,
  lineSchema,
  money,
  plainChanges,
  timeWindow,
} from '../../domain/order/commands/shape-schemas';
import { countryField, idField, text } from './fields';

export const addressSchema = z
  .strictObject({
    country: countryField.optional().meta({ description: "The shop's own where left out" }),
    postalCode: text(20).optional(),
    region: text(120).optional(),
    city: text(120),
    street: text(200).optional(),
    house: text(40).optional(),
    flat: text(40).optional(),
    entrance: text(40).optional(),
    floor: text(40).optional(),
    location: z
      .strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
      .optional(),
  })
  .meta({ id: 'Address' });

/** A delivery as an order begins with it. */
export const deliverySchema = z
  .strictObject({
    method: deliveryMethod,
    address: addressSchema.nullable().default(null),
    pickupPointId: idField.nullable().default(null),
    window: timeWindow.nullable().default(null),
    price: money,
  })
  .refine((delivery) => delivery.method === 'pickup' || delivery.address !== null, {
    message: 'is required for this method',
    path: ['address'],
  })
  .refine((delivery) => delivery.method !== 'pickup' || delivery.pickupPointId !== null, {
    message: 'is required for this method',
    path: ['pickupPointId'],
  })
  .meta({ id: 'Delivery' });

/** What is left out stays as it is. */
const newDelivery = z
  .strictObject({
    method: deliveryMethod.optional(),
    address: addressSchema.nullable().optional(),
    pickupPointId: idField.nullable().optional(),
    window: timeWindow.nullable().optional(),
    price: money.optional(),
  })
  .meta({ id: 'ChangedDelivery', description: 'What is left out stays as it is.' });

export const phoneField = text(40).meta({ description: 'As people write it' });

export const emailField = z.email().max(254);

export const requestedChange = z
  .discriminatedUnion('type', [
    ...goodsChanges(lineSchema),
    ...plainChanges,
    z.strictObject({ type: z.literal('change_delivery'), delivery: newDelivery }),
    z.strictObject({
      type: z.literal('change_contact'),
      phone: phoneField.optional(),
      email: emailField.optional(),
      channel: customerChannel.optional(),
      contactHours: hours.nullable().optional(),
    }),
  ])
  .meta({ id: 'Change' });

export type RequestedChange = z.output<typeof requestedChange>;

export const requestedChanges = z.array(requestedChange).min(1).max(500);
