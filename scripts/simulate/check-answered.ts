/**
 * What must hold of every answer that counted for a revision or a call-off: it was to the newest message, or every
 * older one that it might have been meant for has an answer of its own. Looks at what was written and said alone.
 */
import type { OrderEvent } from '../../domain/order/events';
import { numberOfMessage } from '../../domain/parties/message-id';
import type { Taken } from './market';
import { must } from './must';
import { messagesOf } from './written-messages';

type Answered = Extract<OrderEvent, { readonly type: 'PartyAnswered' }>;

/** Looks at the answers of one step. */
export function checkAnswered({ market, after, inputs }: Taken): void {
  const { journal, turn } = after;
  const begins = journal.length - turn.rows.length;
  turn.rows.forEach(({ event, cause }, index) => {
    if (event.type !== 'PartyAnswered' || !event.counts || event.to === 'instruction') return;
    const rows = journal.slice(0, begins + index);
    const command = inputs.find((input) => input.cause === cause)?.command;
    const { message, wishVersion } = (command ?? {}) as Said;
    const ofOne = messagesOf({ journal: rows }).filter(
      (one) => one.instructionId === event.instructionId,
    );
    const what = `${event.instructionId}: an answer to a ${event.to} counted`;
    if (message !== undefined) {
      const number = numberOfMessage(event.instructionId, message);
      must(number === ofOne.length, `${what} though it names ${message}`);
      return;
    }
    const party = market.terms.parties.find(({ id }) => id === event.party);
    if (party?.channel.type !== 'desk') return;
    const meant = ofOne.filter(
      (one) =>
        one.kind === event.to && (wishVersion === undefined || one.wishVersion === wishVersion),
    );
    const said = 1 + rows.filter((row) => isAnswer(row.event, event)).length;
    must(said >= meant.length, `${what} though an older one waits for its own`);
  });
}

interface Said {
  readonly message?: string;
  readonly wishVersion?: number;
}

function isAnswer(event: OrderEvent, { instructionId, to }: Answered): boolean {
  if (event.type !== 'PartyAnswered' || event.instructionId !== instructionId) return false;
  return event.to === to || event.message !== undefined;
}
