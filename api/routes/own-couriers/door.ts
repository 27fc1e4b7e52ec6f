/**
 * Who opens the door of a visit and where it is: personal data, looked up for the page and the paper of who goes there.
 */
import { personalOf } from '../../../database/orders/personal';
import { addressText } from '../../../domain/messages/letter';
import type { Order } from '../../../domain/order/order';
import type { Dependencies } from '../../dependencies';
import { customerOf } from '../../views/order-view';

/** Name, phone and address in one line; nothing of what was erased. */
export async function doorOf(
  { database }: Pick<Dependencies, 'database'>,
  order: Order,
  addressId: string | null,
): Promise<{
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string;
}> {
  const personal = await personalOf(database.pool, order.id);
  const { name, phone } = customerOf(order, personal);
  const place = addressId === null ? undefined : personal.get(addressId);
  const address = addressText(place?.kind === 'address' ? place.address : null);
  return { name, phone, address };
}
