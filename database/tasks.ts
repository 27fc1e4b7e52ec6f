/**
 * Tasks of people as lists show them. Reads only: tasks are opened and closed by commit alone.
 */
import type { Instant } from '../domain/calendar/instant';
import type { Role, TaskKind } from '../domain/tasks/task';
import type { Prisma } from './generated/client';
import type { Database } from './database';

export type TaskState = 'open' | 'taken' | 'done' | 'withdrawn';

export interface ListedTask {
  readonly id: string;
  readonly shop: string;
  readonly orderId: string;
  readonly kind: TaskKind;
  readonly role: Role;
  readonly state: TaskState;
  readonly about: string | null;
  readonly openedAt: Instant;
  readonly dueBy: Instant | null;
  readonly takenBy: string | null;
  readonly handOffs: number;
  readonly escalated: boolean;
  readonly outcome: string | null;
  readonly endedAt: Instant | null;
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

function asTask(row: Prisma.TaskModel): ListedTask {
  const kept = row.body as Partial<
    Pick<ListedTask, 'about' | 'takenBy' | 'handOffs' | 'escalated' | 'outcome' | 'endedAt'>
  >;
  return {
    id: row.id,
    shop: row.shopId,
    orderId: row.lifeId,
    kind: row.kind as TaskKind,
    role: row.role as Role,
    state: row.state as TaskState,
    about: kept.about ?? null,
    openedAt: row.openedAt.toISOString(),
    dueBy: row.dueBy?.toISOString() ?? null,
    takenBy: kept.takenBy ?? null,
    handOffs: kept.handOffs ?? 0,
    escalated: kept.escalated ?? false,
    outcome: kept.outcome ?? null,
    endedAt: kept.endedAt ?? null,
  };
}
