/**
 * Messages by the tokens that links and callbacks carry, and what providers say of them.
 * A callback's word stands beside the message's state; only commit moves the state itself.
 */
import type { Instant } from '../domain/calendar/instant';
import type { MessageChannel } from '../domain/messages/message';
import type { Prisma } from './generated/client';
import type { Database } from './database';

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

/** The message whose links and callbacks carry this token, or null. */
export async function messageByToken(
  database: Database,
  token: string,
): Promise<FoundMessage | null> {
  const found = await database.prisma.notification.findUnique({ where: { token } });
  return found ? asMessage(found) : null;
}

/** The message an e-mail event is about: it carries the token or the message's own id. */
export async function messageOfEmail(
  database: Database,
  reference: string,
): Promise<FoundMessage | null> {
  const found = await database.prisma.notification.findFirst({
    where: { OR: [{ token: reference }, { id: reference }] },
  });
  return found ? asMessage(found) : null;
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

/** Keeps the provider's latest word of a message; words only move forward. */
export async function recordCallback(
  database: Database,
  messageId: string,
  report: { readonly word: string; readonly providerId: string | null },
): Promise<void> {
  const reached = FORWARD[report.word] ?? 0;
  const earlier = Object.keys(FORWARD).filter((word) => (FORWARD[word] ?? 0) < reached);
  await database.prisma.notification.updateMany({
    where: { id: messageId, OR: [{ callback: null }, { callback: { in: earlier } }] },
    data: { callback: report.word },
  });
  if (report.providerId === null) return;
  await database.prisma.notification.updateMany({
    where: { id: messageId, providerId: null },
    data: { providerId: report.providerId },
  });
}

/** Whether a provider's event was taken in before. */
export async function isEventKnown(
  database: Database,
  provider: string,
  eventId: string,
): Promise<boolean> {
  const where = { provider_eventId: { provider, eventId } };
  return (await database.prisma.providerEvent.findUnique({ where })) !== null;
}

/** Notes a provider's event as taken in, to be called after its effect; safe to repeat. */
export async function rememberEvent(
  database: Database,
  provider: string,
  eventId: string,
): Promise<void> {
  await database.prisma.providerEvent.createMany({
    data: [{ provider, eventId }],
    skipDuplicates: true,
  });
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
