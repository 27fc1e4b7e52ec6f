/**
 * One step: what plan asks for is carried out until it asks for no more, and no further.
 */
import type { Found } from '../../domain/order/goods/stock-facts';
import { step } from '../../domain/order/step';
import { shopTerms } from '../../scripts/simulate/demo-shop';
import { aShopInMemory } from '../support/an-order-in-memory';

test('when the goods asked for never come and are never missing, then the step fails as a broken rule after fifty rounds', async () => {
  const shop = aShopInMemory();
  const order = (await shop.order()).now();
  let asked = 0;
  const { stock, now } = shop.market.state();
  const changes = [{ type: 'set_quantity', lineId: 'line-1', quantity: 2 }];
  const input = { cause: 'u:1', at: now, name: 'amend', command: { changes, actor: 'manager:1' } };
  const stepped = step(order, [input], {
    ...{ terms: shopTerms(), at: now, seq: 20 },
    stock: {
      ...stock,
      reserve: (): Promise<readonly Found[]> => {
        asked += 1;
        return Promise.resolve([]);
      },
    },
  });
  await expect(stepped).rejects.toThrow('plan never came to rest: reserve');
  expect(asked).toBe(50);
});
