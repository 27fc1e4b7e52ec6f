/**
 * A way of delivery as the API shows it: money as money. Pure.
 */
import type { DeliveryOption } from '../../domain/delivery/delivery-options';

export function optionView(option: DeliveryOption, currency: string) {
  return { ...option, price: { amount: option.price, currency } };
}
