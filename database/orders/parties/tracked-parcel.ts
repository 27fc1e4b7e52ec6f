/**
 * What asking for a parcel needs: its number, and whose tracking the shop has for its carrier.
 */
import type { FollowRule } from '../../../domain/delivery/follow-rule';
import { ruleFor } from '../../../domain/order/delivery/following/followed';
import type { Order } from '../../../domain/order/order';
import type { Database } from '../../database';
import { termsNow } from '../../shops/policies';

export interface TrackedParcel {
  readonly tracking: string;
  readonly service: NonNullable<FollowRule['ask']>['service'];
}

/** The parcel of a life; null where it has no number or its carrier is not asked. */
export async function trackedParcel(
  database: Database,
  { life, parcelId }: { readonly life: string; readonly parcelId: string },
): Promise<TrackedParcel | null> {
  const found = await database.pool.query<{ state: Order; policy_version: number }>({
    name: 'tracked-parcel',
    text: 'SELECT state, policy_version FROM life WHERE id = $1',
    values: [life],
  });
  const row = found.rows[0];
  const parcel = row?.state.parcels.find(({ id }) => id === parcelId);
  if (!row || !parcel || parcel.tracking === null) return null;
  const { shop } = row.state;
  const terms = await termsNow(database, { shop, policyVersion: row.policy_version });
  const service = ruleFor(terms, parcel.carrier)?.ask?.service;
  return service ? { tracking: parcel.tracking, service } : null;
}
