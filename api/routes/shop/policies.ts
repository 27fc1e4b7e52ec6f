/**
 * A shop's policy: read, and changed as a new version; running orders keep the one they began with.
 */
import { z } from 'zod';
import { listParties } from '../../../database/shops/parties';
import { changePolicy, presentPolicy } from '../../../database/shops/policies';
import type { Policy } from '../../../domain/policy/policy';
import { invalid, problem } from '../../problems/problems';
import { etag, versionOf } from '../../request/conditional';
import { keyRoute } from '../../request/route';
import { shopField } from '../../schemas/fields';
import { asPolicy, policyOut, policySchema } from '../../schemas/policy';
import { okVersioned } from '../answers';
import { chosenShops } from './shops';

const tag = 'Policy';

const params = z.strictObject({ shop: shopField });

const read = keyRoute({
  method: 'get',
  path: '/v1/shops/{shop}/policy',
  operation: 'readPolicy',
  summary: "Read a shop's present policy",
  tag,
  params,
  answers: okVersioned('The policy', policyOut),
  handle: async ({ deps, caller, params: { shop } }) => {
    chosenShops(caller, shop);
    const found = await presentPolicy(deps.database, shop);
    if (!found) throw problem('not-found');
    return { status: 200, headers: { ETag: etag(found.version) }, body: found };
  },
});

const change = keyRoute({
  method: 'put',
  path: '/v1/shops/{shop}/policy',
  operation: 'changePolicy',
  summary: 'Make a new version of the policy',
  tag,
  ifMatch: 'accepted',
  params,
  body: { type: 'json', schema: policySchema },
  answers: okVersioned('The policy, in its new version', policyOut),
  handle: async ({ deps, caller, params: { shop }, body, ifMatch }) => {
    chosenShops(caller, shop);
    const parties = await listParties(deps.database, [shop]);
    const strange = carriersIn(asPolicy(body)).filter(
      ({ party }) => !parties.some(({ id }) => id === party),
    );
    if (strange.length > 0) {
      const detail = 'names a party that the shop does not have';
      throw invalid(strange.map(({ pointer }) => ({ pointer, detail })));
    }
    const basedOn = versionOf(ifMatch);
    const changed = await changePolicy(deps.database, { shop, policy: asPolicy(body), basedOn });
    if (!changed) throw problem('policy-changed');
    return { status: 200, headers: { ETag: etag(changed.version) }, body: changed };
  },
});

/** Every carrier a policy names, with the place where it does. */
function carriersIn({ carriers, deliveryWays }: Policy) {
  const usual = Object.entries(carriers).map(([method, party]) => ({
    pointer: `/carriers/${method}`,
    party,
  }));
  const inZones = (deliveryWays?.ways ?? []).flatMap(({ zones }, way) =>
    zones.flatMap(({ carrier: party }, zone) => {
      const pointer = `/deliveryWays/ways/${String(way)}/zones/${String(zone)}/carrier`;
      return party === undefined ? [] : [{ pointer, party }];
    }),
  );
  return [...usual, ...inZones];
}

export const policyRoutes = [read, change];
