/**
 * What the outcomes of one task need by the order's own clock. It shows nothing and closes nothing.
 */
import { nowOf } from '../../database/clock';
import type { FoundOrder } from '../../database/orders/orders';
import type { ListedTask } from '../../database/orders/tasks';
import { outcomeNeeds } from '../../domain/order/tasks/outcome-needs';
import type { OutcomeNeeds } from '../../domain/order/tasks/outcome-needs';
import type { Terms } from '../../domain/policy/policy';
import { TASK_RULES } from '../../domain/tasks/task';
import type { Dependencies } from '../dependencies';

/** What its outcomes need now; every outcome, and nothing, where a rule of the order is broken. */
export async function taskNeeds(
  deps: Dependencies,
  task: ListedTask,
  { terms, found }: { readonly terms: Terms; readonly found: FoundOrder },
): Promise<OutcomeNeeds | null> {
  const { order } = found;
  const open = order.tasks.find(({ id }) => id === task.id);
  if (!open) return null;
  const at = await nowOf(deps.database, order.id, deps.now());
  try {
    return outcomeNeeds({ order, terms, at }, open);
  } catch {
    // Its administrator has a task that names the fault; the list of tasks is for everybody.
    return Object.fromEntries(TASK_RULES[task.kind].outcomes.map((outcome) => [outcome, []]));
  }
}
