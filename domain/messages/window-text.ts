/**
 * A window of delivery as people read it, by the clock of a zone.
 */
import { epoch, instantOf } from '../calendar/instant';
import type { Instant } from '../calendar/instant';
import { localDate, toLocal } from '../calendar/local-time';

/** "23.11 10:00–14:00", "23.11 10:00 – 25.11 18:00" for one of several days, or null where there is no window. */
export function windowText(
  window: { readonly from: Instant; readonly to: Instant } | null,
  zone: string,
): string | null {
  if (!window) return null;
  const { from, to } = window;
  // What ends at midnight ends with the day before.
  const isMidnight = timeText(to, zone) === '00:00';
  const last = isMidnight ? instantOf(epoch(to) - 1) : to;
  const end = isMidnight ? '24:00' : timeText(to, zone);
  const begins = `${dayText(from, zone)} ${timeText(from, zone)}`;
  const isOneDay = localDate(from, zone) === localDate(last, zone);
  return isOneDay ? `${begins}–${end}` : `${begins} – ${dayText(last, zone)} ${end}`;
}

function dayText(at: Instant, zone: string): string {
  const { day, month } = toLocal(at, zone);
  return `${two(day)}.${two(month)}`;
}

function timeText(at: Instant, zone: string): string {
  const { hour, minute } = toLocal(at, zone);
  return `${two(hour)}:${two(minute)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
