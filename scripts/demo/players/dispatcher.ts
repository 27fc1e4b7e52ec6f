// The dispatcher: finds out why an order did not arrive, and decides what is done about it.
import type { Act } from '../scene/scene';
import { windowIn } from '../scene/days';
import { StoryBroken } from '../scene/story-broken';
import { SaidNo } from '../ordo/ask';
import { close, openTask } from './open-task';

const ROLE = 'dispatcher';
const KIND = 'find_out_why';

/** Tries to close the question "why?" without an answer, and is told what is missing. */
export function triesToCloseWithoutAReason(): Act {
  return async (scene) => {
    const task = await openTask(scene, ROLE, KIND);
    const window = windowIn(1, scene.calendar, scene.now());
    try {
      await close(scene, ROLE, { task, worked: { outcome: 'new_date', data: { window } } });
    } catch (error) {
      if (!(error instanceof SaidNo) || error.refusal !== 'task_conditions') throw error;
      const missing = error.missing.join(', ');
      scene.says({
        en: `The dispatcher would close the task; refused, missing: ${missing}`,
        ru: `Диспетчер хочет закрыть задачу; отказано, не хватает: ${missing}`,
      });
      return;
    }
    throw new StoryBroken(
      'a task was closed without a reason and without a word with the customer',
    );
  };
}

/** Speaks with the customer, gives the reason, and agrees on a new day. */
export function plansAnew(reason: string, inDays = 1): Act {
  return async (scene) => {
    const task = await openTask(scene, ROLE, KIND);
    await scene.later('PT25M');
    scene.says({
      en: `The dispatcher speaks with the customer: ${reason}, a new day is agreed`,
      ru: `Диспетчер говорит с покупателем: ${reason}, назначен новый день`,
    });
    await scene.ask(ROLE, `/v1/orders/${scene.id()}/contact-attempts`, {
      body: { outcome: 'reached' },
    });
    const window = windowIn(inDays, scene.calendar, scene.now());
    const worked = { outcome: 'new_date', data: { window, reason } };
    await close(scene, ROLE, { task, worked });
  };
}
