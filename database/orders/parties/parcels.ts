/**
 * Parcels by their own ids, for the carriers' reports. Reads only: commit writes these rows.
 */
import type { Parcel } from '../../../domain/parties/parcel';
import type { Database } from '../../database';

export interface FoundParcel extends Parcel {
  readonly shop: string;
  readonly orderId: string;
}

/** The parcel with this id in one of the shops, or null. */
export async function parcelById(
  database: Database,
  wanted: { readonly id: string; readonly shops: readonly string[] },
): Promise<FoundParcel | null> {
  const { id, shops } = wanted;
  const found = await database.prisma.parcel.findFirst({
    where: { id, shopId: { in: [...shops] } },
  });
  if (!found) return null;
  return {
    ...(found.body as unknown as Parcel),
    shop: found.shopId,
    orderId: found.lifeId,
  };
}

/** The carrier of a parcel, whatever the shop; only to check who signed a call about it. */
export async function parcelCarrier(
  database: Database,
  id: string,
): Promise<{ readonly shop: string; readonly party: string } | null> {
  const found = await database.prisma.parcel.findUnique({ where: { id } });
  return found && { shop: found.shopId, party: found.carrier };
}
