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
import type { Database } from './database';
import { inTransaction, isDatabaseTrouble } from './database';
import { heardOf } from './life/heard';
import { lockLife, WrittenByNewerRelease } from './life/lock-life';
import type { CommitRequest } from './life/lock-life';
import { CommitTooLong, forgetTries, isOneTooMany, ownWork } from './life/own-work';
import type { CommitLimits } from './life/own-work';
import { parkInputs, unparkedInputs } from './life/parking';
import { stockLedger } from './stock/stock-ledger';
import { termsOf } from './shops/terms';
import { turnOf } from './life/turn';
import { writeStep } from './life/write-step';

/**
 * Commits in a transaction of its own. Throws the database's troubles, to be tried again; any other throw is a broken
 * rule: its inputs are parked and an administrator gets a task. So are those with which the rules themselves outlast
 * the transaction time and again.
 */
export async function commit(
  database: Database,
  asked: Omit<CommitRequest, 'wall'>,
  limits: CommitLimits = { statementMillis: 5_000 },
): Promise<Turn> {
  const request = { ...asked, wall: database.wall() };
  const work = ownWork();
  const { lifeId } = request;
  try {
    const turn = await inTransaction(database, (it) => commitWithin(it, request, work), limits);
    forgetTries(database, lifeId);
    return turn;
  } catch (error) {
    if (error instanceof WrittenByNewerRelease) throw error;
    const isTrouble = isDatabaseTrouble(error);
    if (isTrouble && !isOneTooMany(database, lifeId, { limits, work })) throw error;
    const why = isTrouble ? new CommitTooLong() : error;
    const turn = await inTransaction(database, (it) => parkInputs(it, request, why), {
      statementMillis: Math.max(limits.statementMillis, isTrouble ? PARKING_MILLIS : 0),
    });
    forgetTries(database, lifeId);
    return turn;
  }
}

/** Time enough to park what a commit had no time for: no rule is asked for that. */
const PARKING_MILLIS = 2_000;

/** Commits inside the caller's transaction; placing an order comes this way. */
export async function commitWithin(
  client: PoolClient,
  request: CommitRequest,
  work = ownWork(),
): Promise<Turn> {
  const locked = await lockLife(client, request.lifeId);
  if (!locked) return begin(client, request);
  const heard = await heardOf(client, request);
  const parked = locked.trouble === null ? [] : await unparkedInputs(client, request);
  const inputs = [...heard.fresh, ...parked];
  const at = latest(request.now, ...inputs.map((input) => input.at));
  const { state, terms, seq } = locked;
  const stock = work.besides(stockLedger(client));
  const stepped = await work.measures(() => step(state, inputs, { terms, at, stock, seq }));
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
