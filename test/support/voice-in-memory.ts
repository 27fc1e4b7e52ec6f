/**
 * Orders in memory whose customer is called by the voice menu, and what is said of the call.
 */
import type { ContactStep } from '../../domain/policy/policy';
import { DEMO_POLICY } from '../../domain/policy/demo-policy';
import { aShopInMemory, eventsOf } from './an-order-in-memory';
import type { OrderInMemory, ShopInMemory } from './an-order-in-memory';

/** Five minutes after the order. */
export const VOICE: ContactStep = { do: 'voice', after: { minutes: 5 } };
/** Two hours after the attempt before it. */
const CALL: ContactStep = { do: 'call', after: { minutes: 120 } };
/** At once after the last attempt. */
export const EMAIL: ContactStep = { do: 'email', after: { minutes: 0 } };

/** A shop that agrees its orders by these steps. */
export const shopWith = (
  steps: readonly ContactStep[],
  more: { at?: string; repeats?: boolean } = {},
): ShopInMemory => {
  const { contact, messages } = DEMO_POLICY;
  const repeatUnknown = more.repeats === true ? ['confirm_by_voice'] : [];
  const policy = {
    contact: { ...contact, steps },
    messages: { ...messages, retryMinutes: [1], repeatUnknown },
  };
  return aShopInMemory({ policy, ...(more.at === undefined ? {} : { at: more.at }) });
};

/** Purposes of what the customer was to be told, in order. */
export const noted = (order: OrderInMemory): readonly string[] =>
  eventsOf(order, 'MessageNoted').map(({ purpose }) => purpose);
/** The call under way. */
export const callOf = (order: OrderInMemory) =>
  order.now().messages.find(({ purpose }) => purpose === 'confirm_by_voice');
/** Kinds of the open tasks. */
export const kinds = (order: OrderInMemory): readonly string[] =>
  order.now().tasks.map((task) => task.kind);

/** What the gateway says of the call itself. */
export const outcome = (order: OrderInMemory, said: string, attempt = 1) =>
  order.hearsAll({
    name: 'messageResult',
    command: { messageId: 'msg_1_2', attempt, outcome: said, code: 'x' },
  });
/** A key pressed for the version that was read out. */
export const key = (order: OrderInMemory, pressed: string, version = 1) =>
  order.hearsAll({
    name: 'voiceKey',
    command: { messageId: 'msg_1_2', key: pressed, version },
  });
/** The call ended without a key. */
export const end = (order: OrderInMemory, said: string) =>
  order.hearsAll({ name: 'voiceEnd', command: { messageId: 'msg_1_2', outcome: said } });

/** An order whose phone rings since Thursday 11:05. */
export async function ringing(
  steps: readonly ContactStep[] = [VOICE, CALL, EMAIL],
  fields: object = {},
): Promise<{ shop: ShopInMemory; order: OrderInMemory }> {
  const shop = shopWith(steps);
  const order = await shop.order(fields);
  await order.until('2026-11-26 11:04');
  if (callOf(order)) throw new Error('it rings too early');
  await order.until('2026-11-26 11:05');
  if (callOf(order)?.state !== 'ringing') throw new Error('it does not ring');
  return { shop, order };
}
