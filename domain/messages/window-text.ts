/**
 * A window of delivery as people read it, by the clock of a zone.
 */
import { toLocal } from '../calendar/local-time';
import type { Instant } from '../calendar/instant';

/** "23.11 10:00–14:00", or null where there is no window. */
export function windowText(
  window: { readonly from: Instant; readonly to: Instant } | null,
  zone: string,
): string | null {
  if (!window) return null;
  const { day, month } = toLocal(window.from, zone);
  return `${two(day)}.${two(month)} ${hoursText(window, zone)}`;
}

/** "10:00–14:00" alone. */
export function hoursText(
  window: { readonly from: Instant; readonly to: Instant },
  zone: string,
): string {
  const time = (at: Instant): string => {
    const { hour, minute } = toLocal(at, zone);
    return `${two(hour)}:${two(minute)}`;
  };
  return `${time(window.from)}–${time(window.to)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
