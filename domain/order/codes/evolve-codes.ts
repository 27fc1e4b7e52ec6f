/**
 * Folds what was taken of promo codes and certificates. Sums held count as money of the order at once.
 */
import type { CertificateHold, HeldCodes, Order } from '../order';
import type { CodeEvent } from './code-events';

const NO_CODES: HeldCodes = { promos: [], certificates: [] };

/** The codes an order has taken out of the register. */
export function heldCodes(order: Order): HeldCodes {
  return order.codes ?? NO_CODES;
}

/** Folds one event of codes. */
export function evolveCodes(order: Order, event: CodeEvent): Order {
  const { promos, certificates } = heldCodes(order);
  const { code } = event;
  switch (event.type) {
    case 'PromoCodeTaken':
      return { ...order, codes: { certificates, promos: [...promos, code] } };
    case 'PromoCodeGivenBack': {
      const others = promos.filter((one) => one !== code);
      return { ...order, codes: { certificates, promos: others } };
    }
    case 'CertificateHeld': {
      const held = (certificates.find((one) => one.code === code)?.held ?? 0) + event.amount;
      const hold = { code, held, askedFor: event.version };
      return withHold(order, hold, event.amount);
    }
    case 'CertificateReleased': {
      const known = certificates.find((one) => one.code === code);
      const hold = {
        code,
        held: (known?.held ?? 0) - event.amount,
        askedFor: known?.askedFor ?? 0,
      };
      return withHold(order, hold, -event.amount);
    }
    case 'CertificateSpent':
      // Held or spent, it has paid for the order: what is spent never comes back by itself.
      return order;
  }
}

function withHold(order: Order, hold: CertificateHold, more: number): Order {
  const { promos, certificates } = heldCodes(order);
  const others = certificates.filter((one) => one.code !== hold.code);
  const money = { ...order.money, certificates: order.money.certificates + more };
  return { ...order, money, codes: { promos, certificates: [...others, hold] } };
}
