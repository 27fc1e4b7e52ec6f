/**
 * Own couriers over HTTP: who they are, the routes of a day, and what a courier asks for.
 */
import { z } from 'zod';
import { commandSchemas } from '../../domain/order/commands/command-schemas';
import { money } from '../../domain/order/commands/shape-schemas';
import { idField, instantOut, moneyOut, noteField, pageSchema, shopField, text } from './fields';

const word = z.string().max(300);
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const localTime = z.string().max(5);

/** Stands in links, whose parts are told apart by dots and colons. */
export const courierId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,59}$/)
  .meta({ description: 'The id of a courier' });

export const courierParams = z.strictObject({ id: courierId });

export const dateField = z.iso.date().meta({ description: "A day by the shop's clock" });

const hours = z
  .strictObject({ from: time, to: time, capacity: z.int().min(0).max(200) })
  .refine((one) => one.from < one.to, { message: 'must end after it begins', path: ['to'] });

const courierFields = {
  name: text(200),
  locale: z.enum(['ru', 'en']),
  zones: z
    .array(z.string().regex(/^(\*|[\p{L}\p{N}][\p{L}\p{N} -]{0,19})$/u))
    .max(200)
    .meta({ description: 'Beginnings of postal codes; `*` for everywhere' }),
  windows: z
    .array(hours)
    .min(1)
    .max(12)
    .refine((all) => new Set(all.map(({ from }) => from)).size === all.length, {
      message: 'must begin at different times',
    })
    .meta({ description: "Hours of every day by the shop's clock, and visits that fit into them" }),
  active: z.boolean().default(true),
};

export const courierBody = z
  .strictObject({
    ...courierFields,
    cashLimit: money.nullable().default(null).meta({
      description: 'No more cash than this is put on one day; no limit where left out',
    }),
  })
  .meta({ id: 'CourierBody' });

export const courierOut = z
  .strictObject({
    ...{ id: word, shop: word, ...courierFields },
    active: z.boolean(),
    cashLimit: moneyOut.nullable(),
  })
  .meta({ id: 'Courier' });

export const courierPage = pageSchema(courierOut).meta({ id: 'CourierPage' });

const noFit = z.enum([
  'no_zone',
  'other_window',
  'no_capacity',
  'cash_limit',
  'not_active',
  'after_cut_off',
]);

const visitFields = {
  instructionId: word,
  orderId: word,
  orderNumber: word,
  state: z.enum(['planned', 'on_the_way', 'failed', 'called_off', 'done']),
  window: z.strictObject({ from: instantOut, to: instantOut }).nullable(),
  postalCode: word.nullable(),
  collect: moneyOut.nullable(),
  parcels: z.array(z.strictObject({ id: word, state: word })).max(1_000),
};

const stopOut = z
  .strictObject({
    ...visitFields,
    slot: localTime.meta({ description: "When the courier's hours begin into which it was put" }),
  })
  .meta({ id: 'RouteStop' });

const routeOut = z
  .strictObject({
    ...{ shop: word, courier: word, name: word, date: word },
    stops: z.array(stopOut).max(5_000),
    calledOff: z
      .array(stopOut)
      .max(5_000)
      .meta({ description: 'Not to be made any more; their parcels may be with the courier' }),
    cash: moneyOut.meta({ description: 'What the courier takes in cash on this day' }),
  })
  .meta({ id: 'Route' });

export const routePage = pageSchema(routeOut).meta({ id: 'RoutePage' });

const unplannedOut = z
  .strictObject({
    ...visitFields,
    why: noFit.nullable().meta({ description: 'Null where planning now would find it a place' }),
  })
  .meta({ id: 'UnplannedVisit' });

export const unplannedPage = pageSchema(unplannedOut).meta({ id: 'UnplannedPage' });

export const planBody = z
  .strictObject({ date: dateField, shop: shopField.optional() })
  .meta({ id: 'PlanRoutes' });

const assignedOut = z.strictObject({ instructionId: word, courier: word, slot: localTime });

export const plannedOut = z
  .strictObject({
    date: word,
    assigned: z.array(assignedOut).max(5_000),
    left: z
      .array(z.strictObject({ instructionId: word, orderNumber: word, why: noFit }))
      .max(5_000),
  })
  .meta({ id: 'PlannedRoutes' });

export const moveBody = z
  .strictObject({ date: dateField, from: courierId, to: courierId, shop: shopField.optional() })
  .refine(({ from, to }) => from !== to, { message: 'must be somebody else', path: ['to'] })
  .meta({ id: 'MoveRoute' });

export const movedOut = z
  .strictObject({ date: word, moved: z.array(assignedOut).max(5_000) })
  .meta({ id: 'MovedRoute' });

export const stopBody = z
  .strictObject({
    courier: courierId.nullable().meta({ description: 'Null takes it off the route' }),
    from: courierId
      .nullable()
      .optional()
      .meta({ description: "Whose route it was seen on; left out where on nobody's" }),
    date: dateField.optional().meta({
      description:
        'One day of its window; left out for the day it stands on, else the first not over',
    }),
  })
  .meta({ id: 'AssignCourier' });

export const stopAssigned = z
  .strictObject({
    instructionId: word,
    courier: word.nullable(),
    date: word.nullable(),
    slot: localTime.nullable(),
  })
  .meta({ id: 'AssignedCourier' });

export const linkBody = z
  .strictObject({
    date: dateField,
    shop: shopField.optional(),
    renew: z
      .boolean()
      .default(false)
      .meta({ description: 'True makes every link given to this courier before dead' }),
  })
  .meta({ id: 'CourierLinkBody' });

export const linkOut = z
  .strictObject({ courier: word, date: word, url: z.string().max(600), expiresAt: instantOut })
  .meta({ id: 'CourierLink' });

const asks = commandSchemas.courierAsks.shape;

export const parcelRequestBody = z
  .strictObject({ wish: asks.wish, note: noteField.nullable().optional() })
  .meta({ id: 'ParcelRequest' });

export const parcelRequestOut = z
  .strictObject({
    parcelId: word,
    orderId: word,
    wish: asks.wish,
    taskId: word.nullable().meta({
      description: "The dispatcher's task; null where the parcel's story is over",
    }),
  })
  .meta({ id: 'ParcelRequested' });

export const instructionParams = z.strictObject({ id: idField });
