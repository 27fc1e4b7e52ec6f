/**
 * Whether a change of the order may still be reverted: until then nobody is given back what it has made too much.
 * Which change, and by whom, is no matter of it.
 */
import type { Order } from '../order';

/** A change is open, and the order goes on: a party may still refuse it. */
export function mayGoBack({ amendment, closing, closed }: Order): boolean {
  return amendment !== null && closing === null && closed === null;
}
