/**
 * Shapes of what commands say in words, so that no sentence gets into the journal; commands themselves stand beside.
 */
import { z } from 'zod';

/** A word for programs: who has more to say says it in a note, which is kept apart from the journal. */
export const slug = z
  .string()
  .regex(/^[a-z0-9_]{1,40}$/, 'must be a word of small letters, digits and underscores');

/** Number of a receipt or transfer: no spaces, so that it holds no sentence. */
export const reference = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/#-]{0,99}$/, 'must be a number or id without spaces');
