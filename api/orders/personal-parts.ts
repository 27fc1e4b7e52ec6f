/**
 * Takes personal data out of what a person sent: each part becomes a row with an id, and commands carry the ids.
 * What has not changed keeps the id it has.
 */
import { isDeepStrictEqual } from 'node:util';
import type { CustomerData, PersonalData, PersonalRow } from '../../database/orders/personal';
import type { GoodsKind } from '../../database/stock/stored-product';
import { slug } from '../../domain/order/commands/shape-schemas';
import type { Change, knownLine, lineSchema } from '../../domain/order/commands/shape-schemas';
import type { z } from 'zod';
import { isAddressWhole } from '../../domain/order/contact/address-whole';
import { emailIdOf, phoneIdOf } from '../../domain/order/contact/reach';
import type { Order } from '../../domain/order/order';
import { invalid } from '../problems/problems';
import type { Problem } from '../problems/problems';
import type { RequestedChange } from '../schemas/changes';
import type { DeliveryMethod } from '../../domain/order/wish';
import type { Where } from './place-at';
import { toE164 } from '../phone';

/** Collects the rows of one request for one order. */
export interface PersonalParts {
  readonly rows: readonly PersonalRow[];
  /** The id under which the data will be kept. */
  readonly keep: (data: PersonalData) => string;
  /** The id of a note, or null where there is none. */
  readonly note: (text: string | null | undefined) => string | null;
}

/** An empty collection for an order; ids come from `nextId`. */
export function personalParts(
  of: { readonly shop: string; readonly id: string },
  nextId: () => string,
): PersonalParts {
  const rows: PersonalRow[] = [];
  const keep = (data: PersonalData): string => {
    const id = nextId();
    rows.push({ id, shop: of.shop, lifeId: of.id, data });
    return id;
  };
  return {
    rows,
    keep,
    note: (text) => (text ? keep({ kind: 'note', text }) : null),
  };
}

/** What somebody wrote of a reason, as a command carries it. */
interface Coded {
  readonly reason: string | null;
  readonly noteId: string | null;
}

/** A reason that is a word for programs stays one; in free words it is a note, beside what else was noted. */
export function codedReason(
  parts: PersonalParts,
  written: {
    readonly reason?: string | null | undefined;
    readonly note?: string | null | undefined;
  },
): Coded {
  const { reason = null, note = null } = written;
  const isWord = reason === null || slug.safeParse(reason).success;
  if (isWord) return { reason, noteId: parts.note(note) };
  return { reason: 'other', noteId: parts.note(note ? `${reason}\n${note}` : reason) };
}

/** What is known of the order before the changes. */
export interface Before {
  readonly order: Order;
  readonly personal: ReadonlyMap<string, PersonalData>;
  /** Of what names none. */
  readonly country: string;
  /** Where each change of delivery leads to. */
  readonly wheres: ReadonlyMap<RequestedChange, Where>;
  /** Of what kind the goods are that changes name. */
  readonly kinds: ReadonlyMap<string, GoodsKind>;
}

type WantedLine = z.output<typeof lineSchema>;

/** A line as the command carries it: with what the shop says of its goods. */
export function lineKnown(
  { kinds }: Pick<Before, 'kinds'>,
  line: WantedLine,
): z.output<typeof knownLine> {
  const { group, urgent } = kinds.get(line.sku) ?? {};
  return { ...line, ...(group === undefined ? {} : { group }), ...(urgent ? { urgent } : {}) };
}

/** The changes as the command carries them; throws 422 for a phone number that is none. */
export function commandChanges(
  before: Before,
  changes: readonly RequestedChange[],
  into: { readonly parts: PersonalParts; readonly pointer: string },
): Change[] {
  return changes.map((change, index) => {
    const pointer = `${into.pointer}/${String(index)}`;
    if (change.type === 'change_delivery') {
      return deliveryChange(before, change, { parts: into.parts, pointer });
    }
    if ('line' in change) return { ...change, line: lineKnown(before, change.line) };
    if (change.type !== 'change_contact') return change;
    return contactChange(before, change, { parts: into.parts, pointer });
  });
}

type RequestedOf<Type extends RequestedChange['type']> = Extract<RequestedChange, { type: Type }>;

function deliveryChange(
  before: Before,
  change: RequestedOf<'change_delivery'>,
  { parts, pointer }: { readonly parts: PersonalParts; readonly pointer: string },
): Change {
  const { order, personal, wheres } = before;
  const { delivery: wanted } = change;
  const { delivery: present } = order.wish;
  const { unknownPoint = false, ...where }: Partial<Where> = wheres.get(change) ?? {};
  const isNamed = wanted.pickupPointId && wanted.pickupPointId !== present.pickupPointId;
  if (unknownPoint && isNamed) throw noSuchPoint(`${pointer}/delivery/pickupPointId`);
  const method = wanted.method ?? present.method;
  mustBeOfItsWay(wanted, method, pointer);
  const known = present.addressId === null ? undefined : personal.get(present.addressId);
  const kept = known?.kind === 'address' ? known.address : null;
  const toPoint = method === 'pickup';
  // Hours were promised for the way and the zone there was; another may promise days.
  const isNowhereElse = !wanted.method && !wanted.address && !wanted.pickupPointId;
  const isSameWay = isNowhereElse || (method === present.method && where.zone === present.zone);
  const window = isSameWay ? present.window : null;
  const address =
    wanted.address === undefined
      ? present.addressId
      : wanted.address && addressId(before, wanted.address, parts);
  return {
    type: 'change_delivery',
    delivery: {
      method,
      addressId: toPoint ? null : address,
      pickupPointId: toPoint ? (wanted.pickupPointId ?? present.pickupPointId) : null,
      window: wanted.window === undefined ? window : wanted.window,
      ...(wanted.price ? { price: wanted.price } : {}),
      ...where,
      addressWhole: isAddressWhole(method, wanted.address === undefined ? kept : wanted.address),
    },
  };
}

/** Where a place is named that the present way does not go to, its method was forgotten. */
function mustBeOfItsWay(
  { method: named, pickupPointId, address }: RequestedOf<'change_delivery'>['delivery'],
  method: DeliveryMethod,
  pointer: string,
): void {
  if (named !== undefined) return;
  const place = method === 'pickup' ? address && 'address' : pickupPointId && 'pickupPointId';
  if (!place) return;
  const detail = `is no place of the way "${method}" there is: name the method too`;
  throw invalid([{ pointer: `${pointer}/delivery/${place}`, detail }]);
}

/** 422 for a pickup point that the shop does not have or that takes no parcels now. */
export function noSuchPoint(pointer: string): Problem {
  return invalid([{ pointer, detail: 'is no pickup point of the shop that takes parcels' }]);
}

/** The present id where the address is the same, so that nothing changes. */
export function addressId(
  { order, personal, country }: Pick<Before, 'order' | 'personal' | 'country'>,
  given: Readonly<Record<string, unknown>>,
  parts: PersonalParts,
): string {
  const address = { country, ...given };
  const { addressId: presentId } = order.wish.delivery;
  const present = presentId === null ? undefined : personal.get(presentId);
  const isSame = present?.kind === 'address' && isDeepStrictEqual(present.address, address);
  return isSame && presentId !== null ? presentId : parts.keep({ kind: 'address', address });
}

function contactChange(
  { order, personal, country }: Before,
  change: RequestedOf<'change_contact'>,
  { parts, pointer }: { readonly parts: PersonalParts; readonly pointer: string },
): Change {
  const { contact } = order.wish;
  const known = personal.get(contact.personalId);
  const present: CustomerData =
    known?.kind === 'customer'
      ? known
      : { kind: 'customer', name: null, phone: null, email: null, consent: null };
  const phone =
    change.phone === undefined
      ? present.phone
      : readPhone(change.phone, country, `${pointer}/phone`);
  const wanted: CustomerData = { ...present, phone, email: change.email ?? present.email };
  const isSame = isDeepStrictEqual(wanted, present);
  const personalId = isSame ? contact.personalId : parts.keep(wanted);
  return {
    type: 'change_contact',
    contact: {
      personalId,
      phoneId: phone === present.phone ? phoneIdOf(contact) : personalId,
      emailId: wanted.email === present.email ? emailIdOf(contact) : personalId,
      hasPhone: wanted.phone !== null,
      hasEmail: wanted.email !== null,
      ...(change.channel === undefined ? {} : { channel: change.channel }),
      ...(change.contactHours === undefined ? {} : { hours: change.contactHours }),
    },
  };
}

/** The number in E.164; throws 422 at the pointer where it is no number. */
export function readPhone(written: string, country: string, pointer: string): string {
  const phone = toE164(written, country);
  if (phone === null) throw invalid([{ pointer, detail: 'is no phone number' }]);
  return phone;
}
