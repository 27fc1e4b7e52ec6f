/**
 * The one way a life changes: one transaction that locks it, reads what was heard, takes one step of
 * the rules and writes everything that follows. A broken rule parks its inputs; it harms one order only.
 */
import type { PoolClient } from 'pg';
import type { Instant } from '../domain/calendar/instant';
import { epoch, latest } from '../domain/calendar/instant';
import type { Input, Turn } from '../domain/life/life';
import { RULES_NUMBER } from '../domain/life/rules-number';
import { step } from '../domain/order/step';
import type { Stepped } from '../domain/order/step';
import type { Database, TransactionLimits } from './database';
import { inTransaction, isDatabaseTrouble } from './database';
import { heardOf } from './life/heard';
import { lockLife, WrittenByNewerRelease } from './life/lock-life';
import type { CommitRequest } from './life/lock-life';
import { parkInputs, unparkedInputs } from './life/parking';
import { stockLedger } from './stock/stock-ledger';
import { termsOf } from './shops/terms';
import { turnOf } from './life/turn';
import { writeStep } from './life/write-step';

/**
 * Commits in a transaction of its own. Throws the database's troubles, to be tried again; any other
 * throw is a broken rule: its inputs are parked and an administrator gets a task.
 */
export async function commit(
  database: Database,
  asked: Omit<CommitRequest, 'wall'>,
  limits: TransactionLimits = { statementMillis: 5_000 },
): Promise<Turn> {
  const request = { ...asked, wall: database.wall() };
  try {
    return await inTransaction(database, (client) => commitWithin(client, request), limits);
  } catch (error) {
    if (isDatabaseTrouble(error) || error instanceof WrittenByNewerRelease) throw error;
    return await inTransaction(database, (client) => parkInputs(client, request, error), limits);
  }
}

/** Commits inside the caller's transaction; placing an order comes this way. */
export async function commitWithin(client: PoolClient, request: CommitRequest): Promise<Turn> {
  const locked = await lockLife(client, request.lifeId);
  if (!locked) return begin(client, request);
  const heard = await heardOf(client, request);
  const parked = locked.trouble === null ? [] : await unparkedInputs(client, request);
  const inputs = [...heard.fresh, ...parked];
  const at = latest(request.now, ...inputs.map((input) => input.at));
  const stepped = await step(locked.state, inputs, {
    terms: locked.terms,
    at,
    stock: stockLedger(client),
    seq: locked.seq,
  });
  await writeStep(client, {
    before: locked.state,
    stepped,
    seq: locked.seq,
    policyVersion: locked.policy_version,
    rules: RULES_NUMBER,
    clockOffset: raisedOffset(locked.clock_offset, stepped, request.wall),
    read: heard.read,
    trouble: null,
  });
  return turnOf(stepped, locked.terms, heard.known);
}

async function begin(client: PoolClient, request: CommitRequest): Promise<Turn> {
  const placed = request.inputs[0];
  const shop = shopOf(placed);
  const found = await client.query<{ policy_version: number; terms_version: number }>(
    'SELECT policy_version, terms_version FROM shop WHERE id = $1',
    [shop],
  );
  const row = found.rows[0];
  if (!row) throw new Error(`there is no shop ${shop}`);
  const { policy_version: policyVersion, terms_version: termsVersion } = row;
  const terms = await termsOf(client, { shop, policyVersion, termsVersion });
  const context = { terms, at: request.now, stock: stockLedger(client), seq: 0 };
  const stepped = await step(null, request.inputs, context);
  await writeStep(client, {
    before: null,
    stepped,
    seq: 0,
    policyVersion,
    rules: RULES_NUMBER,
    clockOffset: raisedOffset(0, stepped, request.wall),
    read: [],
    trouble: null,
  });
  return turnOf(stepped, terms, {});
}

function shopOf(placed: Input | undefined): string {
  const facts = (placed?.command ?? []) as readonly { readonly shop?: string }[];
  const shop = placed?.name === 'place' ? facts[0]?.shop : undefined;
  if (shop === undefined) throw new Error('a life begins by being placed');
  return shop;
}

/** The life's clock never stands behind what it has already lived through. */
function raisedOffset(offset: number, stepped: Stepped, wall: Instant): number {
  return Math.max(offset, epoch(stepped.order.at) - epoch(wall));
}
