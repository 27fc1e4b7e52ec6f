/**
 * Decides what a carrier's answer to "where is it?" says: each word a report like any other, and that it was
 * asked. An answer to a question that is no longer the present one says nothing new.
 */
import type { Instant } from '../../../calendar/instant';
import { latest } from '../../../calendar/instant';
import { isRefusal } from '../../../life/life';
import { isCarrierWord } from '../../../parties/parcel';
import type { CommandOf } from '../../commands/command-schemas';
import { evolve } from '../../evolve';
import type { OrderFact } from '../../events';
import type { Order } from '../../order';
import { reportParcel } from '../../parties/decide-parties';
import type { Decision, Scene } from '../../scene';
import { followedOf } from './evolve-following';

/** Before any instant, as text. */
const NEVER = '';

/** The latest moment of which its carrier has said anything, in words that are known or in others. */
function lastSaid(order: Order, parcelId: string): Instant {
  const parcel = order.parcels.find(({ id }) => id === parcelId);
  const { saidAt } = followedOf(order, parcelId);
  const reportedAt = parcel?.reportedAt;
  return reportedAt ? latest(reportedAt, saidAt) : (saidAt ?? NEVER);
}

/** The words of an answer as reports, those that say something new, in the order in which they were said. */
function newReports(scene: Scene, { parcelId, words }: CommandOf<'trackingAnswer'>) {
  let { order } = scene;
  const reports: OrderFact[] = [];
  for (const { status, at } of words) {
    const known = lastSaid(order, parcelId);
    const said = { parcelId, status, at, reason: null, noteId: null };
    const body = { ...said, tracking: null, expectedAt: null, lines: [], actor: 'ordo' };
    const decided = reportParcel({ ...scene, order }, body);
    if (isRefusal(decided)) continue;
    const isNews = decided.some((fact) => fact.type === 'ParcelReported' && fact.counts);
    // The service repeats the whole story each time: what was said before is not said again.
    if (!isNews && at <= known) continue;
    for (const fact of decided) order = evolve(order, { ...fact, by: 'ordo' }, scene.at);
    // What nobody knows is shown to people, and what cannot be true is looked into.
    const isShown = !isCarrierWord(status) || decided.some((fact) => fact.type === 'TaskOpened');
    if (isNews || isShown) reports.push(...decided);
  }
  return reports;
}

/** The answer to the question asked last. */
export function trackingAnswer(scene: Scene, answer: CommandOf<'trackingAnswer'>): Decision {
  const { order } = scene;
  const { parcelId, attempt, outcome, code } = answer;
  const parcel = order.parcels.find(({ id }) => id === parcelId);
  const isAwaited = attempt === (followedOf(order, parcelId).asked ?? 0) + 1;
  if (!parcel || !isAwaited || outcome === 'withdrawn' || order.closed) {
    return { refusal: 'no_change' };
  }
  const asked: OrderFact = {
    ...{ type: 'CarrierAsked', parcelId, party: parcel.carrier, attempt, found: outcome, code },
  };
  return [asked, ...newReports(scene, answer)];
}
