/**
 * An instruction as its party sees it, over the API and in messages to its own server: what to do now, in the
 * version last told. Pure; whoever shows it decides whether the recipient is in it.
 */
import { toDo } from './instruction';
import type { Instruction } from './instruction';
import { lastMessageOf } from './message-id';

/** Whom an instruction of a carrier leads to. */
export interface Recipient {
  readonly customer: { readonly name: string | null; readonly phone: string | null };
  readonly address: Readonly<Record<string, unknown>> | null;
  /** What the customer said of the order in words of his own. */
  readonly notes: readonly string[];
}

interface Around {
  readonly shop: string;
  readonly orderId: string;
  readonly kind: string;
  readonly currency: string;
  /** It has a channel by which it is yet to be reached. */
  readonly isToSend: boolean;
  readonly recipient: Recipient | null;
  /** Ids of the parcels it goes for, by which their carrier reports. */
  readonly parcels: readonly string[];
}

/** The instruction as its party is shown it; a pending revision is what it is to do now. */
export function instructionDocument(instruction: Instruction, around: Around) {
  const { id, party, wishVersion, pending, dueBy, overdue, reason } = instruction;
  const content = pending?.kind === 'revision' ? pending.content : instruction.content;
  const { recipient, currency, shop, orderId, isToSend } = around;
  const state = instruction.state === 'sent' && isToSend ? 'to_send' : instruction.state;
  return {
    ...{ id, party, state, shop, orderId, wishVersion, dueBy, overdue, reason },
    kind: around.kind,
    task: instruction.kind,
    pending: pending?.kind ?? null,
    pendingVersion: pending?.wishVersion ?? null,
    message: lastMessageOf(instruction),
    expectedAt: instruction.expectedAt,
    lines: toDo(content).map(({ price, ...line }) => ({
      ...line,
      ...(price === undefined ? {} : { price: { amount: price, currency } }),
    })),
    apart: (content.apart ?? []).map((one) => ({ ...one })),
    takeBack: (content.takeBack ?? []).map((line) => ({ ...line })),
    window: content.window && { ...content.window },
    parcels: [...around.parcels],
    collect: content.collect === null ? null : { amount: content.collect, currency },
    collectBy:
      content.collect === null ? null : content.byCard ? ('card' as const) : ('cash' as const),
    carrier: content.carrier ?? null,
    deliverTo: recipient && {
      name: recipient.customer.name,
      phone: recipient.customer.phone,
      address: recipient.address && { ...recipient.address },
      pickupPointId: content.pickupPointId,
      notes: [...recipient.notes],
    },
  };
}
