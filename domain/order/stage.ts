/**
 * The stages of an order's life, which one is shown, and the moves allowed between them:
 * one table for the tests, the diagram and the desk.
 */
import type { Terms } from '../policy/policy';
import type { Order } from './order';
import { STAGES } from './plan';

export type StageName =
  | 'received'
  | 'securing'
  | 'agreeing'
  | 'awaiting_prepayment'
  | 'instructing'
  | 'delivering'
  | 'settling'
  | 'caring'
  | 'cancelling'
  | 'completed'
  | 'cancelled';

/** An order may be ended early; where nobody has to be stood down, it is closed in the same breath. */
const ENDED: readonly StageName[] = ['cancelling', 'cancelled'];

/** Shown before agreement; never shown again once the customer has agreed. */
const BEFORE_AGREEMENT: readonly StageName[] = ['received', 'agreeing'];

/** The stage shown: the first unfinished one on the page. */
export function stageOf(order: Order, terms: Terms): StageName {
  if (order.closed) return order.closed.reason === 'completed' ? 'completed' : 'cancelled';
  if (order.closing) return 'cancelling';
  const unfinished = STAGES.find(
    ({ shown, stage }) =>
      !(order.agreement && BEFORE_AGREEMENT.includes(shown)) && !stage.finished(order, terms),
  );
  return unfinished?.shown ?? 'caring';
}

/** Which stage may be shown next after which; a move not listed is a bug. */
export const STAGE_MOVES: Readonly<Record<StageName, readonly StageName[]>> = {
  received: ['securing', 'agreeing', 'awaiting_prepayment', 'instructing', ...ENDED],
  securing: [
    ...['received', 'agreeing', 'awaiting_prepayment', 'instructing', 'delivering'],
    ...['settling', 'caring', 'completed', ...ENDED],
  ] as readonly StageName[],
  agreeing: ['received', 'securing', 'awaiting_prepayment', 'instructing', ...ENDED],
  awaiting_prepayment: ['securing', 'instructing', ...ENDED],
  instructing: [
    ...['securing', 'awaiting_prepayment', 'delivering', 'settling', 'caring', 'completed'],
    ...ENDED,
  ] as readonly StageName[],
  delivering: ['securing', 'instructing', 'settling', 'caring', 'completed', ...ENDED],
  settling: ['caring', 'completed'],
  caring: ['settling', 'completed'],
  cancelling: ['cancelled'],
  completed: [],
  cancelled: [],
};
