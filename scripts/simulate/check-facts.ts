/**
 * What must hold of facts after every step: what was once said of goods and money stays said, and is counted once.
 * It looks at sums and rows alone, and asks no rule.
 */
import { hasLeft } from '../../domain/parties/parcel';
import type { Parcel } from '../../domain/parties/parcel';
import type { Order } from '../../domain/order/order';
import type { Taken } from './market';
import { must } from './must';

/** Looks at one step. */
export function checkFacts({ before, after }: Taken): void {
  checkCounted(after.order);
  if (!before) return;
  for (const was of before.order.parcels) {
    const is = after.order.parcels.find(({ id }) => id === was.id);
    must(is !== undefined, `${after.id}: ${was.id} is gone from memory`);
    if (is && hasLeft(was)) checkKept(was, is);
  }
  const said = after.turn.rows.map(({ event }) => event);
  const paid = said.reduce(
    (sum, one) => sum + (one.type === 'PaymentRecorded' ? one.amount : 0),
    0,
  );
  const was = before.order.money.paid;
  must(after.order.money.paid === was + paid, `${after.id}: a payment is not counted once`);
}

/** What has left holds what it held, and nobody takes back that pieces are with the customer or back. */
function checkKept(was: Parcel, { id, lines }: Parcel): void {
  for (const { lineId, quantity, shipped, delivered, returned } of was.lines) {
    const line = lines.find((one) => one.lineId === lineId);
    const isKept =
      line?.quantity === quantity &&
      (line.shipped || !shipped) &&
      line.delivered >= delivered &&
      line.returned >= returned;
    must(isKept, `${id}: what was said of ${lineId} holds no more`);
  }
}

/** What has left, arrived and come back of a line is what the parcels say. */
function checkCounted({ id, goods, parcels }: Order): void {
  for (const [lineId, { shipped, delivered, returned }] of Object.entries(goods)) {
    const own = parcels.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId);
    const left = own.reduce((sum, line) => sum + (line.shipped ? line.quantity : 0), 0);
    const given = own.reduce((sum, line) => sum + line.delivered, 0);
    const back = own.reduce((sum, line) => sum + line.returned, 0);
    must(
      left === shipped,
      `${id}/${lineId}: ${String(shipped)} left, the parcels say ${String(left)}`,
    );
    must(
      given === delivered,
      `${id}/${lineId}: ${String(delivered)} given, the parcels say ${String(given)}`,
    );
    must(
      back === returned,
      `${id}/${lineId}: ${String(returned)} back, the parcels say ${String(back)}`,
    );
  }
}
