/**
 * An instruction as its party sees it: what to do now, in the version last told. Pure.
 */
import type { ListedInstruction } from '../../database/orders/instructions';
import type { CustomerData } from '../../database/orders/personal';

/** Whom an instruction of a carrier leads to. */
export interface Recipient {
  readonly customer: Pick<CustomerData, 'name' | 'phone'>;
  readonly address: Readonly<Record<string, unknown>> | null;
}

interface Around {
  readonly kind: string;
  readonly currency: string;
  readonly recipient: Recipient | null;
}

/** The instruction as answers show it; a pending revision is what its party is to do now. */
export function instructionView(instruction: ListedInstruction, around: Around) {
  const { id, party, state, shop, orderId, wishVersion, pending, dueBy, overdue, reason } =
    instruction;
  const content = pending?.kind === 'revision' ? pending.content : instruction.content;
  const { recipient, currency } = around;
  return {
    ...{ id, party, state, shop, orderId, wishVersion, dueBy, overdue, reason },
    kind: around.kind,
    task: instruction.kind,
    pending: pending?.kind ?? null,
    pendingVersion: pending?.wishVersion ?? null,
    expectedAt: instruction.expectedAt,
    lines: content.lines.map(({ price, ...line }) => ({
      ...line,
      ...(price === undefined ? {} : { price: { amount: price, currency } }),
    })),
    window: content.window && { ...content.window },
    collect: content.collect === null ? null : { amount: content.collect, currency },
    deliverTo: recipient && {
      name: recipient.customer.name,
      phone: recipient.customer.phone,
      address: recipient.address && { ...recipient.address },
      pickupPointId: content.pickupPointId,
    },
  };
}
