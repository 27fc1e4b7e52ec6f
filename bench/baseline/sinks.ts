/**
 * What the bare workflow lets the bench know, so that the next message can be sent when the one
 * before has been heard. Types only.
 */
import type { Sinks } from '@temporalio/workflow';

export interface BaselineSinks extends Sinks {
  readonly news: {
    heard(workflowId: string): void;
    sent(workflowId: string): void;
  };
}

/** What the baseline's worker says to the process that started it. */
export type BaselineNews =
  { readonly ready: true } | { readonly what: 'heard' | 'sent'; readonly workflowId: string };
