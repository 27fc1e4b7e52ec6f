/**
 * An amendment with what every party said to it. Pure.
 */
import type { ListedAmendment } from '../../database/orders/amendments';
import type { PersonalData } from '../../database/orders/personal';
import type { AmendmentOut } from '../schemas/order';
import type { Answers } from './parties/parties-answers';

/** The amendment as answers show it. */
export function amendmentView(
  amendment: ListedAmendment,
  answers: Answers,
  personal: ReadonlyMap<string, PersonalData>,
): AmendmentOut {
  const { id, version, state, at, by, noteId, reason } = amendment;
  const kept = noteId === null ? undefined : personal.get(noteId);
  const note = kept?.kind === 'note' ? kept.text : null;
  const said = [...(answers.get(version) ?? [])];
  return { id, version, state, at, by, note, reason, answers: said };
}
