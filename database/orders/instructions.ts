/**
 * What parties have been told, as their own lists show it. Reads only: commit writes these rows.
 */
import type { Instant } from '../../domain/calendar/instant';
import type { Instruction } from '../../domain/parties/instruction';
import type { Prisma } from '../generated/client';
import type { Database } from '../database';

export interface ListedInstruction extends Instruction {
  readonly shop: string;
  readonly orderId: string;
  readonly dueBy: Instant | null;
}

export interface InstructionQuery {
  readonly shops: readonly string[];
  readonly party: string | null;
  readonly state: string | null;
  readonly orderId: string | null;
  readonly after: string | null;
  readonly limit: number;
}

/** Instructions that fit, in the order of their ids. */
export async function listInstructions(
  database: Database,
  query: InstructionQuery,
): Promise<readonly ListedInstruction[]> {
  const found = await database.prisma.instruction.findMany({
    where: {
      shopId: { in: [...query.shops] },
      ...(query.party === null ? {} : { party: query.party }),
      ...(query.state === null ? {} : { state: query.state }),
      ...(query.orderId === null ? {} : { lifeId: query.orderId }),
      ...(query.after === null ? {} : { id: { gt: query.after } }),
    },
    orderBy: { id: 'asc' },
    take: query.limit,
  });
  return found.map(asInstruction);
}

/** The instruction with this id in one of the shops, or null. */
export async function instructionById(
  database: Database,
  wanted: { readonly id: string; readonly shops: readonly string[] },
): Promise<ListedInstruction | null> {
  const { id, shops } = wanted;
  const found = await database.prisma.instruction.findFirst({
    where: { id, shopId: { in: [...shops] } },
  });
  return found ? asInstruction(found) : null;
}

/** The party an instruction is for, whatever the shop; only to check who signed a call about it. */
export async function instructionParty(
  database: Database,
  id: string,
): Promise<{ readonly shop: string; readonly party: string } | null> {
  const where = { id };
  const found = await database.prisma.instruction.findUnique({ where });
  return found && { shop: found.shopId, party: found.party };
}

/** The orders of some instructions, of those in the shops. */
export async function ordersOfInstructions(
  database: Database,
  ids: readonly string[],
  shops: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const where = { id: { in: [...ids] }, shopId: { in: [...shops] } };
  const found = await database.prisma.instruction.findMany({ where, select: ORDER_OF });
  return new Map(found.map((one) => [one.id, one.lifeId]));
}

const ORDER_OF = { id: true, lifeId: true } as const;

/** The instruction behind a signed link: whoever holds the link may see it, whatever the shop. */
export async function instructionOfLink(
  database: Database,
  id: string,
): Promise<ListedInstruction | null> {
  const found = await database.prisma.instruction.findUnique({ where: { id } });
  return found ? asInstruction(found) : null;
}

/** Instructions of an order that were refused and are no part of its state any more, in order of their ids. */
export async function refusedInstructions(
  database: Database,
  orderId: string,
): Promise<readonly Instruction[]> {
  const found = await database.prisma.instruction.findMany({
    where: { lifeId: orderId, state: 'refused' },
    orderBy: { id: 'asc' },
  });
  return found.map(asInstruction);
}

function asInstruction(row: Prisma.InstructionModel): ListedInstruction {
  const kept = row.body as unknown as Instruction;
  return { ...kept, shop: row.shopId, orderId: row.lifeId };
}
