/**
 * The engine alone, without the API: one order from start to end by updates and facts.
 */
import { hearFact } from '../../database/life/inbox';
import { advance, presentMoment, untilQuiet } from '../support/advance';
import { weekAfter } from '../support/clock';
import { openEngine } from '../support/engine';
import type { Engine } from '../support/engine';
import { journalOf, placeInto } from '../support/place';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

test('when an order is told what happens, then its workflow ends with it completed', async () => {
  const week = weekAfter(await presentMoment(engine), 'Europe/Moscow');
  await advance(engine, week.at('thu 11:00'));
  const { id, workflowId } = await placeInto(engine, {
    from: week.at('fri 10:00'),
    to: week.at('fri 14:00'),
  });
  await advance(engine, week.at('thu 11:20'));
  const handle = engine.server.client.workflow.getHandle(workflowId);
  const answer = await handle.executeUpdate('confirm', {
    args: [{ channel: 'phone', actor: 'manager:1' }],
    updateId: 'first',
  });
  expect(answer).toEqual({ id: null });
  const tell = async (name: string, command: object): Promise<void> => {
    const receivedAt = engine.clock.now();
    const senderId = JSON.stringify(command);
    await hearFact(engine.database, {
      lifeId: id,
      sender: 'test',
      senderId,
      name,
      command,
      receivedAt,
    });
    await untilQuiet(engine);
  };
  const own = id.slice(4);
  await tell('answerInstruction', { instructionId: `ins_${own}_1`, answer: 'accepted' });
  await tell('answerInstruction', { instructionId: `ins_${own}_2`, answer: 'accepted' });
  await advance(engine, week.at('fri 12:30'));
  await tell('reportParcel', { parcelId: `par_${own}_1`, status: 'delivered' });
  await tell('recordPayment', { method: 'cash', amount: { amount: 290_000, currency: 'RUB' } });
  await advance(engine, week.at('sat 12:01'));
  const rows = await journalOf(engine, id);
  expect(rows.map((row) => row.type).at(-1)).toBe('OrderClosed');
  await handle.result();
  const history = await handle.fetchHistory();
  const events = history.events ?? [];
  const WORKFLOW_TASK_STARTED = 6;
  const tasks = events.filter((event) => Number(event.eventType) === WORKFLOW_TASK_STARTED);
  expect(events.length).toBeLessThanOrEqual(80);
  expect(tasks.length).toBeLessThanOrEqual(13);
});
