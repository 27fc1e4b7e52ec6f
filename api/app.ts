/**
 * The Express app, to be read from top to bottom: what every request passes, then the routes, then what answers
 * everything else. It holds no rule and opens no port.
 */
import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import helmet from 'helmet';
import { randomUUID } from 'node:crypto';
import { holderOfKey } from '../database/shops/api-keys';
import type { Dependencies } from './dependencies';
import { faultOf } from './log';
import { createMetrics } from './metrics';
import type { Metrics } from './metrics';
import { problemPage } from './pages/problem-page';
import { problem } from './problems/problems';
import { problemAnswer, problemOf, reply } from './request/answer';
import { createAuthentication } from './request/authentication';
import { createRateLimit } from './request/rate-limit';
import type { Route } from './request/route';
import { serve } from './request/serve';
import { documentRoutes } from './routes/documents';
import { healthRoutes } from './routes/health';
import { ROUTES } from './routes/routes';

/** Everything the API answers, over what it is given. */
export function createApp(deps: Dependencies): Express {
  const metrics = createMetrics();
  const described = [...ROUTES, ...healthRoutes(metrics)];
  const routes = [...described, ...documentRoutes(described)];
  const serving = {
    deps,
    authenticate: createAuthentication((hash) => holderOfKey(deps.database, hash), Date.now),
    limitCaller: createRateLimit(deps.requestsPerMinute),
    limitStranger: createRateLimit(deps.requestsPerMinute),
  };

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', 'loopback');
  app.set('case sensitive routing', true);
  app.use(named);
  app.use(logged(deps, metrics));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: STRICT } }));
  for (const route of routes) {
    app[route.method](expressPath(route.path), atRoute(route.path), serve(route, serving));
  }
  for (const [path, methods] of methodsByPath(routes)) {
    app.all(expressPath(path), atRoute(path), methodNotAllowed(methods));
  }
  app.use(() => {
    throw problem('not-found');
  });
  app.use(answerProblems(deps));
  return app;
}

/** Nothing may be loaded or framed; pages that need more say so themselves. */
const STRICT = {
  defaultSrc: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
};

/** Every request has an id of ours, answered in a header and named in problems. */
const named: RequestHandler = (_request, response, next) => {
  const requestId = `req_${randomUUID()}`;
  response.locals['requestId'] = requestId;
  response.set('X-Request-Id', requestId);
  next();
};

function logged({ log }: Dependencies, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const { method } = request;
      const route = String(response.locals['route'] ?? 'none');
      const milliseconds = performance.now() - began;
      const status = response.statusCode;
      metrics.observe({ method, route, status, seconds: milliseconds / 1000 });
      const { requestId } = response.locals;
      log.info(
        { requestId, method, route, status, milliseconds: Math.round(milliseconds) },
        'request',
      );
    });
    next();
  };
}

/** Notes the route by its pattern: the address itself may hold a token. */
function atRoute(path: string): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = path;
    next();
  };
}

function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
  }
  return methods;
}

function methodNotAllowed(methods: readonly string[]): RequestHandler {
  const allow = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  return () => {
    throw problem('method-not-allowed', { headers: { Allow: allow.join(', ') } });
  };
}

/** Routes whose answers are pages; to who would rather have JSON their problems are JSON all the same. */
function isPage({ locals }: { readonly locals: Record<string, unknown> }): boolean {
  return /^\/[a-z]\/\{/.test(typeof locals['route'] === 'string' ? locals['route'] : '');
}

function answerProblems({ log }: Dependencies): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters.
  return (error: unknown, request, response, next) => {
    const found = problemOf(error);
    const requestId = String(response.locals['requestId']);
    if (found.status >= 500) log.error({ requestId, ...faultOf(error) }, found.slug);
    if (response.headersSent) {
      next(error);
      return;
    }
    const isRead = isPage(response) && request.accepts(['json', 'html']) === 'html';
    reply(response, isRead ? problemPage(found, requestId) : problemAnswer(found, requestId));
  };
}
