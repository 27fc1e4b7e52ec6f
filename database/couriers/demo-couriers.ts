/**
 * The demo shop's own couriers: whom `npm start` puts there, so that routes can be planned and a courier's page be
 * opened at once. Tests bring couriers of their own.
 */
import type { Pool } from 'pg';
import type { Courier } from '../../domain/couriers/courier';

const ALL_DAY = [
  { from: '09:00', to: '15:00', capacity: 10 },
  { from: '15:00', to: '21:00', capacity: 10 },
];

/** One for the middle of Moscow, one for the rest of the city and for whoever reads English. */
const COURIERS: readonly Courier[] = [
  {
    ...{ id: 'ivan', name: 'Иван', locale: 'ru', active: true },
    ...{ zones: ['101', '107', '109', '125'], windows: ALL_DAY, cashLimit: 5_000_000 },
  },
  {
    ...{ id: 'olga', name: 'Olga', locale: 'en', active: true },
    ...{ zones: ['1'], windows: ALL_DAY, cashLimit: null },
  },
];

/** Adds those who are not there yet; changes nobody who is. */
export async function seedDemoCouriers(pool: Pool): Promise<void> {
  for (const { id, ...body } of COURIERS) {
    await pool.query(
      `INSERT INTO courier (shop_id, id, body) VALUES ('demo', $1, $2) ON CONFLICT DO NOTHING`,
      [id, JSON.stringify(body)],
    );
  }
}
