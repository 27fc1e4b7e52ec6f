/**
 * What a party still has to do or to answer, over all open orders of its shop, as its own list shows it.
 */
import { isAwaited, isOutOfHand } from '../../../domain/order/parties/in-hand';
import type { Order } from '../../../domain/order/order';
import type { Instruction } from '../../../domain/parties/instruction';
import type { Database } from '../../database';

export interface OpenWork {
  readonly instruction: Instruction;
  readonly orderNumber: string;
  readonly currency: string;
  /** It has to answer; else it has said yes and has the work before it. */
  readonly isAwaited: boolean;
}

/** Work by its deadline, what has none last; a little more than the limit is read, and what is out of its hands left out. */
export async function openWorkOf(
  database: Database,
  of: { readonly shop: string; readonly party: string; readonly limit: number },
): Promise<readonly OpenWork[]> {
  const found = await database.pool.query<{ body: Instruction; state: Order }>({
    name: 'open-work',
    text: `SELECT i.body, l.state FROM instruction i JOIN life l ON l.id = i.life_id
      WHERE i.shop_id = $1 AND i.party = $2 AND l.closed_at IS NULL
        AND (i.state IN ('sent', 'accepted') OR i.body ->> 'pending' IS NOT NULL)
      ORDER BY i.due_by NULLS LAST, i.id LIMIT $3`,
    values: [of.shop, of.party, of.limit],
  });
  return found.rows.flatMap(({ body: instruction, state: order }) =>
    isOutOfHand(order, instruction) || order.deliveredAt
      ? []
      : [
          {
            ...{ instruction, orderNumber: order.number, currency: order.wish.currency },
            isAwaited: isAwaited(order, instruction),
          },
        ],
  );
}
