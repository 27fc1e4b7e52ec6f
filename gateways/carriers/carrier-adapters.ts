/**
 * Every adapter by the name that parties' channels give it.
 */
import type { AdapterName } from '../../domain/parties/party';
import type { CarrierAdapter } from './carrier-adapter';
import { metroCourier } from './metro-courier';

export const CARRIER_ADAPTERS: Readonly<Record<AdapterName, CarrierAdapter>> = {
  'metro-courier': metroCourier,
};
