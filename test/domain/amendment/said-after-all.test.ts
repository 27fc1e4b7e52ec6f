/**
 * A message about a change does not arrive, and a newer one is about something else: what the older had to say is said
 * all the same, by the newer where that is still to go, else on its own.
 */
import {
  aShopInMemory,
  CONTACT,
  DELIVERY,
  eventsOf,
  moment,
} from '../../support/an-order-in-memory';
import type { OrderInMemory } from '../../support/an-order-in-memory';
import { allSayYes, LATER } from '../../support/sent-order';

type Channel = 'sms' | 'email';

const change = (order: OrderInMemory, ...changes: readonly object[]) =>
  order.hears('amend', { changes });
const dresses = (quantity: number): object => ({
  ...{ type: 'set_quantity', lineId: 'line-1', quantity },
});
const { price: _asItWas, ...PRESENT } = DELIVERY;
/** Says nothing of the goods. */
const ANOTHER_DAY = { type: 'change_delivery', delivery: { ...PRESENT, window: LATER } };

/** An order under way that the customer is told of by one channel first. */
async function told(at: string, channel: Channel): Promise<OrderInMemory> {
  const shop = aShopInMemory({ at: '2026-11-26 11:00' });
  const contact = { ...CONTACT, channel };
  const order = await shop.order({ agreed: { channel: 'phone' }, contact });
  await allSayYes(order);
  await order.until(at);
  return order;
}

/** A change that all agree to. */
async function agreed(order: OrderInMemory, asked: object): Promise<void> {
  await change(order, asked);
  await allSayYes(order);
}

/** What the gateway answers of the message that stands first, second, … */
const result = (order: OrderInMemory, index: number, outcome: string) => {
  const { id: messageId, attempt } = order.now().messages[index] ?? {};
  const of = { messageId, attempt, outcome, code: 'no_such_number' };
  return order.hears('messageResult', { ...of, actor: undefined });
};

/** The provider's later word that those about some versions did not arrive. */
const bounced = async (order: OrderInMemory, channel: Channel, ...versions: readonly number[]) => {
  const noted = eventsOf(order, 'MessageNoted').filter((one) => one.purpose === 'order_amended');
  for (const version of versions) {
    const { messageId, purpose } = noted.find((one) => one.version === version) ?? {};
    const report = { messageId, purpose, version, channel, state: 'failed', providerId: 'p' };
    await order.hears('messageReport', { ...report, actor: undefined });
  }
};

const waiting = (order: OrderInMemory): readonly object[] =>
  order.now().messages.map(({ version, channel, attempt, news }) => ({
    ...{ version, channel, attempt, says: news?.changed?.parts },
  }));

describe('by day, the newer waits behind the older that its provider has', () => {
  const begun = async (): Promise<OrderInMemory> => {
    const order = await told('2026-11-26 13:00', 'sms');
    await agreed(order, dresses(2));
    await agreed(order, ANOTHER_DAY);
    return order;
  };

  test.each(['repeat', 'refused'])(
    'when the older comes back (%s), then the newer says both, and by e-mail too',
    async (outcome) => {
      const order = await begun();
      await result(order, 0, outcome);
      expect(waiting(order)).toEqual([
        { version: 3, channel: 'sms', attempt: 1, says: ['window', 'sums'] },
      ]);
      expect(order.now().tasks).toEqual([]);
      await result(order, 0, 'refused');
      expect(waiting(order)).toMatchObject([
        { version: 3, channel: 'email', says: ['window', 'sums'] },
      ]);
    },
  );

  test('when the newer went out before that, then the older goes by e-mail', async () => {
    const order = await begun();
    await result(order, 0, 'unknown');
    await result(order, 1, 'accepted');
    await bounced(order, 'sms', 2);
    expect(waiting(order)).toEqual([{ version: 2, channel: 'email', attempt: 2, says: ['sums'] }]);
  });

  test('when a third change is not agreed, then the newer keeps to its own, and the older goes by e-mail', async () => {
    const order = await begun();
    await change(order, dresses(3));
    await result(order, 0, 'refused');
    expect(waiting(order)).toEqual([
      { version: 3, channel: 'sms', attempt: 1, says: ['window'] },
      { version: 2, channel: 'email', attempt: 2, says: ['sums'] },
    ]);
  });
});

describe('at night, e-mails that were sent come back', () => {
  const sent = async (...changes: readonly object[]): Promise<OrderInMemory> => {
    const order = await told('2026-11-26 23:00', 'email');
    for (const asked of changes) {
      await agreed(order, asked);
      await order.carriesOut();
    }
    return order;
  };

  test.each([
    [2, 3],
    [3, 2],
  ])('when two do (that of version %d first), then one SMS says both', async (...versions) => {
    const order = await sent(dresses(2), ANOTHER_DAY);
    await bounced(order, 'email', ...versions);
    expect(waiting(order)).toMatchObject([
      { version: 3, channel: 'sms', says: ['window', 'sums'] },
    ]);
    expect(order.now().messages[0]?.failedChannels).toEqual(['email']);
  });

  test('when a newer one has said it too, then its coming back is no matter', async () => {
    const order = await sent(dresses(2), dresses(3), ANOTHER_DAY);
    expect(Object.keys(order.now().settledMessages ?? {})).toHaveLength(2);
    await bounced(order, 'email', 2);
    expect(order.now()).toMatchObject({ messages: [], tasks: [] });
    await bounced(order, 'email', 3);
    expect(waiting(order)).toMatchObject([{ version: 3, channel: 'sms', says: ['sums'] }]);
  });

  test('when another change is not agreed yet, then the SMS says the day that was', async () => {
    const order = await sent(ANOTHER_DAY);
    const { from, to } = { from: moment('2026-12-08 10:00'), to: moment('2026-12-08 14:00') };
    await change(order, { ...ANOTHER_DAY, delivery: { ...PRESENT, window: { from, to } } });
    await bounced(order, 'email', 2);
    expect(order.now().messages).toMatchObject([{ news: { changed: { window: LATER } } }]);
  });
});

describe('an older one waits for the morning and is noted anew, as money came', () => {
  const begun = async (): Promise<OrderInMemory> => {
    const order = await told('2026-11-26 23:00', 'email');
    for (const asked of [dresses(2), ANOTHER_DAY]) {
      await agreed(order, asked);
      await order.carriesOut();
    }
    await bounced(order, 'email', 2);
    const amount = { amount: 100_000, currency: 'RUB' };
    await order.hears('recordPayment', { method: 'card', amount });
    await order.carriesOut();
    return order;
  };

  test('when the customer has the newer one, then it is not told once more', async () => {
    const order = await begun();
    expect(order.now().told.order_amended).toBe(3);
    const newer = eventsOf(order, 'MessageNoted').filter(({ version }) => version === 3);
    expect(newer).toHaveLength(1);
  });

  test('when the newer one does not arrive either, then one SMS says both', async () => {
    const order = await begun();
    await bounced(order, 'email', 3);
    expect(waiting(order)).toMatchObject([{ version: 3, channel: 'sms' }]);
  });
});
