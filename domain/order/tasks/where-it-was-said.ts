/**
 * The field of a task's outcome that a refused change means: a pointer names what was sent, not what was made of it.
 */
import { isRefusal } from '../../life/life';
import type { Decision } from '../scene';

/** What is refused of the changes of an outcome is refused where they stand in it. */
export function saidInChanges(decision: Decision): Decision {
  return pointedTo(decision, (pointer) =>
    pointer.startsWith('/changes') ? `/data${pointer}` : pointer,
  );
}

/** What is refused of the one line that an outcome takes instead is refused of that line. */
export function saidInLine(decision: Decision): Decision {
  return pointedTo(decision, (pointer) => {
    const [, field = '/line'] = /^\/changes\/0(\/line.*)$/.exec(pointer) ?? [];
    return `/data${field}`;
  });
}

/** What an outcome means by itself is refused of the outcome. */
export function saidInOutcome(decision: Decision): Decision {
  return pointedTo(decision, () => '/outcome');
}

function pointedTo(decision: Decision, to: (pointer: string) => string): Decision {
  if (!isRefusal(decision) || decision.pointer === undefined) return decision;
  return { ...decision, pointer: to(decision.pointer) };
}
