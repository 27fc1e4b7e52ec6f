// What nobody in the shop does: providers that misbehave, other orders' days, and the end of a story.
import type { Act } from '../scene/scene';
import { StoryBroken } from '../scene/story-broken';
import { until } from '../scene/until';

/** The SMS provider will refuse the customer's number, once. */
export function smsProviderRefusesTheNumber(): Act {
  return async (scene) => {
    scene.says({
      en: "The SMS provider will refuse the customer's number",
      ru: 'SMS-провайдер откажется от номера покупателя',
    });
    const body = { kind: 'refuse', times: 1, to: scene.customer.phone };
    await scene.ask('admin', '/v1/dev/stand-ins/twilio/faults', { body });
  };
}

/** Goes on when another order of this day has been placed or has ended; this one's time stands still. */
export function waitsFor(name: string, moment: 'placed' | 'ended'): Act {
  return async (scene) => {
    await scene.other(name, moment);
  };
}

/** The goods that were short are there, by themselves: somebody else's came free. */
export function goodsComeFree(): Act {
  return async (scene) => {
    await scene.settle();
    await until(scene, {
      what: 'goods for every line',
      look: ({ lines }) => (lines.every(({ short }) => short === 0) ? true : undefined),
    });
    scene.says({ en: 'The goods are there after all', ru: 'Товар всё-таки нашёлся' });
  };
}

/** The order comes to its end for this reason and no other. */
export function ends(reason: string): Act {
  return async (scene) => {
    const { reason: found } = await until(scene, {
      what: 'the end of the order',
      look: ({ closed }) => closed ?? undefined,
    });
    if (found !== reason) throw new StoryBroken(`it ended as ${found}, not as ${reason}`);
    await scene.settle();
  };
}
