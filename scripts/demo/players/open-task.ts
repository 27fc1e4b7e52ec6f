// How people find their work and close it: a task of their role about this order.
import type { Scene } from '../scene/scene';
import { until } from '../scene/until';

export interface TaskSeen {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
}

export interface Worked {
  readonly outcome: string;
  readonly data?: object;
}

/** The open task of a kind; the order's time passes until there is one. */
export async function openTask(scene: Scene, role: string, kind: string): Promise<TaskSeen> {
  return until(scene, {
    what: `the task ${kind}`,
    look: async () => {
      const path = `/v1/tasks?orderId=${scene.id()}&kind=${kind}&state=open`;
      return (await scene.ask<{ items: TaskSeen[] }>(role, path)).items[0];
    },
  });
}

/** Closes a task with its outcome. */
export async function close(
  scene: Scene,
  role: string,
  { task, worked }: { readonly task: TaskSeen; readonly worked: Worked },
): Promise<void> {
  await scene.ask(role, `/v1/tasks/${task.id}/outcome`, { body: worked });
  await scene.settle();
}
