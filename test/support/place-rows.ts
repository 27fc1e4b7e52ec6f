/**
 * Places orders straight into a database where no engine lives them: for tests of the commit with many at once.
 */
import { randomUUID } from 'node:crypto';
import { commitWithin } from '../../database/commit';
import { inTransaction } from '../../database/database';
import type { Database } from '../../database/database';
import type { Instant } from '../../domain/calendar/instant';
import { placeOrder } from '../../domain/order/place';
import type { OrderRequest } from '../../domain/order/place';
import { CONTACT, DELIVERY } from './an-order-in-memory';
import { persistently } from './database';

/** Places an order of these lines at a moment and answers its id; paid to the courier unless said otherwise. */
export async function placeLines(
  database: Database,
  at: Instant,
  fields: Pick<OrderRequest, 'lines'> & Partial<OrderRequest>,
): Promise<string> {
  const id = `ord_${randomUUID().replaceAll('-', '')}`;
  const command = placeOrder({
    ...{ id, number: id.slice(-12), shop: 'demo', source: 'site', campaign: null, noteId: null },
    ...{ agreed: null, payment: 'cash', certificates: [], promoCode: null },
    ...{ delivery: DELIVERY, contact: CONTACT },
    ...fields,
  });
  const inputs = [{ cause: 'placed', at, name: 'place', command }];
  const request = { lifeId: id, inputs, now: at, wall: at };
  await persistently(() => inTransaction(database, (client) => commitWithin(client, request)));
  return id;
}
