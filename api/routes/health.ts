/**
 * What machines ask that watch over this process. No key is needed and nothing personal is told.
 */
import { z } from 'zod';
import { isDatabaseThere } from '../../database/ready';
import type { Metrics } from '../metrics';
import { openRoute } from '../request/route';
import type { OpenRoute } from '../request/route';
import { ok } from './answers';

const tag = 'Operations';

const readyOut = z
  .strictObject({
    database: z.enum(['ready', 'away']),
    temporal: z.enum(['ready', 'away']),
  })
  .meta({ id: 'Readiness' });

/** Liveness, readiness and metrics of one app. */
export function healthRoutes(metrics: Metrics): readonly OpenRoute[] {
  const live = openRoute({
    method: 'get',
    path: '/livez',
    operation: 'isAlive',
    summary: 'Whether the process runs',
    tag,
    answers: ok('It does', z.strictObject({ alive: z.literal(true) })),
    handle: () => Promise.resolve({ status: 200, body: { alive: true } }),
  });

  const ready = openRoute({
    method: 'get',
    path: '/readyz',
    operation: 'isReady',
    summary: 'Whether orders can be taken in: the database decides, Temporal may be away',
    tag,
    answers: {
      ...ok('Ready', readyOut),
      503: { description: 'The database is away', schema: readyOut },
    },
    handle: async ({ deps }) => {
      const [database, temporal] = await Promise.all([
        isDatabaseThere(deps.database),
        deps.orderClient.isThere(),
      ]);
      const word = (isThere: boolean) => (isThere ? 'ready' : 'away');
      return {
        status: database ? 200 : 503,
        body: { database: word(database), temporal: word(temporal) },
      };
    },
  });

  const figures = openRoute({
    method: 'get',
    path: '/metrics',
    operation: 'readMetrics',
    summary: 'Figures for Prometheus',
    tag,
    answers: {
      200: {
        description: 'Figures in the text format of Prometheus',
        schema: z.string().max(10_000_000),
        contentType: 'text/plain',
      },
    },
    handle: async () => ({
      status: 200,
      headers: { 'Content-Type': metrics.contentType },
      body: await metrics.text(),
    }),
  });
  return [live, ready, figures];
}
