/**
 * Follows parcels for days and weeks (R28, R29): asks whether the carrier has them and where they are, tells the
 * customer what waits for him and until when, takes for lost what nobody speaks of.
 */
import type { Instant } from '../../calendar/instant';
import { plus } from '../../calendar/instant';
import type { Deadline } from '../../life/life';
import type { Purpose } from '../../messages/message';
import { isMissing } from '../../parties/parcel';
import type { Parcel } from '../../parties/parcel';
import type { Terms } from '../../policy/policy';
import { followedOf } from '../delivery/following/evolve-following';
import {
  followedParcels,
  handOverDue,
  handOverOf,
  isToldWith,
  nextAskAt,
  silentAt,
  storageOf,
  storageOverAt,
  storageTellings,
  trackingOf,
} from '../delivery/following/followed';
import type { Following } from '../delivery/following/followed';
import { toInspect } from '../delivery/coming-back/inspection';
import { factsOf, record } from '../intent';
import type { OrderIntent } from '../intent';
import type { OrderFact } from '../events';
import type { Order } from '../order';
import { isBrought } from '../parties/brought';
import type { Stage } from '../stages/stage';
import { askPerson, channelsOf, taskFacts, tellCustomer } from '../tasks/asking';

/** A message about a parcel, as facts of the act that brings it about. */
function told(
  order: Order,
  terms: Terms,
  { purpose, at }: { readonly purpose: Purpose; readonly at: Instant },
): readonly OrderFact[] {
  if (channelsOf(order).length === 0) return [];
  const version = (order.told[purpose] ?? 0) + 1;
  return factsOf(tellCustomer(order, terms, { purpose, version, at }));
}

/** A parcel that is followed, looked at now. */
interface Moment extends Following {
  readonly at: Instant;
}

/** It waits for the customer: told when it came, reminded by the shop's days; of several missed days once. */
function toTell(order: Order, terms: Terms, { at, ...following }: Moment): OrderIntent | null {
  const due = storageTellings(order, terms, following).filter((one) => one.at <= at);
  const day = due.at(-1)?.day;
  if (day === undefined) return null;
  const { parcel } = following;
  const { id: parcelId } = parcel;
  const isFirst = followedOf(order, parcelId).toldDay === undefined;
  const purpose = isFirst ? 'parcel_arrived' : 'parcel_waits';
  // One message is for all that came together: the same words twice would tell nothing.
  const isTold = isToldWith(order, terms, { parcel, day });
  return record(
    { type: 'StorageTold', parcelId, day },
    ...(isTold ? [] : told(order, terms, { purpose, at })),
  );
}

/** Nobody fetched it in its days: a person asks for its return. */
function toHaveBack(order: Order, terms: Terms, { at, parcel }: Moment): OrderIntent | null {
  const due = storageOverAt(order, terms, parcel);
  if (due === null || due > at) return null;
  const { id: parcelId, carrier: party } = parcel;
  const cause = `nobody has fetched ${parcelId}, and ${party} keeps it no longer`;
  const task = { kind: 'party_overdue', about: storageOf(parcelId), cause, at } as const;
  return record({ type: 'StorageOver', parcelId, party }, ...taskFacts(order, terms.policy, task));
}

/** Its carrier has it and it can be looked up: told once, while it is on its way there. */
function toTellSent(order: Order, terms: Terms, { at, ...following }: Moment): OrderIntent | null {
  const { id: parcelId, state, tracking } = following.parcel;
  const isOnItsWay = state === 'handed_over' || state === 'in_transit';
  if (!isOnItsWay || tracking === null || followedOf(order, parcelId).sentTold) return null;
  return record(
    { type: 'SentTold', parcelId },
    ...told(order, terms, { purpose: 'parcel_sent', at }),
  );
}

function toMiss(order: Order, terms: Terms, { at, ...following }: Moment): OrderIntent | null {
  const due = handOverDue(order, terms, following);
  if (due === null || due > at) return null;
  const { id: parcelId, carrier: party } = following.parcel;
  const cause = `${party} has not taken ${parcelId}`;
  const task = { kind: 'party_overdue', about: handOverOf(parcelId), cause, at } as const;
  return record(
    { type: 'HandOverMissed', parcelId, party },
    ...taskFacts(order, terms.policy, task),
  );
}

function toAsk(order: Order, terms: Terms, { at, ...following }: Moment): OrderIntent | null {
  const { parcel } = following;
  const due = nextAskAt(order, terms, following);
  if (due === null || due > at) return null;
  const { id: parcelId, carrier } = parcel;
  return {
    kind: 'outside',
    key: `track:${parcelId}`,
    attempt: (followedOf(order, parcelId).asked ?? 0) + 1,
    summary: `ask ${carrier} where ${parcelId} is`,
    effect: { do: 'askCarrier', parcelId },
  };
}

/** When a person is told that nobody answers questions about a parcel; null where somebody does. */
function unreachableAt(order: Order, { parcel, rule }: Following): Instant | null {
  const { unreachableSince, unreachableTold } = followedOf(order, parcel.id);
  if (!rule.ask || !unreachableSince || unreachableTold) return null;
  return plus(unreachableSince, `PT${String(rule.ask.personAfterHours)}H`);
}

function toReport(order: Order, terms: Terms, { at, ...following }: Moment): OrderIntent | null {
  const due = unreachableAt(order, following);
  if (due === null || due > at) return null;
  const { id: parcelId, carrier: party } = following.parcel;
  const cause = `${party} does not answer where ${parcelId} is`;
  const task = { kind: 'party_overdue', about: trackingOf(parcelId), cause, at } as const;
  const facts = taskFacts(order, terms.policy, task);
  return record({ type: 'CarrierUnreachable', parcelId, party }, ...facts);
}

function toGiveUp(order: Order, terms: Terms, { at, ...following }: Moment): OrderIntent | null {
  const due = silentAt(order, terms, following);
  if (due === null || due > at) return null;
  const { id: parcelId, carrier: party } = following.parcel;
  return record({ type: 'ParcelTakenForLost', parcelId, party });
}

/** Whether the customer waits for it once more though it was on its way back. */
function isToGoAgain(order: Order, parcel: Parcel): boolean {
  return parcel.wantedAgain === true || !isBrought(order, parcel);
}

/** What was lost on its way to the customer is told once, before he asks; who did not fetch it is owed no word. */
function lossesToTell(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  if (order.closing || order.deliveredAt) return [];
  const isToTell = (parcel: Parcel): boolean => {
    const { lossTold, goesBack, storageOver } = followedOf(order, parcel.id);
    const isLeft = goesBack === true || storageOver === true;
    return !lossTold && (!isLeft || isToGoAgain(order, parcel));
  };
  return order.parcels
    .filter((parcel) => isMissing(parcel) && isToTell(parcel))
    .map(({ id: parcelId }) =>
      record({ type: 'LossTold', parcelId }, ...told(order, terms, { purpose: 'parcel_lost', at })),
    );
}

function inspections(order: Order, terms: Terms, at: Instant): readonly OrderIntent[] {
  return toInspect(order, terms).flatMap(({ id: about }) =>
    askPerson(order, terms.policy, { kind: 'inspect_return', about, at }),
  );
}

/** Whether it is for the customer to wait for; what comes back is no news for him. */
function isComing(order: Order, parcel: Parcel): boolean {
  return !order.closing && isBrought(order, parcel);
}

function duesOf(order: Order, terms: Terms, following: Following): readonly Deadline[] {
  const { id } = following.parcel;
  const isToCome = isComing(order, following.parcel);
  const dues: readonly (readonly [string, Instant | null])[] = [
    [`silent:${id}`, silentAt(order, terms, following)],
    [`track:${id}`, nextAskAt(order, terms, following)],
    [`unreachable:${id}`, unreachableAt(order, following)],
    [`handover:${id}`, isToCome ? handOverDue(order, terms, following) : null],
    [`storage:${id}:over`, isToCome ? storageOverAt(order, terms, following.parcel) : null],
    ...(isToCome ? storageTellings(order, terms, following) : []).map(
      ({ day, at }): readonly [string, Instant] => [`storage:${id}:${String(day)}`, at],
    ),
  ];
  return dues.flatMap(([key, at]) => (at && at > order.at ? [{ key, at }] : []));
}

export const following: Omit<Stage, 'finished'> = {
  intents: (order, terms, at) => [
    ...followedParcels(order, terms).flatMap((one) =>
      [
        ...(isComing(order, one.parcel)
          ? [
              toTellSent(order, terms, { ...one, at }),
              toTell(order, terms, { ...one, at }),
              toHaveBack(order, terms, { ...one, at }),
              toMiss(order, terms, { ...one, at }),
            ]
          : []),
        toGiveUp(order, terms, { ...one, at }),
        toReport(order, terms, { ...one, at }),
        toAsk(order, terms, { ...one, at }),
      ].filter((intent) => intent !== null),
    ),
    ...lossesToTell(order, terms, at),
    ...inspections(order, terms, at),
  ],

  deadlines: (order, terms) =>
    followedParcels(order, terms).flatMap((one) => duesOf(order, terms, one)),

  waiting: () => null,
};
