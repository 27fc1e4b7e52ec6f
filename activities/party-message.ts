/**
 * What a party's own server is told: the instruction as its party sees it and, for who still has something to bring,
 * whom it leads to. Sends nothing.
 */
import type { PartyLetter } from '../database/orders/parties/party-letters';
import type { OrderEffect } from '../domain/order/intent';
import { bringsStill } from '../domain/order/parties/in-hand';
import { parcelsFor } from '../domain/order/parties/packing';
import type { Instruction } from '../domain/parties/instruction';
import { instructionDocument } from '../domain/parties/instruction-document';
import type { Recipient } from '../domain/parties/instruction-document';
import { messageId } from '../domain/parties/message-id';

interface Said {
  readonly effect: Pick<Extract<OrderEffect, { readonly do: 'tellParty' }>, 'number' | 'kind'>;
  readonly instruction: Instruction;
}

/** The message by which a party's server, or that of its service, is told what is written for it. */
export function partyMessage(
  letter: PartyLetter,
  { effect, instruction, kind }: Said & { readonly kind: string },
) {
  const { number } = effect;
  const recipient = bringsStill(letter.order, instruction)
    ? recipientOf(letter, instruction)
    : null;
  const { shop, id: orderId, wish } = letter.order;
  const { currency } = wish;
  const parcels = parcelsFor(letter.order, instruction).map((one) => one.id);
  const around = { shop, orderId, kind, currency, isToSend: false, recipient, parcels };
  return {
    id: messageId(instruction.id, number),
    kind: effect.kind,
    instruction: instructionDocument(instruction, around),
  };
}

/** The customer, and where the order is to be brought as it was told last. */
function recipientOf(
  { order, personal, notes }: PartyLetter,
  { pending, content }: Instruction,
): Recipient {
  const customer = personal.get(order.wish.contact.personalId);
  const { addressId } = pending?.content ?? content;
  const address = addressId === null ? undefined : personal.get(addressId);
  return {
    customer: customer?.kind === 'customer' ? customer : { name: null, phone: null },
    address: address?.kind === 'address' ? address.address : null,
    notes,
  };
}
