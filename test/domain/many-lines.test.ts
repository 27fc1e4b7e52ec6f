/**
 * An order of many lines: what is done for each of them is done for all at once, so that no number of lines is too
 * many for one step.
 */
import { aShopInMemory, aWantedLine } from '../support/an-order-in-memory';

/** More than a step has rounds. */
const MANY = 60;

test('when an order of sixty lines that nobody has is cancelled, then it ends', async () => {
  const lines = Array.from({ length: MANY }, (_none, index) =>
    aWantedLine({ sku: `UNICORN-${String(index)}`, title: 'Unicorn' }),
  );
  const order = await aShopInMemory().order({ lines });
  expect(order.types().filter((type) => type === 'GoodsShort')).toHaveLength(MANY);
  await order.hears('cancel', { reason: 'price' });
  expect(order.now().closed).toMatchObject({ reason: 'price' });
});
