/**
 * One step of an order's life: what was heard is decided, then all that plan asks for inside Ordo is
 * carried out until it asks for no more. The same step runs in commit, in the simulator and in tests;
 * only the stock behind it differs.
 */
import { assert } from '../assert';
import type { Instant } from '../calendar/instant';
import { latest } from '../calendar/instant';
import type { Answer, Deadline, Input, JournalRow, OutsideIntent } from '../life/life';
import { moneyAddsUp } from '../money/money';
import { messageId } from '../parties/message-id';
import type { Terms } from '../policy/policy';
import type { WaitingLine } from '../stock/set-aside';
import { codesNamed } from './codes/apply-codes';
import type { CodeAsker, CodeRegister, KnownCode } from './codes/code-register';
import { moveFacts } from './codes/hold-codes';
import { decide } from './decide';
import type { EventOf, OrderEvent, OrderFact } from './events';
import { evolveAll } from './evolve';
import { lackingLines } from './goods/short-lines';
import { foundFacts, movedFact, supplyOf } from './goods/stock-facts';
import type { Found, Supply } from './goods/stock-facts';
import type { OrderEffect, StockMove, StockWant } from './intent';
import type { Order } from './order';
import { explain, MAXIMUM_ROUNDS, nextDeadline, plan } from './plan';
import type { Inside, Outside } from './plan';
import { readCommand } from './commands/read-command';
import { stageOf } from './stage';
import type { StageName } from './stage';
import { orderTotals } from './money/totals';
import type { Wait } from './waiting';

/** Who is reserving: unique for good, so that a repeated move counts once. */
export interface Booking {
  readonly shop: string;
  readonly lifeId: string;
  readonly generation: number;
  readonly at: Instant;
  /** Lines of the same order that lack goods, to stand in one queue with those of all others. */
  readonly waiting: readonly WaitingLine[];
  readonly supply: Supply;
}

/** What stands behind a step: goods and codes in the database, or in memory. */
export interface Stock {
  readonly codes: CodeRegister;
  readonly reserve: (booking: Booking, wants: readonly StockWant[]) => Promise<readonly Found[]>;
  readonly move: (booking: Booking, moves: readonly StockMove[]) => Promise<void>;
}

export interface StepContext {
  readonly terms: Terms;
  /** When the step is taken; what was heard may be older. */
  readonly at: Instant;
  readonly stock: Stock;
  /** Number of the last row of the journal so far. */
  readonly seq: number;
}

export interface Stepped {
  readonly order: Order;
  readonly rows: readonly JournalRow<OrderEvent>[];
  readonly answers: Readonly<Record<string, Answer>>;
  readonly outside: readonly OutsideIntent<OrderEffect>[];
  readonly deadline: Deadline | null;
  readonly wait: Wait | null;
  readonly stage: StageName;
  readonly over: boolean;
}

/** Takes one step; throws only where a rule or the policy is broken. */
export async function step(
  before: Order | null,
  inputs: readonly Input[],
  context: StepContext,
): Promise<Stepped> {
  const page = new Page(before, context);
  const heard = before ? inputs.map((input) => notBefore(before.placedAt, input)) : inputs;
  const inTurn = [...heard].sort((one, other) => one.at.localeCompare(other.at));
  const named = inTurn.flatMap(({ command }) => codesNamed(command));
  const asker = before && askerOf(before, context.at);
  const codes = asker && named.length > 0 ? await context.stock.codes.look(asker, named) : [];
  for (const input of inTurn) page.hear(input, codes);
  const at = latest(context.at, page.present().at);
  return page.close(at, await settle(page, context, at));
}

/** Whose clock is slow cannot have heard of an order before there was one: no term begins earlier. */
function notBefore(placedAt: Instant, input: Input): Input {
  return input.at < placedAt ? { ...input, at: placedAt } : input;
}

/**
 * Carries out what plan asks for inside Ordo, one intent at a time, each seen by the next look; answers what is
 * then left to be done outside.
 */
async function settle(page: Page, context: StepContext, at: Instant): Promise<readonly Outside[]> {
  for (let round = 0; ; round += 1) {
    const order = page.present();
    const planned = plan(order, context.terms, at);
    if (!planned.inside) return planned.outside;
    const { inside } = planned;
    assert(round < MAXIMUM_ROUNDS, `plan never came to rest: ${nameOf(inside)}`);
    page.write(await carryOut(order, inside, { ...context, at }), at);
  }
}

function nameOf(intent: Inside): string {
  return intent.kind === 'record' ? (intent.facts[0]?.type ?? 'record') : intent.kind;
}

function askerOf({ shop, id: lifeId, wish }: Order, at: Instant): CodeAsker {
  return { shop, lifeId, customerId: wish.contact.personalId, at };
}

async function carryOut(
  order: Order,
  intent: Inside,
  { stock, at, terms }: StepContext,
): Promise<readonly OrderFact[]> {
  const booking: Booking = {
    ...{ shop: order.shop, lifeId: order.id, generation: order.counts.reservation, at },
    waiting: lackingLines(order),
    supply: supplyOf(terms),
  };
  switch (intent.kind) {
    case 'record':
      return intent.facts;
    case 'reserve':
      return (await stock.reserve(booking, intent.wants)).flatMap(foundFacts);
    case 'move':
      await stock.move(booking, intent.moves);
      return [...intent.moves.map(movedFact), ...(intent.facts ?? [])];
    case 'codes': {
      const done = await stock.codes.move(askerOf(order, at), intent.moves);
      return [...moveFacts(intent.moves, done), ...(intent.facts ?? [])];
    }
  }
}

/** The open page of the journal: rows are only ever added, the order is always their fold. */
class Page {
  private order: Order | null;
  private readonly rows: JournalRow<OrderEvent>[] = [];
  private readonly answers: Record<string, Answer> = {};
  private readonly context: StepContext;

  constructor(before: Order | null, context: StepContext) {
    this.order = before;
    this.context = context;
  }

  present(): Order {
    assert(this.order, 'an order begins by being placed');
    return this.order;
  }

  hear(input: Input, codes: readonly KnownCode[]): void {
    const events = this.order
      ? decideInput(this.order, input, { terms: this.context.terms, codes })
      : placedFacts(input).map((fact) => ({ ...fact, by: 'storefront' }));
    assert(events.length > 0, `a command left no row: ${input.name}`);
    this.add(input.cause, events, input.at);
    this.answers[input.cause] = answerOf(events);
  }

  write(facts: readonly OrderFact[], at: Instant): void {
    const events = facts.map((fact) => ({ ...fact, by: 'ordo' }));
    this.add(`ordo:${String(this.nextSeq())}`, events, at);
  }

  private nextSeq(): number {
    return this.context.seq + this.rows.length + 1;
  }

  private add(cause: string, events: readonly OrderEvent[], at: Instant): void {
    this.order = evolveAll(
      this.order,
      events.map((event) => ({ event, at })),
    );
    for (const [part, event] of events.entries()) {
      this.rows.push({ seq: this.nextSeq(), cause, part, at, event });
    }
  }

  close(at: Instant, outside: readonly Outside[]): Stepped {
    const order = this.present();
    const { terms } = this.context;
    assert(moneyAddsUp(orderTotals(order)), 'money does not add up');
    const deadline = nextDeadline(order, terms);
    return {
      order,
      rows: this.rows,
      answers: this.answers,
      outside: outside.map(({ key, attempt, summary, effect }) => ({
        key,
        attempt,
        summary,
        effect,
      })),
      deadline,
      wait: explain(order, terms, at),
      stage: stageOf(order, terms),
      over: order.closed !== null && outside.length === 0 && deadline === null,
    };
  }
}

function decideInput(
  order: Order,
  input: Input,
  known: { readonly terms: Terms; readonly codes: readonly KnownCode[] },
): readonly OrderEvent[] {
  const command = readCommand(input);
  const scene = { order, ...known, at: input.at };
  if ('name' in command && command.name === 'place') {
    return decide(scene, { refusal: 'not_allowed_now' }, input.name);
  }
  return decide(scene, command, input.name);
}

function placedFacts(input: Input): readonly OrderFact[] {
  assert(input.name === 'place', 'an order begins by being placed');
  return input.command as readonly OrderFact[];
}

/** The message that a party's answer was taken for, where that is certain. */
function takenForOf({ instructionId, message }: EventOf<'PartyAnswered'>): string | null {
  return message === undefined ? null : messageId(instructionId, message);
}

/** What whoever gave the input is told, read from the rows it left, today or years later. */
export function answerOf(events: readonly OrderFact[]): Answer {
  const [first] = events;
  if (first?.type === 'Refused') {
    const { refusal, pointer, missing } = first;
    return { refusal: { refusal, ...(pointer === null ? {} : { pointer }), missing } };
  }
  const ids = events.map((event) => {
    if (event.type === 'AmendmentMade') return event.amendmentId;
    if (event.type === 'MessageNoted') return event.messageId;
    if (event.type === 'PartyAnswered') return takenForOf(event);
    const isPayment = event.type === 'PaymentRecorded' || event.type === 'PaymentToldAgain';
    return isPayment ? event.paymentId : null;
  });
  return { id: ids.find((id) => id !== null) ?? null };
}
