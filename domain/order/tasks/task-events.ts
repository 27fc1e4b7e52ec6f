/**
 * Everything that can happen to the tasks of people, in the past tense; a reason given is a note's id.
 */
import type { Instant } from '../../calendar/instant';
import type { Role, TaskKind } from '../../tasks/task';

export type TaskEvent =
  | {
      readonly type: 'TaskOpened';
      readonly taskId: string;
      readonly kind: TaskKind;
      readonly role: Role;
      readonly about: string | null;
      /** What brought it about, in words of programs: a purpose, a channel, a code. */
      readonly cause?: string;
      /** What whoever brought it about said of it. */
      readonly noteId?: string;
      readonly dueBy: Instant | null;
    }
  | {
      readonly type: 'TaskDone';
      readonly taskId: string;
      readonly outcome: string;
      readonly noteId: string | null;
      /** Nothing but the task itself and a contact attempt was changed by the outcome. */
      readonly undoable?: true;
    }
  | { readonly type: 'TaskReopened'; readonly taskId: string }
  | { readonly type: 'TaskTaken'; readonly taskId: string; readonly person: string }
  | { readonly type: 'TaskReleased'; readonly taskId: string }
  | {
      readonly type: 'TaskHandedOff';
      readonly taskId: string;
      /** A person, or a role whoever of it is free. */
      readonly to: string;
      readonly person: string | null;
      readonly noteId: string | null;
    }
  | {
      readonly type: 'TaskReminded';
      readonly taskId: string;
      readonly raiseAt: Instant | null;
    }
  | { readonly type: 'TaskWithdrawn'; readonly taskId: string; readonly why: string }
  | { readonly type: 'TaskEscalated'; readonly taskId: string; readonly role: Role };
