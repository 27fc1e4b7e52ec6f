/**
 * Amendments of an order with what became of them. Reads only: commit writes these rows.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { Change } from '../../domain/order/commands/shape-schemas';
import type { Prisma } from '../generated/client';
import type { Database } from '../database';

export interface ListedAmendment {
  readonly id: string;
  readonly version: number;
  readonly state: 'telling' | 'accepted' | 'partly_refused' | 'reverted';
  readonly at: Instant;
  readonly by: string;
  readonly reason: string | null;
  readonly noteId: string | null;
  readonly changes: readonly Change[];
}

/** Amendments of an order, the oldest first, after a version. */
export async function amendmentsOf(
  database: Database,
  orderId: string,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly ListedAmendment[]> {
  const found = await database.prisma.amendment.findMany({
    where: { lifeId: orderId, version: { gt: page.after } },
    orderBy: { version: 'asc' },
    take: page.limit,
  });
  return found.map(asAmendment);
}

/** One amendment of an order, or null. */
export async function amendmentOf(
  database: Database,
  orderId: string,
  id: string,
): Promise<ListedAmendment | null> {
  const found = await database.prisma.amendment.findFirst({ where: { id, lifeId: orderId } });
  return found ? asAmendment(found) : null;
}

function asAmendment(row: Prisma.AmendmentModel): ListedAmendment {
  const kept = row.body as Partial<Pick<ListedAmendment, 'by' | 'reason' | 'noteId' | 'changes'>>;
  return {
    id: row.id,
    version: row.version,
    state: row.state as ListedAmendment['state'],
    at: row.at.toISOString(),
    by: kept.by ?? 'ordo',
    reason: kept.reason ?? null,
    noteId: kept.noteId ?? null,
    changes: kept.changes ?? [],
  };
}
