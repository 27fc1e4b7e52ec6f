/**
 * A register of codes in memory with the same rules as the tables in the database: for the simulator, for domain
 * tests and for previews. Counts what is held and spent, so that a leak can be seen.
 */
import { assert } from '../../assert';
import type { CodeAsker, CodeMove, CodeRegister, KnownCode } from './code-register';

export interface MemoryCode extends Omit<KnownCode, 'isUsedByCustomer' | 'left'> {
  /** Minor units of a certificate, uses of a promo code; null: without limit. */
  readonly limit: number | null;
  readonly oncePerCustomer: boolean;
  /** What orders hold of it, by order; a promo code is held once. */
  readonly held: Map<string, number>;
  /** Customers by the orders that hold a promo code. */
  readonly customers: Map<string, string>;
  spent: number;
}

/** A register that may be looked into. */
export interface MemoryCodes extends CodeRegister {
  readonly codes: readonly MemoryCode[];
}

export type CodeGiven = Pick<MemoryCode, 'kind' | 'code' | 'limit'> &
  Partial<Pick<MemoryCode, 'currency' | 'from' | 'until' | 'promo' | 'oncePerCustomer'>>;

const heldOf = (one: MemoryCode): number =>
  [...one.held.values()].reduce((sum, amount) => sum + amount, 0);

function freeOf(one: MemoryCode): number {
  return one.limit === null ? Number.MAX_SAFE_INTEGER : one.limit - one.spent - heldOf(one);
}

function asKnown(one: MemoryCode, { lifeId, customerId }: CodeAsker): KnownCode {
  const { kind, code, currency, from, until, promo, limit, oncePerCustomer, held } = one;
  const left = limit === null ? null : freeOf(one) + (held.get(lifeId) ?? 0);
  const isUsedByCustomer =
    oncePerCustomer &&
    [...one.customers].some(([life, customer]) => life !== lifeId && customer === customerId);
  return { kind, code, currency, from, until, promo, left, isUsedByCustomer };
}

function moved(one: MemoryCode, { lifeId, customerId }: CodeAsker, move: CodeMove): number {
  const own = one.held.get(lifeId) ?? 0;
  switch (move.do) {
    case 'take':
      assert(own === 0 && freeOf(one) > 0, `the promo code ${move.code} is used up`);
      one.held.set(lifeId, 1);
      one.customers.set(lifeId, customerId);
      return 1;
    case 'give_back':
      assert(own === 1, `the promo code ${move.code} was not taken`);
      one.held.delete(lifeId);
      one.customers.delete(lifeId);
      return 1;
    case 'hold': {
      const amount = Math.min(move.amount, freeOf(one));
      one.held.set(lifeId, own + amount);
      return amount;
    }
    case 'release':
    case 'spend':
      assert(own >= move.amount, `less than that is held of the certificate ${move.code}`);
      one.held.set(lifeId, own - move.amount);
      if (move.do === 'spend') one.spent += move.amount;
      return move.amount;
  }
}

/** A register with these codes. */
export function memoryCodes(given: readonly CodeGiven[]): MemoryCodes {
  const codes = given.map((one): MemoryCode => ({
    ...{ currency: null, from: null, until: null, promo: null, oncePerCustomer: false, spent: 0 },
    ...{ held: new Map(), customers: new Map() },
    ...one,
  }));
  return {
    codes,
    look: (asker, named) =>
      Promise.resolve(
        codes.filter((one) => named.includes(one.code)).map((one) => asKnown(one, asker)),
      ),
    move: (asker, moves) =>
      Promise.resolve(
        moves.map((move) => {
          const isPromo = move.do === 'take' || move.do === 'give_back';
          const kind = isPromo ? 'promo' : 'certificate';
          const one = codes.find((known) => known.kind === kind && known.code === move.code);
          assert(one, `there is no code ${move.code}`);
          return moved(one, asker, move);
        }),
      ),
  };
}
