// The voice menu: a shop that lets it call first, and a customer who picks up. The shop's policy is as it was again
// as soon as the order is placed: a running order keeps the one it began with.
import type { Act, Scene } from '../scene/scene';
import { until } from '../scene/until';

const STEPS = [
  { do: 'sms', after: { minutes: 0 } },
  { do: 'voice', after: { minutes: 10 } },
  { do: 'call', after: { minutes: 120 } },
  { do: 'email', after: { minutes: 0 } },
];

interface ShopPolicy {
  readonly policy: { readonly contact: object };
}

/** Does something while the shop's menu calls first. */
export function whereTheMenuCalls(shop: string, act: Act): Act {
  return async (scene) => {
    const path = `/v1/shops/${shop}/policy`;
    const { policy } = await scene.ask<ShopPolicy>('admin', path);
    const put = (body: object): Promise<unknown> =>
      scene.ask('admin', path, { method: 'PUT', body });
    await put({ ...policy, contact: { ...policy.contact, steps: STEPS } });
    try {
      await act(scene);
    } finally {
      await put(policy);
    }
  };
}

/** Picks up when the menu calls, listens and presses 1. */
export function confirmsByMenu(): Act {
  return async (scene: Scene) => {
    const { name, phone: to } = scene.customer;
    const body = { to, does: 'answers', keys: '1' };
    await scene.ask('admin', '/v1/dev/stand-ins/twilio/callees', { body });
    await until(scene, {
      what: 'the answer to the voice menu',
      look: ({ agreed }) => (agreed?.channel === 'voice' ? true : undefined),
    });
    scene.says({
      en: `${name} picks up, hears number and sum, and presses 1`,
      ru: `${name} берёт трубку, слышит номер и сумму и нажимает 1`,
    });
    await scene.settle();
  };
}
