/**
 * Writes answers out, and turns whatever was thrown into a problem: the one place that knows how errors of
 * parsers, database and rules look to the outside. No message of an error leaves the process.
 */
import { pipeline, Readable } from 'node:stream';
import type { Response } from 'express';
import { isDatabaseTrouble } from '../../database/database';
import { Problem, problem, problemBody } from '../problems/problems';
import type { RequestProblem } from '../problems/problems';
import type { Reply } from './route';

/** Sends a reply: text as it is, a stream for as long as both sides last, everything else as JSON. */
export function reply(response: Response, { status, headers, body }: Reply): void {
  response.status(status).set({ 'Cache-Control': 'no-store', ...headers });
  if (body === undefined) response.end();
  else if (body instanceof Readable) pipeline(body, response, () => undefined);
  else if (typeof body === 'string' || body instanceof Buffer) response.send(body);
  else response.json(body);
}

/** A problem as a reply. */
export function problemAnswer(found: Problem, requestId: string): Reply {
  return {
    status: found.status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      ...found.members.headers,
    },
    body: problemBody(found, requestId),
  };
}

/** Errors of Express and body-parser by their status. */
const BY_STATUS: Readonly<Record<number, RequestProblem>> = {
  400: 'unreadable',
  404: 'not-found',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
};

/** The problem that stands for whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = statusOf(error);
  const known = status === null ? undefined : BY_STATUS[status];
  if (known) return problem(known);
  if (status !== null && status < 500) return problem('unreadable');
  return isDatabaseTrouble(error) ? unavailable() : problem('internal');
}

/** Ordo cannot answer now and may soon. */
export function unavailable(seconds = 2): Problem {
  return problem('unavailable', { headers: { 'Retry-After': String(seconds) } });
}

/** Body-parser and Express put a status on what the caller did wrong; errors of others carry none. */
function statusOf(error: unknown): number | null {
  if (error instanceof URIError) return 400;
  if (!(error instanceof Error) || !('status' in error) || !('expose' in error)) return null;
  return typeof error.status === 'number' ? error.status : null;
}
