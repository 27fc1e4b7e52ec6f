/**
 * What the pages behind signed links have in common: the token in their address, and that they answer with a page.
 */
import { z } from 'zod';

export const linkToken = z.string().min(1).max(400);
export const linkParams = z.strictObject({ token: linkToken });

/** The answer of a route that shows a page. */
export const pageAnswer = {
  description: 'A page',
  schema: z.string().max(1_000_000),
  contentType: 'text/html',
} as const;
