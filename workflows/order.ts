/**
 * The workflow of one order: its ears, hands and alarm clock. Everything it decides, it asks the
 * commit; so the rules of the shop may change under running orders.
 */
import { live } from './life';
import type { LifeInput } from './messages';

/** Lives as long as the order does. */
export async function order(life: LifeInput): Promise<void> {
  await live(life);
}
