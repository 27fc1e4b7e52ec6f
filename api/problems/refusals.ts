/**
 * Turns the expected no of a rule into the problem that tells it. Rules themselves are in domain/.
 */
import type { Refusal } from '../../domain/life/life';
import { Problem, REFUSALS } from './problems';

interface Told {
  /** Path of the field inside the request, where the rule's pointer is that of a command. */
  readonly pointer?: (pointer: string) => string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The problem for a refusal: 412 for a version that is no longer the present one, else 422. */
export function refused(refusal: Refusal, told: Told = {}): Problem {
  const code = Object.hasOwn(REFUSALS, refusal.refusal) ? refusal.refusal : 'not_allowed_now';
  const { status, about } = REFUSALS[code as keyof typeof REFUSALS];
  const { pointer, missing } = refusal;
  const at = pointer === undefined ? undefined : (told.pointer ?? ((same) => same))(pointer);
  return new Problem(code.replaceAll('_', '-'), status, {
    ...(at === undefined ? {} : { errors: [{ pointer: at, detail: about }] }),
    more: {
      refusal: code,
      ...(missing && missing.length > 0 ? { missing } : {}),
      ...(code === 'already_delivered' ? { wayOn: 'open_claim' } : {}),
      ...told.more,
    },
  });
}
