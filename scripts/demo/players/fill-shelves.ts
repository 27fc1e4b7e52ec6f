// The warehouse before the day begins: takes in what the stories will sell. Corrections of stock, nothing else.
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../start/problem';
import { SHELVES } from '../fates/goods';
import type { Ask } from '../ordo/ask';

const WAREHOUSE = 'warehouse-main';
/** Older orders that lack the goods may take them first, one each time. */
const MOST_TRIES = 40;
const TAKEN_WITHIN_MILLISECONDS = 400;

interface Shelf {
  readonly place: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** Fills the shelves of shop `demo` up, so that the day can be played again and again. */
export async function fillShelves(ask: Ask): Promise<void> {
  for (const shelf of SHELVES) {
    const { sku, free } = shelf;
    for (let tries = 1; ; tries += 1) {
      const { items } = await ask<{ items: Shelf[] }>('warehouse', `/v1/stock?sku=${sku}`);
      const found = items.find(({ place }) => place === WAREHOUSE);
      const { onHand, reserved } = found ?? { onHand: 0, reserved: 0 };
      const missing = free - (onHand - reserved);
      if ('exactly' in shelf ? missing === 0 : missing <= 0) break;
      if (tries > MOST_TRIES) {
        throw new Problem(
          `${sku} is taken as fast as it comes in: cancel the orders that lack it.`,
        );
      }
      const body = { onHand: onHand + missing, expected: onHand };
      await ask('warehouse', `/v1/stock/${WAREHOUSE}/${sku}`, { method: 'PUT', body });
      await pause(TAKEN_WITHIN_MILLISECONDS);
    }
  }
}
