/**
 * Reads payloads so that nothing sent by anybody can fail a workflow task: what cannot be read becomes
 * a plain mark of its kind and size, never a throw, never the parser's message (it quotes the payload).
 */
import { defaultPayloadConverter } from '@temporalio/common';
import type { Payload, PayloadConverter } from '@temporalio/common';

/** What stands in for a payload that could not be read. */
export interface Malformed {
  readonly malformed: true;
  readonly encoding: string;
  readonly bytes: number;
}

function encodingOf(payload: Payload): string {
  const encoding = payload.metadata?.encoding;
  return encoding ? String.fromCharCode(...encoding.slice(0, 40)) : 'none';
}

export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the interface's own
  fromPayload: <Value>(payload: Payload): Value => {
    try {
      return defaultPayloadConverter.fromPayload<Value>(payload);
    } catch {
      const bytes = payload.data?.length ?? 0;
      const mark: Malformed = { malformed: true, encoding: encodingOf(payload), bytes };
      return mark as Value;
    }
  },
};
