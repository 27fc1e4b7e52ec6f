/**
 * A command that meets a ringing alarm: whichever comes first, the order goes on and time passes.
 */
import { setTimeout } from 'node:timers/promises';
import type { Activities } from '../../activities/activities';
import { epoch } from '../../domain/calendar/instant';
import { advance, atThursday, untilQuiet } from '../support/advance';
import type { Week } from '../support/clock';
import { openEngine } from '../support/engine';
import type { Engine } from '../support/engine';
import { placeInto } from '../support/place';

let commitLasts = 0;

/** A commit that takes long keeps a workflow task open, in which the alarm may ring. */
function around(own: Activities): Activities {
  return {
    ...own,
    commitQuickly: async (order) => {
      const turn = await own.commitQuickly(order);
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

async function deadlineOf(id: string): Promise<number> {
  const found = await engine.database.pool.query<{ deadline: string }>(
    'SELECT deadline FROM life WHERE id = $1',
    [id],
  );
  return epoch(found.rows[0]?.deadline ?? '');
}

test('when the alarm rings while the command that clears it is being written down, then the order is cancelled and time goes on', async () => {
  const { clock } = engine.server;
  if (!clock) throw new Error('this test needs the clock of the time-skipping server');
  const { id, workflowId } = await placeInto(engine, null);
  await untilQuiet(engine);
  await clock.pass((await deadlineOf(id)) - 300 - (await clock.now()));
  commitLasts = 600;
  const handle = engine.server.client.workflow.getHandle(workflowId);
  const args: [object] = [{ noteId: null, reason: 'changed_mind' }];
  const confirm: [object] = [{ channel: 'phone' }];
  const [answer] = await Promise.all([
    handle.executeUpdate('cancel', { args }),
    handle.executeUpdate('confirm', { args: confirm }),
  ]);
  expect(answer).not.toHaveProperty('refusal');
  commitLasts = 0;
  await advance(engine, week.at('fri 11:00'));
  const { rows } = await engine.database.pool.query('SELECT stage FROM life WHERE id = $1', [id]);
  expect(rows).toEqual([{ stage: 'cancelled' }]);
});
