// The one JSON document of a day: every order with its fate, what became of it, and its timeline.
import type { Locale } from '../../../domain/messages/catalogue';
import type { Told } from '../play-day';
import { outcomeOf } from './outcome';

/** The document, as it is written. */
export function documentOf(
  told: readonly Told[],
  run: { readonly api: string; readonly seconds: number; readonly lang: Locale },
): object {
  return {
    api: run.api,
    seconds: run.seconds,
    orders: told.map((one) => ({
      fate: one.fate.name,
      title: one.fate.title[run.lang],
      shop: one.fate.shop,
      id: one.order?.id ?? null,
      asTold: one.broken === null,
      brokenOff: one.broken,
      outcome: outcomeOf(one),
      timeline: one.timeline,
    })),
  };
}
