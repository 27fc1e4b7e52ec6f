/**
 * What happens, as it happens: server-sent events of the caller's shops, from now or from after the last one had.
 */
import { z } from 'zod';
import { isKnownPosition } from '../../../database/orders/live-events';
import type { Position } from '../../../database/orders/live-events';
import { presentPolicy } from '../../../database/shops/policies';
import type { Reader } from '../../../domain/messages/event-in-words';
import type { Dependencies } from '../../dependencies';
import { eventStream, readPosition } from '../../events/event-stream';
import { invalid } from '../../problems/problems';
import { keyRoute } from '../../request/route';
import { idField, shopField } from '../../schemas/fields';
import { chosenShops } from '../shop/shops';

const follow = keyRoute({
  method: 'get',
  path: '/v1/events',
  operation: 'followEvents',
  summary: 'Follow what happens, as server-sent events; `Last-Event-ID` goes on after an event',
  tag: 'Events',
  query: z.strictObject({ shop: shopField.optional(), orderId: idField.optional() }),
  answers: {
    200: {
      description:
        'Events until somebody hangs up; each `data` is JSON with the text of the timeline',
      schema: z.string().max(1_000_000),
      contentType: 'text/event-stream',
    },
  },
  handle: async ({ deps, caller, query, request }) => {
    const shops = chosenShops(caller, query.shop);
    const after = await beginning(deps, request.get('last-event-id'));
    const headers = {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Nothing else follows on this connection, and nothing on the way may hold events back.
      Connection: 'close',
      'X-Accel-Buffering': 'no',
    };
    if (request.method === 'HEAD') return { status: 200, headers };
    const readers = await readersOf(deps, shops);
    const followed = { shops, after, readers, orderId: query.orderId ?? null };
    return { status: 200, headers, body: eventStream(deps.events, followed) };
  },
});

/** After the event named, or from now on; 422 for an id that is none of this database's. */
async function beginning({ database, events }: Dependencies, id?: string): Promise<Position> {
  if (id === undefined || id === '') return events.present();
  const after = readPosition(id);
  if (after && (await isKnownPosition(database, after))) return after;
  throw invalid([{ pointer: '/Last-Event-ID', detail: 'is no id of an event; begin without it' }]);
}

async function readersOf(
  { database }: Dependencies,
  shops: readonly string[],
): Promise<ReadonlyMap<string, Reader>> {
  const found = await Promise.all(shops.map((shop) => presentPolicy(database, shop)));
  return new Map(
    found.flatMap((one) => {
      if (!one) return [];
      const { locale, currency } = one.policy;
      return [[one.shop, { locale, currency }] as const];
    }),
  );
}

export const eventRoutes = [follow];
