/**
 * Asks a carrier where a parcel is. Asking changes nothing, so it may be repeated freely; what it answers is
 * heard as reports.
 */
import { beginOutside } from '../database/life/outside';
import { trackedParcel } from '../database/orders/parties/tracked-parcel';
import type { TrackedParcel } from '../database/orders/parties/tracked-parcel';
import type { Tracked } from '../gateways/tracking/tracking';
import type { Activities, OutsideResult } from './activities';
import type { MessagePorts } from './message-ports';

type AskingPorts = Pick<MessagePorts, 'database' | 'tracking'>;

export function makeAskCarrier(ports: AskingPorts): Activities['askCarrier'] {
  return async ({ life, key, attempt }): Promise<OutsideResult> => {
    const parcelId = key.replace(/^track:/, '');
    const marked = await beginOutside(ports.database, { life, key, attempt });
    const answer = { parcelId, attempt };
    if (marked.mark === 'withdrawn') return heard({ ...answer, outcome: 'withdrawn' });
    const parcel = await trackedParcel(ports.database, { life, parcelId });
    if (!parcel) return heard({ ...answer, outcome: 'nothing' });
    const { found, ...told } = await ask(ports, parcel);
    return heard({ ...answer, outcome: found, ...told });
  };
}

function ask({ tracking }: AskingPorts, parcel: TrackedParcel): Promise<Tracked> {
  return tracking[parcel.service].track(parcel.tracking);
}

function heard(command: Readonly<Record<string, unknown>>): OutsideResult {
  return { name: 'trackingAnswer', command };
}
