/**
 * What the development profile asks the provider stand-ins over HTTP. In production there are none.
 */
import { z } from 'zod';
import { problem } from './problems/problems';
import type { Dependencies } from './dependencies';

const sentList = z.object({
  items: z.array(
    z.object({
      provider: z.string(),
      providerId: z.string(),
      channel: z.enum(['sms', 'voice', 'email']),
      to: z.string(),
      subject: z.string().nullable(),
      text: z.string(),
      notificationId: z.string().nullable().optional(),
      callbackUrl: z.string().nullable().optional(),
      at: z.string(),
      state: z.string(),
    }),
  ),
});

export type SentMessage = z.output<typeof sentList>['items'][number];

const pendingCounts = z.object({ pending: z.number() });

type Has = Pick<Dependencies, 'environment'>;

async function ask({ environment }: Has, path: string, body?: object): Promise<unknown> {
  const { standIns } = environment;
  if (!standIns) throw problem('not-found', { detail: 'There are no stand-ins here.' });
  const init = body
    ? {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }
    : {};
  const patience = { signal: AbortSignal.timeout(5_000) };
  const response = await fetch(`${standIns.url}${path}`, { ...init, ...patience }).catch(
    () => null,
  );
  // The stand-ins are a process of their own: away, they are as far as a provider that is away.
  if (!response || response.status >= 500) throw problem('unavailable', RETRY);
  return response.json();
}

const RETRY = { headers: { 'Retry-After': '2' } };

/** Everything the stand-ins accepted, oldest first. */
export async function sentMessages(has: Has): Promise<readonly SentMessage[]> {
  return sentList.parse(await ask(has, '/sent')).items;
}

/** How many callbacks the stand-ins still owe. */
export async function callbacksOwed(has: Has): Promise<number> {
  if (!has.environment.standIns) return 0;
  return pendingCounts.parse(await ask(has, '/pending')).pending;
}

/** Tells a stand-in to misbehave. */
export async function addFault(has: Has, provider: string, fault: object): Promise<unknown> {
  return ask(has, `/faults/${provider}`, fault);
}

/** Tells the stand-in of Twilio what people do when it calls them. */
export async function tellCallee(has: Has, callee: object): Promise<unknown> {
  return ask(has, '/callees', callee);
}
