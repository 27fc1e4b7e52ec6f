/**
 * An order whose packer and carrier are at work, and what they say to a change of it: builders for tests of the rules.
 */
import type { Policy } from '../../domain/policy/policy';
import { aShopInMemory, aWantedLine } from './an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from './an-order-in-memory';

/** What is said to an instruction, by the number it has in the order: the packer's first, then the carrier's. */
export const answer = (order: OrderInMemory, number: number, said: object): Promise<unknown> =>
  order.hears('answerInstruction', { instructionId: `ins_1_${String(number)}`, ...said });

export const agrees = (order: OrderInMemory, number: number): Promise<unknown> =>
  answer(order, number, { to: 'revision', answer: 'accepted' });

export const cannot = (order: OrderInMemory, number: number, reason: string): Promise<unknown> =>
  answer(order, number, { to: 'revision', answer: 'refused', reason });

/** An order of dresses that packer and carrier have agreed to. */
export async function beingPacked(
  partlyRefused: Policy['partlyRefused'],
  quantity = 1,
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = aShopInMemory({ policy: { partlyRefused } });
  const lines = [aWantedLine({ quantity })];
  const order = await shop.order({ lines, agreed: { channel: 'phone' } });
  await answer(order, 1, { answer: 'accepted' });
  await answer(order, 2, { answer: 'accepted' });
  return { shop, order };
}
