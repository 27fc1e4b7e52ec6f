// When a customer may be called or texted. 23 November 2026 is a Monday.
import {
  DECENT_HOURS,
  nextContactMoment,
  nextDecentMoment,
} from '../../../domain/calendar/contact-hours';
import { fromLocal } from '../../../domain/calendar/local-time';
import type { WorkingCalendar } from '../../../domain/calendar/working-calendar';

const MOSCOW = 'Europe/Moscow';
const weekday = { from: '10:00', to: '19:00' };
const shop: WorkingCalendar = {
  zone: MOSCOW,
  hours: {
    ...{ 1: weekday, 2: weekday, 3: weekday, 4: weekday, 5: weekday },
    6: { from: '11:00', to: '16:00' },
  },
  holidays: [],
};
const at = (date: string, time: string, zone = MOSCOW) => fromLocal({ date, time }, zone);
const customerIn = (customerZone: string, hours = DECENT_HOURS) => ({ shop, customerZone, hours });

describe('a call', () => {
  test('when the customer lives with the shop, then the hours of the shop decide', () => {
    const nextDoor = customerIn(MOSCOW);
    expect(nextContactMoment(nextDoor, at('2026-11-23', '12:34'))).toBe(at('2026-11-23', '12:34'));
    expect(nextContactMoment(nextDoor, at('2026-11-28', '16:00'))).toBe(at('2026-11-30', '10:00'));
  });

  test.each([
    ['2026-11-23', '09:00', '2026-11-23', '10:00'],
    ['2026-11-23', '13:59', '2026-11-23', '13:59'],
    ['2026-11-23', '14:00', '2026-11-24', '10:00'],
    ['2026-11-27', '14:00', '2026-11-28', '11:00'],
    ['2026-11-28', '13:59', '2026-11-28', '13:59'],
    ['2026-11-28', '14:00', '2026-11-30', '10:00'],
  ])('when it is %s %s in Moscow, then Vladivostok is called on %s %s', (date, time, day, call) => {
    expect(nextContactMoment(customerIn('Asia/Vladivostok'), at(date, time))).toBe(at(day, call));
  });

  test('when the customer is in Los Angeles, then the shop and decent hours never meet', () => {
    const faraway = customerIn('America/Los_Angeles');
    expect(nextContactMoment(faraway, at('2026-11-23', '12:00'))).toBeUndefined();
  });

  test('when that customer asked to be called from six in the morning, then they do meet', () => {
    const early = customerIn('America/Los_Angeles', { from: '06:00', to: '09:00' });
    expect(nextContactMoment(early, at('2026-11-23', '12:00'))).toBe(at('2026-11-23', '17:00'));
  });

  test('when the customer wishes a call after 18:00, then it waits for that', () => {
    const evening = customerIn(MOSCOW, { from: '18:00', to: '21:00' });
    expect(nextContactMoment(evening, at('2026-11-23', '10:30'))).toBe(at('2026-11-23', '18:00'));
    expect(nextContactMoment(evening, at('2026-11-27', '19:00'))).toBe(at('2026-11-30', '18:00'));
  });

  test('when the shop rests for more than two weeks, then nobody waits for a call', () => {
    const days = Array.from({ length: 16 }, (_, n) => `2026-11-${23 + n}`).slice(0, 8);
    const december = Array.from({ length: 9 }, (_, n) => `2026-12-0${n + 1}`);
    const resting = { ...shop, holidays: [...days, ...december] };
    const contact = { ...customerIn(MOSCOW), shop: resting };
    expect(nextContactMoment(contact, at('2026-11-23', '12:00'))).toBeUndefined();
    expect(nextContactMoment(contact, at('2026-11-28', '12:00'))).toBe(at('2026-12-10', '10:00'));
  });

  test('when the shop never opens, then nobody is called', () => {
    const closed = { ...customerIn(MOSCOW), shop: { ...shop, hours: {} } };
    expect(nextContactMoment(closed, at('2026-11-23', '12:00'))).toBeUndefined();
  });
});

describe('a text message', () => {
  test.each([
    ['22:00', '2026-11-24', '09:00'],
    ['21:00', '2026-11-24', '09:00'],
    ['20:59', '2026-11-23', '20:59'],
    ['03:00', '2026-11-23', '09:00'],
    ['09:00', '2026-11-23', '09:00'],
  ])('when it is written at %s, then it goes on %s at %s', (time, date, goes) => {
    const written = at('2026-11-23', time, 'Asia/Omsk');
    expect(nextDecentMoment('Asia/Omsk', DECENT_HOURS, written)).toBe(at(date, goes, 'Asia/Omsk'));
  });

  test('when the customer works at night and wishes 22:00 to 02:00, then both sides of midnight suit', () => {
    const night = { from: '22:00', to: '02:00' };
    const goes = (time: string) => nextDecentMoment(MOSCOW, night, at('2026-11-24', time));
    expect(goes('01:59')).toBe(at('2026-11-24', '01:59'));
    expect(goes('02:00')).toBe(at('2026-11-24', '22:00'));
    expect(goes('23:00')).toBe(at('2026-11-24', '23:00'));
  });

  test('when the wished hour is skipped by the clocks, then the next day has it again', () => {
    const gap = { from: '02:00', to: '03:00' };
    expect(nextDecentMoment('Europe/Berlin', gap, '2026-03-29T00:00:00.000Z')).toBe(
      '2026-03-30T00:00:00.000Z',
    );
  });
});
