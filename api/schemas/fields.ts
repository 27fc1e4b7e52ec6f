/**
 * The small shapes that requests and answers are made of, each bounded. Shapes of whole things stand beside.
 */
import { z } from 'zod';
import { instant } from '../../domain/order/commands/instant-schemas';

/** Text of people: any language, bounded, not empty. */
export function text(longest: number) {
  return z.string().trim().min(1).max(longest);
}

/** Ids that Ordo gives, and ids of parties. */
export const idField = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[A-Za-z0-9][\w.:-]*$/);

/** By ISO 3166, two letters. */
export const countryField = z.string().regex(/^[A-Z]{2}$/);

export const idParams = z.strictObject({ id: idField });

export const shopField = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[a-z0-9][a-z0-9-]*$/)
  .meta({ description: 'The id of a shop' });

/** An order's number as the shop gives it; it stands in the workflow's id, so no slashes or spaces. */
export const numberField = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._#-]*$/u);

export const skuField = z.string().min(1).max(100);

/** Notes and comments, kept with the personal data. */
export const noteField = text(2_000);

/** Why something was done, as people write it. */
export const reasonField = text(60).meta({
  description:
    'A word such as `courier_late`. Anything else is kept as a note, apart from the journal, and the reason is `other`.',
});

export const timeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, { message: 'must be a time zone such as Europe/Moscow' });

// Asking Intl costs as much as storing a line of the order; bounded, because any spelling of a name is a name.
const KNOWN_ZONES = new Set<string>();
const MOST_ZONES = 1_000;

function isTimeZone(zone: string): boolean {
  if (KNOWN_ZONES.has(zone)) return true;
  if (!/^[A-Za-z][\w+/-]+$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    if (KNOWN_ZONES.size < MOST_ZONES) KNOWN_ZONES.add(zone);
    return true;
  } catch {
    // Intl throws for what it does not know, which is the answer.
    return false;
  }
}

/** An instant as answers carry it. */
export const instantOut = z.iso
  .datetime({ offset: true })
  .meta({ id: 'Instant', description: 'RFC 3339 instant' });

/** An instant as requests bring it; one that no calendar has is refused. */
export const instantIn = instant;

/** Money as answers carry it; sums may be zero. */
export const moneyOut = z
  .strictObject({
    amount: z.int().meta({ description: 'Minor units', format: 'int64' }),
    currency: z.string().length(3),
  })
  .meta({ id: 'Money' });

/** A page of a list. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item).max(1_000),
    next: z
      .string()
      .max(500)
      .nullable()
      .meta({ description: 'The cursor of the next page; null where this is the last' }),
  });
}
