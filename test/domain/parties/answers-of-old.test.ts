/**
 * Orders that began before answers named their messages: what a party has agreed to is known all the same, so that
 * what it says now is judged as in any other order.
 */
import { decide } from '../../../domain/order/decide';
import type { OrderEvent } from '../../../domain/order/events';
import { evolve } from '../../../domain/order/evolve';
import type { Order } from '../../../domain/order/order';
import { readCommand } from '../../../domain/order/commands/read-command';
import { aShopInMemory } from '../../support/an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from '../../support/an-order-in-memory';

const COURIER = 'ins_1_2';

let shop: ShopInMemory;

const say = (order: OrderInMemory, answer: string, more: object = {}) =>
  order.hears('answerInstruction', { instructionId: COURIER, answer, ...more });
/** Part of the money comes in: the courier is told another sum, and the wish stays as it is. */
const pays = (order: OrderInMemory, roubles: number) =>
  order.hears('recordPayment', {
    method: 'card',
    amount: { amount: roubles * 100, currency: 'RUB' },
  });

/** Message 1 was agreed to, and message 2 was answered. */
async function answered(answer: 'accepted' | 'refused'): Promise<OrderInMemory> {
  shop = aShopInMemory();
  const order = await shop.order({ agreed: { channel: 'phone' } });
  await say(order, 'accepted');
  await pays(order, 100);
  await say(order, answer, { to: 'revision', wishVersion: 1, reason: 'other' });
  return order;
}

/** The order as it was kept before: no answer says to which message it is, and nothing was kept of that. */
function asBefore(order: OrderInMemory): Order {
  const { journal } = order.life();
  return journal.reduce<Order | null>((folded, { event, at }) => {
    const old = event.type === 'PartyAnswered' ? withoutMessage(event) : event;
    const next = evolve(folded, old, at);
    return { ...next, instructions: next.instructions.map(withoutKnown) };
  }, null) as Order;
}

function withoutMessage<Event extends OrderEvent>(event: Event): Event {
  const { message: _message, perhaps: _perhaps, ...old } = event as Event & Record<string, unknown>;
  return old as unknown as Event;
}

type Told = Order['instructions'][number];

function withoutKnown(told: Told): Told {
  const { agreedMessage: _agreed, heardVersion: _heard, earlier: _earlier, ...old } = told;
  return old;
}

/** What today's rules make of an answer that names its message. */
function judged(order: Order, said: { answer: string; message: number }): OrderEvent | undefined {
  const { terms, now: at } = shop.market.state();
  const { answer, message: number } = said;
  const message = `${COURIER}.${String(number)}`;
  const command = { actor: 'manager:1', instructionId: COURIER, answer, message, reason: 'other' };
  const name = 'answerInstruction';
  const heard = readCommand({ name, command });
  if ('name' in heard && heard.name === 'place')
    throw new Error('an answer was taken for an order');
  return decide({ order, terms, codes: [], at }, heard, name)[0];
}

test.each([
  { did: 'accepted', says: 'done', message: 2, to: 'instruction', counts: true },
  { did: 'accepted', says: 'done', message: 1, to: 'instruction', counts: false },
  { did: 'accepted', says: 'refused', message: 2, to: 'instruction', counts: true },
  { did: 'refused', says: 'refused', message: 2, to: 'revision', counts: false },
  { did: 'refused', says: 'done', message: 1, to: 'instruction', counts: true },
] as const)(
  'when it had $did the change and now says “$says” to message $message, then it is to the $to, and counts: $counts',
  async ({ did, says, message, to, counts }) => {
    const order = asBefore(await answered(did));
    expect(judged(order, { answer: says, message })).toMatchObject({ to, counts });
  },
);

test('when the release came in between, then what it had agreed to is kept through the next change', async () => {
  const order = await answered('accepted');
  const before = asBefore(order);
  await pays(order, 200);
  const since = order.life().journal.slice(-20);
  const known = since
    .filter(({ event }) => event.type === 'RevisionWritten')
    .slice(-1)
    .reduce((folded, { event, at }) => evolve(folded, event, at), before);
  expect(known.instructions.find(({ id }) => id === COURIER)).toMatchObject({
    ...{ agreedMessage: 2, telling: { number: 3 } },
  });
  expect(judged(known, { answer: 'done', message: 2 })).toMatchObject({ counts: true });
});
