// The manager: works the tasks to call, and changes, cancels and mends orders while speaking with customers.
import type { Text } from '../../../domain/messages/words/texts';
import type { OrderLine } from '../fates/goods';
import { windowIn } from '../scene/days';
import type { Act, Scene } from '../scene/scene';
import { close, openTask } from './open-task';

const ROLE = 'manager';

const CALLS: Readonly<Record<string, Text>> = {
  no_answer: { en: 'The manager calls: nobody answers', ru: 'Менеджер звонит: никто не отвечает' },
  busy: { en: 'The manager calls: busy', ru: 'Менеджер звонит: занято' },
  wrong_number: { en: 'The manager calls: a wrong number', ru: 'Менеджер звонит: не тот номер' },
  declined: { en: 'The manager calls: declined', ru: 'Менеджер звонит: отказ от заказа' },
};

/** Calls when it is time to, and records what came of it; declining takes a reason. */
export function calls(outcome: string, { reason }: { readonly reason?: string } = {}): Act {
  return async (scene) => {
    await openTask(scene, ROLE, 'call_customer');
    await scene.later('PT5M');
    scene.says(
      CALLS[outcome] ?? { en: `The manager calls: ${outcome}`, ru: `Менеджер звонит: ${outcome}` },
    );
    const body = { outcome, ...(reason === undefined ? {} : { reason }) };
    await scene.ask(ROLE, `/v1/orders/${scene.id()}/contact-attempts`, { body });
    await scene.settle();
  };
}

/** Calls when it is time to, reads the order out and confirms it, with changes where the customer wants them. */
export function confirms(changes: readonly object[] = []): Act {
  return async (scene) => {
    await openTask(scene, ROLE, 'call_customer');
    await scene.later('PT5M');
    const isChanged = changes.length > 0;
    scene.says(
      isChanged
        ? {
            en: 'The manager calls: confirmed, with a change',
            ru: 'Менеджер звонит: заказ подтверждён с изменением',
          }
        : { en: 'The manager calls: confirmed', ru: 'Менеджер звонит: заказ подтверждён' },
    );
    const { version } = await scene.order();
    const body = { channel: 'phone', ...(isChanged ? { changes } : {}) };
    await scene.ask(ROLE, `/v1/orders/${scene.id()}/confirmation`, { body, version });
    await scene.settle();
  };
}

/** The customer has rung up: looks at the change, then makes it on the version looked at. */
export function amends(changes: readonly object[]): Act {
  return async (scene) => {
    await scene.later('PT30M');
    scene.says({
      en: 'The customer rings up, the manager changes the order',
      ru: 'Покупатель звонит, менеджер меняет заказ',
    });
    await amend(scene, changes);
  };
}

/** The customer rings up and wishes another day, so many working days from now. */
export function movesTheDay({ inDays }: { readonly inDays: number }): Act {
  return async (scene) => {
    await scene.later('PT30M');
    scene.says({
      en: 'The customer rings up and wishes another day, the manager moves the delivery',
      ru: 'Покупатель звонит и просит другой день, менеджер переносит доставку',
    });
    const window = windowIn(inDays, scene.calendar, scene.now());
    await amend(scene, [{ type: 'change_delivery', delivery: { window } }]);
  };
}

async function amend(scene: Scene, changes: readonly object[]): Promise<void> {
  const path = `/v1/orders/${scene.id()}/amendments`;
  const { version } = await scene.ask<{ version: number }>(ROLE, `${path}/preview`, {
    body: { changes },
  });
  await scene.ask(ROLE, path, { body: { changes, by: 'customer' }, version });
  await scene.settle();
}

/** Finds the right number of a customer who cannot be reached. */
export function fixesTheNumber(): Act {
  return async (scene) => {
    await openTask(scene, ROLE, 'fix_contact');
    await scene.later('PT50M');
    scene.says({
      en: 'The manager finds the right number',
      ru: 'Менеджер находит верный номер',
    });
    const phone = scene.customer.phone.replace(/^\+7916/, '+7917');
    // The change itself ends the task: what one command does, a task's outcome does too.
    await amend(scene, [{ type: 'change_contact', phone }]);
  };
}

/** Something is short: the customer takes other goods instead. */
export function substitutes(instead: OrderLine): Act {
  return async (scene) => {
    const task = await openTask(scene, ROLE, 'find_alternative');
    await scene.later('PT15M');
    scene.says({
      en: `The manager offers what there is, the customer takes: ${instead.title}`,
      ru: `Менеджер предлагает замену, покупатель берёт: ${instead.title}`,
    });
    await close(scene, ROLE, { task, worked: { outcome: 'substituted', data: { line: instead } } });
  };
}

/** Cancels the order because the customer asks for it. */
export function cancels(reason: string): Act {
  return async (scene) => {
    await scene.later('PT30M');
    scene.says({
      en: 'The customer rings up, the manager cancels the order',
      ru: 'Покупатель звонит, менеджер отменяет заказ',
    });
    await scene.ask(ROLE, `/v1/orders/${scene.id()}/cancellation`, { body: { reason } });
    await scene.settle();
  };
}
