// How tests and the development profile steer the stand-ins and see what they accepted. No provider
// has any of these routes.
import express from 'express';
import type { Response, Router } from 'express';
import { z } from 'zod';
import { CALLEE_WAYS } from './callees';
import { FAULT_KINDS } from './faults';
import type { StandInParts } from './stand-in-parts';
import type { Sent } from './sent-ledger';

export interface ControlParts extends StandInParts {
  /** From now on callbacks go to this origin, whatever host they name. */
  readonly setCallbackBase: (base: string) => void;
}

const provider = z.enum(['twilio', 'sendgrid', 'russian_post']);
const fault = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  times: z.int().min(1).max(1_000_000).default(1),
  to: z.string().min(1).max(320).optional(),
  hidden: z.boolean().optional(),
  delaySeconds: z.number().min(0).max(3_600).optional(),
});
const callee = z.strictObject({
  does: z.enum(CALLEE_WAYS),
  keys: z
    .string()
    .regex(/^[0-9*#]{0,20}$/)
    .default(''),
  to: z.string().min(1).max(320).optional(),
});
const callbackBase = z.strictObject({ callbackBase: z.url({ protocol: /^https?$/ }).max(500) });

/** The routes /faults, /callees, /sent, /duplicates, /pending and /callbacks. */
export function controlStandIns(parts: ControlParts): Router {
  const { faults, ledger, callbacks } = parts;
  const router = express.Router();
  const json = express.json();
  const done = (response: Response): void => void response.status(204).end();

  router.post('/faults/:provider', json, (request, response) => {
    const name = provider.safeParse(request.params['provider']);
    const body = fault.safeParse(request.body);
    if (!name.success) response.status(404).json({ error: 'There is no such provider.' });
    else if (!body.success) response.status(400).json({ error: z.prettifyError(body.error) });
    else {
      faults.add(name.data, body.data);
      response.status(201).json(body.data);
    }
  });
  router.get('/faults', (_request, response) => void response.json({ items: faults.list() }));
  router.delete('/faults', (_request, response) => {
    faults.clear();
    done(response);
  });

  controlCallees(router, parts);

  router.get('/sent', (request, response) => {
    const { since } = request.query;
    const items = ledger.since(typeof since === 'string' ? since : '');
    response.json({ items: items.map(shown) });
  });
  router.delete('/sent', (_request, response) => {
    ledger.clear();
    done(response);
  });
  router.get('/duplicates', (_request, response) => {
    response.json({ items: ledger.duplicates() });
  });
  router.delete('/duplicates', (_request, response) => {
    ledger.forgetDuplicates();
    done(response);
  });

  router.get('/pending', (_request, response) => {
    response.json({ ...callbacks.counts(), held: callbacks.isHeld() });
  });
  router.post('/callbacks/hold', (_request, response) => {
    callbacks.hold();
    done(response);
  });
  router.post('/callbacks/release', (_request, response) => {
    callbacks.release();
    done(response);
  });
  router.post('/callbacks/base', json, (request, response) => {
    const body = callbackBase.safeParse(request.body);
    if (!body.success) {
      response.status(400).json({ error: z.prettifyError(body.error) });
      return;
    }
    parts.setCallbackBase(body.data.callbackBase);
    done(response);
  });
  return router;
}

function controlCallees(router: Router, { callees }: ControlParts): void {
  router.post('/callees', express.json(), (request, response) => {
    const body = callee.safeParse(request.body);
    if (!body.success) response.status(400).json({ error: z.prettifyError(body.error) });
    else {
      callees.tell(body.data);
      response.status(201).json(body.data);
    }
  });
  router.delete('/callees', (_request, response) => {
    callees.clear();
    response.status(204).end();
  });
}

function shown(sent: Sent) {
  const { provider: by, providerId, channel, from, to, subject, text, html } = sent;
  const { notificationId, callbackUrl, at, state } = sent;
  const whose = by === 'sendgrid' ? { notificationId } : { callbackUrl };
  return { provider: by, providerId, channel, from, to, subject, text, html, ...whose, at, state };
}
