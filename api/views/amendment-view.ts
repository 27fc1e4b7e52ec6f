/**
 * An amendment with what it changed and what every party said to it. Addresses and contacts are named as changed,
 * never shown. Pure.
 */
import type { ListedAmendment } from '../../database/orders/amendments';
import type { PersonalData } from '../../database/orders/personal';
import type { Change } from '../../domain/order/commands/shape-schemas';
import type { AmendmentOut } from '../schemas/amendments';
import type { Answers } from './parties/parties-answers';

/** The amendment as answers show it. */
export function amendmentView(
  amendment: ListedAmendment,
  answers: Answers,
  personal: ReadonlyMap<string, PersonalData>,
): AmendmentOut {
  const { id, version, state, at, by, noteId, reason, changes } = amendment;
  const kept = noteId === null ? undefined : personal.get(noteId);
  const note = kept?.kind === 'note' ? kept.text : null;
  const said = [...(answers.get(version) ?? [])];
  const shown = { id, version, state, at, by, note, reason };
  return { ...shown, changes: changesView(changes), answers: said };
}

/** What was changed, as far as it tells of no person. */
export function changesView(changes: readonly Change[]): AmendmentOut['changes'] {
  return changes.map((change) => {
    if (change.type === 'change_contact') return { type: change.type };
    if (change.type !== 'change_delivery') return change;
    const { method, window, price, pickupPointId } = change.delivery;
    return { type: change.type, delivery: { method, window, price, pickupPointId } };
  });
}
