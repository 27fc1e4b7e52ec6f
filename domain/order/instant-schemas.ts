/**
 * The one shape of an instant as commands bring it. Never imported by workflows.
 */
import { z } from 'zod';

/** Years of four figures in UTC: of others neither the database nor a comparison as text knows. */
function isStorable(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return year >= 1900 && year <= 9999;
}

/** Any RFC 3339 instant, kept in UTC with milliseconds so that instants compare as text. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine(isStorable, { message: 'must lie in the years 1900 to 9999' })
  .transform((text) => new Date(text).toISOString())
  .meta({ description: 'RFC 3339 instant with offset' });
