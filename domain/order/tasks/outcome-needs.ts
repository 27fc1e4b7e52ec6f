/**
 * What each outcome of an open task still lacks, found by asking the rules that will decide it: so that nobody is
 * shown other conditions than those that hold. It changes nothing and decides nothing itself.
 */
import { isRefusal } from '../../life/life';
import type { Refusal } from '../../life/life';
import { plus } from '../../calendar/instant';
import { TASK_RULES } from '../../tasks/task';
import type { OpenTask } from '../../tasks/task';
import type { Scene } from '../scene';
import { closeTask } from './decide-tasks';

/** By outcome: what is missing for it, in the words of a refusal. Outcomes that make no sense now are left out. */
export type OutcomeNeeds = Readonly<Record<string, readonly string[]>>;

interface Tried {
  readonly scene: Scene;
  readonly data: Readonly<Record<string, unknown>>;
}

const DATA: Readonly<Record<string, unknown>> = {
  reason: 'other',
  method: 'post',
  address: 'tried',
  pickup_point: 'tried',
};
const NAMES: Readonly<Record<string, string>> = {
  address: 'addressId',
  pickup_point: 'pickupPointId',
};

/** As if what is missing were there, where that can be made up; so the next condition shows. */
function withWhatIsMissing({ scene, data }: Tried, missing: readonly string[]): Tried | null {
  let next: Tried = { scene, data };
  for (const what of missing) {
    const { order, at } = next.scene;
    if (what === 'contact_with_customer') {
      const contact = { ...order.contact, lastReachedAt: at };
      next = { ...next, scene: { ...next.scene, order: { ...order, contact } } };
    } else if (what === 'window') {
      const window = { from: plus(at, 'P1D'), to: plus(at, 'P2D') };
      next = { ...next, data: { ...next.data, window } };
    } else if (what in DATA) {
      next = { ...next, data: { ...next.data, [NAMES[what] ?? what]: DATA[what] } };
    } else {
      return null;
    }
  }
  return next;
}

function refusalOf({ scene, data }: Tried, task: OpenTask, outcome: string): Refusal | null {
  const closing = { taskId: task.id, outcome, noteId: null, data: { ...data }, actor: 'ordo' };
  const decision = closeTask(scene, closing);
  return isRefusal(decision) ? decision : null;
}

const MOST_ROUNDS = 4;

/** Null where the outcome makes no sense now. */
function needsOf(scene: Scene, task: OpenTask, outcome: string): readonly string[] | null {
  const needs: string[] = [];
  let tried: Tried | null = { scene, data: {} };
  for (let round = 0; tried && round < MOST_ROUNDS; round += 1) {
    const refusal = refusalOf(tried, task, outcome);
    const isSenseless = refusal?.pointer === '/outcome';
    if (refusal?.refusal === 'not_allowed_now' && isSenseless) return null;
    const missing = (refusal?.missing ?? []).filter((what) => !needs.includes(what));
    if (missing.length === 0) break;
    needs.push(...missing);
    tried = withWhatIsMissing(tried, missing);
  }
  return needs;
}

/** The needs of every outcome that the task may end with now. */
export function outcomeNeeds(scene: Scene, task: OpenTask): OutcomeNeeds {
  const tried = TASK_RULES[task.kind].outcomes.map(
    (outcome) => [outcome, needsOf(scene, task, outcome)] as const,
  );
  const sensible = tried.filter(
    (one): one is readonly [string, readonly string[]] => one[1] !== null,
  );
  return Object.fromEntries(sensible);
}

/** What no outcome can do without. */
export function missingForAll(needs: OutcomeNeeds): readonly string[] {
  const [first = [], ...others] = Object.values(needs);
  return first.filter((what) => others.every((other) => other.includes(what)));
}
