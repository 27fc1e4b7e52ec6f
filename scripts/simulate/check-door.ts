/**
 * What must hold of the pieces that parties are told of: nobody is told to give away what is not wanted, and what a
 * packer is told to put apart is in a parcel of its own. It looks at what they were told, and asks no rule.
 */
import { isLive, lastTold } from '../../domain/parties/instruction';
import type { Instruction, Pieces } from '../../domain/parties/instruction';
import type { Order } from '../../domain/order/order';
import { hasLeft } from '../../domain/parties/parcel';
import type { Parcel } from '../../domain/parties/parcel';
import { isDecidedOn } from './decided-on';
import { must } from './must';
import { isOutOfHand } from './out-of-hand';

const sum = (pieces: Pieces, lineId: string): number =>
  pieces.reduce((all, one) => all + (one.lineId === lineId ? one.quantity : 0), 0);

/** Looks at everybody who was told. */
export function checkDoor(order: Order): void {
  checkGiven(order);
  for (const one of order.instructions) if (one.content.apart) checkApart(order, one);
}

/** All carriers together are to give away no more than is wanted; who is decided on keeps to what it was told. */
function checkGiven(order: Order): void {
  if (order.closing || order.deliveredAt) return;
  const carriers = order.instructions.filter((one) => one.kind === 'deliver' && isLive(one));
  if (carriers.some((one) => isDecidedOn(order, one) || one.callOffRefused)) return;
  const told = carriers
    .filter((one) => !isOutOfHand(order, one))
    .flatMap((one) => lastTold(one)?.lines ?? []);
  for (const { id, quantity, removed } of order.wish.lines) {
    const given = sum(told, id);
    const wanted = removed ? 0 : quantity;
    must(
      given <= wanted,
      `${order.id}/${id}: ${String(given)} to be given, ${String(wanted)} wanted`,
    );
  }
}

/** Once its packer has said yes, what goes by itself is in parcels apart, and in no other. */
function checkApart(order: Order, { party, pending, state, stands, content }: Instruction): void {
  const { lines, apart = [] } = content;
  if (pending || stands || order.closing || !['accepted', 'done'].includes(state)) return;
  const own = order.parcels.filter((one) => one.source === party && one.state !== 'cancelled');
  const within = (some: readonly Parcel[], lineId: string): number =>
    sum(
      some.flatMap((parcel) => parcel.lines),
      lineId,
    );
  for (const { lineId, quantity } of apart) {
    const others = own.filter((parcel) => !parcel.apart && !hasLeft(parcel));
    const all = sum(lines, lineId);
    const there = within(
      own.filter((parcel) => parcel.apart),
      lineId,
    );
    must(
      there >= quantity,
      `${order.id}/${lineId}: ${String(quantity)} apart, ${String(there)} are`,
    );
    must(
      within(others, lineId) <= all - quantity,
      `${order.id}/${lineId}: apart, and elsewhere too`,
    );
  }
}
