/**
 * One order from start to end, the next day's check included, by moving its own clock: how long its
 * history gets. No time is measured.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { askApi } from './ask-api';
import { readHistory } from './history-counts';
import type { HistoryCounts } from './history-counts';
import type { Installation } from './installation';
import { tellStory } from './story';
import { untilRest } from './until-rest';

const LOOKS = 100;
const LOOK_MILLIS = 50;

/** The counts of one order that was alone and has been closed; throws where it does not close. */
export async function measureWholeLife(place: Installation): Promise<HistoryCounts> {
  const { id, workflowId } = await tellStory(place.api);
  await untilRest(place.database);
  await askApi(place.api, {
    ...{ role: 'admin', path: `/v1/dev/orders/${id}/fast-forward`, body: { by: 'P4D' } },
  });
  for (let look = 0; look < LOOKS; look += 1) {
    const found = await place.client.workflow.getHandle(workflowId).describe();
    if (found.status.name === 'COMPLETED') {
      return (await readHistory(place.client, workflowId)).counts;
    }
    await pause(LOOK_MILLIS);
  }
  throw new Error('the order did not close after its next day');
}
