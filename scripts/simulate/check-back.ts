/**
 * What must hold of parcels that come back: no customer is told to fetch what its carrier is to bring no more, and what
 * was asked for anew on its way back is never taken for refused. Asks no rule, looks at facts alone.
 */
import type { Order } from '../../domain/order/order';
import type { Taken } from './market';
import { must } from './must';

/** Looks at the words and messages of a step. */
export function checkBack({ before, after: { order, turn } }: Taken): void {
  for (const { event } of turn.rows) {
    if (event.type === 'StorageTold') {
      const isLeft = !isAllCalledOff(order, event.parcelId);
      must(isLeft, `${order.id}: ${event.parcelId} is to be fetched though it comes back`);
    }
    if (event.type !== 'ParcelReported' || event.status !== 'returned' || !event.counts) continue;
    const was = before?.order.parcels.find(({ id }) => id === event.parcelId);
    const isWanted = was?.wantedAgain && !was.takenBack && !before?.order.closing;
    const isSent = event.calledBack === true || isReverted(turn);
    must(!isWanted || isSent, `${order.id}: ${event.parcelId}, wanted again, counts as refused`);
  }
}

/** In the same step, so before it was back. */
function isReverted({ rows }: Taken['after']['turn']): boolean {
  return rows.some(({ event }) => event.type === 'AmendmentMade' || event.type === 'ClosingBegun');
}

/** Whether every instruction of the party that has a parcel says that it is to bring nothing. */
function isAllCalledOff({ instructions, parcels }: Order, parcelId: string): boolean {
  const carrier = parcels.find(({ id }) => id === parcelId)?.carrier;
  const told = instructions.filter(({ kind, party }) => kind === 'deliver' && party === carrier);
  return told.length > 0 && told.every(({ state }) => state === 'called_off');
}
