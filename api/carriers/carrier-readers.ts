/**
 * Every reader of reports by the name of its service's adapter.
 */
import type { AdapterName } from '../../domain/parties/party';
import type { CarrierReader } from './carrier-reader';
import { metroCourierReader } from './metro-courier-reader';

export const CARRIER_READERS: Readonly<Record<AdapterName, CarrierReader>> = {
  'metro-courier': metroCourierReader,
};
