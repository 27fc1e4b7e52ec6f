// Reads ISO 8601 durations of exact length; calendar lengths such as months never appear here.

/** An ISO 8601 duration of weeks, days, hours, minutes and seconds, e.g. "PT15M" or "P1DT2H". */
export type Duration = string;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const FORM =
  /^(-)?P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

/** The length in milliseconds, a day being 24 hours; throws where the text is no such duration. */
export function milliseconds(duration: Duration): number {
  const [, minus, ...parts] = FORM.exec(duration) ?? [];
  if (parts.length === 0) throw new Error(`Not an ISO 8601 duration: ${duration}`);
  const [weeks, days, hours, minutes, seconds] = parts.map((part) => Number(part || 0));
  const length =
    (weeks ?? 0) * 7 * DAY +
    (days ?? 0) * DAY +
    (hours ?? 0) * HOUR +
    (minutes ?? 0) * MINUTE +
    (seconds ?? 0) * SECOND;
  return minus ? -length : length;
}
