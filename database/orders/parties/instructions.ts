/**
 * What parties have been told, as their own lists show it. Reads only: commit writes these rows.
 */
import type { Instant } from '../../../domain/calendar/instant';
import type { Instruction } from '../../../domain/parties/instruction';
import type { Prisma } from '../../generated/client';
import type { Database } from '../../database';

export interface ListedInstruction extends Instruction {
  readonly shop: string;
  readonly orderId: string;
  readonly dueBy: Instant | null;
}

export interface InstructionQuery {
  readonly shops: readonly string[];
  readonly party: string | null;
  /** As it is shown: what its party could not be told yet is `to_send`. */
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
  const found = await database.pool.query<InstructionRow>({
    name: 'instruction-list',
    text: `SELECT i.body, i.shop_id AS "shopId", i.life_id AS "lifeId" FROM instruction i
        LEFT JOIN party p ON p.shop_id = i.shop_id AND p.id = i.party
      WHERE i.shop_id = ANY($1) AND ($2::text IS NULL OR i.party = $2)
        AND ($3::text IS NULL OR $3 = CASE WHEN i.state = 'sent' AND i.body #>> '{telling,state}' <> 'told'
          AND p.body #>> '{channel,type}' <> 'desk' THEN 'to_send' ELSE i.state END)
        AND ($4::text IS NULL OR i.life_id = $4) AND ($5::text IS NULL OR i.id > $5)
      ORDER BY i.id LIMIT $6`,
    values: [query.shops, query.party, query.state, query.orderId, query.after, query.limit],
  });
  return found.rows.map(asInstruction);
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
): Promise<
  (Pick<ListedInstruction, 'shop' | 'party'> & { readonly task: Instruction['kind'] }) | null
> {
  const where = { id };
  const found = await database.prisma.instruction.findUnique({ where });
  return found && { shop: found.shopId, party: found.party, task: asInstruction(found).kind };
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

type InstructionRow = Pick<Prisma.InstructionModel, 'body' | 'shopId' | 'lifeId'>;

function asInstruction(row: InstructionRow): ListedInstruction {
  const kept = row.body as unknown as Instruction;
  return { ...kept, shop: row.shopId, orderId: row.lifeId };
}
