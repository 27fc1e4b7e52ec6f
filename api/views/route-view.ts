/**
 * Routes of own couriers as dispatchers see them: what is where and in what state, without names and phones. Pure.
 */
import type { CourierDay, Stop, Unplanned } from '../../database/couriers/day';
import type { ShopCourier } from '../../database/couriers/couriers';
import { cashOf } from '../../domain/couriers/day-route';
import type { Assigned } from '../../domain/couriers/plan-day';
import type { Visit } from '../../domain/couriers/visit';

/** A courier as answers show him, his cash limit in the shop's currency. */
export function courierView({ linkMark: _secret, ...courier }: ShopCourier, currency: string) {
  const { zones, windows, cashLimit } = courier;
  return {
    ...courier,
    zones: [...zones],
    windows: windows.map((hours) => ({ ...hours })),
    cashLimit: cashLimit === null ? null : { amount: cashLimit, currency },
  };
}

function visitView(visit: Visit, postalCode: string | null) {
  const { order, instruction, collect, taken, parcels, state, window } = visit;
  return {
    ...{ instructionId: instruction.id, orderId: order.id, orderNumber: order.number },
    ...{ state, postalCode },
    window: window && { ...window },
    collect: { amount: collect + taken, currency: order.wish.currency },
    parcels: parcels.map(({ id, state: word }) => ({ id, state: word })),
  };
}

function stopView({ visit, slot, postalCode }: Stop) {
  return { ...visitView(visit, postalCode), slot };
}

/** One courier's day. */
export function routeView({ courier, date, terms, stops, calledOff }: CourierDay) {
  const cash = cashOf([...stops, ...calledOff]);
  return {
    ...{ shop: courier.shop, courier: courier.id, name: courier.name, date },
    stops: stops.map(stopView),
    calledOff: calledOff.map(stopView),
    cash: { amount: cash, currency: terms.policy.currency },
  };
}

/** A visit that is on nobody's route. */
export function unplannedView({ visit, postalCode, why }: Unplanned) {
  return { ...visitView(visit, postalCode), why };
}

/** A visit and the route it was put on. */
export function assignedView({ visit, slot, courier }: Assigned) {
  return { instructionId: visit.instruction.id, courier, slot };
}
