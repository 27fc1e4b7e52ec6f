/**
 * A command that meets a ringing alarm: whichever comes first, the order goes on and time passes.
 */
import { setTimeout } from 'node:timers/promises';
import type { Activities } from '../../activities/activities';
import { epoch } from '../../domain/calendar/instant';
import type { Deadline } from '../../domain/life/life';
import { advance, atThursday, untilQuiet } from '../support/advance';
import type { Week } from '../support/clock';
import { openEngine } from '../support/engine';
import type { Engine } from '../support/engine';
import { eventually } from '../support/eventually';
import { journalOf, placeInto } from '../support/place';

let commitLasts = 0;
let commits = 0;

/** A commit that takes long keeps a workflow task open, in which the alarm may ring. */
function around(own: Activities): Activities {
  return {
    ...own,
    commitQuickly: async (order) => {
      const turn = await own.commitQuickly(order);
      commits += 1;
      await setTimeout(commitLasts);
      return turn;
    },
  };
}

let engine: Engine;
let week: Week;
beforeAll(async () => {
  engine = await openEngine({ around });
  week = await atThursday(engine);
});
afterAll(() => engine.close());

async function deadlineOf(id: string): Promise<Deadline> {
  const found = await engine.database.pool.query<Deadline>(
    'SELECT deadline AS at, deadline_key AS key FROM life WHERE id = $1',
    [id],
  );
  const [deadline] = found.rows;
  if (!deadline) throw new Error('an order that waits has a deadline');
  return deadline;
}

test('when the alarm rings while the command that clears it is being written down, then the order is cancelled, the alarm is heard no more and time goes on', async () => {
  const { clock } = engine.server;
  if (!clock) throw new Error('this test needs the clock of the time-skipping server');
  const { id, workflowId } = await placeInto(engine, null);
  await untilQuiet(engine);
  const { key, at } = await deadlineOf(id);
  const cleared = `due:${key}@${at}`;
  await clock.pass(epoch(at) - 300 - (await clock.now()));
  commitLasts = 600;
  const handle = engine.server.client.workflow.getHandle(workflowId);
  const args: [object] = [{ noteId: null, reason: 'changed_mind' }];
  const confirm: [object] = [{ channel: 'phone' }];
  const before = commits;
  const cancelling = handle.executeUpdate('cancel', { args });
  await eventually(() => Promise.resolve(commits > before), 'the command is being written down');
  await handle.executeUpdate('confirm', { args: confirm });
  const answer = await cancelling;
  expect(answer).not.toHaveProperty('refusal');
  commitLasts = 0;
  await advance(engine, week.at('fri 11:00'));
  const { rows } = await engine.database.pool.query('SELECT stage FROM life WHERE id = $1', [id]);
  expect(rows).toEqual([{ stage: 'cancelled' }]);
  const unheard = (await journalOf(engine, id)).filter(({ cause }) => cause === cleared);
  expect(unheard).toEqual([]);
});
