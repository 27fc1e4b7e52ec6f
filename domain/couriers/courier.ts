/**
 * A courier of the shop's own as data: where and when he goes, how many visits he manages, how much cash he may
 * carry. Who brings what is a route's business; the order knows couriers only by what they report.
 */
import type { LocalTime } from '../calendar/local-time';
import type { Locale } from '../messages/catalogue';

/** Hours of every working day, by the shop's clock, and how many visits fit into them. */
export interface CourierWindow {
  readonly from: LocalTime;
  readonly to: LocalTime;
  readonly capacity: number;
}

export interface Courier {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  /** Beginnings of postal codes; `*` for everywhere. */
  readonly zones: readonly string[];
  readonly windows: readonly CourierWindow[];
  /** Minor units of the shop's currency; null for no limit. */
  readonly cashLimit: number | null;
  /** False for who works no more: given nothing, and his links lead nowhere. */
  readonly active: boolean;
}

/** How well a postal code lies in the courier's zones: the longest beginning named, 0 for everywhere, null outside. */
export function zoneFit({ zones }: Courier, postalCode: string | null): number | null {
  const fits = zones.flatMap((zone) => {
    if (zone === '*') return [0];
    return postalCode?.startsWith(zone) ? [zone.length] : [];
  });
  return fits.length > 0 ? Math.max(...fits) : null;
}
