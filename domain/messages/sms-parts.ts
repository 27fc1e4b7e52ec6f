/**
 * How many parts an SMS is sent and paid in. Letters of one alphabet fit 160 to a part, any others 70; of several parts
 * each is a little shorter. Knows nothing of what is said.
 */

/** The basic alphabet of GSM 03.38, and the characters that take two places of it. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const DOUBLE = '^{}\\[~]|€';

/** The parts of a text; at least one. */
export function smsParts(text: string): number {
  const characters = Array.from(text);
  const isBasic = characters.every((one) => BASIC.includes(one) || DOUBLE.includes(one));
  const length = isBasic
    ? characters.reduce((sum, one) => sum + (DOUBLE.includes(one) ? 2 : 1), 0)
    : text.length;
  const [whole, part] = isBasic ? [160, 153] : [70, 67];
  return length <= whole ? 1 : Math.ceil(length / part);
}

/** The parts beyond which a message is not made longer by what may be left out. */
export const PARTS_OF_NEWS = 2;
