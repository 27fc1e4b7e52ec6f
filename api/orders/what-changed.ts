/**
 * What has become of an order since a version: told to whoever made a change on a version that is no longer
 * the present one. Addresses and contacts are named as changed, never shown.
 */
import { amendmentsOf } from '../../database/orders/amendments';
import type { ListedAmendment } from '../../database/orders/amendments';
import type { Order } from '../../domain/order/order';
import type { Dependencies } from '../dependencies';
import { refused } from '../problems/refusals';
import { versionOf } from '../request/conditional';
import type { KeyCall } from '../request/route';
import { changesView } from '../views/amendment-view';

const MOST_AMENDMENTS = 50;

/** Members of the problem `stale-version`: the present version and every amendment since the one given. */
export async function whatChanged(
  { database }: Dependencies,
  { id, wish }: Order,
  since: number,
): Promise<Readonly<Record<string, unknown>>> {
  const amendments = await amendmentsOf(database, id, {
    after: since,
    limit: MOST_AMENDMENTS,
  });
  return {
    version: wish.version,
    changed: amendments.map(shown),
  };
}

/** For what is kept before any rule looks at it: 412 where a version is named that is not the present one. */
export async function mustStand(
  { deps, ifMatch }: Pick<KeyCall<unknown, unknown, unknown>, 'deps' | 'ifMatch'>,
  order: Order,
): Promise<void> {
  const version = versionOf(ifMatch);
  if (version === null || version === order.wish.version) return;
  throw refused({ refusal: 'stale_version' }, { more: await whatChanged(deps, order, version) });
}

function shown({ id, version, at, by, reason, changes }: ListedAmendment): object {
  return { id, version, at, by, reason, changes: changesView(changes) };
}
