/**
 * What is different between what a party was told and what it is told now, as data: pages, letters and lists say it
 * in words. Pure; personal data are ids here, so of a door or a phone it says only that it is another.
 */
import { same } from '../same';
import { piecesOf } from '../order/goods/pieces-of';
import type { Window } from '../order/wish';
import { toDo } from './instruction';
import type { Instruction, InstructionContent, Pieces } from './instruction';

interface Turned<Value> {
  readonly before: Value;
  readonly after: Value;
}

export type Difference =
  | ({
      readonly what: 'pieces' | 'price' | 'term' | 'takeBack' | 'apart';
      readonly title: string;
    } & Turned<number | null>)
  | ({ readonly what: 'window' } & Turned<Window | null>)
  | ({ readonly what: 'point' | 'carrier' } & Turned<string | null>)
  | ({ readonly what: 'collect' } & Turned<number | null>)
  | ({ readonly what: 'collectBy' } & Turned<'card' | 'cash'>)
  | { readonly what: 'address' | 'phone' };

/** What the revision that is asked differs in from what its party had agreed to; nothing where none is asked. */
export function revisedIn({ pending, content }: Instruction): readonly Difference[] {
  return pending?.kind === 'revision' ? differencesOf(content, pending.content) : [];
}

/** In the order in which people ask: what, when, where, whom it goes through, the money. */
export function differencesOf(
  before: InstructionContent,
  after: InstructionContent,
): readonly Difference[] {
  return [
    ...goods(before, after),
    ...parts(before, after),
    ...where(before, after),
    ...money(before, after),
  ];
}

type Line = InstructionContent['lines'][number];

function goods(before: InstructionContent, after: InstructionContent): readonly Difference[] {
  // What has left is not told once more, so it is no less either.
  const was = new Map(
    toDo({ ...before, gone: after.gone ?? [] }).map((line) => [line.lineId, line]),
  );
  const is = new Map(toDo(after).map((line) => [line.lineId, line]));
  return [...new Map([...was, ...is]).keys()].flatMap((lineId) =>
    ofLine(was.get(lineId), is.get(lineId)),
  );
}

/** What is not to be given away, and what goes in a parcel of its own. */
function parts(before: InstructionContent, after: InstructionContent): readonly Difference[] {
  const all = [...after.lines, ...(after.takeBack ?? [])];
  const titles = new Map(all.map(({ lineId, title }) => [lineId, title]));
  return [...titles].flatMap(([lineId, title]) => [
    ...turned({
      ...{ what: 'takeBack' as const, title },
      ...both(before.takeBack, after.takeBack, lineId),
    }),
    ...turned({ ...{ what: 'apart' as const, title }, ...both(before.apart, after.apart, lineId) }),
  ]);
}

function both(before: Pieces = [], after: Pieces = [], lineId: string): Turned<number> {
  return { before: piecesOf(before, lineId), after: piecesOf(after, lineId) };
}

function ofLine(was: Line | undefined, is: Line | undefined): readonly Difference[] {
  const { title = '' } = is ?? was ?? {};
  const pieces: Turned<number> = { before: was?.quantity ?? 0, after: is?.quantity ?? 0 };
  const counted = turned({ what: 'pieces', title, ...pieces });
  if (!was || !is) return counted;
  const price = { before: was.price ?? null, after: is.price ?? null };
  const term = { before: was.term ?? null, after: is.term ?? null };
  return [
    ...counted,
    ...turned({ what: 'price', title, ...price }),
    ...turned({ what: 'term', title, ...term }),
  ];
}

function where(was: InstructionContent, is: InstructionContent): readonly Difference[] {
  const isElsewhere = is.addressId !== null && is.addressId !== was.addressId;
  const isToPoint = is.pickupPointId !== null;
  const point = { before: was.pickupPointId, after: is.pickupPointId };
  // What was not kept yet when the party was told is no difference.
  const isOtherPhone = was.contactId !== undefined && was.contactId !== (is.contactId ?? null);
  const { carrier = null } = is;
  return [
    ...turned({ what: 'window', before: was.window, after: is.window }),
    ...(isElsewhere ? [{ what: 'address' } as const] : []),
    ...(isToPoint ? turned({ what: 'point', ...point }) : []),
    ...(isOtherPhone ? [{ what: 'phone' } as const] : []),
    ...(was.carrier === undefined
      ? []
      : turned({ what: 'carrier', before: was.carrier, after: carrier })),
  ];
}

function money(was: InstructionContent, is: InstructionContent): readonly Difference[] {
  const by = { before: collectedBy(was), after: collectedBy(is) };
  return [
    ...turned({ what: 'collect', before: was.collect, after: is.collect }),
    // Who takes nothing takes it in no way.
    ...(is.collect ? turned({ what: 'collectBy', ...by }) : []),
  ];
}

function collectedBy({ byCard }: InstructionContent): 'card' | 'cash' {
  return byCard ? 'card' : 'cash';
}

function turned<One extends Difference & Turned<unknown>>(one: One): readonly One[] {
  return same(one.before, one.after) ? [] : [one];
}
