/**
 * Tasks of people as lists show them, and the offer of the next one. Tasks are opened, taken and closed
 * by commit alone; an offer only keeps two callers from reaching for the same one.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { Role, TaskKind } from '../../domain/tasks/task';
import type { Prisma } from '../generated/client';
import type { Database } from '../database';

export type TaskState = 'open' | 'taken' | 'done' | 'withdrawn';

export interface ListedTask {
  readonly id: string;
  readonly shop: string;
  readonly orderId: string;
  readonly kind: TaskKind;
  readonly role: Role;
  readonly state: TaskState;
  readonly about: string | null;
  /** What brought it about, where its kind and what it is about do not say enough. */
  readonly cause: string | null;
  /** Under which id the words are kept of whoever brought it about. */
  readonly askedNoteId: string | null;
  readonly openedAt: Instant;
  readonly dueBy: Instant | null;
  readonly takenBy: string | null;
  readonly handOffs: number;
  readonly escalated: boolean;
  readonly outcome: string | null;
  readonly endedAt: Instant | null;
  readonly remindedAt: Instant | null;
}

export interface TaskQuery {
  readonly shops: readonly string[];
  readonly kind: string | null;
  readonly role: string | null;
  readonly state: string | null;
  readonly orderId: string | null;
  readonly after: { readonly openedAt: Instant; readonly id: string } | null;
  readonly limit: number;
}

/** Tasks that fit, the oldest first. */
export async function listTasks(
  database: Database,
  query: TaskQuery,
): Promise<readonly ListedTask[]> {
  const { after } = query;
  const found = await database.prisma.task.findMany({
    where: {
      shopId: { in: [...query.shops] },
      ...(query.kind === null ? {} : { kind: query.kind }),
      ...(query.role === null ? {} : { role: query.role }),
      ...(query.state === null ? {} : { state: query.state }),
      ...(query.orderId === null ? {} : { lifeId: query.orderId }),
      ...(after === null
        ? {}
        : {
            OR: [
              { openedAt: { gt: after.openedAt } },
              { openedAt: after.openedAt, id: { gt: after.id } },
            ],
          }),
    },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    take: query.limit,
  });
  return found.map(asTask);
}

/** The task with this id in one of the shops, or null. */
export async function taskById(
  database: Database,
  wanted: { readonly id: string; readonly shops: readonly string[] },
): Promise<ListedTask | null> {
  const { id, shops } = wanted;
  const found = await database.prisma.task.findFirst({ where: { id, shopId: { in: [...shops] } } });
  return found ? asTask(found) : null;
}

const OFFER_SECONDS = 10;

/**
 * The open task of the role that is due first, offered to nobody else for some seconds; null where there is
 * none. Rows another caller is just being offered are passed over.
 */
export async function offerNextTask(
  database: Database,
  wanted: { readonly shops: readonly string[]; readonly role: Role },
): Promise<ListedTask | null> {
  const { shops, role } = wanted;
  const offered = await database.pool.query<{ id: string }>({
    name: 'task-offer',
    text: `UPDATE task SET offered_until = $3::timestamptz + make_interval(secs => $4) WHERE id = (
        SELECT id FROM task WHERE shop_id = ANY($1) AND state = 'open' AND role = $2
          AND (offered_until IS NULL OR offered_until <= $3)
        ORDER BY due_by NULLS LAST, opened_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id`,
    values: [shops, role, new Date().toISOString(), OFFER_SECONDS],
  });
  const id = offered.rows[0]?.id;
  return id === undefined ? null : taskById(database, { id, shops });
}

/** The offer is over: the task was taken, or nobody answered for its order. */
export async function withdrawOffer(database: Database, taskId: string): Promise<void> {
  await database.pool.query('UPDATE task SET offered_until = NULL WHERE id = $1', [taskId]);
}

function asTask(row: Prisma.TaskModel): ListedTask {
  const kept = row.body as Partial<
    Pick<
      ListedTask,
      | 'about'
      | 'cause'
      | 'askedNoteId'
      | 'takenBy'
      | 'handOffs'
      | 'escalated'
      | 'outcome'
      | 'endedAt'
      | 'remindedAt'
    >
  >;
  return {
    id: row.id,
    shop: row.shopId,
    orderId: row.lifeId,
    kind: row.kind as TaskKind,
    role: row.role as Role,
    state: row.state as TaskState,
    about: kept.about ?? null,
    cause: kept.cause ?? null,
    askedNoteId: kept.askedNoteId ?? null,
    openedAt: row.openedAt.toISOString(),
    dueBy: row.dueBy?.toISOString() ?? null,
    takenBy: kept.takenBy ?? null,
    handOffs: kept.handOffs ?? 0,
    escalated: kept.escalated ?? false,
    outcome: kept.outcome ?? null,
    endedAt: kept.endedAt ?? null,
    remindedAt: kept.remindedAt ?? null,
  };
}
