/**
 * Shapes of what delivery adds to commands: where a way leads to, and what a carrier answered. Shape only.
 */
import { z } from 'zod';
import { instant } from '../commands/instant-schemas';

const id = z.string().min(1).max(120);

/** What the API knows of the place an address or a pickup point stands for. */
export const wherever = {
  zone: id.optional(),
  storageDays: z.int().min(1).max(365).optional(),
  /** The shop has no way there. */
  unserved: z.literal(true).optional(),
};

/** What a carrier answered where a parcel is, the oldest word first. */
export const trackingAnswer = z.strictObject({
  parcelId: id,
  attempt: z.int().min(0).max(100_000),
  outcome: z.enum(['words', 'nothing', 'unreachable', 'withdrawn']),
  code: z.string().min(1).max(60).nullable().default(null),
  words: z
    .array(z.strictObject({ status: z.string().min(1).max(60), at: instant }))
    .max(200)
    .default([]),
});
