/**
 * A place where customers fetch their parcels, as a shop knows it. Data only.
 */
import type { Location } from './delivery-ways';

export interface PickupPoint {
  readonly id: string;
  readonly title: string;
  readonly address: Readonly<Record<string, unknown>>;
  /** Null: nobody can say how near it is, so it is offered to nobody. */
  readonly location: Location | null;
  /** As people say it. */
  readonly hours: string | null;
  /** Days a parcel is kept, the day it came included; null where its network says. */
  readonly storageDays: number | null;
  /** The party that brings parcels there. */
  readonly carrier: string;
  /** Takes parcels now. */
  readonly active: boolean;
}
