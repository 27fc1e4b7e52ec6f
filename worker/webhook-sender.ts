/**
 * Sends what stands in the line to storefronts: several at once, few to each endpoint, so that a slow one holds up
 * nobody else. Killed at any point it leaves a lease that runs out, and the same call is made again by whoever comes.
 */
import type { Logger } from 'pino';
import type { Database } from '../database/database';
import { endDelivery, takeDeliveries } from '../database/webhooks/send-deliveries';
import type { Ended, TakenDelivery } from '../database/webhooks/send-deliveries';
import { nextTry } from '../domain/webhooks/delivery-tries';
import { liveSecrets } from '../domain/webhooks/webhook-secret';
import type { PostOutcome } from '../gateways/webhooks/post-outcome';

/** Makes one signed call; never throws for what the other side did. */
export type PostSigned = (call: {
  readonly url: string;
  readonly body: string;
  readonly secrets: readonly string[];
  /** False where the one called may not be at a private address, though the operator allows such. */
  readonly allowPrivate?: boolean;
}) => Promise<PostOutcome>;

export interface SenderSettings {
  readonly database: Database;
  readonly post: PostSigned;
  readonly log: Logger;
  /** Longer than any call may last. */
  readonly leaseSeconds?: number;
  /** Seconds after each failed try; those of the domain where nothing is said. */
  readonly pauses?: readonly number[];
}

export interface WebhookSender {
  /** Sends what is due and settles when all that is taken has been sent. */
  readonly send: () => Promise<void>;
  /** Takes nothing more; settles when what is under way has ended. */
  readonly stop: () => Promise<void>;
}

const LEASE_SECONDS = 30;
const AT_ONCE = 4;

/** A sender that works when it is told to. */
export function createWebhookSender(settings: SenderSettings): WebhookSender {
  const { database, log, leaseSeconds = LEASE_SECONDS } = settings;
  const busy = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  let isStopped = false;
  const count = (endpoint: string, by: number): void => {
    busy.set(endpoint, (busy.get(endpoint) ?? 0) + by);
  };
  /** Whoever has done one looks for the next, which may have waited for it. */
  const one = async (taken: TakenDelivery): Promise<void> => {
    const endpoint = `${taken.shop}/${taken.endpoint}`;
    count(endpoint, 1);
    try {
      await sendOne(settings, taken);
    } catch (error) {
      const fault = error instanceof Error ? error.name : 'unknown fault';
      log.warn({ fault, delivery: taken.id }, 'how a call to a storefront ended was not kept');
      return;
    } finally {
      count(endpoint, -1);
    }
    await send();
  };
  const send = async (): Promise<void> => {
    if (isStopped) return;
    const full = [...busy].filter(([, many]) => many >= AT_ONCE).map(([endpoint]) => endpoint);
    const taken = await takeDeliveries(database, { each: AT_ONCE, leaseSeconds, leave: full });
    for (const delivery of taken) {
      const sending = one(delivery)
        .catch(() => undefined)
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
  };
  return {
    send,
    stop: async () => {
      isStopped = true;
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

async function sendOne(
  { database, post, pauses, log }: SenderSettings,
  taken: TakenDelivery,
): Promise<void> {
  const { url, body, attempt: tries } = taken;
  const secrets = liveSecrets(taken.secrets, database.wall()).map(({ secret }) => secret);
  const outcome = await post({ url, body, secrets });
  const at = database.wall();
  if (outcome.outcome === 'delivered') {
    await endDelivery(database, taken, { state: 'delivered', at });
    return;
  }
  const { code } = outcome;
  const pause = 'retryAfterSeconds' in outcome ? outcome : {};
  const nextAt = nextTry({ tries, at, ...pause }, pauses);
  if (nextAt === null) {
    const { shop, endpoint, id: delivery } = taken;
    log.warn({ shop, endpoint, delivery, code }, 'a storefront never took an event');
  }
  const ended: Ended =
    nextAt === null ? { state: 'dead', code } : { state: 'waiting', code, nextAt };
  await endDelivery(database, taken, ended);
}
