// Warehouse, suppliers and couriers: answer what they were told and report what they bring. Each knows only its
// own open instructions and parcels.
import type { Text } from '../../../domain/messages/words/texts';
import type { Act, OrderOut, Scene } from '../scene/scene';
import { within } from '../scene/days';
import { until } from '../scene/until';
import { openTask } from './open-task';

type PartyTask = 'supply' | 'pack' | 'deliver';

interface InstructionSeen {
  readonly id: string;
  readonly party: string;
  readonly task: PartyTask;
  readonly state: string;
  readonly pending: 'revision' | 'call_off' | null;
  readonly pendingVersion: number | null;
  readonly message: string | null;
}

const ROLES: Readonly<Record<PartyTask, string>> = {
  supply: 'dispatcher',
  pack: 'warehouse',
  deliver: 'courier',
};

async function instructions(
  scene: Scene,
  fits: (one: InstructionSeen) => boolean,
): Promise<readonly InstructionSeen[] | undefined> {
  const path = `/v1/instructions?orderId=${scene.id()}&limit=100`;
  const { items } = await scene.ask<{ items: InstructionSeen[] }>('dispatcher', path);
  const found = items.filter(fits);
  return found.length > 0 ? found : undefined;
}

const isOpen = ({ state, pending }: InstructionSeen): boolean =>
  state === 'sent' || pending !== null;

const AGREES_TO: Readonly<Record<'instruction' | 'revision' | 'call_off', Text>> = {
  instruction: { en: 'accepts', ru: 'принимает поручение' },
  revision: { en: 'accepts the change', ru: 'принимает изменение' },
  call_off: { en: 'agrees to be called off', ru: 'соглашается на отмену' },
};

/** Agrees to what it was told last: the instruction, a change of it, or that it is called off. */
function accepting(who: (one: InstructionSeen) => boolean, what: string): Act {
  return async (scene) => {
    const open = await until(scene, {
      what,
      look: () => instructions(scene, (one) => who(one) && isOpen(one)),
    });
    await scene.later('PT20M');
    for (const { id, party, task, pending, pendingVersion, message } of open) {
      const to = pending ?? 'instruction';
      scene.says({ en: `${party} ${AGREES_TO[to].en}`, ru: `${party} ${AGREES_TO[to].ru}` });
      await scene.ask(ROLES[task], `/v1/instructions/${id}/answers`, {
        body: {
          ...{ to, answer: 'accepted' },
          ...(pendingVersion === null ? {} : { wishVersion: pendingVersion }),
          ...(message === null ? {} : { message }),
        },
      });
    }
    await scene.settle();
  };
}

/** Everybody who was told something agrees to it. */
export function everybodyAccepts(): Act {
  return accepting(() => true, 'an instruction');
}

/** The courier alone agrees. */
export function courierAccepts(): Act {
  return accepting(({ task }) => task === 'deliver', 'an instruction to the courier');
}

/** The supplier who was told refuses. */
export function supplierRefuses(): Act {
  return async (scene) => {
    const told = await until(scene, {
      what: 'an instruction to a supplier',
      look: () => instructions(scene, (one) => one.task === 'supply' && one.state === 'sent'),
    });
    await scene.later('PT30M');
    for (const { id, party } of told) {
      scene.says({ en: `${party} refuses: not in time`, ru: `${party} отказывается: не успеет` });
      const body = { answer: 'refused', reason: 'cannot_in_time' };
      await scene.ask(ROLES.supply, `/v1/instructions/${id}/answers`, { body });
    }
    await scene.settle();
  };
}

/** The warehouse alone agrees, late or not. */
export function warehouseAccepts(): Act {
  return accepting(({ task }) => task === 'pack', 'an instruction to the warehouse');
}

/** The warehouse says nothing, also after the reminder, until somebody is sent after it. */
export function warehouseIsSilent(): Act {
  return async (scene) => {
    scene.says({ en: 'warehouse-main is silent', ru: 'warehouse-main молчит' });
    await openTask(scene, 'dispatcher', 'party_overdue');
  };
}

/** Whoever packs has packed: the warehouse, or a supplier. */
export function isPacked(): Act {
  return async (scene) => {
    const packing = await until(scene, {
      what: 'an accepted instruction to pack',
      look: () =>
        instructions(scene, ({ task, state }) => task !== 'deliver' && state === 'accepted'),
    });
    await scene.later('PT45M');
    for (const { id, party, task } of packing) {
      scene.says({ en: `${party} has packed`, ru: `${party}: упаковано` });
      await scene.ask(ROLES[task], `/v1/instructions/${id}/answers`, { body: { answer: 'done' } });
    }
    await scene.settle();
  };
}

/** On the day promised the courier brings the order. */
export function courierDelivers(): Act {
  return async (scene) => {
    await onTheDayPromised(scene);
    scene.says({ en: 'The courier brings the order', ru: 'Курьер привозит заказ' });
    await report(scene, { status: 'handed_over' });
    await report(scene, { status: 'delivered' });
    await scene.settle();
  };
}

/** On the day promised the courier comes in vain. */
export function courierComesInVain(reason: string): Act {
  return async (scene) => {
    await onTheDayPromised(scene);
    scene.says({
      en: `The courier comes in vain: ${reason}`,
      ru: `Курьер приезжает напрасно: ${reason}`,
    });
    await report(scene, { status: 'handed_over' });
    await report(scene, { status: 'attempt_failed', reason });
    await scene.settle();
  };
}

/** The day promised goes by, and nobody comes. */
export function nobodyComes(): Act {
  return async (scene) => {
    await onTheDayPromised(scene);
    scene.says({ en: 'The courier does not come', ru: 'Курьер не приезжает' });
  };
}

/** The courier brings the goods back to where they came from. */
export function courierBringsBack(): Act {
  return async (scene) => {
    scene.says({ en: 'The courier brings the goods back', ru: 'Курьер возвращает товар' });
    await report(scene, { status: 'returning' });
    await report(scene, { status: 'returned' });
    await scene.settle();
  };
}

async function onTheDayPromised(scene: Scene): Promise<void> {
  const window = await until(scene, {
    what: 'a parcel and the day of its delivery',
    look: ({ delivery, parcels }) =>
      parcels.length > 0 ? (delivery.window ?? undefined) : undefined,
  });
  await scene.passTo(within(window));
}

const OVER: readonly string[] = ['delivered', 'returned', 'cancelled', 'lost'];

async function report(scene: Scene, said: { status: string; reason?: string }): Promise<void> {
  const { parcels }: OrderOut = await scene.order();
  for (const { id } of parcels.filter(({ state }) => !OVER.includes(state))) {
    await scene.ask('courier', `/v1/parcels/${id}/reports`, { body: said });
  }
}
