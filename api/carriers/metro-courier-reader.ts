/**
 * How Metro Courier reports: its fields and its signature. Its numbers are domain/parties/carrier-codes.ts.
 */
import { z } from 'zod';
import { isFromMetro } from '../../gateways/carriers/metro-courier-signature';
import type { CarrierReader } from './carrier-reader';

const text = z.string().max(200);

/** A service may say more than today: what it reports is not lost for that. */
const schema = z
  .looseObject({
    client_ref: text.min(1),
    ref: text.min(1).meta({ description: 'The message it has worked on last' }),
    status: z.string().regex(/^\d{1,4}$/),
    track: text.default(''),
    ts: z.string().regex(/^\d{1,12}$/),
    sign: text,
  })
  .meta({ id: 'MetroCourierReport' });

export const metroCourierReader: CarrierReader<typeof schema> = {
  schema,
  isSigned: ({ client_ref: reference, ref, status, track, ts, sign }, secrets) =>
    isFromMetro({ sign, values: [reference, ref, status, track, ts] }, secrets),
  read: ({ client_ref: reference, ref: message, status: code, track, ts }) => ({
    ...{ reference, message, code },
    tracking: track === '' ? null : track,
    at: Number(ts) * 1000,
  }),
};
