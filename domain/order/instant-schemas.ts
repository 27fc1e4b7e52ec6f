/**
 * The one shape of an instant as commands bring it. Never imported by workflows.
 */
import { z } from 'zod';

/** Any RFC 3339 instant, kept in UTC with milliseconds so that instants compare as text. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .meta({ description: 'RFC 3339 instant with offset' });
