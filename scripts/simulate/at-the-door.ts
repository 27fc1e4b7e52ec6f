/**
 * Carriers at the door: they give away what they were told to, or all they have with them, and say so piece by piece
 * or in one word.
 */
import { lastTold } from '../../domain/parties/instruction';
import type { Pieces } from '../../domain/parties/instruction';
import { hasLeft, isSettledParcel } from '../../domain/parties/parcel';
import { pick } from './dice';
import type { Happening } from './happening';

const HOW = ['as_told', 'as_told', 'all', 'in_one_word'] as const;

const piecesIn = (pieces: Pieces, lineId: string): number =>
  pieces.find((one) => one.lineId === lineId)?.quantity ?? 0;

/** A parcel that is out is given to the customer, as its carrier was told or otherwise. */
export const atTheDoor: Happening = ({ life, dice }) => {
  const { parcels, instructions } = life.order;
  const out = parcels.filter((parcel) => hasLeft(parcel) && !isSettledParcel(parcel));
  if (out.length === 0) return [];
  const { id: parcelId, carrier, lines } = pick(dice, out);
  const how = pick(dice, HOW);
  const told = instructions.find(({ kind, party }) => kind === 'deliver' && party === carrier);
  const takeBack = (how === 'as_told' && told && lastTold(told)?.takeBack) || [];
  const named = lines.map(({ lineId, quantity }) => {
    const refused = Math.min(quantity, piecesIn(takeBack, lineId));
    return { lineId, refused, accepted: quantity - refused };
  });
  const isWhole = named.every(({ refused }) => refused === 0);
  const said = {
    status: isWhole ? 'delivered' : 'partly_delivered',
    lines: how === 'in_one_word' ? [] : named,
  };
  return [{ name: 'reportParcel', command: { parcelId, ...said, actor: 'party' } }];
};
