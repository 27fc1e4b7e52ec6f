/**
 * A courier service with an interface of its own, for stories: the stand-in of Metro Courier beside a shop.
 */
import { startMetroStandIn } from '../../gateways/stand-ins/parcels/metro-stand-in';
import type { MetroStandIn, MetroWord } from '../../gateways/stand-ins/parcels/metro-stand-in';
import { tellBy } from './party-server';
import type { Shop } from './shop';

const SECRET = 'metro-shares-this-secret';

export interface MetroCourier extends Omit<MetroStandIn, 'report'> {
  /** It reports to the shop; gives the status of the answer. */
  readonly reports: (word: MetroWord) => Promise<number>;
}

/** Starts the service and lets a party of the shop be told by it. */
export async function openMetroCourier(shop: Shop, party: string): Promise<MetroCourier> {
  const standIn = await startMetroStandIn(SECRET, () => new Date(shop.world.clock.now()));
  const channel = { type: 'adapter', name: 'metro-courier', url: standIn.url, allowPrivate: true };
  await tellBy(shop, party, channel);
  await shop.ask('admin', `/v1/parties/${party}/secrets`, { body: { secret: SECRET } });
  return {
    ...standIn,
    reports: async (word) => {
      const to = `${shop.world.api}/v1/webhooks/carriers/metro-courier`;
      const status = await standIn.report(to, word);
      await shop.quiet();
      return status;
    },
  };
}
