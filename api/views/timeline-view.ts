/**
 * One event of the journal for people: a line of text, the data, and the note it speaks of. Pure.
 */
import type { PersonalData } from '../../database/orders/personal';
import type { TimelineRow } from '../../database/orders/timeline';
import { eventText } from '../../domain/messages/catalogue';
import type { Locale } from '../../domain/messages/catalogue';

/** The entry of a timeline. */
export function timelineEntryView(
  { seq, at, event }: TimelineRow,
  reader: { readonly locale: Locale; readonly personal: ReadonlyMap<string, PersonalData> },
) {
  const { type, by, ...data } = event;
  const noteId = 'noteId' in data ? data.noteId : null;
  const note = noteId === null ? undefined : reader.personal.get(noteId);
  return {
    ...{ seq, at, type, by },
    text: eventText(event, reader.locale),
    data:
      note?.kind === 'note' || note?.kind === 'said' ? { ...data, note: note.text } : { ...data },
  };
}
