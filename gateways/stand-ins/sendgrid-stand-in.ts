// SendGrid's mail API over HTTP, as far as Ordo uses it: one route that accepts an e-mail. It checks
// and refuses as SendGrid does; what it is told to do wrong is in faults.ts.
import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Response, Router } from 'express';
import { z } from 'zod';
import type { Treatment } from './faults';
import { sendgridCallbacks } from './sendgrid-events';
import type { Sent } from './sent-ledger';
import { carryOut } from './stand-in-parts';
import type { StandInParts, Wording } from './stand-in-parts';

export interface SendGridStandIn {
  readonly apiKey: string;
  readonly privateKey: string;
  /** Where events go; undefined while nobody wants them. */
  readonly eventsUrl: () => string | undefined;
  /** The clock by which events are stamped. */
  readonly now: () => Date;
}

const person = z.object({ email: z.email().max(320), name: z.string().max(200).optional() });
const mail = z.object({
  from: person,
  subject: z.string().min(1),
  personalizations: z
    .array(
      z.object({
        to: z.array(person).length(1),
        custom_args: z.record(z.string(), z.string()).optional(),
      }),
    )
    .length(1),
  content: z
    .array(z.object({ type: z.string().min(1), value: z.string().min(1) }))
    .min(1)
    .refine((parts) => parts.findIndex(({ type }) => type === 'text/plain') <= 0, {
      message: 'If present, text/plain must be first, followed by text/html, then others.',
    }),
});
type Mail = z.infer<typeof mail>;

const ERRORS = {
  refusal: { status: 400, message: 'The request was refused by a rule of the account.' },
  unavailable: { status: 503, message: 'Service unavailable' },
  rate_limit: { status: 429, message: 'too many requests' },
  error: { status: 500, message: 'Internal error' },
} as const;

const LIMIT_SECONDS = 2;

/** The route /v3/mail/send. */
export function sendgridStandIn(account: SendGridStandIn, parts: StandInParts): Router {
  const router = express.Router();
  const wording: Wording = {
    provider: 'sendgrid',
    accepted: (response, sent) => {
      response.status(202).set('X-Message-Id', sent.providerId).end();
    },
    declined: (response, answer) => {
      const reset = Math.ceil(Date.now() / 1000) + LIMIT_SECONDS;
      if (answer === 'rate_limit') response.set('X-RateLimit-Reset', String(reset));
      fail(response, ERRORS[answer].status, [{ message: ERRORS[answer].message, field: null }]);
    },
    callbacks: (sent, fate) => {
      const eventsUrl = account.eventsUrl();
      if (eventsUrl === undefined) return [];
      return sendgridCallbacks({ ...account, eventsUrl }, sent, fate);
    },
  };
  router.use((request, response, next) => {
    if (request.get('authorization') === `Bearer ${account.apiKey}`) {
      next();
      return;
    }
    const message = 'The provided authorization grant is invalid, expired, or revoked';
    fail(response, 401, [{ message, field: null }]);
  });
  router.use(express.json({ limit: '30mb' }));
  router.post('/mail/send', async (request, response) => {
    const parsed = mail.safeParse(request.body);
    if (!parsed.success) {
      const field = (path: readonly PropertyKey[]): string => path.map(String).join('.');
      const errors = parsed.error.issues.map(({ message, path }) => ({
        message,
        field: field(path),
      }));
      fail(response, 400, errors);
      return;
    }
    const to = parsed.data.personalizations[0]?.to[0]?.email ?? '';
    const make = (treatment: Treatment) => sentFrom(parsed.data, to, treatment);
    await carryOut(parts, to, { response, wording, make });
  });
  return router;
}

function fail(
  response: Response,
  status: number,
  errors: readonly { message: string; field: string | null }[],
): void {
  response.status(status).json({ errors: errors.map((error) => ({ ...error, help: null })) });
}

function sentFrom(data: Mail, to: string, { isHidden }: Treatment): Sent {
  const part = (type: string) => data.content.find((one) => one.type === type)?.value;
  return {
    provider: 'sendgrid',
    providerId: randomBytes(16).toString('base64url'),
    channel: 'email',
    from: data.from.email,
    to,
    subject: data.subject,
    text: part('text/plain') ?? '',
    html: part('text/html') ?? null,
    notificationId: data.personalizations[0]?.custom_args?.['notification_id'] ?? null,
    callbackUrl: null,
    at: new Date().toISOString(),
    isHidden,
    state: 'queued',
    sentAt: null,
  };
}
