/**
 * The one shape of an instant as commands bring it. Never imported by workflows.
 */
import { z } from 'zod';

/**
 * Years that a shop can mean: days and weeks on from any of them still have four figures, which instants need to
 * compare as text. What is past or future for an order is its rules' to judge.
 */
function isMeant(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return year >= 2000 && year <= 2199;
}

/** Any RFC 3339 instant, kept in UTC with milliseconds so that instants compare as text. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine(isMeant, { message: 'must lie in the years 2000 to 2199' })
  .transform((text) => new Date(text).toISOString())
  .meta({ description: 'RFC 3339 instant with offset' });
