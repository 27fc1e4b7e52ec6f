/**
 * What a workflow's history holds, counted, and the order in which it heard things. It reads histories
 * and measures no time.
 */
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

const { EventType } = temporal.api.enums.v1;
type Event = temporal.api.history.v1.IHistoryEvent;
type Kind = temporal.api.enums.v1.EventType;

export interface HistoryCounts {
  readonly events: number;
  readonly workflowTasks: number;
  /** Activities with an effect outside: a message, a question to its provider. */
  readonly outside: number;
  /** Commits as normal activities: the way taken while the database is slow or away. */
  readonly patientCommits: number;
  readonly signals: number;
  readonly updates: number;
  readonly timers: number;
  readonly localActivities: number;
  /** Billable actions as far as a history shows them: start, activities, messages, timers, labels, tasks with local activities. */
  readonly actions: number;
}

/** What came between two workflow tasks is told together. */
export type Hearing = readonly ('signal' | 'update')[];

export interface ReadHistory {
  readonly counts: HistoryCounts;
  readonly hearings: readonly Hearing[];
}

/** Reads and counts one history. */
export async function readHistory(client: Client, workflowId: string): Promise<ReadHistory> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const events = history.events ?? [];
  return { counts: countsOf(events), hearings: hearingsOf(events) };
}

function countsOf(events: readonly Event[]): HistoryCounts {
  const of = (type: Kind): number => events.filter((event) => event.eventType === type).length;
  const named = events.flatMap((event) => {
    const name = event.activityTaskScheduledEventAttributes?.activityType?.name;
    return name ? [name] : [];
  });
  const patientCommits = named.filter((name) => name === 'commit').length;
  const local = events.flatMap((event) => {
    const marker = event.markerRecordedEventAttributes;
    return marker?.markerName === 'core_local_activity'
      ? [String(marker.workflowTaskCompletedEventId)]
      : [];
  });
  const counted = {
    signals: of(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED),
    updates: of(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED),
    timers: of(EventType.EVENT_TYPE_TIMER_STARTED),
  };
  const labels = of(EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES);
  const messages = counted.signals + counted.updates;
  return {
    ...counted,
    events: events.length,
    workflowTasks: of(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED),
    outside: named.length - patientCommits,
    patientCommits,
    localActivities: local.length,
    actions: 1 + named.length + messages + counted.timers + labels + new Set(local).size,
  };
}

/** An update stands in a history after the task that brought it, a signal before. */
function hearingsOf(events: readonly Event[]): readonly Hearing[] {
  const all: ('signal' | 'update')[][] = [[]];
  let waiting: ('signal' | 'update')[] = [];
  for (const { eventType } of events) {
    if (eventType === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED) waiting.push('signal');
    if (eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED) {
      all.push(waiting);
      waiting = [];
    }
    if (eventType === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED) {
      all.at(-1)?.push('update');
    }
  }
  return [...all, waiting].filter((hearing) => hearing.length > 0);
}

/** The mean of many, field by field. */
export function meanCounts(all: readonly HistoryCounts[]): HistoryCounts {
  const mean = (field: keyof HistoryCounts): number =>
    all.reduce((sum, one) => sum + one[field], 0) / Math.max(1, all.length);
  return {
    events: mean('events'),
    workflowTasks: mean('workflowTasks'),
    outside: mean('outside'),
    patientCommits: mean('patientCommits'),
    signals: mean('signals'),
    updates: mean('updates'),
    timers: mean('timers'),
    localActivities: mean('localActivities'),
    actions: mean('actions'),
  };
}
