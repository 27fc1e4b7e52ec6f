/**
 * The journal names who spoke, whomever it was said for; for which party it was said, the rules know by themselves.
 */
import { aShopInMemory, eventsOf, taskOf } from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';

const DISPATCHER = 'dispatcher:key_1';

const underWay = (): Promise<OrderInMemory> =>
  aShopInMemory().order({ agreed: { channel: 'phone' } });

test('when a dispatcher answers for a party, then the dispatcher said it, and the party has accepted', async () => {
  const order = await underWay();
  const said = { instructionId: 'ins_1_1', answer: 'accepted', actor: DISPATCHER };
  const heard = await order.hears('answerInstruction', said);
  const { party } = order.now().instructions[0] ?? {};
  expect(heard[0]).toMatchObject({ type: 'PartyAnswered', by: DISPATCHER, party, counts: true });
  expect(order.now().instructions[0]?.state).toBe('accepted');
});

test('when a party refuses by the word of a dispatcher, then the task is about that party', async () => {
  const order = await underWay();
  const refused = { answer: 'refused', reason: 'other', actor: DISPATCHER };
  await order.hears('answerInstruction', { instructionId: 'ins_1_1', ...refused });
  const task = order.now().tasks.find(({ id }) => id === taskOf(order, 'party_refused'));
  expect(task?.about).toBe('ins_1_1');
});

test('when a dispatcher reports what the carrier said, then the parcel moves on as if it had reported itself', async () => {
  const order = await underWay();
  const report = { parcelId: 'par_1_1', status: 'delivered', actor: DISPATCHER };
  const [heard] = await order.hears('reportParcel', report);
  expect(heard).toMatchObject({ by: DISPATCHER, counts: true });
  expect(order.now().parcels[0]?.state).toBe('delivered');
});

test('when the customer answers behind a link, then everything that says is the customer’s, refusals included', async () => {
  const order = await aShopInMemory().order();
  const declines = { name: 'customerAnswers', command: { answer: 'decline' } };
  await order.hearsAll(declines);
  await order.hearsAll(declines);
  expect(eventsOf(order, 'ClosingBegun')).toMatchObject([{ by: 'customer', reason: 'declined' }]);
  expect(eventsOf(order, 'Refused')).toMatchObject([{ by: 'customer' }]);
});
