/**
 * What must hold of carriers' words after every step: none is of a moment yet to come, and what cannot be true of
 * goods that were never to leave is looked into by a person.
 */
import { isCarrierWord } from '../../domain/parties/parcel';
import type { Life } from './market';
import { must } from './must';

/** Looks at the words heard in a step. */
export function checkReports({ order, turn }: Life): void {
  const isWorked = turn.rows.some(({ event }) => event.type === 'TaskDone');
  for (const { event, at } of turn.rows) {
    if (event.type !== 'ParcelReported') continue;
    const { parcelId, status, reportedAt } = event;
    must(reportedAt <= at, `${order.id}: ${parcelId} was reported of a moment yet to come`);
    const isNothing = !isCarrierWord(status) || ['returned', 'attempt_failed'].includes(status);
    const parcel = order.parcels.find(({ id }) => id === parcelId);
    if (isNothing || isWorked || event.counts || parcel?.state !== 'cancelled') continue;
    must(
      order.tasks.some(({ kind, about }) => kind === 'doubtful_report' && about === parcelId),
      `${order.id}: ${status} of ${parcelId}, which was never to leave, is looked into by nobody`,
    );
  }
}
