/**
 * What has become of an order since a version: told to whoever made a change on a version that is no longer
 * the present one. Addresses and contacts are named as changed, never shown.
 */
import { amendmentsOf } from '../../database/orders/amendments';
import type { ListedAmendment } from '../../database/orders/amendments';
import type { Change } from '../../domain/order/command-schemas';
import type { Dependencies } from '../dependencies';

const MOST_AMENDMENTS = 50;

/** Members of the problem `stale-version`: the present version and every amendment since the one given. */
export async function whatChanged(
  { database }: Dependencies,
  orderId: string,
  since: number,
): Promise<Readonly<Record<string, unknown>>> {
  const amendments = await amendmentsOf(database, orderId, {
    after: since,
    limit: MOST_AMENDMENTS,
  });
  return {
    version: amendments.at(-1)?.version ?? since,
    changed: amendments.map(shown),
  };
}

function shown({ id, version, at, by, reason, changes }: ListedAmendment): object {
  return { id, version, at, by, reason, changes: changes.map(withoutPeople) };
}

function withoutPeople(change: Change): object {
  if (change.type === 'change_contact') return { type: change.type };
  if (change.type !== 'change_delivery') return change;
  const { method, window, price, pickupPointId } = change.delivery;
  return { type: change.type, delivery: { method, window, price, pickupPointId } };
}
