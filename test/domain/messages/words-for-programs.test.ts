/**
 * Commands carry words for programs where the journal keeps them: a sentence is refused and never quoted.
 */
import { aShopInMemory } from '../../support/an-order-in-memory';

const SENTENCE = 'Зоя Канареева просит';
const amount = { amount: 1, currency: 'RUB' };

test.each([
  ['recordPayment', { method: SENTENCE, amount }, '/method'],
  ['recordPayment', { method: 'cash', amount, reference: SENTENCE }, '/reference'],
  ['askRefund', { amount, reason: SENTENCE }, '/reason'],
  ['closeTask', { taskId: 'tsk_1_1', outcome: SENTENCE }, '/outcome'],
  ['reportParcel', { parcelId: 'par_1_1', status: 'delivered', reason: SENTENCE }, '/reason'],
])(
  'when %s is told a sentence (%j), then it is refused without it',
  async (name, body, pointer) => {
    const order = await aShopInMemory().order();
    expect(await order.hears(name, body)).toMatchObject([{ refusal: 'malformed', pointer }]);
    expect(JSON.stringify(order.life().journal)).not.toContain('Канареева');
  },
);

test.each(['KKM-7/0012', 'pi_3Nq8', '40702810:17#2'])(
  'when the number of a receipt is %s, then it is taken',
  async (reference) => {
    const order = await aShopInMemory().order();
    const heard = await order.hears('recordPayment', { method: 'cash', amount, reference });
    expect(heard).toMatchObject([{ type: 'PaymentRecorded', reference }]);
  },
);
