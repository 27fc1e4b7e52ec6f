/**
 * Messages by the tokens that links and callbacks carry, and what providers say of them.
 * A callback's word stands beside the message's state; only commit moves the state itself.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { MessageChannel } from '../../domain/messages/message';
import type { Prisma } from '../generated/client';
import type { Database } from '../database';

export interface FoundMessage {
  readonly id: string;
  readonly orderId: string;
  readonly shop: string;
  readonly purpose: string;
  readonly version: number;
  readonly channel: MessageChannel;
  readonly state: string;
  readonly callback: string | null;
  readonly token: string;
  readonly providerId: string | null;
  readonly notedAt: Instant;
  readonly sentAt: Instant | null;
}

const COLUMNS = `id, life_id AS "orderId", shop_id AS shop, purpose, version, channel, state, callback, token,
  provider_id AS "providerId", noted_at AS "notedAt", sent_at AS "sentAt"`;

/** The message whose links and callbacks carry this token, or null. */
export async function messageByToken(
  database: Database,
  token: string,
): Promise<FoundMessage | null> {
  const found = await database.pool.query<FoundMessage>({
    name: 'message-by-token',
    text: `SELECT ${COLUMNS} FROM notification WHERE token = $1`,
    values: [token],
  });
  return found.rows[0] ?? null;
}

/** The message an e-mail event is about: it carries the token or the message's own id. */
export async function messageOfEmail(
  database: Database,
  reference: string,
): Promise<FoundMessage | null> {
  const found = await database.pool.query<FoundMessage>({
    name: 'message-of-email',
    text: `SELECT ${COLUMNS} FROM notification WHERE token = $1 OR id = $1 LIMIT 1`,
    values: [reference],
  });
  return found.rows[0] ?? null;
}

/** Every message of an order, the oldest first. */
export async function messagesOfOrder(
  database: Database,
  orderId: string,
): Promise<readonly FoundMessage[]> {
  const found = await database.prisma.notification.findMany({
    where: { lifeId: orderId },
    orderBy: [{ notedAt: 'asc' }, { id: 'asc' }],
  });
  return found.map(asMessage);
}

/** Messages with these tokens or ids in the shops, for the development mailbox. */
export async function messagesByReference(
  database: Database,
  references: readonly string[],
  shops: readonly string[],
): Promise<readonly FoundMessage[]> {
  const among = { in: [...references] };
  const found = await database.prisma.notification.findMany({
    where: { OR: [{ token: among }, { id: among }], shopId: { in: [...shops] } },
  });
  return found.map(asMessage);
}

/** How far along a message a provider's word tells of; a word of less is late and changes nothing. */
const FORWARD: Readonly<Record<string, number>> = { queued: 1, sent: 2, failed: 3, delivered: 4 };

/** One event of a provider about a message. */
export interface ProviderEvent {
  readonly provider: string;
  readonly eventId: string;
  readonly word: string;
  readonly providerId: string | null;
}

/**
 * Keeps the provider's latest word of a message, words only move forward, and notes the event as taken in;
 * of no message where it is about a channel that was given up.
 */
export async function recordCallback(
  database: Database,
  messageId: string | null,
  { provider, eventId, word, providerId }: ProviderEvent,
): Promise<void> {
  const reached = FORWARD[word] ?? 0;
  const earlier = Object.keys(FORWARD).filter((other) => (FORWARD[other] ?? 0) < reached);
  await database.pool.query({
    name: 'message-callback',
    text: `WITH noted AS (
             INSERT INTO provider_event (provider, event_id, received_at) VALUES ($5, $6, $7)
             ON CONFLICT DO NOTHING)
           UPDATE notification SET provider_id = coalesce(provider_id, $4),
             callback = CASE WHEN callback IS NULL OR callback = ANY($3) THEN $2 ELSE callback END
           WHERE id = $1`,
    values: [messageId, word, earlier, providerId, provider, eventId, database.wall()],
  });
}

/** Whether a provider's event was taken in before. */
export async function isEventKnown(
  database: Database,
  provider: string,
  eventId: string,
): Promise<boolean> {
  const found = await database.pool.query({
    name: 'event-known',
    text: 'SELECT 1 FROM provider_event WHERE provider = $1 AND event_id = $2',
    values: [provider, eventId],
  });
  return found.rows.length > 0;
}

function asMessage(row: Prisma.NotificationModel): FoundMessage {
  return {
    id: row.id,
    orderId: row.lifeId,
    shop: row.shopId,
    purpose: row.purpose,
    version: row.version,
    channel: row.channel as MessageChannel,
    state: row.state,
    callback: row.callback,
    token: row.token,
    providerId: row.providerId,
    notedAt: row.notedAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  };
}
