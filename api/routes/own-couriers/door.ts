/**
 * Who opens the door of a visit and where it is: personal data, looked up for the page and the paper of who goes there.
 */
import { personalOf } from '../../../database/orders/personal';
import { wishNotesOf } from '../../../database/orders/wish-notes';
import { addressText } from '../../../domain/messages/address-text';
import type { Locale } from '../../../domain/messages/catalogue';
import type { Order } from '../../../domain/order/order';
import type { Dependencies } from '../../dependencies';
import { customerOf } from '../../views/order-view';

/** Name, phone, address in one line and what the customer said of it; nothing of what was erased. */
export async function doorOf(
  { database }: Pick<Dependencies, 'database'>,
  order: Order,
  { addressId, locale }: { readonly addressId: string | null; readonly locale: Locale },
): Promise<{
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string;
  readonly notes: readonly string[];
}> {
  const [personal, notes] = await Promise.all([
    personalOf(database.pool, order.id),
    wishNotesOf(database.pool, order.id),
  ]);
  const { name, phone } = customerOf(order, personal);
  const place = addressId === null ? undefined : personal.get(addressId);
  const address = addressText(place?.kind === 'address' ? place.address : null, locale);
  return { name, phone, address, notes };
}
