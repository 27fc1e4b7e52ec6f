// Zones, years and an oracle for tests of the calendar: luxon, which the calendar itself never uses.
import fc from 'fast-check';
import { DateTime } from 'luxon';

/** One city for each of the eleven Russian clocks. */
const RUSSIAN_ZONES = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
];

/** Clocks that jump: at night, at midnight itself, by half an hour, and one that skipped a day. */
const JUMPING_ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
];

export const someZone = fc.constantFrom(...RUSSIAN_ZONES, ...JUMPING_ZONES);

const [FIRST, LAST] = [Date.UTC(2010, 0, 1), Date.UTC(2038, 0, 1)];

export const someInstant = fc
  .integer({ min: FIRST / 1000, max: LAST / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString());

export const someDate = someInstant.map((instant) => instant.slice(0, 10));

export const someTime = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minutes) => DateTime.fromMillis(minutes * 60_000, { zone: 'UTC' }).toFormat('HH:mm'));

/** What luxon says the clocks of a zone show. */
export function onTheWall(instant: string, zone: string): string {
  return DateTime.fromISO(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}
