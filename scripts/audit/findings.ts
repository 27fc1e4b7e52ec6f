// What may be wrong with an order, looked for in facts alone. It changes nothing and asks no rule what it thinks.
import type { AuditedLife } from '../../database/audit';
import { moneyAddsUp } from '../../domain/money/money';
import { evolveAll } from '../../domain/order/evolve';
import { orderTotals } from '../../domain/order/money/totals';
import { same } from '../../domain/same';

/** In words an operator understands; empty where all is well. */
export function findings(life: AuditedLife): readonly string[] {
  const { state, journal, seq, hasDeadline, effects, trouble } = life;
  const last = journal.at(-1)?.seq ?? 0;
  const isStill = !hasDeadline && effects === 0 && state.tasks.length === 0;
  return [
    ...(last === journal.length && last === seq
      ? []
      : [`the journal has ${journal.length} rows up to ${last}, the order counts ${seq}`]),
    ...(isFold(life) ? [] : ['the journal told from its beginning gives another state']),
    ...(moneyAddsUp(orderTotals(state)) ? [] : ['the money does not add up']),
    ...(state.closed === null && isStill
      ? ['it waits for no message, no moment and no person']
      : []),
    ...(trouble === null ? [] : [`in trouble: ${trouble}`]),
  ];
}

function isFold({ state, journal }: AuditedLife): boolean {
  try {
    const told = evolveAll(null, journal);
    // Through JSON, as the state was.
    return same(JSON.parse(JSON.stringify(told)), state);
  } catch {
    // A journal that cannot be told at all is no state's.
    return false;
  }
}
