// The cashier: takes in what couriers have collected.
import type { Act } from '../scene/scene';
import { until } from '../scene/until';

/** Takes the money of a delivered order from the courier. */
export function takesTheCash(): Act {
  return async (scene) => {
    const due = await until(scene, {
      what: 'money that the courier has taken',
      look: ({ stage, totals }) =>
        stage === 'settling' && totals.due.amount > 0 ? totals.due : undefined,
    });
    await scene.later('PT5H');
    const roubles = String(due.amount / 100);
    scene.says({
      en: `The cashier takes ${roubles} ${due.currency} from the courier`,
      ru: `Кассир принимает от курьера ${roubles} ${due.currency}`,
    });
    const body = { method: 'cash', amount: due };
    await scene.ask('cashier', `/v1/orders/${scene.id()}/payments`, { body });
    await scene.settle();
  };
}
