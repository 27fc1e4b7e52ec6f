/**
 * The time machine, the mailbox, the stand-ins' faults and who answers the phone: in development and tests only, 404 elsewhere.
 */
import { z } from 'zod';
import { nowOf } from '../../database/clock';
import { ordersOfInstructions } from '../../database/orders/parties/instructions';
import { messagesByReference } from '../../database/orders/notifications';
import type { FoundMessage } from '../../database/orders/notifications';
import { milliseconds } from '../../domain/calendar/duration';
import { epoch, instantOf } from '../../domain/calendar/instant';
import { findOrder } from '../orders/act';
import type { Dependencies } from '../dependencies';
import { moveClock, unrestOf } from '../orders/time-machine';
import { keyRoute } from '../request/route';
import { idField, idParams, instantOut } from '../schemas/fields';
import { addFault, sentMessages, tellCallee } from '../stand-ins';
import type { SentMessage } from '../stand-ins';
import { ok } from './answers';

const tag = 'Development';
const developmentOnly = true;

const mailOut = z
  .strictObject({
    at: instantOut,
    channel: z.enum(['sms', 'voice', 'email']),
    to: z.string().max(320),
    purpose: z.string().max(60).nullable(),
    subject: z.string().max(1_000).nullable(),
    text: z.string().max(100_000),
    orderId: z.string().max(120).nullable(),
    state: z.string().max(60),
  })
  .meta({ id: 'MailboxItem' });

const mailbox = keyRoute({
  method: 'get',
  path: '/v1/dev/mailbox',
  operation: 'readMailbox',
  summary: 'Every message "sent", the oldest first',
  tag,
  developmentOnly,
  query: z.strictObject({ orderId: idField.optional() }),
  answers: ok(
    'What the stand-ins took',
    z.strictObject({ items: z.array(mailOut).max(20_000) }).meta({ id: 'Mailbox' }),
  ),
  handle: async ({ deps, caller, query }) => {
    const sent = await sentMessages(deps);
    const references = sent.flatMap((one) => referenceOf(one) ?? []);
    const found = await messagesByReference(deps.database, references, caller.shops);
    const letters = await lettersByReference(deps.database, references, caller.shops);
    const known = new Map<string, Known>([
      ...found.flatMap((one) => [[one.token, one] as const, [one.id, one] as const]),
      ...letters,
    ]);
    const items = sent
      .map((one) => ({ one, message: known.get(referenceOf(one) ?? '') }))
      .filter(({ message }) => message !== undefined)
      .filter(({ message }) => !query.orderId || message?.orderId === query.orderId)
      .map(({ one, message }) => mailView(one, message));
    return { status: 200, body: { items } };
  },
});

/** The token by which a message taken by a stand-in names one of ours. */
function referenceOf({ notificationId, callbackUrl }: SentMessage): string | null {
  if (notificationId) return notificationId;
  const path = (callbackUrl ?? '').split(/[?#]/)[0] ?? '';
  return path.split('/').at(-1) ?? null;
}

/** What the mailbox tells of a message beside its words. */
type Known = Pick<FoundMessage, 'purpose' | 'orderId' | 'sentAt'>;

/** Letters to parties name the instruction, the message about it and the try. */
const LETTER = /^(ins_.+)\.\d+\.\d+$/;

async function lettersByReference(
  database: Dependencies['database'],
  references: readonly string[],
  shops: readonly string[],
): Promise<readonly (readonly [string, Known])[]> {
  const named = references.flatMap((reference) => {
    const id = LETTER.exec(reference)?.[1];
    return id === undefined ? [] : [{ reference, id }];
  });
  const found = await ordersOfInstructions(
    database,
    named.map(({ id }) => id),
    shops,
  );
  return named.flatMap(({ reference, id }) => {
    const orderId = found.get(id);
    return orderId === undefined
      ? []
      : [[reference, { purpose: 'instruction', orderId, sentAt: null }] as const];
  });
}

function mailView(sent: SentMessage, message: Known | undefined) {
  const { channel, to, subject, text, state } = sent;
  return {
    // By the order's own clock where the order knows of it, else when the stand-in took it.
    at: message?.sentAt ?? sent.at,
    ...{ channel, to, subject, text, state },
    purpose: message?.purpose ?? null,
    orderId: message?.orderId ?? null,
  };
}

const quietOut = z
  .strictObject({ quiet: z.boolean(), because: z.array(z.string().max(300)).max(1_000) })
  .meta({ id: 'Quiet' });

const quiet = keyRoute({
  method: 'get',
  path: '/v1/dev/orders/{id}/quiet',
  operation: 'readQuiet',
  summary: 'Whether anything of the order is under way',
  tag,
  developmentOnly,
  params: idParams,
  answers: ok('Whether it is at rest, and why not', quietOut),
  handle: async (call) => {
    const because = await unrestOf(call, await findOrder(call, call.params.id));
    return { status: 200, body: { quiet: because.length === 0, because } };
  },
});

const LONGEST_MILLISECONDS = 400 * 24 * 3_600_000;

const forwardBody = z
  .strictObject({
    by: z
      .string()
      .max(40)
      .refine(isSpan, { message: 'must be an ISO 8601 duration such as P1D, of at most 400 days' }),
  })
  .meta({ id: 'FastForward' });

function isSpan(text: string): boolean {
  try {
    const length = milliseconds(text);
    return length > 0 && length <= LONGEST_MILLISECONDS;
  } catch {
    // No duration: the refinement's own words say so.
    return false;
  }
}

const fastForward = keyRoute({
  method: 'post',
  path: '/v1/dev/orders/{id}/fast-forward',
  operation: 'fastForward',
  summary: "Move one order's clock",
  tag,
  developmentOnly,
  idempotency: 'accepted',
  params: idParams,
  body: { type: 'json', schema: forwardBody },
  answers: ok('Its clock now', z.strictObject({ clock: instantOut }).meta({ id: 'Clock' })),
  handle: async (call) => {
    const { database, now } = call.deps;
    const { order } = await findOrder(call, call.params.id);
    const present = await nowOf(database, order.id, now());
    const to = instantOf(epoch(present) + milliseconds(call.body.by));
    return { status: 200, body: { clock: await moveClock(call, order.id, to) } };
  },
});

const faultBody = z
  .strictObject({
    kind: z.enum([
      'refuse',
      'unavailable',
      'rate_limit',
      'drop_before',
      'hang',
      'drop_after_accepting',
      'fail_after_accepting',
      'late_callback',
      'callback_first',
      'silent',
      'undelivered',
    ]),
    times: z.int().min(1).max(1_000_000).default(1),
    to: z.string().min(1).max(320).optional(),
    hidden: z.boolean().optional(),
    delaySeconds: z.number().min(0).max(3_600).optional(),
  })
  .meta({ id: 'Fault' });

const faults = keyRoute({
  method: 'post',
  path: '/v1/dev/stand-ins/{provider}/faults',
  operation: 'addFault',
  summary: 'Tell a stand-in to misbehave',
  tag,
  developmentOnly,
  idempotency: 'accepted',
  params: z.strictObject({ provider: z.enum(['twilio', 'sendgrid', 'russian_post']) }),
  body: { type: 'json', schema: faultBody },
  answers: { 201: { description: 'The fault', schema: z.looseObject({}) } },
  handle: async ({ deps, params, body }) => ({
    status: 201,
    body: await addFault(deps, params.provider, body),
  }),
});

const calleeBody = z
  .strictObject({
    does: z.enum(['answers', 'no_answer', 'busy', 'line_fails']),
    keys: z
      .string()
      .regex(/^[0-9*#]{0,20}$/)
      .default('')
      .meta({ description: 'Pressed by who answers, one key at each question' }),
    to: z
      .string()
      .min(1)
      .max(320)
      .optional()
      .meta({ description: 'A phone number in E.164; everybody else where it is left out' }),
  })
  .meta({ id: 'Callee' });

const callees = keyRoute({
  method: 'post',
  path: '/v1/dev/stand-ins/twilio/callees',
  operation: 'tellCallee',
  summary: 'Say what somebody does when the voice menu calls; nobody answers until then',
  tag,
  developmentOnly,
  idempotency: 'accepted',
  body: { type: 'json', schema: calleeBody },
  answers: { 201: { description: 'What the callee does', schema: z.looseObject({}) } },
  handle: async ({ deps, body }) => ({ status: 201, body: await tellCallee(deps, body) }),
});

export const developmentRoutes = [mailbox, quiet, fastForward, faults, callees];
