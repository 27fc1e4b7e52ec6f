/**
 * One event of the journal for people: a line of text, the data, and the note it speaks of. Pure.
 */
import type { PersonalData } from '../../database/orders/personal';
import type { TimelineRow } from '../../database/orders/timeline';
import { eventText } from '../../domain/messages/event-in-words';
import type { Reader } from '../../domain/messages/event-in-words';
import type { Order } from '../../domain/order/order';
import type { Terms } from '../../domain/policy/policy';

/** Whoever of the shop reads the journal of an order: in its language, with its parties by their titles. */
export function journalReader(order: Order, { policy, parties }: Terms): Required<Reader> {
  const titles = Object.fromEntries(parties.map(({ id, title }) => [id, title]));
  return { locale: policy.locale, currency: order.wish.currency, titles };
}

/** The entry of a timeline. */
export function timelineEntryView(
  { seq, at, event }: TimelineRow,
  reader: Reader & { readonly personal: ReadonlyMap<string, PersonalData> },
) {
  const { type, by, ...data } = event;
  const noteId = 'noteId' in data ? data.noteId : null;
  const note = noteId === null ? undefined : reader.personal.get(noteId);
  return {
    ...{ seq, at, type, by },
    text: eventText(event, reader),
    data:
      note?.kind === 'note' || note?.kind === 'said' ? { ...data, note: note.text } : { ...data },
  };
}
